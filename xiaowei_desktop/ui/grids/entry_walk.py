"""Where Enter and Tab lead in an entry grid: to the next cell that can be typed in, as in Excel's locked sheets."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QTableView

from xiaowei_desktop.ui.grids.entry_model import EntryModel

Place = tuple[int, int]
"""A row and a column by their numbers."""


class EntryWalk:
    """Ways from cell to cell over the rows that are shown; headings of groups are passed over."""

    def __init__(self, view: QTableView, model: EntryModel) -> None:
        self._view = view
        self._model = model

    def first_open(self) -> Place | None:
        """Where typing begins; `None` in a table that can only be read."""
        return next(self._open_cells(), None)

    def first_row(self) -> int | None:
        """The first row that is no heading."""
        return next((row for row in range(self._model.rowCount()) if self._is_shown(row)), None)

    def below(self, place: Place, step: int) -> Place | None:
        """The next cell of the column that can be typed in, down (1) or up (-1).

        In a column in which nothing can be typed at all, simply the next row.
        """
        here, column = place
        rows = [row for row in range(self._model.rowCount()) if self._is_shown(row)]
        open_rows = [row for row in rows if self._model.is_editable(row, column)] or rows
        ahead = [row for row in open_rows if (row - here) * step > 0]
        return (min(ahead, key=lambda row: abs(row - here)), column) if ahead else None

    def after(self, place: Place) -> Place | None:
        """The next cell to be filled in, row by row; `None` behind the last."""
        return next((one for one in self._open_cells() if one > place), None)

    def before(self, place: Place) -> Place | None:
        """The cell to be filled in before this one; `None` before the first."""
        return max((one for one in self._open_cells() if one < place), default=None)

    def block(self, row: int) -> range:
        """The rows that stay with a row where others are filtered away: a heading keeps the rows of its group."""
        last = self._model.rowCount()
        if self._model.is_cell(row):
            return range(row, row + 1)
        return range(row, next((r for r in range(row + 1, last) if not self._model.is_cell(r)), last))

    def _open_cells(self) -> Iterator[Place]:
        for row in range(self._model.rowCount()):
            if self._is_shown(row):
                columns = range(self._model.columnCount())
                yield from ((row, column) for column in columns if self._model.is_editable(row, column))

    def _is_shown(self, row: int) -> bool:
        return self._model.is_cell(row) and not self._view.isRowHidden(row)
