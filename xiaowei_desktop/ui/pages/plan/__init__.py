"""方案设置: the whole plan as tables that are edited, checked and saved as a further edition."""

from xiaowei_desktop.ui.pages.plan.page import PlanPage

__all__ = ["PlanPage"]
