"""What is wrong with the plan as it has been typed; a click leads to the cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Signal, Slot

from xiaowei_desktop.application.ports.plan_tables import PlanTables
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, Sheet, Tone
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.theme.theme import Theme

_COLUMNS = (
    Column("severity", "级别", 20, Align.CENTER, wrap=False),
    Column("place", "位置", 60, wrap=False),
    Column("message", "问题", 150),
)
_SEVERITY = {
    Severity.ERROR: Cell("错误", tone=Tone.BAD),
    Severity.WARNING: Cell("警告", tone=Tone.SLOW),
    Severity.NOTE: Cell("提示", tone=Tone.MUTED),
}
_MOST_ROWS = 4


class PlanIssues(SheetView):
    """`issue_wanted` (its number in the list) when the clerk clicks one or presses Enter on it."""

    issue_wanted = Signal(int)

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__(theme, settings)
        self._theme = theme
        self.setAccessibleName("方案问题清单")
        self.setSelectionBehavior(SheetView.SelectionBehavior.SelectRows)
        self.clicked.connect(self.activated)
        self.source_opened.connect(self._lead)
        self.hide()

    def show_issues(self, issues: Sequence[Issue], tables: PlanTables) -> None:
        """Sheet by sheet from above; hidden where there is nothing to say."""
        headings = {(table.sheet, column.key): column.heading for table in tables for column in table.columns}
        rows = tuple(_row(number, issue, headings) for number, issue in enumerate(issues))
        self.show_sheet(Sheet("方案问题", "方案问题", _COLUMNS, rows))
        self.setVisible(bool(rows))
        heights = sum(self.rowHeight(row) for row in range(min(_MOST_ROWS, len(rows))))
        self.setFixedHeight(self.horizontalHeader().height() + heights + 4)

    @Slot(str)
    def _lead(self, source: str) -> None:
        self.issue_wanted.emit(int(source))


def place_words(issue: Issue, headings: dict[tuple[str, str], str]) -> str:
    """目标第3行　目标值"""
    place = issue.place
    row = f"第{place.row}行" if place.row else ""
    return f"{place.sheet}{row}　{headings.get((place.sheet, place.field), '')}".strip("　")


def _row(number: int, issue: Issue, headings: dict[tuple[str, str], str]) -> Row:
    source = str(number)
    words = place_words(issue, headings)
    return Row((_SEVERITY[issue.severity], Cell(words, source=source), Cell(issue.message, source=source)))
