"""The organisations by rank, with total and state."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.scoring.ranking import Ranked
from xiaowei_desktop.ui.theme.theme import Theme

_HEADINGS = ("名次", "单位", "总分", "状态")
_STATE = 3
_UNIT = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RankingList(QTreeWidget):
    """`chosen` (organisation's code) when another one becomes current."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._scores: YearScores | None = None
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHeaderLabels(list(_HEADINGS))
        self.setAccessibleName("排名")
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(36)
        for column in (0, 2, _STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda now, _before: self._tell(now))
        theme.changed.connect(self._redraw)

    @property
    def current_unit(self) -> str:
        index = self.currentIndex()
        return str(index.siblingAtColumn(0).data(_UNIT)) if index.isValid() else ""

    def show_scores(self, scores: YearScores) -> None:
        """Best first; the same organisation stays current."""
        here = self.current_unit
        self._scores = scores
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems([self._item(scores, ranked) for ranked in scores.ranking])
        self.blockSignals(False)
        if not self.choose(here) and scores.ranking:
            self.choose(scores.ranking[0].sheet.unit)

    def choose(self, unit: str) -> bool:
        """Makes an organisation current; False where it is not assessed."""
        order = [ranked.sheet.unit for ranked in self._scores.ranking] if self._scores else []
        if unit not in order:
            return False
        self.setCurrentIndex(self.model().index(order.index(unit), 0))
        return True

    def set_narrow(self, narrow: object) -> None:
        """Where there is little room the state gives way: it also stands in the tip and at the top of the tree."""
        self.setColumnHidden(_STATE, bool(narrow))

    def _item(self, scores: YearScores, ranked: Ranked) -> QTreeWidgetItem:
        sheet = ranked.sheet
        place = "—" if ranked.place is None else str(ranked.place)
        total = "—" if sheet.total is None else f"{sheet.total:f}"
        name = scores.plan.organisation(sheet.unit).name
        count = len(sheet.missing)
        state = f"■ 未齐 {count}" if count else "● 齐全"
        item = QTreeWidgetItem([place, name, total, state])
        item.setData(0, _UNIT, sheet.unit)
        item.setTextAlignment(0, Qt.AlignmentFlag.AlignCenter)
        item.setTextAlignment(2, _RIGHT)
        standing = f"第{place}名，{total}分" if sheet.total is not None else "还没有得分"
        item.setToolTip(1, f"{name}：{standing}{f'，{count}处未齐，试算' if count else ''}")
        colours = self._theme.tokens.colours
        item.setForeground(_STATE, QBrush(QColor(colours.bad if count else colours.good)))
        return item

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(0, _UNIT)))

    def _redraw(self) -> None:
        if self._scores is not None:
            self.show_scores(self._scores)
