"""The grid of a return."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings
from PySide6.QtGui import QUndoStack

from xiaowei_desktop.ui.grids.entry_content import EntryColumn
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.theme.theme import Theme

_NAME = "return"


class ReturnGrid(EntryGrid):
    """One unit's rows."""

    def __init__(
        self, theme: Theme, settings: QSettings, columns: Sequence[EntryColumn], undo_stack: QUndoStack
    ) -> None:
        super().__init__(theme, settings, _NAME, columns, undo_stack)
        self.setAccessibleName("季报表")

    def select_first_open_cell(self) -> None:
        """Where typing begins; the first cell of a form that is only shown."""
        place = self.walk.first_open() or (self.walk.first_row() or 0, self.entries.column_number("task"))
        self.setCurrentIndex(self.entries.index(*place))
