"""A tab of the scoring page, in view in the whole window."""

from __future__ import annotations

from typing import Generic, TypeVar

from pytestqt.qtbot import QtBot

from tests.gui.sample_window import open_window
from xiaowei_desktop.ui.pages.scoring.page import ScoringPage
from xiaowei_desktop.ui.pages.scoring.panel import ScoringPanel
from xiaowei_desktop.ui.workplace import Workplace

P = TypeVar("P", bound=ScoringPanel)


class PanelRig(Generic[P]):
    """The panel of that kind in view, with 科技局 chosen."""

    def __init__(self, workplace: Workplace, qtbot: QtBot, kind: type[P]) -> None:
        self.workplace = workplace
        self.qtbot = qtbot
        self.window = open_window(workplace, qtbot, "scoring")
        page = self.window.current_page
        assert isinstance(page, ScoringPage)
        self.page = page
        self.panel = next(panel for panel in page.panels if isinstance(panel, kind))
        self.choose("science")
        page.panes.tabs.setCurrentWidget(self.panel)
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.workplace.runner.is_busy)

    def choose(self, unit: str) -> None:
        assert self.page.panes.ranking.choose(unit)
        self.rest()
