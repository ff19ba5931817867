"""Blocks of cells between an entry grid and Excel or WPS."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from xiaowei_desktop.ui.grids.clipboard_text import read_block, write_block
from xiaowei_desktop.ui.grids.entry_model import EntryModel

_MOST_CELLS = 200_000


class EntryClipboard(QObject):
    """Copy, cut, paste and clear on the selection of one grid; each change is one step of undo."""

    notice = Signal(str)

    def __init__(self, view: QTableView, model: EntryModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    @Slot()
    def copy(self) -> None:
        """The selected block, with its figures as they are edited, without thousands separators."""
        rows, columns = self._selected_rows(), self._selected_columns()
        if rows:
            block = [[self._copied_text(row, column) for column in columns] for row in rows]
            QGuiApplication.clipboard().setText(write_block(block))

    @Slot()
    def cut(self) -> None:
        """Copies, then clears what can be typed in."""
        self.copy()
        self._clear("剪切")

    @Slot()
    def clear(self) -> None:
        self._clear("清除")

    @Slot()
    def paste(self) -> None:
        """Puts the clipboard's block at the upper left of the selection; one cell fills the whole selection.

        Rows that are filtered away are passed over, and headings of groups are unless the block brings them along.
        What would go into cells that can't be typed in, or beyond the table, is left out, and a notice says how much.
        """
        block = read_block(QGuiApplication.clipboard().text())
        rows, columns = self._selected_rows(), self._selected_columns()
        if not block or not rows:
            return
        if sum(map(len, block)) > _MOST_CELLS:
            self.notice.emit("剪贴板里的内容太多，没有粘贴。请只复制需要的区域。")
            return
        if len(block) == 1 and len(block[0]) == 1:
            texts = {(row, column): block[0][0] for row in rows for column in columns}
            beyond = 0
        else:
            texts, beyond = self._place(block, rows[0], columns[0])
        taken = [place for place in texts if self._model.is_editable(*place)]
        closed = sum(1 for place in set(texts) - set(taken) if texts[place] and self._model.is_cell(place[0]))
        self._model.edit(texts, "粘贴")
        self._select(texts)
        self._tell_pasted(len(taken), closed, beyond)

    def _place(self, block: list[list[str]], top: int, left: int) -> tuple[dict[tuple[int, int], str], int]:
        """Where each cell of the block goes, and how many reach beyond the table."""
        columns = range(left, self._model.columnCount())
        texts = {
            (row, column): text
            for row, line in zip(self._rows_for(block, top), block, strict=False)
            for column, text in zip(columns, line, strict=False)
        }
        return texts, sum(bool(text) for line in block for text in line) - sum(map(bool, texts.values()))

    def _rows_for(self, block: list[list[str]], top: int) -> list[int]:
        """The rows on which the block's lines go.

        A unit's workbook has the same headings between its rows, a list from elsewhere has none: a block that has
        something to say where a heading stands does not know of headings.
        """
        shown = [row for row in range(top, self._model.rowCount()) if not self._view.isRowHidden(row)]
        on_headings = [line for row, line in zip(shown, block, strict=False) if not self._model.is_cell(row)]
        titles = {self._model.text(row, 0) for row in shown if not self._model.is_cell(row)}
        if all({text.strip() for text in line if text.strip()} <= titles for line in on_headings):
            return shown
        return [row for row in shown if self._model.is_cell(row)]

    def _tell_pasted(self, pasted: int, closed: int, beyond: int) -> None:
        parts = [f"已粘贴 {pasted} 格"]
        parts += [f"{closed} 格不能填写，没有改动"] if closed else []
        parts += [f"{beyond} 格超出表格，没有粘贴"] if beyond else []
        self.notice.emit("；".join(parts) + "。")

    def _clear(self, words: str) -> None:
        places = [(row, column) for row in self._selected_rows() for column in self._selected_columns()]
        self._model.edit(dict.fromkeys(places, ""), words)

    def _copied_text(self, row: int, column: int) -> str:
        return self._model.edit_text(row, column) if self._model.is_cell(row) else self._model.text(row, column)

    def _selected_rows(self) -> list[int]:
        """From the first to the last selected row, without those that are filtered away."""
        rows = sorted({index.row() for index in self._view.selectedIndexes()})
        return [row for row in rows if not self._view.isRowHidden(row)]

    def _selected_columns(self) -> list[int]:
        return sorted({index.column() for index in self._view.selectedIndexes()})

    def _select(self, places: dict[tuple[int, int], str]) -> None:
        if not places:
            return
        first = self._model.index(*min(places))
        last = self._model.index(max(row for row, _ in places), max(column for _, column in places))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().select(QItemSelection(first, last), flag)
