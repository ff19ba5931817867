"""What is odd about a scheme, at the rows and columns of the tables that hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from xiaowei_desktop.application.ports.plan_tables import PlanTable
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.scheme_check import scheme_issues
from xiaowei_desktop.planfiles.tables.columns import HEAD_SHEET, RULE_KIND
from xiaowei_desktop.planfiles.tables.head import CONTENT, ITEM, ITEMS


def scheme_findings(plan: Plan, given: Mapping[str, PlanTable]) -> Iterator[Issue]:
    """The check of the scheme, each finding at its row counted from 1 and its column's key."""
    for issue in scheme_issues(plan):
        table = given.get(issue.place.sheet)
        rows = enumerate(table.rows if table else (), start=1)
        if issue.place.sheet == HEAD_SHEET:
            label = next(item.label for item in ITEMS if item.text_path == issue.place.row)
            number = next((str(at) for at, row in rows if row.get(ITEM, "").strip() == label), "")
            field = CONTENT
        else:
            number = next((str(at) for at, row in rows if row.get("code", "").strip() == issue.place.row), "")
            field = RULE_KIND if issue.place.field == "rule" else issue.place.field
        yield replace(issue, place=replace(issue.place, row=number, field=field))
