"""考核评分: points, their trail, the ranking, and what is still open."""

from xiaowei_desktop.ui.pages.scoring.page import ScoringPage

__all__ = ["ScoringPage"]
