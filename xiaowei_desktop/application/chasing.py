"""催报: which units still owe something for a quarter that is due, and what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.returns import check_quarter
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine, ReturnState, RowKey
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.chase_sheet import Owed, chase_sheet
from xiaowei_desktop.reporting.sheet import Sheet


def chase_sheets(desk: Desk, quarter: Quarter, unit: str | None = None) -> tuple[Sheet, ...]:
    """One slip for each unit that owes something (or for `unit` only).

    Raises `UserError` where nobody does, or where the due day has not passed yet.
    """
    plan = desk.plan(quarter.year)
    check_quarter(plan, quarter)
    today, due = desk.author.today, plan.due_on(quarter)
    if today <= due:
        raise UserError(f"{quarter.in_words}季报的报送期限是{due:%Y-%m-%d}，还没有到期，不用催报。")
    with desk.work() as work:
        returns = work.returns.of_quarter(plan.id, quarter)
    owed = [one for one in _all_owed(plan, quarter, returns, today) if unit in (None, one.unit)]
    if not owed:
        who = plan.organisation(unit).name if unit else "各单位"
        raise UserError(f"{who}{quarter.in_words}的季报已经报齐，不用催报。")
    return tuple(chase_sheet(plan, quarter, due, one) for one in owed)


def _all_owed(plan: Plan, quarter: Quarter, returns: Iterable[QuarterlyReturn], today: date) -> list[Owed]:
    reports = {report.unit: report for report in returns}
    late = (today - plan.due_on(quarter)).days
    found = []
    for unit in plan.reporting_units(quarter):
        report = reports.get(unit, QuarterlyReturn(unit, quarter))
        rows = tuple(_missing_rows(plan, report))
        if rows:
            reason = report.reason if report.state is ReturnState.RETURNED else ""
            found.append(Owed(unit, report.state, late, rows, reason))
    return found


def _missing_rows(plan: Plan, report: QuarterlyReturn) -> Iterable[RowKey]:
    """All rows while nothing counts; else those that were left empty."""
    version = report.current if report.counts else None
    for key in plan.row_keys(report.unit, report.quarter):
        line = version.line(key) if version else None
        if line is None or not _says_something(line, has_figure=plan.indicator(key.indicator).has_figure):
            yield key


def _says_something(line: ReturnLine, *, has_figure: bool) -> bool:
    """A figure, or a status or text of a task; a row left empty for a reason is the office's to judge, not owed."""
    said = line.cumulative is not None if has_figure else line.status is not None or bool(line.progress)
    return said or bool(line.explanation)
