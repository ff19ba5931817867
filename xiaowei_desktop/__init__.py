"""小微企业三年成长计划: targets, quarterly returns and scoring for a county's 小微办."""

__version__ = "0.1.0"
