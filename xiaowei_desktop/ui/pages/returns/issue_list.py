"""The findings of the return that is shown: how grave, where, and what to do; a click leads to the cell."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSettings, Signal, Slot

from xiaowei_desktop.domain.issues import Issue, Place, Severity, error
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.return_form import COLUMN_OF_FIELD
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, Sheet
from xiaowei_desktop.ui.dialogs.import_preview_sheets import SEVERITIES
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.pages.returns.typed_form import row_key, row_text
from xiaowei_desktop.ui.theme.theme import Theme

COLUMNS = (
    Column("severity", "级别", 16, Align.CENTER),
    Column("place", "位置", 50, wrap=False),
    Column("message", "问题", 160),
)
_GRAVITY = tuple(Severity)
_SEPARATOR = "#"


class IssueList(SheetView):
    """`place_wanted` (row, field) when the clerk clicks a finding or presses Enter on it."""

    place_wanted = Signal(str, str)

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__(theme, settings)
        self._first = ""
        self.setAccessibleName("问题清单")
        self.setSelectionBehavior(SheetView.SelectionBehavior.SelectRows)
        self.clicked.connect(self.activated)
        self.source_opened.connect(self._lead)

    def show_issues(self, plan: Plan, issues: Iterable[Issue]) -> None:
        """Worst first, each kind in the form's order."""
        in_order = sorted(issues, key=lambda issue: _GRAVITY.index(issue.severity))
        self._first = _place_text(in_order[0].place) if in_order else ""
        self.show_sheet(Sheet("填报问题", "填报问题", COLUMNS, tuple(_row(plan, issue) for issue in in_order)))

    def first_place(self) -> tuple[str, str] | None:
        """Row and field of the gravest finding; `None` where there is none."""
        return _read_place(self._first) if self._first else None

    @Slot(str)
    def _lead(self, source: str) -> None:
        self.place_wanted.emit(*_read_place(source))


def unread_issue(row: str, field: str, problem: str) -> Issue:
    """A cell that can't be read, as a finding."""
    key = row_key(row)
    return error("not-a-number", problem, Place(row=key.indicator, subject=key.subject, field=field))


def _row(plan: Plan, issue: Issue) -> Row:
    place = issue.place
    source = _place_text(place)
    name = plan.indicator(place.row).name
    word, tone = SEVERITIES[issue.severity]
    where = f"{name}　{COLUMN_OF_FIELD[place.field]}"
    return Row((Cell(word, tone=tone, source=source), Cell(where, source=source), Cell(issue.message, source=source)))


def _place_text(place: Place) -> str:
    return f"{row_text(RowKey(place.row, place.subject))}{_SEPARATOR}{place.field}"


def _read_place(text: str) -> tuple[str, str]:
    row, field = text.rsplit(_SEPARATOR, 1)
    return row, field
