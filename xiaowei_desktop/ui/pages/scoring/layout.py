"""How the scoring page is laid out: ranking at the left; tree with trail, sheets and gaps as tabs at the right."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QTabWidget

from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.pages.scoring.open_list import OpenList
from xiaowei_desktop.ui.pages.scoring.ranking_list import RankingList
from xiaowei_desktop.ui.pages.scoring.score_tree import ScoreTree
from xiaowei_desktop.ui.pages.scoring.trail_panel import TrailPanel
from xiaowei_desktop.ui.theme.theme import Theme

_NARROW = 68
_RANKING = {False: 22, True: 14}
"""In characters: what is narrow, and the width of the ranking on a wide and on a narrow window."""


class ScoringLayout(QSplitter):
    """The widgets of the page by their names."""

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.ranking = RankingList(theme)
        self.tree = ScoreTree(theme)
        self.trail = TrailPanel(theme)
        self.sheet = SheetView(theme, settings)
        self.ranking_sheet = SheetView(theme, settings)
        self.open_list = OpenList()
        self.tabs = QTabWidget()
        self._theme = theme
        self._gaps = QStackedWidget()
        self._is_narrow = False
        self._lay_out()
        theme.changed.connect(self._fit_ranking)

    def show_tab_of(self, widget: SheetView | OpenList | ScoreTree) -> None:
        """Brings the tab with this widget to the front, and the keyboard into it."""
        page = {id(self.tree): self._detail, id(self.open_list): self._gaps}.get(id(widget), widget)
        self.tabs.setCurrentWidget(page)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_open_count(self, count: int) -> None:
        """The tab says how many gaps there are; without any it says so in words."""
        self.tabs.setTabText(self.tabs.indexOf(self._gaps), f"■ 未齐事项 {count}" if count else "● 未齐事项 0")
        self._gaps.setCurrentIndex(0 if count else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self._character()
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            self.ranking.set_narrow(narrow)
            self.tree.set_narrow(narrow)
            self._fit_ranking()

    def _lay_out(self) -> None:
        self._detail = QSplitter(Qt.Orientation.Horizontal)
        self._detail.addWidget(self.tree)
        self._detail.addWidget(self.trail)
        self._detail.setSizes([620, 300])
        self._detail.setStretchFactor(0, 2)
        self._detail.setStretchFactor(1, 1)
        nothing = QLabel("没有未齐事项，资料齐全。")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._gaps.addWidget(self.open_list)
        self._gaps.addWidget(nothing)
        for title, page in (
            ("明细树", self._detail),
            ("评分明细表", self.sheet),
            ("排名表", self.ranking_sheet),
            ("未齐事项", self._gaps),
        ):
            self.tabs.addTab(page, title)
        for splitter in (self, self._detail):
            splitter.setChildrenCollapsible(False)
        self.addWidget(self.ranking)
        self.addWidget(self.tabs)
        self.setStretchFactor(1, 1)
        self._fit_ranking()

    def _character(self) -> int:
        return QFontMetrics(self._theme.font()).horizontalAdvance("字")

    @Slot()
    def _fit_ranking(self) -> None:
        width = _RANKING[self._is_narrow] * self._character()
        self.setSizes([width, max(self.width() - width, width)])
