"""The tables of the mark page: one for each organisation and item that was opened, all on one undo stack.

A step of undo holds the cells of its own table. Each table therefore stays when another is shown, and a step
that is taken back brings its table into view again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QStackedWidget

from xiaowei_desktop.ui.grids.entry_content import EntryRow, EntryValue, GroupRow
from xiaowei_desktop.ui.pages.marks.book import ItemKey, MarkBook
from xiaowei_desktop.ui.pages.marks.columns import columns_by_item, columns_by_unit, first_column, has_events
from xiaowei_desktop.ui.pages.marks.grid import MarkGrid
from xiaowei_desktop.ui.pages.marks.rows import (
    issues,
    item_key,
    row_key,
    rows_of_item,
    rows_of_unit,
    shown_values,
)
from xiaowei_desktop.ui.pages.marks.views import Board, Shown, View
from xiaowei_desktop.ui.theme.theme import Theme

Change = tuple[str, str, EntryValue, EntryValue]


class Boards(QStackedWidget):
    """`typed` (board, changes) for every step; `selected` and `events_wanted` (row key); `notice` (a sentence)."""

    typed = Signal(object, list)
    selected = Signal(str)
    events_wanted = Signal(str)
    notice = Signal(str)

    def __init__(self, theme: Theme, settings: QSettings, undo_stack: QUndoStack) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._undo_stack = undo_stack
        self._book: MarkBook | None = None
        self._grids: dict[Board, MarkGrid] = {}
        self._stale: set[Board] = set()
        self._filter = Shown()
        self.shown: Board | None = None

    @property
    def grid(self) -> MarkGrid | None:
        """The table in view."""
        return self._grids.get(self.shown) if self.shown else None

    def set_book(self, book: MarkBook) -> None:
        """The same year loaded again: the tables stay, and are filled anew when they are shown."""
        self._book = book
        self._stale = set(self._grids)

    def drop_all(self) -> None:
        """Another year: no table of the former one is left."""
        for grid in self._grids.values():
            self.removeWidget(grid)
            grid.deleteLater()
        self._grids.clear()
        self._stale.clear()
        self.shown = None

    def show_board(self, board: Board) -> MarkGrid:
        """Brings a table into view, with what the book holds now."""
        grid = self._grids.get(board) or self._make(board)
        self.shown = board
        self.setCurrentWidget(grid)
        if board in self._stale:
            self._fill(board, grid)
        self._hide_rows(board, grid)
        return grid

    def set_filter(self, shown: Shown) -> None:
        """Other rows are shown; a row that no longer belongs here stays until then, so that nobody loses the place."""
        self._filter = shown
        if self.shown is not None and self.grid is not None:
            self._hide_rows(self.shown, self.grid)

    def is_in_view(self, key: ItemKey) -> bool:
        """Whether the cursor is in the table in view, and the item's row among those that are shown."""
        number = self.grid.entries.row_number(row_key(key)) if self.grid is not None else None
        return (
            self.grid is not None
            and number is not None
            and self.grid.currentIndex().isValid()
            and not self.grid.isRowHidden(number)
        )

    def has_rows(self) -> bool:
        """Whether the table in view shows any item."""
        return self.grid is not None and self.grid.walk.first_row() is not None

    def refresh_items(self, board: Board, items: Iterable[str]) -> None:
        """What follows from a step in one table: an item's points may have changed for everybody.

        The other tables are filled anew when they are shown.
        """
        self._stale |= set(self._grids) - {board}
        grid, book, changed = self._grids[board], self._the_book(), frozenset(items)
        keys = [key for key in self.keys_of(board) if key[1] in changed]
        values = {(row_key(key), column): v for key in keys for column, v in shown_values(book, key).items()}
        grid.set_values(values)
        grid.set_issues(issues(book, self.keys_of(board)))

    def keys_of(self, board: Board) -> tuple[ItemKey, ...]:
        """The items that a table shows."""
        view, code = board
        book = self._the_book()
        return book.keys_of_unit(code) if view is View.BY_UNIT else book.keys_of_item(code)

    def _make(self, board: Board) -> MarkGrid:
        view, code = board
        book = self._the_book()
        nodes = [book.node(key) for key in self.keys_of(board)]
        columns = columns_by_unit(nodes) if view is View.BY_UNIT else columns_by_item(nodes[0])
        if book.is_final:  # the table is made anew when the year is reopened
            columns = tuple(replace(column, editable=False) for column in columns)
        grid = MarkGrid(
            self._theme,
            self._settings,
            f"marks-{view}-{'-'.join(column.key for column in columns if column.editable)}",
            columns,
            self._undo_stack,
            lambda row: not self._the_book().is_final and has_events(self._the_book().node(item_key(row))),
            lambda row: first_column(self._the_book().node(item_key(row))),
        )
        grid.changed.connect(lambda changes: self.typed.emit(board, changes))
        grid.cell_selected.connect(lambda row, _column: self.selected.emit(row))
        grid.events_wanted.connect(self.events_wanted)
        grid.notice.connect(self.notice)
        grid.setAccessibleName(f"评定表 {code}")
        self._grids[board] = grid
        self._stale.add(board)
        self.addWidget(grid)
        return grid

    def _fill(self, board: Board, grid: MarkGrid) -> None:
        self._stale.discard(board)
        view, code = board
        book = self._the_book()
        asked = [column.key for column in grid.entries.columns if column.editable]
        rows: list[EntryRow | GroupRow] = list(
            rows_of_unit(book, code, asked) if view is View.BY_UNIT else rows_of_item(book, code, asked)
        )
        grid.set_rows(rows)
        grid.set_issues(issues(book, self.keys_of(board)))

    def _hide_rows(self, board: Board, grid: MarkGrid) -> None:
        """Rows are hidden and not left out: undo reaches them all the same. A heading goes with its last row."""
        book, entries = self._the_book(), grid.entries
        kept = {row_key(key) for key in self.keys_of(board) if self._filter.keeps(book, key)}
        for number in range(entries.rowCount()):
            rows = (entries.row(one) for one in grid.walk.block(number))
            is_kept = any(isinstance(row, EntryRow) and row.key in kept for row in rows)
            grid.setRowHidden(number, not is_kept)

    def _the_book(self) -> MarkBook:
        assert self._book is not None  # a table is shown only after the year was opened
        return self._book
