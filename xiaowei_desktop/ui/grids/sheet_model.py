"""A reporting sheet as a table model: its rows, then its notes, each over the whole width."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from xiaowei_desktop.reporting.sheet import Align, Cell, Column, RowKind, Sheet, Tone, Value

Index = QModelIndex | QPersistentModelIndex

SHAPES = {Tone.GOOD: "●", Tone.SLOW: "▲", Tone.BAD: "■", Tone.MUTED: "○"}
_QT_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: the place it begins at, and how far it reaches."""

    row: int
    column: int
    rows: int
    columns: int


class SheetModel(QAbstractTableModel):
    """Read-only. Besides Qt's roles it answers the questions of the view and the delegate in plain types."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._notes: tuple[str, ...] = ()

    def set_sheet(self, sheet: Sheet) -> None:
        self.beginResetModel()
        self._sheet = sheet
        self._notes = sheet.notes
        self.endResetModel()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._sheet.columns if self._sheet else ()

    @property
    def table_rows(self) -> int:
        """How many rows there are before the notes."""
        return len(self._sheet.rows) if self._sheet else 0

    def spans(self) -> list[Span]:
        """All merged cells."""
        if self._sheet is None:
            return []
        merged = [
            Span(row, column, cell.rows, cell.columns)
            for row, column, cell in self._sheet.placed_cells()
            if cell.rows > 1 or cell.columns > 1
        ]
        notes = range(self.table_rows, self.rowCount())
        return merged + [Span(row, 0, 1, len(self.columns)) for row in notes if len(self.columns) > 1]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at this place; `None` where a merged one covers it, and in the notes."""
        if self._sheet is None or not 0 <= row < self.table_rows:
            return None
        return self._sheet.rows[row].cells[column]

    def kind(self, row: int) -> RowKind | None:
        """What a row is for; `None` for a note."""
        return self._sheet.rows[row].kind if self._sheet and row < self.table_rows else None

    def text(self, row: int, column: int) -> str:
        """What stands in the cell."""
        if row >= self.table_rows:
            return self._notes[row - self.table_rows] if column == 0 else ""
        cell = self.cell(row, column)
        if cell is None:
            return ""
        words = self._value_text(cell.value, cell, self.columns[column])
        if cell.tone is None or not words or words[0] in SHAPES.values():
            return words
        return f"{SHAPES[cell.tone]} {words}"

    def align(self, row: int, column: int) -> Qt.AlignmentFlag:
        """Where the text stands; figures at the right and headings of groups at the left unless the sheet says else."""
        cell = self.cell(row, column)
        if cell is None:
            return Qt.AlignmentFlag.AlignLeft
        if cell.align is not None:
            return _QT_ALIGN[cell.align]
        if self.kind(row) is RowKind.GROUP and cell.columns > 1:
            return Qt.AlignmentFlag.AlignLeft
        own = self.columns[column].align
        if own is Align.LEFT and cell.value is not None and not isinstance(cell.value, str):
            return Qt.AlignmentFlag.AlignRight
        return _QT_ALIGN[own]

    def source(self, row: int, column: int) -> str | None:
        """What the cell shows, or else its row: the first source of the row."""
        if self._sheet is None or row >= self.table_rows:
            return None
        cell = self.cell(row, column)
        if cell is not None and cell.source is not None:
            return cell.source
        return next((c.source for c in self._sheet.rows[row].cells if c and c.source is not None), None)

    def find_source(self, source: str) -> tuple[int, int] | None:
        """The first place that shows `source`."""
        if self._sheet is None:
            return None
        places = self._sheet.placed_cells()
        return next(((row, column) for row, column, cell in places if cell.source == source), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self.table_rows + len(self._notes)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.text(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def _value_text(self, value: Value, cell: Cell, column: Column) -> str:
        if value is None:
            return ""
        number_format = cell.number_format or column.number_format
        if isinstance(value, str) or number_format is None:
            return str(value)
        return number_format.text(value)
