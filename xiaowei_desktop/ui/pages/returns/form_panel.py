"""The form of one unit: where it came from, the grid, the selected row in full, and the findings below."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine, RowKey
from xiaowei_desktop.ui.grids.entry_content import CellChange, EntryValue, Unread
from xiaowei_desktop.ui.pages.returns.cell_marks import cell_marks
from xiaowei_desktop.ui.pages.returns.columns import grid_columns, grid_rows
from xiaowei_desktop.ui.pages.returns.findings import Findings, findings
from xiaowei_desktop.ui.pages.returns.grid import ReturnGrid
from xiaowei_desktop.ui.pages.returns.issue_list import IssueList, unread_issue
from xiaowei_desktop.ui.pages.returns.typed_form import CellKey, TypedForm, row_key
from xiaowei_desktop.ui.pages.returns.wording import detail_words, origin_words, reason_words
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel

_ISSUE_ROWS = 4
_LOW = 320


class FormPanel(QWidget):
    """`edited` after every step, undo and redo included; `row_selected` when another row is chosen."""

    edited = Signal()
    row_selected = Signal()
    notice = Signal(str)

    def __init__(self, theme: Theme, settings: QSettings, undo_stack: QUndoStack) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._undo_stack = undo_stack
        self._form: TypedForm | None = None
        self.found = Findings(())
        self.reason = ElidedLabel()
        self.reason.setProperty("tone", "bad")
        self.origin = ElidedLabel(role="muted")
        self.detail = ElidedLabel(role="small")
        self.grid: ReturnGrid | None = None
        self.issues = IssueList(theme, settings)
        self.issues.place_wanted.connect(self.go_to)
        self.issues.verticalHeader().sectionResized.connect(self._fit_issues)
        self._layout = QVBoxLayout(self)
        self._lay_out()

    @property
    def form(self) -> TypedForm:
        assert self._form is not None
        return self._form

    def show_form(self, form: TypedForm, note: str) -> None:
        """Shows a form from its stored state; what was typed into another one can't be undone any more.

        `note` is what the office wrote when it accepted the return.
        """
        columns = grid_columns(form)
        is_same = self._form is not None and (self._form.unit, self._form.quarter) == (form.unit, form.quarter)
        self._undo_stack.clear()
        self._form = form
        if self.grid is None or self.grid.entries.columns != columns:
            self._replace_grid(ReturnGrid(self._theme, self._settings, columns, self._undo_stack))
        assert self.grid is not None
        self.grid.set_rows(tuple(grid_rows(form, form.values())))
        if not is_same or not self.grid.currentIndex().isValid():
            self.grid.select_first_open_cell()
        self.show_report(form.opened.report, note)
        self.check()

    def show_report(self, report: QuarterlyReturn, note: str = "") -> None:
        """Where the return came from, which a saved draft may change."""
        self.origin.setText(origin_words(report, note))
        self.reason.setText(reason_words(report))
        for label in (self.reason, self.origin):
            label.setVisible(bool(label.text()))

    def lines(self) -> tuple[ReturnLine, ...]:
        """What has been typed, to be kept as a draft."""
        return self.form.typed_lines(self._value)

    def unread(self) -> dict[CellKey, EntryValue]:
        """Cells whose text is no figure."""
        assert self.grid is not None
        return {(row, column): value for row, column, value in self.grid.entries.unread()}

    def put_back(self, unread: dict[CellKey, EntryValue]) -> None:
        """Shows texts again that a draft can't hold."""
        if unread and self.grid is not None:
            self.grid.set_values(unread)
            self.check()

    def selected_row(self) -> RowKey | None:
        """The row in which the clerk is."""
        here = self._here()
        return row_key(here[0]) if here else None

    def check(self) -> None:
        """Holds what is shown against the checks, and shows the findings at the cells and in the list."""
        assert self.grid is not None
        form = self.form
        unread = [unread_issue(r, c, v.problem) for (r, c), v in self.unread().items() if isinstance(v, Unread)]
        checked = findings(form.opened, form.unit, form.quarter, self.lines())
        self.grid.set_issues(cell_marks(form, checked, self._value))
        self.found = checked.with_unread(unread)
        self.issues.show_issues(form.opened.plan, self.found.issues)
        self.issues.setVisible(bool(self.found.issues))
        self._fit_issues()
        self._show_detail()

    def go_to_first_issue(self) -> None:
        """Leads to the cell of the gravest finding."""
        first = self.issues.first_place()
        if first is not None:
            self.go_to(*first)

    @Slot(str, str)
    def go_to(self, row: str, field: str) -> None:
        """Leads to a cell."""
        assert self.grid is not None
        shown = {column.key for column in self.grid.entries.columns}
        if self.grid.select_cell(row, field if field in shown else "task"):
            self.grid.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_issues()

    def _value(self, row: str, field: str) -> EntryValue:
        assert self.grid is not None
        return self.grid.value(row, field)

    @Slot(list)
    def _step(self, steps: list[tuple[str, str, EntryValue, EntryValue]]) -> None:
        assert self.grid is not None
        self.grid.set_values(self.form.after([CellChange(*step) for step in steps], self._value))
        self.check()
        self.edited.emit()

    def _replace_grid(self, grid: ReturnGrid) -> None:
        former, self.grid = self.grid, grid
        grid.changed.connect(self._step)
        grid.cell_selected.connect(self._cell_selected)
        grid.notice.connect(self.notice)
        self._layout.insertWidget(self._layout.indexOf(self.issues), grid, 1)
        QWidget.setTabOrder(grid, self.issues)
        if former is not None:
            grid.show()
            if former.hasFocus():
                grid.setFocus()
            self._layout.removeWidget(former)
            former.hide()
            former.deleteLater()

    @Slot()
    def _cell_selected(self) -> None:
        self._show_detail()
        self.row_selected.emit()

    def _show_detail(self) -> None:
        here = self._here()
        self.detail.setText(detail_words(self.form, *here, self._value(*here)) if here else "")

    def _here(self) -> tuple[str, str] | None:
        return self.grid.place() if self.grid is not None else None

    @Slot()
    def _fit_issues(self) -> None:
        """Room for a few findings, never more than a third of the height; a low window leaves out their headings."""
        header = self.issues.horizontalHeader()
        header.setVisible(self.height() >= _LOW)
        rows = min(_ISSUE_ROWS, len(self.found.issues))
        wanted = (header.height() if self.height() >= _LOW else 0) + 4
        wanted += sum(self.issues.rowHeight(row) for row in range(rows))
        self.issues.setFixedHeight(max(2 * self._theme.tokens.sizes.row, min(wanted, self.height() // 3)))

    def _lay_out(self) -> None:
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        for widget in (self.reason, self.origin, self.issues, self.detail):
            self._layout.addWidget(widget)
