"""The grid of a return: Tab goes from one cell to be filled in to the next, blocks come with or without headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QUndoStack
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from xiaowei_desktop.ui.grids.clipboard_text import read_block
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryRow
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.theme.theme import Theme

_NAME = "return"


class ReturnGrid(EntryGrid):
    """One unit's rows. Tab leaves the grid behind its last cell, Shift+Tab before its first."""

    def __init__(
        self, theme: Theme, settings: QSettings, columns: Sequence[EntryColumn], undo_stack: QUndoStack
    ) -> None:
        super().__init__(theme, settings, _NAME, columns, undo_stack)
        self.setAccessibleName("季报表")
        # a list from elsewhere has no headings of 工程 between its rows
        paste = next(action for action in self.actions() if action.shortcut() == QKeySequence("Ctrl+V"))
        paste.triggered.disconnect()
        paste.triggered.connect(self.paste)

    def take_typing(self) -> None:
        """Takes over what stands in an open editor, as Enter would."""
        editor = self.indexWidget(self.currentIndex())
        if self.state() is QAbstractItemView.State.EditingState and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def select_first_open_cell(self) -> None:
        """Where typing begins; the first cell of a form that is only shown."""
        rows = range(self.entries.rowCount())
        first_row = next((row for row in rows if self._is_shown(row)), 0)
        place = next(self._open_cells(), None) or (first_row, self.entries.column_number("task"))
        self.setCurrentIndex(self.entries.index(*place))

    def place(self) -> tuple[str, str] | None:
        """Row and column key of the current cell; `None` on a heading."""
        here = self.currentIndex()
        row = self.entries.row(here.row()) if here.isValid() else None
        return (row.key, self.entries.columns[here.column()].key) if isinstance(row, EntryRow) else None

    @Slot()
    def paste(self) -> None:
        """Puts the clipboard's block at the upper left of the selection, line by line onto the rows that are shown."""
        block = read_block(QGuiApplication.clipboard().text())
        chosen = self.selectedIndexes()
        if not block or not chosen:
            return
        top, left = min(i.row() for i in chosen), min(i.column() for i in chosen)
        if len(block) == 1 and len(block[0]) == 1:
            texts = {(i.row(), i.column()): block[0][0] for i in chosen}
        else:
            texts = {
                (row, left + offset): text
                for row, line in zip(self._lines_of(block, top), block, strict=False)
                for offset, text in enumerate(line)
                if left + offset < self.entries.columnCount()
            }
        self.entries.edit(texts, "粘贴")
        taken = sum(self.entries.is_editable(*place) for place in texts)
        said = sum(bool(text) for line in block for text in line)
        put = sum(bool(text) and self.entries.is_editable(*place) for place, text in texts.items())
        rest = f"；{said - put} 格不能填写或超出表格，没有粘贴。" if said > put else "。"
        self.notice.emit(f"已粘贴 {taken} 格{rest}")

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab in the last cell takes what was typed and stays: Qt would open the same cell again."""
        ways = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: True,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: False,
        }
        if hint in ways and self._next_open_cell(ways[hint]) is None:
            hint = QAbstractItemDelegate.EndEditHint.NoHint
        super().closeEditor(editor, hint)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        forward = action is QAbstractItemView.CursorAction.MoveNext
        if not forward and action is not QAbstractItemView.CursorAction.MovePrevious:
            return super().moveCursor(action, modifiers)
        place = self._next_open_cell(forward)
        return self.currentIndex() if place is None else self.entries.index(*place)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab beyond the last cell that can be filled in goes on to what stands beside the grid."""
        self.setTabKeyNavigation(self._next_open_cell(forward) is not None)
        return super().focusNextPrevChild(forward)

    def _lines_of(self, block: list[list[str]], top: int) -> list[int]:
        """The rows on which the block's lines go.

        The unit's workbook has the same headings between its rows, a list from elsewhere has none: a block that has
        something to say where a heading stands does not know of headings.
        """
        shown = [row for row in range(top, self.entries.rowCount()) if not self.isRowHidden(row)]
        on_headings = [
            line for row, line in zip(shown, block, strict=False) if not self.entries.is_cell(row) and any(line)
        ]
        return [row for row in shown if self.entries.is_cell(row)] if on_headings else shown

    def _is_shown(self, row: int) -> bool:
        return self.entries.is_cell(row) and not self.isRowHidden(row)

    def _open_cells(self) -> Iterator[tuple[int, int]]:
        for row in range(self.entries.rowCount()):
            if self._is_shown(row):
                columns = range(self.entries.columnCount())
                yield from ((row, column) for column in columns if self.entries.is_editable(row, column))

    def _next_open_cell(self, forward: bool) -> tuple[int, int] | None:
        here = self.currentIndex().row(), self.currentIndex().column()
        if forward:
            return next((place for place in self._open_cells() if place > here), None)
        return max((place for place in self._open_cells() if place < here), default=None)
