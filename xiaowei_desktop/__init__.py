"""小微企业三年成长计划: targets, quarterly returns and scoring for a county's 小微办."""

APPLICATION_NAME = "小微成长计划考核助手"
"""What the window, the paper and the system call the program."""

__version__ = "0.3.0"
