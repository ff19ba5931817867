"""The values of an entry grid as a table model; every change goes through the undo stack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from xiaowei_desktop.ui.grids.entry_content import (
    CellChange,
    EntryColumn,
    EntryIssue,
    EntryRow,
    EntrySeverity,
    EntryValue,
    GroupRow,
    Unread,
)

Index = QModelIndex | QPersistentModelIndex
CellKey = tuple[str, str]

_NO_INDEX = QModelIndex()
_GRAVITY = tuple(EntrySeverity)


class EntryModel(QAbstractTableModel):
    """`changed` (list of `(row key, column key, old, new)`) follows every step: edit, undo and redo."""

    changed = Signal(list)

    def __init__(self, columns: Sequence[EntryColumn], undo_stack: QUndoStack) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._undo_stack = undo_stack
        self._rows: tuple[EntryRow | GroupRow, ...] = ()
        self._row_numbers: dict[str, int] = {}
        self._column_numbers = {column.key: number for number, column in enumerate(self.columns)}
        self._values: dict[CellKey, EntryValue] = {}
        self._issues: dict[CellKey, list[EntryIssue]] = {}
        self._levels: Mapping[str, int] = {}

    # what is shown

    def set_rows(self, rows: Sequence[EntryRow | GroupRow]) -> None:
        """Shows other rows. Steps of the undo stack that speak of rows that are gone are passed over."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._row_numbers = {row.key: number for number, row in enumerate(self._rows) if isinstance(row, EntryRow)}
        self._values = {
            (row.key, column): value
            for row in self._rows
            if isinstance(row, EntryRow)
            for column, value in row.values.items()
        }
        self._issues = {}
        self.endResetModel()

    def set_values(self, values: Mapping[CellKey, EntryValue]) -> None:
        """Brings in what was computed: no step of undo, no `changed`."""
        for key, value in values.items():
            self._values[key] = value
        self._tell(values)

    def set_issues(self, issues: Iterable[EntryIssue]) -> None:
        """Replaces all issues that the page has found; unread cells are marked besides, by themselves."""
        before = set(self._issues)
        self._issues = {}
        for issue in issues:
            self._issues.setdefault((issue.row_key, issue.column_key), []).append(issue)
        self._tell(before | set(self._issues))

    def set_levels(self, levels: Mapping[str, int]) -> None:
        """How deep rows stand in an outline, by their keys; those that are not named stand at its edge."""
        changed = {row for row in {*levels, *self._levels} if levels.get(row) != self._levels.get(row)}
        self._levels = dict(levels)
        self._tell((row, "") for row in changed)

    def level(self, row: int, column: int) -> int:
        """How far a cell's words are indented; 0 in columns that show no levels."""
        shown = self._rows[row]
        return self._levels.get(shown.key, 0) if isinstance(shown, EntryRow) and self.columns[column].indented else 0

    def row(self, number: int) -> EntryRow | GroupRow:
        return self._rows[number]

    def row_number(self, row_key: str) -> int | None:
        return self._row_numbers.get(row_key)

    def column_number(self, column_key: str) -> int:
        return self._column_numbers[column_key]

    def value(self, row_key: str, column_key: str) -> EntryValue:
        return self._values.get((row_key, column_key))

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; a group's title stands in its first."""
        shown = self._rows[row]
        if isinstance(shown, GroupRow):
            return shown.title if column == 0 else ""
        return self.columns[column].text(self.value(shown.key, self.columns[column].key))

    def edit_text(self, row: int, column: int) -> str:
        """What the editor begins with."""
        shown = self._rows[row]
        if isinstance(shown, GroupRow):
            return ""
        value = self.value(shown.key, self.columns[column].key)
        return value.text if isinstance(value, Unread) else self.columns[column].edit_text(value)

    def choices(self, row: int, column: int) -> tuple[str, ...]:
        """What may be chosen in a cell: its row's own choices, or else its column's."""
        shown, asked = self._rows[row], self.columns[column]
        return shown.choices.get(asked.key, asked.choices) if isinstance(shown, EntryRow) else ()

    def label(self, row: int, column: int, choice: str) -> str:
        """How a choice stands in a cell's list: as its row has it, or else its column."""
        shown = self._rows[row]
        own = shown.labels.get(choice, "") if isinstance(shown, EntryRow) else ""
        return own or self.columns[column].label(choice)

    def is_editable(self, row: int, column: int) -> bool:
        return self.columns[column].editable and not self.is_locked(row, column) and self.is_cell(row)

    def is_locked(self, row: int, column: int) -> bool:
        """Whether this cell alone can't be typed in, in a column where others can."""
        shown = self._rows[row]
        key = self.columns[column].key
        return isinstance(shown, EntryRow) and self.columns[column].editable and key in shown.locked

    def is_cell(self, row: int) -> bool:
        """False for a group row."""
        return isinstance(self._rows[row], EntryRow)

    def issues(self, row: int, column: int) -> list[EntryIssue]:
        """What is wrong with a cell, worst first."""
        shown = self._rows[row]
        if isinstance(shown, GroupRow):
            return []
        key = (shown.key, self.columns[column].key)
        value = self._values.get(key)
        found = [EntryIssue(*key, EntrySeverity.ERROR, value.problem)] if isinstance(value, Unread) else []
        return sorted(found + self._issues.get(key, []), key=lambda issue: _GRAVITY.index(issue.severity))

    def unread(self) -> list[tuple[str, str, Unread]]:
        """All cells whose text can't be read, for the list beside the table: row key, column key, value."""
        return [(*key, value) for key, value in self._values.items() if isinstance(value, Unread)]

    # changes

    def edit(self, texts: Mapping[tuple[int, int], str], words: str) -> int:
        """Reads typed texts (by row and column number) into cells, as one step that undo calls `words`.

        Cells that can't be typed in are left alone. Returns how many cells have changed.
        """
        changes = [
            change
            for (row, column), text in texts.items()
            if self.is_editable(row, column) and (change := self._change(row, column, text)) is not None
        ]
        if changes:
            self._undo_stack.push(_SetCells(self, changes, words))
        return len(changes)

    def apply(self, changes: Sequence[CellChange]) -> bool:
        """Puts the new values in and tells it; False when none of the rows is shown any more."""
        present = [change for change in changes if change.row_key in self._row_numbers]
        for change in present:
            self._values[change.row_key, change.column_key] = change.new
        self._tell((change.row_key, change.column_key) for change in present)
        if present:
            self.changed.emit([(c.row_key, c.column_key, c.old, c.new) for c in present])
        return bool(present)

    # Qt's side

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.is_editable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self.edit_text(index.row(), index.column())
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return bool(self.edit({(index.row(), index.column()): str(value)}, "输入"))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def _change(self, row: int, column: int, text: str) -> CellChange | None:
        shown = self._rows[row]
        assert isinstance(shown, EntryRow)
        key = self.columns[column].key
        old, new = self.value(shown.key, key), self.columns[column].read(text, self.choices(row, column))
        return None if old == new else CellChange(shown.key, key, old, new)

    def _tell(self, keys: Iterable[CellKey]) -> None:
        rows = {number for row, _ in keys if (number := self._row_numbers.get(row)) is not None}
        if rows:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), last))


class _SetCells(QUndoCommand):
    """Holds keys, so it still finds its cells after rows were sorted, filtered or loaded again."""

    def __init__(self, model: EntryModel, changes: Sequence[CellChange], words: str) -> None:
        super().__init__(words)
        self._model = model
        self._changes = tuple(changes)

    def redo(self) -> None:
        self.setObsolete(not self._model.apply(self._changes))

    def undo(self) -> None:
        back = [CellChange(c.row_key, c.column_key, c.new, c.old) for c in self._changes]
        self.setObsolete(not self._model.apply(back))
