"""The organisations by rank, with total, grade where the scheme has grades, and state."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.scoring.ranking import Ranked
from xiaowei_desktop.ui.theme.theme import Theme

_HEADINGS = ("名次", "单位", "总分", "等次", "状态")
_PLACE, _NAME, _TOTAL, _GRADE, _STATE = range(5)
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
        for column in (_PLACE, _TOTAL, _GRADE, _STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda now, _before: self._tell(now))
        theme.changed.connect(self._redraw)

    @property
    def current_unit(self) -> str:
        index = self.currentIndex()
        return str(index.siblingAtColumn(_PLACE).data(_UNIT)) if index.isValid() else ""

    def show_scores(self, scores: YearScores) -> None:
        """Best first; the same organisation stays current."""
        here = self.current_unit
        self._scores = scores
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems([self._item(scores, ranked) for ranked in scores.ranking])
        self.setColumnHidden(_GRADE, not any(ranked.grade for ranked in scores.ranking))
        self.blockSignals(False)
        if not self.choose(here) and scores.ranking:
            self.choose(scores.ranking[0].sheet.unit)

    def choose(self, unit: str) -> bool:
        """Makes an organisation current; False where it is not assessed."""
        order = [ranked.sheet.unit for ranked in self._scores.ranking] if self._scores else []
        if unit not in order:
            return False
        self.setCurrentIndex(self.model().index(order.index(unit), _PLACE))
        return True

    def set_narrow(self, narrow: object) -> None:
        """Where there is little room the state gives way: it also stands in the tip and at the top of the tree."""
        self.setColumnHidden(_STATE, bool(narrow))

    def _item(self, scores: YearScores, ranked: Ranked) -> QTreeWidgetItem:
        sheet = ranked.sheet
        place = "—" if ranked.place is None else str(ranked.place)
        total = "—" if sheet.total is None else f"{sheet.total:f}"
        name = scores.plan.organisation(sheet.unit).name + (f"（{ranked.group}）" if ranked.group else "")
        count = len(sheet.missing)
        state = f"■ 未齐 {count}" if count else "● 齐全"
        item = QTreeWidgetItem([place, name, total, ranked.grade, state])
        item.setData(_PLACE, _UNIT, sheet.unit)
        for column in (_PLACE, _GRADE):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
        item.setTextAlignment(_TOTAL, _RIGHT)
        item.setToolTip(_NAME, f"{name}：{_standing(ranked)}{f'，{count}处未齐，试算' if count else ''}")
        colours = self._theme.tokens.colours
        item.setForeground(_STATE, QBrush(QColor(colours.bad if count else colours.good)))
        return item

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_PLACE, _UNIT)))

    def _redraw(self) -> None:
        if self._scores is not None:
            self.show_scores(self._scores)


def _standing(ranked: Ranked) -> str:
    """第2名，95.66分，优秀; and what a veto does to it."""
    sheet = ranked.sheet
    if sheet.total is None:
        return "还没有得分"
    place = "不排名次" if ranked.place is None else f"第{ranked.place}名"
    parts = (place, f"{sheet.total:f}分", ranked.grade, *(limit.case.text for limit in sheet.limits))
    return "，".join(part for part in parts if part)
