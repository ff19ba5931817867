"""The seven tables of a plan as tabs, and below them what is wrong with what has been typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from xiaowei_desktop.application.ports.plan_tables import PlanTable, PlanTables
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.ui.pages.plan.columns import HEAD, READINGS, SCHEME, code_labels, row_texts
from xiaowei_desktop.ui.pages.plan.issue_list import PlanIssues
from xiaowei_desktop.ui.pages.plan.reading_switch import ReadingSwitch
from xiaowei_desktop.ui.pages.plan.renames import Changes, Renames
from xiaowei_desktop.ui.pages.plan.scheme_tab import SchemeTab
from xiaowei_desktop.ui.pages.plan.steps import ReplaceRows, Rows
from xiaowei_desktop.ui.pages.plan.table_tab import TableTab
from xiaowei_desktop.ui.theme.theme import Theme

_TAB_WORDS = {HEAD: "基本情况"}
_FIRST_SETTING = "考核分组"


class TablesPanel(QWidget):
    """`edited` after every step, undo and redo included; `rule_wanted` (row key) to edit an item's rule.

    What is shown is a draft until the page stores it.
    """

    edited = Signal()
    notice = Signal(str)
    rule_wanted = Signal(str)

    def __init__(self, theme: Theme, settings: QSettings, undo_stack: QUndoStack) -> None:
        super().__init__()
        self._theme, self._settings, self._undo_stack = theme, settings, undo_stack
        self._issues: tuple[Issue, ...] = ()
        self.tables: dict[str, TableTab] = {}
        self._renames = Renames(self.tables)
        self.tabs = QTabWidget()
        self.switch = ReadingSwitch()
        self.issues = PlanIssues(theme, settings)
        self.issues.issue_wanted.connect(self.go_to_issue)
        self.switch.leads.connect(self.show_code)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.issues)

    @property
    def current(self) -> TableTab:
        """The table in view."""
        return next(table for table in self.tables.values() if self._is_in_view(table))

    @property
    def scheme(self) -> SchemeTab:
        """考核细则."""
        found = self.tables[SCHEME]
        assert isinstance(found, SchemeTab)
        return found

    def show_tables(self, tables: PlanTables) -> None:
        """Shows a plan from its stored state; what was typed before can't be undone any more."""
        self._undo_stack.clear()
        if not self.tables:
            self._make_tabs(tables)
        for table in tables:
            self.tables[table.sheet].show_table(table, code_labels(tables))
        self._show_reading()

    def typed(self) -> PlanTables:
        """What has been typed so far, in the order of the workbook's sheets."""
        return tuple(table.table() for table in self.tables.values())

    def replace(self, tables: PlanTables, words: str) -> None:
        """Puts other content in the place of what is shown: one step of undo."""
        before = {table.sheet: self.tables[table.sheet].rows() for table in tables}
        after = {table.sheet: self.tables[table.sheet].replaced(table) for table in tables}
        place = self.current.grid.place()
        select = (self.current.sheet, place[0] if place else "")
        self._undo_stack.push(ReplaceRows(self.put_rows, before, after, select, words))

    def put_rows(self, rows: Rows, select: tuple[str, str]) -> None:
        """What a step does, undo and redo included: it leads to where it has changed something."""
        for sheet, found in rows.items():
            self.tables[sheet].set_rows(found)
        sheet, row = select
        self.show_sheet(sheet)
        table = self.tables[sheet]
        place = table.grid.place()
        if row:
            table.grid.select_cell(row, place[1] if place else table.grid.entries.columns[0].key)
        self._show_reading()
        self.edited.emit()

    def show_computed(self, tables: PlanTables) -> None:
        for table in tables:
            if table.sheet != READINGS:
                self.tables[table.sheet].show_computed(table, code_labels(tables))

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Marks all at their cells; what merely informs is said there alone, so that the list is what is to be done."""
        self._issues = tuple(issue for issue in issues if issue.severity is not Severity.NOTE)
        for table in self.tables.values():
            table.show_issues(issues)
        self.issues.show_issues(self._issues, self.typed())

    @Slot(int)
    def go_to_issue(self, number: int) -> None:
        """Leads to the cell of an issue, by its number in the list."""
        if not 0 <= number < len(self._issues):
            return
        issue = self._issues[number]
        table = self.tables.get(issue.place.sheet)
        place = table.place_of(issue) if table else None
        if table is not None:
            self.show_sheet(table.sheet)
            if place is not None:
                table.grid.select_cell(*place)
            table.grid.setFocus()

    def show_sheet(self, sheet: str) -> None:
        page = next(i for i in range(self.tabs.count()) if self._holds(i, self.tables[sheet]))
        self.tabs.setCurrentIndex(page)

    @Slot(str)
    def show_code(self, code: str) -> None:
        """Leads to the row of an organisation, indicator, task, item or reading."""
        for table in self.tables.values():
            row = next((row for row in table.rows() if row_texts(row).get("code") == code), None)
            if row is not None and table.sheet != HEAD:
                self.show_sheet(table.sheet)
                table.grid.select_cell(row.key, "code")
                table.grid.setFocus()
                return

    def reading_texts(self) -> dict[str, str]:
        """The reading in whose row the clerk is; empty where there is none."""
        table = self.tables[READINGS]
        place = table.grid.place()
        row = next((row for row in table.rows() if place and row.key == place[0]), None)
        return row_texts(row) if row else {}

    def _make_tabs(self, tables: PlanTables) -> None:
        for table in tables:
            self.tables[table.sheet] = self._made(table)
        for sheet in [*(sheet for sheet in self.tables if sheet != HEAD), HEAD]:
            shown: QWidget = self.tables[sheet]
            if sheet == READINGS:
                shown = QWidget()
                layout = QVBoxLayout(shown)
                layout.setContentsMargins(0, 0, 0, 0)
                layout.addWidget(self.tables[sheet], 1)
                layout.addWidget(self.switch)
            self.tabs.addTab(shown, _TAB_WORDS.get(sheet, sheet))
        for sheet in reversed(self.tables):
            # otherwise a click on a tab would put the keyboard on its first button
            self.tables[sheet].grid.setFocus()
        self.tables[READINGS].place_changed.connect(self._show_reading)
        self.scheme.rule_wanted.connect(self.rule_wanted)
        self.scheme.settings_wanted.connect(self._show_scheme_settings)

    def _made(self, table: PlanTable) -> TableTab:
        kind = SchemeTab if table.sheet == SCHEME else TableTab
        made = kind(self._theme, self._settings, self._undo_stack, table, self.put_rows)
        made.grid.changed.connect(lambda changes: self._follow_names(made.sheet, changes))
        made.edited.connect(self._bring_into_view(made))
        made.edited.connect(self.edited)
        made.grid.notice.connect(self.notice)
        return made

    def _follow_names(self, sheet: str, changes: Changes) -> None:
        told = self._renames.follow(sheet, changes)
        if told:
            self.notice.emit(told)

    def _bring_into_view(self, table: TableTab) -> Callable[[], None]:
        """Undo may reach a table that is not in view."""
        return lambda: self.show_sheet(table.sheet)

    def _is_in_view(self, table: TableTab) -> bool:
        return self._holds(self.tabs.currentIndex(), table)

    def _holds(self, index: int, table: TableTab) -> bool:
        page = self.tabs.widget(index)
        return page is table or page.isAncestorOf(table)

    @Slot()
    def _show_scheme_settings(self) -> None:
        """Leads to what a scheme says once: grades, groups, periods, ties."""
        head = self.tables[HEAD]
        row = next((row for row in head.rows() if row_texts(row).get("item") == _FIRST_SETTING), None)
        self.show_sheet(HEAD)
        if row is not None:
            head.grid.select_cell(row.key, "content")
        head.grid.setFocus()

    @Slot()
    def _show_reading(self) -> None:
        self.switch.show_reading(self.reading_texts())
