"""登记加扣分事项: the events of one item, with the points they give while they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.dialogs.events_entry import (
    KIND,
    POINTS,
    Cells,
    Registered,
    cells_of,
    entry_of,
    is_blank,
    without_redundant_points,
)
from xiaowei_desktop.ui.grids.entry_content import EntryIssue, EntryRow, EntrySeverity
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.messages import ask
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import plain_button, primary_button

_SPARE_ROWS = 3
_SIZE = (840, 520)


class EventsDialog(QDialog):
    """Accepted only when every event is right; `registered` is then what the clerk has entered."""

    def __init__(
        self, theme: Theme, settings: QSettings, heading: str, node: Node, before: Registered, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记加扣分事项")
        self.setModal(True)
        self._entry = entry_of(node)
        self._before = before
        self._rows: dict[str, Cells] = {}
        self._undo = QUndoStack(self)
        self.grid = EntryGrid(theme, settings, "events", self._entry.columns, self._undo)
        self.none = QCheckBox("无此类事项（全年没有）")
        self.basis = QLineEdit(before.basis)
        self.total = _wrapped("", "strong")
        self.problem = _wrapped("", "")
        self.problem.setProperty("tone", "bad")
        self.problem.hide()
        # the table is built anew only after Qt has put the cell's editor away
        self._rebuild_later = QTimer(self, singleShot=True, interval=0)
        self._rebuild_later.timeout.connect(self._rebuild)
        self._lay_out(heading)
        self._fill()
        self._connect()
        self.resize(QSize(*_SIZE).boundedTo(parent.window().size()))
        self.grid.setFocus()

    @property
    def registered(self) -> Registered:
        """What is entered now; 无 puts the rows aside."""
        basis = self.basis.text().strip()
        if self.none.isChecked():
            return Registered((), True, basis)
        return Registered(self._entry.events(self._rows.values()), False, basis)

    def accept(self) -> None:
        wrong = self._errors()
        if wrong:
            self.problem.setText(f"■ {wrong[0].message}")
            self.problem.show()
            self.grid.select_cell(wrong[0].row_key, wrong[0].column_key)
            self.grid.setFocus()
            return
        super().accept()

    def reject(self) -> None:
        if not self._is_changed() or ask(self, "登记的事项还没有保存。要放弃吗？", "放弃修改", "继续登记"):
            super().reject()

    @Slot()
    def add_row(self) -> None:
        """One more row, and the cursor in it."""
        key = str(len(self._rows) + 1)
        self._rows[key] = {}
        self._rebuild()
        self.grid.select_cell(key, KIND)
        self.grid.setFocus()

    def _is_changed(self) -> bool:
        now, before = self.registered, self._before
        # events that an earlier 无 has put aside do not count, and so are no change
        counted = () if before.none else before.events
        entered, stored = (without_redundant_points(self._entry, events) for events in (now.events, counted))
        has_unread = any(self.grid.entries.unread())
        return has_unread or (entered, now.none, now.basis) != (stored, before.none, before.basis)

    def _fill(self) -> None:
        rows = [cells_of(event) for event in self._before.events]
        self._rows = {str(number): cells for number, cells in enumerate([*rows, *[{}] * _SPARE_ROWS], start=1)}
        self.none.setChecked(self._before.none)
        self._rebuild()
        self.grid.select_cell("1", KIND)

    @Slot()
    def _rebuild(self) -> None:
        is_none = self.none.isChecked()
        rows: Sequence[EntryRow] = [self._entry.row(key, {} if is_none else cells) for key, cells in self._rows.items()]
        self.grid.set_rows(rows)
        self.grid.set_issues(() if is_none else self._issues())
        self.grid.setEnabled(not is_none)
        self._show_total()

    @Slot(list)
    def _changed(self, changes: list[tuple[str, str, object, object]]) -> None:
        for row, column, _old, new in changes:
            cells = {**self._rows[row], column: new}
            if column == KIND:
                cells[POINTS] = None
            self._rows[row] = cells  # type: ignore[assignment]
        self.problem.hide()
        self._rebuild_later.start()

    @Slot()
    def _show_total(self) -> None:
        self.total.setText(self._entry.total_words(self.registered))

    def _issues(self) -> list[EntryIssue]:
        each = [issue for key, cells in self._rows.items() for issue in self._entry.problems(key, cells)]
        return [*each, *self._entry.problems_together(self._rows)]

    def _errors(self) -> list[EntryIssue]:
        """What keeps the dialog open."""
        if self.none.isChecked():
            return []
        unread = [
            EntryIssue(row, column, EntrySeverity.ERROR, value.problem)
            for row, column, value in self.grid.entries.unread()
        ]
        wrong = [issue for issue in self._issues() if issue.severity is EntrySeverity.ERROR]
        if not unread and not wrong and all(is_blank(cells) for cells in self._rows.values()):
            wrong = [EntryIssue("1", KIND, EntrySeverity.ERROR, "请登记事项；全年没有的请勾选“无此类事项”。")]
        return [*unread, *wrong]

    def _connect(self) -> None:
        self.grid.changed.connect(self._changed)
        self.none.toggled.connect(self._rebuild)
        for keys, run in (
            ("Ctrl+Z", self._undo.undo),
            ("Ctrl+Y", self._undo.redo),
            ("Ctrl+S", self.accept),
            ("Ctrl+Return", self.accept),
            ("Ctrl++", self.add_row),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(run)
            self.addAction(action)

    def _lay_out(self, heading: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(_wrapped(heading, "headline"))
        layout.addWidget(_wrapped(self._entry.node.sentence, "muted"))
        layout.addWidget(self.none)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.total)
        basis = QHBoxLayout()
        label = QLabel("评定依据(&Y)")
        label.setBuddy(self.basis)
        basis.addWidget(label)
        basis.addWidget(self.basis, 1)
        layout.addLayout(basis)
        layout.addWidget(self.problem)
        layout.addLayout(self._button_row())

    def _button_row(self) -> QHBoxLayout:
        more, cancel, save = plain_button("增加一行"), plain_button("取消"), primary_button("保存登记")
        more.setToolTip("增加一行（Ctrl+加号）")
        save.setToolTip("保存登记（Ctrl+S）")
        more.clicked.connect(self.add_row)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(more)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        return buttons


def _wrapped(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
