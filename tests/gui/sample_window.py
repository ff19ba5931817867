"""The window on the sample year, or another: the pages of the year's end, and a page that links lead to."""

from __future__ import annotations

from functools import partial

from pytestqt.qtbot import QtBot

from tests.gui.answering import leave
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.page import Page, PageEntry
from xiaowei_desktop.ui.pages.marks import MarksPage
from xiaowei_desktop.ui.pages.scoring import ScoringPage
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Workplace

YEAR = 2020
OPEN_MARKS = (("science", "A2"), ("science", "C1"), ("science", "C3.1"), ("commerce", "A5"))
"""What the office has still to judge."""


class PlacePage(Page):
    """Stands for a page that links lead to, and remembers where."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "季报填报")
        self.places: list[str] = []

    def show_place(self, place: str) -> None:
        self.places.append(place)


def open_window(workplace: Workplace, qtbot: QtBot, page: str) -> MainWindow:
    """A window with the pages of the year's end, at rest on one of them."""
    entries = (
        PageEntry("returns", "季报填报", "clipboard-list", partial(PlacePage, workplace.theme)),
        PageEntry("marks", "评定", "gavel", partial(MarksPage, workplace)),
        PageEntry("scoring", "考核评分", "trophy", partial(ScoringPage, workplace)),
    )
    window = MainWindow(entries, workplace.theme, workplace.runner, workplace.settings)
    rest = partial(qtbot.waitUntil, lambda: not workplace.runner.is_busy)

    def before_close(_window: MainWindow) -> None:
        rest()
        leave(window)

    qtbot.addWidget(window, before_close_func=before_close)
    plan = workplace.plan()
    window.set_plan(plan.short_title, list(plan.span.years), plan.span.first, 4)
    window.resize(1366, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.show_page(page)
    rest()
    return window
