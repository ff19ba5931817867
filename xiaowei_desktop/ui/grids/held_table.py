"""A table whose first columns stay in view when it is scrolled sideways, as with 冻结窗格 in Excel and WPS."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView

Index = QModelIndex | QPersistentModelIndex

HELD_TEXT = 11
"""What words in a held column have room for at least, in characters."""
_MOST_SHARE = 0.5
"""Held columns leave at least half of the table to those that move."""


class HeldTable(QTableView):
    """The first columns (`holds` of them) are painted once more at the left edge while others have moved under them.

    Qt asks `indexAt` and `visualRect` wherever a mouse, an editor or a tip wants a place, so that clicking and typing
    reach the columns where they are seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.holds = 0
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    def hold(self, columns: int) -> None:
        """Keeps the first columns in view; 0 lets all move."""
        self.holds = columns
        self.viewport().update()

    @property
    def held(self) -> int:
        """How many columns are held now: fewer than asked for where they would take most of the table, none unmoved."""
        if not self.horizontalScrollBar().value():
            return 0
        room, count = self.viewport().width() * _MOST_SHARE, 0
        while count < self.holds and self._held_left(count) + self.columnWidth(count) <= room:
            count += 1
        return count

    @property
    def held_width(self) -> int:
        return self._held_left(self.held)

    def indexAt(self, pos: QPoint) -> QModelIndex:
        for column in range(self.held):
            if self._held_left(column) <= pos.x() < self._held_left(column + 1):
                row = self.rowAt(pos.y())
                return self.model().index(row, column) if row >= 0 else QModelIndex()
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        if index.isValid() and index.column() < self.held:
            rect.moveLeft(self._held_left(index.column()))
        return rect

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """What is held need not be scrolled to; what is moved is brought out from under it."""
        bar = self.horizontalScrollBar()
        before, held = bar.value(), self.held
        super().scrollTo(index, hint)
        if index.column() < held:
            bar.setValue(before)
        elif index.isValid() and (hidden := self.held_width - self.columnViewportPosition(index.column())) > 0:
            bar.setValue(bar.value() - hidden)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self.held:
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        held = self.held
        if not held:
            return
        painter = QPainter(self.viewport())
        for row in range(max(0, self.rowAt(0)), self.model().rowCount()):
            if self.rowViewportPosition(row) > self.viewport().height():
                break
            for column in range(held):
                self._paint_held(painter, row, column)
        painter.end()

    def _paint_held(self, painter: QPainter, row: int, column: int) -> None:
        """One cell; what is merged is painted from its beginning, which may be further up."""
        if self.isRowHidden(row) or (column and self.columnSpan(row, 0) > column):
            return
        while row and self.rowSpan(row, column) > 1 and self._top(row - 1, column) == self._top(row, column):
            row -= 1
        index = self.model().index(row, column)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        rect = self.visualRect(index)
        if self.columnSpan(row, column) > 1:
            rect.setWidth(self.viewport().width())
        option.rect = rect  # type: ignore[attr-defined]
        state = QStyle.StateFlag.State_Enabled
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        option.state = state  # type: ignore[attr-defined]
        self.itemDelegate().paint(painter, option, index)

    def _top(self, row: int, column: int) -> int:
        return super().visualRect(self.model().index(row, column)).top()

    def _held_left(self, column: int) -> int:
        return sum(self.columnWidth(number) for number in range(column))
