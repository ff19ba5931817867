"""A plan workbook taken in as a draft: the clerk looks at it, mends what is wrong, and saves it or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xiaowei_desktop.application.plan_exchange import check_workbook
from xiaowei_desktop.application.ports.plan_tables import PlanTables
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.issues import Issue

_INCOMPLETE = frozenset(
    {"plan-sheet-missing", "plan-sheet-name", "plan-column-missing", "plan-heading", "plan-heading-twice"}
)
"""Issues with which a table cannot be opened: there is no cell in which they could be mended."""


@dataclass(frozen=True, slots=True)
class BookDraft:
    """What a workbook holds. `is_right` where it is a plan without errors.

    `tables` can be opened and mended cell by cell; `None` where a sheet or a column lacks. `issues` have their cells.
    """

    issues: tuple[Issue, ...]
    tables: PlanTables | None
    is_right: bool


def read_draft(tools: Toolbox, path: Path) -> BookDraft:
    """Reads a plan workbook. Raises `UserError` for what is none at all."""
    checked = check_workbook(tools, path)
    if checked.plan is not None:
        return BookDraft(checked.issues, tools.plan_tables.tables(checked.plan), is_right=True)
    if any(issue.code in _INCOMPLETE for issue in checked.issues):
        return BookDraft(checked.issues, None, is_right=False)
    return BookDraft(checked.issues, tools.plan_books.read(path, tools.plan_tables.blank()).tables, is_right=False)
