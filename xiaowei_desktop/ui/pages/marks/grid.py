"""The mark table: Enter opens an item's events."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QUndoStack
from PySide6.QtWidgets import QAbstractItemView

from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryRow
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.pages.marks.columns import MarkColumn
from xiaowei_desktop.ui.theme.theme import Theme

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class MarkGrid(EntryGrid):
    """`events_wanted` (row key) for Enter or a double click on a row whose events are registered in a dialog."""

    events_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        name: str,
        columns: Sequence[EntryColumn],
        undo_stack: QUndoStack,
        has_events: Callable[[str], bool],
        first_column: Callable[[str], str],
    ) -> None:
        super().__init__(theme, settings, name, columns, undo_stack)
        self._has_events = has_events
        self._first_column = first_column

    @property
    def current_row(self) -> str:
        """The row key under the cursor; empty where there is none."""
        here = self.place()
        return here[0] if here else ""

    def go_to_row(self, row_key: str) -> bool:
        """Goes to the cell of the row where judging begins; False where the row is not here."""
        return self.select_cell(row_key, self._first_column(row_key))

    def stay_on_shown_row(self) -> None:
        """Goes to the first row that is shown, unless the cursor is on one."""
        here = self.currentIndex()
        if here.isValid() and self.entries.is_cell(here.row()) and not self.isRowHidden(here.row()):
            return
        first = self.walk.first_row()
        row = self.entries.row(first) if first is not None else None
        if isinstance(row, EntryRow):
            self.go_to_row(row.key)
        else:
            self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_free = self.state() is not QAbstractItemView.State.EditingState
        if event.key() in _ENTER and not event.modifiers() and is_free and self._wants_events(self.current_row):
            self.events_wanted.emit(self.current_row)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.entries.row(index.row()) if index.isValid() else None
        is_basis = index.isValid() and self.entries.columns[index.column()].key == MarkColumn.BASIS
        if isinstance(row, EntryRow) and not is_basis and self._wants_events(row.key):
            self.events_wanted.emit(row.key)
            return
        super().mouseDoubleClickEvent(event)

    def _wants_events(self, row_key: str) -> bool:
        return bool(row_key) and self._has_events(row_key)
