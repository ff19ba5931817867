"""One table of the plan: its rows to type in, to add, delete and move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from xiaowei_desktop.application.ports.plan_tables import PlanTable
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.ui.grids.entry_content import EntryIssue, EntryRow, EntrySeverity
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.pages.plan.columns import entry_columns, entry_row, held_columns, row_texts
from xiaowei_desktop.ui.pages.plan.row_filter import RowFilter
from xiaowei_desktop.ui.pages.plan.steps import ReplaceRows, Rows
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import plain_button
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel

_KEYS = count(1)
"""Row keys are never used twice, so that undo finds its rows whatever has been loaded since."""


class TableTab(QWidget):
    """`edited` after every step, undo and redo included; `place_changed` when another cell is chosen."""

    edited = Signal()
    place_changed = Signal()
    add_words, delete_words = "添加行", "删除行"

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        undo_stack: QUndoStack,
        table: PlanTable,
        put: Callable[[Rows, tuple[str, str]], None],
    ) -> None:
        super().__init__()
        self._undo_stack = undo_stack
        self._put = put
        self._table = table
        self.grid = EntryGrid(theme, settings, f"plan-{table.sheet}", entry_columns(table, {}), undo_stack)
        self.grid.hold(held_columns(table))
        self.grid.setAccessibleName(table.sheet)
        self.filter = RowFilter(self.grid, table.sheet)
        self.help = ElidedLabel(role="small")
        self.line = QHBoxLayout()
        self.add_button = self.button(self.add_words, "Ctrl+Ins", self.add_row)
        self.delete_button = self.button(self.delete_words, "Ctrl+Del", self.delete_rows)
        self.up_button = self.button("上移", "Alt+Up", lambda: self.move_rows(-1))
        self.down_button = self.button("下移", "Alt+Down", lambda: self.move_rows(1))
        self._lay_out()
        self.grid.changed.connect(self.edited)
        self.grid.cell_selected.connect(self._explain)

    @property
    def sheet(self) -> str:
        return self._table.sheet

    def show_table(self, table: PlanTable, labels: Mapping[str, str]) -> None:
        """Shows a table from its stored state."""
        self.take_columns(table, labels)
        self.set_rows([entry_row(f"{table.sheet}{next(_KEYS)}", table.sheet, row) for row in table.rows])

    def take_columns(self, table: PlanTable, labels: Mapping[str, str]) -> None:
        """What may be chosen follows what other tables hold; the columns themselves are always the same."""
        self._table = table
        self.grid.entries.columns = entry_columns(table, labels)

    def show_computed(self, table: PlanTable, labels: Mapping[str, str]) -> None:
        """Brings in what follows from what was typed: names, units, the rules in words."""
        self.take_columns(table, labels)
        computed = [column.key for column in self.grid.entries.columns if not column.editable]
        values = {
            (row.key, key): texts.get(key)
            for row, texts in zip(self.rows(), table.rows, strict=False)
            for key in computed
        }
        self.grid.set_values({cell: value or None for cell, value in values.items()})

    def table(self) -> PlanTable:
        """The table as it has been typed so far."""
        return PlanTable(self.sheet, self._table.columns, tuple(row_texts(row) for row in self.rows()))

    def rows(self) -> tuple[EntryRow, ...]:
        """The rows with what they hold now."""
        entries, keys = self.grid.entries, [column.key for column in self._table.columns]
        shown = [row for number in range(entries.rowCount()) if isinstance(row := entries.row(number), EntryRow)]
        return tuple(EntryRow(row.key, {key: entries.value(row.key, key) for key in keys}, row.locked) for row in shown)

    def set_rows(self, rows: Sequence[EntryRow]) -> None:
        self.grid.set_rows(rows)
        self.filter.refresh()
        if not self.grid.currentIndex().isValid() and rows:
            self.grid.select_cell(rows[0].key, self._first_column())

    def replaced(self, table: PlanTable) -> tuple[EntryRow, ...]:
        """Rows that hold another table; where the number is the same they are the same rows."""
        here = self.rows()
        keep = len(here) == len(table.rows)
        keys = [row.key for row in here] if keep else [f"{self.sheet}{next(_KEYS)}" for _ in table.rows]
        return tuple(entry_row(key, self.sheet, texts) for key, texts in zip(keys, table.rows, strict=True))

    def show_issues(self, issues: Iterable[Issue]) -> None:
        rows = self.rows()
        found = [(issue, self.place_of(issue, rows)) for issue in issues if issue.place.sheet == self.sheet]
        self.grid.set_issues(
            EntryIssue(*place, EntrySeverity(issue.severity.value), issue.message) for issue, place in found if place
        )

    def place_of(self, issue: Issue, rows: Sequence[EntryRow] | None = None) -> tuple[str, str] | None:
        """Row and column key of an issue; the first row of the table where it is about the table as a whole."""
        rows = self.rows() if rows is None else rows
        number = int(issue.place.row) if issue.place.row.isdigit() else 1
        if not 1 <= number <= len(rows):
            return None
        shown = {column.key for column in self.grid.entries.columns}
        field = issue.place.field if issue.place.field in shown else self._first_column()
        return rows[number - 1].key, field

    @Slot()
    def add_row(self) -> None:
        """Below the current row; in the plan's head another line of the same item."""
        rows = list(self.rows())
        here = self.numbers()
        at = here[-1] + 1 if here else len(rows)
        texts = self.filter.texts()
        if self.sheet == "方案" and here:
            texts = {"item": row_texts(rows[here[-1]]).get("item", "")}
        row = self.new_row(texts)
        self.push([*rows[:at], row, *rows[at:]], row.key, "添加行")
        self.grid.setFocus()

    def new_row(self, texts: Mapping[str, str]) -> EntryRow:
        """A row that stands nowhere yet."""
        made = entry_row(f"{self.sheet}{next(_KEYS)}", self.sheet, texts)
        return EntryRow(made.key, made.values)

    @Slot()
    def delete_rows(self) -> None:
        """The rows in which cells are selected."""
        rows, chosen = self.rows(), self.numbers()
        kept = [row for number, row in enumerate(rows) if number not in chosen or row.locked]
        if len(kept) < len(rows):
            beside = kept[min(chosen[0], len(kept) - 1)].key if kept else ""
            self.push(kept, beside, "删除行")

    def move_rows(self, step: int) -> None:
        """The selected rows one up (-1) or down (1)."""
        rows, chosen = list(self.rows()), self.numbers()
        if not chosen or not 0 <= chosen[0] + step <= chosen[-1] + step < len(rows):
            return
        moved = [rows[number] for number in chosen]
        others = [row for number, row in enumerate(rows) if number not in chosen]
        at = chosen[0] + step
        self.push([*others[:at], *moved, *others[at:]], moved[0].key, "移动行")

    def push(self, after: Sequence[EntryRow], select: str, words: str) -> None:
        before = {self.sheet: self.rows()}
        step = ReplaceRows(self._put, before, {self.sheet: tuple(after)}, (self.sheet, select), words)
        self._undo_stack.push(step)

    def numbers(self) -> list[int]:
        """Selected rows from above, those that a filter hides left out."""
        indexes = self.grid.selectionModel().selectedIndexes() or [self.grid.currentIndex()]
        return sorted({i.row() for i in indexes if i.isValid() and not self.grid.isRowHidden(i.row())})

    def _first_column(self) -> str:
        columns = self.grid.entries.columns
        return next((column.key for column in columns if column.editable), columns[0].key)

    @Slot(str, str)
    def _explain(self, _row: str, key: str) -> None:
        column = next(column for column in self._table.columns if column.key == key)
        divided = "多个用、隔开。" if column.many and "隔开" not in column.explanation else ""
        self.help.setText(f"{column.heading}：{column.explanation}{divided}" if column.explanation or divided else "")
        self.place_changed.emit()

    def button(self, text: str, keys: str, run: Callable[[], object]) -> QPushButton:
        button = plain_button(text)
        button.setToolTip(f"{text}（{keys}）")
        button.clicked.connect(lambda _checked: run())
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(run)
        self.line.addWidget(button)
        return button

    def _lay_out(self) -> None:
        self.line.addStretch(1)
        self.line.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self.line)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.help)
