"""The pages of the program, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from xiaowei_desktop.ui.page import Page, PageEntry
from xiaowei_desktop.ui.pages.breakdown import BreakdownPage
from xiaowei_desktop.ui.pages.marks import MarksPage
from xiaowei_desktop.ui.pages.plan import PlanPage
from xiaowei_desktop.ui.pages.printing import PrintingPage
from xiaowei_desktop.ui.pages.progress import ProgressPage
from xiaowei_desktop.ui.pages.returns import ReturnsPage
from xiaowei_desktop.ui.pages.safety import SafetyPage
from xiaowei_desktop.ui.pages.scoring import ScoringPage
from xiaowei_desktop.ui.pages.workbench import WorkbenchPage
from xiaowei_desktop.ui.workplace import Workplace

_PAGES: tuple[tuple[str, str, str, Callable[[Workplace], Page]], ...] = (
    ("workbench", "工作台", "house", WorkbenchPage),
    ("breakdown", "目标任务", "target", BreakdownPage),
    ("returns", "季报填报", "clipboard-list", ReturnsPage),
    ("progress", "汇总进度", "chart-column", ProgressPage),
    ("marks", "评定", "gavel", MarksPage),
    ("scoring", "考核评分", "trophy", ScoringPage),
    ("printing", "报表打印", "printer", PrintingPage),
    ("readings", "方案设置", "settings", PlanPage),
    ("safety", "数据安全", "shield-check", SafetyPage),
)


def page_entries(workplace: Workplace) -> tuple[PageEntry, ...]:
    """The navigation's entries; each page is made when it is first opened."""
    return tuple(PageEntry(key, word, icon, partial(create, workplace)) for key, word, icon, create in _PAGES)
