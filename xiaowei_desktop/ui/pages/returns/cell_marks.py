"""What stands at a cell of the grid: the findings about it, how a figure was converted, why one was verified."""

from __future__ import annotations

from collections.abc import Iterator

from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.ui.grids.entry_content import EntryIssue, EntrySeverity
from xiaowei_desktop.ui.pages.returns.cells import NUMBER_FIELDS, Converted
from xiaowei_desktop.ui.pages.returns.columns import FIELDS
from xiaowei_desktop.ui.pages.returns.findings import Findings
from xiaowei_desktop.ui.pages.returns.typed_form import TypedForm, ValueAt, row_text


def cell_marks(form: TypedForm, found: Findings, value_at: ValueAt) -> Iterator[EntryIssue]:
    """For the grid, which shows the gravest at each cell and all of them in its tip."""
    for issue in found.issues:
        if issue.place.field in FIELDS:
            row = row_text(RowKey(issue.place.row, issue.place.subject))
            yield EntryIssue(row, issue.place.field, EntrySeverity(issue.severity.value), issue.message)
    for row in form.rows:
        for field in NUMBER_FIELDS:
            value = value_at(row, field)
            if isinstance(value, Converted):
                yield EntryIssue(row, field, EntrySeverity.NOTE, f"已按计量单位换算：{value.conversion}。")
    for figure in form.opened.report.verified:
        message = f"{figure.verified_by} {figure.verified_at:%Y-%m-%d} 核定，理由：{figure.reason}"
        yield EntryIssue(row_text(figure.key), "verified", EntrySeverity.NOTE, message)
