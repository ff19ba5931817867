"""What a trial comes to: the organisation's total, place and grade, and the ranking of all as it would be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.trial_changes import UnitChange
from xiaowei_desktop.reporting.trial_words import moved_words, place, points, signed, standing_words
from xiaowei_desktop.ui.theme.theme import Theme

PLACE, UNIT, TOTAL, MORE, BEFORE, MOVED, GRADE = range(7)
_HEADINGS = ("名次", "单位", "试算总分", "增减", "现在", "名次变化", "等次")
_CODE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOTHING_YET = "在“假设”一栏填数或选一项，这里随即列出得分、总分和名次的变化。"


class WhatIfResult(QWidget):
    """`chosen` (organisation's code) for Enter or a double click on a line of the ranking."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Plan, str, Sequence[UnitChange], bool] | None = None
        self.summary = QLabel()
        self.summary.setProperty("role", "strong")
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ranking = QTreeWidget()
        self._set_up(self.ranking)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self.ranking, 1)
        self.ranking.itemActivated.connect(lambda item, _column: self.chosen.emit(str(item.data(PLACE, _CODE))))
        theme.changed.connect(self._redraw)

    def show_changes(self, plan: Plan, unit: str, changes: Sequence[UnitChange], *, is_trial: bool) -> None:
        """The ranking as it would be; without a supposition (`is_trial`) as it is, with a word on how to begin."""
        self._shown = (plan, unit, changes, is_trial)
        own = next(change for change in changes if change.unit == unit)
        name = plan.organisation(unit).name
        self.summary.setText(f"{name}：{standing_words(own)}" if is_trial else _NOTHING_YET)
        self.ranking.clear()
        self.ranking.addTopLevelItems([self._line(plan, unit, change) for change in changes])
        self.ranking.setColumnHidden(GRADE, not any(c.before.grade or c.after.grade for c in changes))

    def _line(self, plan: Plan, unit: str, change: UnitChange) -> QTreeWidgetItem:
        before, after = change.before, change.after
        grades = dict.fromkeys((before.grade or "—", after.grade or "—"))
        texts = {
            PLACE: place(after),
            UNIT: plan.organisation(change.unit).name,
            TOTAL: points(after.sheet.total),
            MORE: signed(change.more) if change.more else "",
            BEFORE: points(before.sheet.total),
            MOVED: moved_words(change),
            GRADE: " → ".join(grades),
        }
        line = QTreeWidgetItem([texts[column] for column in range(len(_HEADINGS))])
        line.setData(PLACE, _CODE, change.unit)
        for column in (TOTAL, MORE, BEFORE):
            line.setTextAlignment(column, _RIGHT)
        font = QFont()
        font.setBold(change.unit == unit)
        colours = self._theme.tokens.colours
        for column in range(len(_HEADINGS)):
            line.setFont(column, font)
        line.setForeground(MOVED, QBrush(QColor(colours.good if change.risen > 0 else colours.bad)))
        return line

    def _redraw(self) -> None:
        if self._shown is not None:
            plan, unit, changes, is_trial = self._shown
            self.show_changes(plan, unit, changes, is_trial=is_trial)

    def _set_up(self, tree: QTreeWidget) -> None:
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(list(_HEADINGS))
        tree.setAccessibleName("试算排名")
        header = tree.header()
        header.setStretchLastSection(False)
        for column in range(len(_HEADINGS)):
            mode = QHeaderView.ResizeMode.Stretch if column == UNIT else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
            tree.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
