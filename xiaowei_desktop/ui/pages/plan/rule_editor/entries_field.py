"""A list of small records as a table: thresholds, grades, kinds of events, brackets, raters, parts, combinations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xiaowei_desktop.application.ports.rule_forms import FieldKind, FieldValue, RuleField
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.grids.entry_content import (
    EntryColumn,
    EntryIssue,
    EntryKind,
    EntryRow,
    EntrySeverity,
    show_plain,
)
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.pages.plan.columns import TextColumn, row_texts
from xiaowei_desktop.ui.pages.plan.rule_editor.fields import Listener
from xiaowei_desktop.ui.pages.plan.steps import ReplaceRows, Rows
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import link_button

_KEYS = count(1)
_LEAST_ROWS, _MOST_ROWS = 2, 6
_NAME_WIDTH, _FIGURE_WIDTH, _SHORTEST_NAME = 8, 4, 5
"""In characters."""


class EntriesField:
    """Rows are added, deleted and moved by buttons and keys, each as one step of undo (Ctrl+Z)."""

    def __init__(
        self, field: RuleField, changed: Listener, names: Mapping[str, str], theme: Theme, settings: QSettings
    ) -> None:
        self.field = field
        self._changed = changed
        self._theme = theme
        self.undo_stack = QUndoStack()
        columns = [_column(part, names) for part in field.entry]
        self.grid = EntryGrid(theme, settings, f"rule-{field.key}", columns, self.undo_stack)
        self.grid.setAccessibleName(field.label)
        self.grid.changed.connect(lambda _changes: changed())
        self.box = QWidget()
        self.undo_stack.setParent(self.box)
        self._lay_out()
        self.show_value(())

    def value(self) -> FieldValue:
        return tuple(row_texts(row) for row in self._rows())

    def show_value(self, value: FieldValue) -> None:
        self.undo_stack.clear()
        rows: Sequence[Mapping[str, str]] = value if isinstance(value, tuple) and value else ({},)
        self._set_rows([_row(texts) for texts in rows])

    def mark(self, issues: list[Issue]) -> None:
        """At the cell where the place names one, else at the first column of its row, or of the table."""
        self.grid.set_issues(
            EntryIssue(*self._place(issue), EntrySeverity(issue.severity.value), issue.message) for issue in issues
        )

    def add(self) -> None:
        """A row below the current one."""
        rows = self._rows()
        at = self.grid.currentIndex().row() + 1 if self.grid.currentIndex().isValid() else len(rows)
        added = _row({})
        self._push([*rows[:at], added, *rows[at:]], added.key, "添加")
        self.grid.setFocus()

    def delete(self) -> None:
        """The rows in which cells are selected; one empty row is always left."""
        rows, chosen = self._rows(), self._numbers()
        kept = [row for number, row in enumerate(rows) if number not in chosen]
        if chosen and rows:
            kept = kept or [_row({})]
            self._push(kept, kept[min(chosen[0], len(kept) - 1)].key, "删除")

    def move(self, step: int) -> None:
        rows, chosen = self._rows(), self._numbers()
        if not chosen or not 0 <= chosen[0] + step <= chosen[-1] + step < len(rows):
            return
        moved = [rows[number] for number in chosen]
        others = [row for number, row in enumerate(rows) if number not in chosen]
        at = chosen[0] + step
        self._push([*others[:at], *moved, *others[at:]], moved[0].key, "移动")

    def _place(self, issue: Issue) -> tuple[str, str]:
        rows = self._rows()
        number = int(issue.place.row) if issue.place.row else 1
        wanted = issue.place.field.partition(".")[2]
        columns = [column.key for column in self.grid.entries.columns]
        return rows[min(number, len(rows)) - 1].key, wanted if wanted in columns else columns[0]

    def _rows(self) -> list[EntryRow]:
        """The rows with what they hold now."""
        entries = self.grid.entries
        keys = [column.key for column in entries.columns]
        shown = [row for number in range(entries.rowCount()) if isinstance(row := entries.row(number), EntryRow)]
        return [EntryRow(row.key, {key: entries.value(row.key, key) for key in keys}) for row in shown]

    def _numbers(self) -> list[int]:
        indexes = self.grid.selectionModel().selectedIndexes() or [self.grid.currentIndex()]
        return sorted({index.row() for index in indexes if index.isValid()})

    def _push(self, after: Sequence[EntryRow], select: str, words: str) -> None:
        before = {self.field.key: self._rows()}
        step = ReplaceRows(self._put, before, {self.field.key: tuple(after)}, (self.field.key, select), words)
        self.undo_stack.push(step)

    def _put(self, rows: Rows, select: tuple[str, str]) -> None:
        place = self.grid.place()
        self._set_rows(rows[self.field.key])
        self.grid.select_cell(select[1], place[1] if place else self.grid.entries.columns[0].key)
        self._changed()

    def _set_rows(self, rows: Sequence[EntryRow]) -> None:
        self.grid.set_rows(rows)
        shown = min(max(len(rows), _LEAST_ROWS), _MOST_ROWS)
        height = self.grid.horizontalHeader().sizeHint().height() + shown * self._theme.tokens.sizes.row
        self.grid.setFixedHeight(height + self.grid.horizontalScrollBar().sizeHint().height() + 4)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        for text, keys, run in (
            ("添加", "Ctrl+Ins", self.add),
            ("删除", "Ctrl+Del", self.delete),
            ("上移", "Alt+Up", lambda: self.move(-1)),
            ("下移", "Alt+Down", lambda: self.move(1)),
        ):
            button = link_button(text)
            button.setToolTip(f"{text}（{keys}）")
            button.clicked.connect(lambda _checked, run=run: run())
            self._shortcut(keys, run)
            line.addWidget(button)
        line.addStretch(1)
        self._shortcut("Ctrl+Z", self.undo_stack.undo)
        self._shortcut("Ctrl+Y", self.undo_stack.redo)
        layout = QVBoxLayout(self.box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.grid)
        layout.addLayout(line)

    def _shortcut(self, keys: str, run: Listener) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.box)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)


def _row(texts: Mapping[str, str]) -> EntryRow:
    return EntryRow(f"entry{next(_KEYS)}", {key: text for key, text in texts.items() if text})


def _column(part: RuleField, names: Mapping[str, str]) -> EntryColumn:
    is_indicator = part.kind is FieldKind.INDICATOR
    is_choice = bool(part.choices) or is_indicator
    is_figure = part.kind in (FieldKind.NUMBER, FieldKind.PERCENTAGE, FieldKind.THRESHOLD)
    return TextColumn(
        part.key,
        part.label,
        EntryKind.CHOICE if is_choice else EntryKind.TEXT,
        choices=tuple(names) if is_indicator else part.choices,
        align=Align.RIGHT if is_figure else Align.LEFT,
        wrap=part.kind is FieldKind.TEXT,
        characters=_NAME_WIDTH if is_indicator else _FIGURE_WIDTH if is_figure else 0,
        least=_SHORTEST_NAME,
        labels=names if is_indicator else {},
        show=(lambda value: names.get(show_plain(value), show_plain(value))) if is_indicator else show_plain,
    )


def worst(issues: Sequence[Issue]) -> str:
    """The tone of what is said below a field."""
    return "bad" if any(issue.severity is Severity.ERROR for issue in issues) else "slow"
