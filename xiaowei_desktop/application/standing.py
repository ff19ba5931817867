"""Where a quarter stands: who has reported, and how the indicators do against their targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.returns import check_quarter
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.progress_table import ProgressRow, progress_rows
from xiaowei_desktop.domain.status import QuarterStatus, quarter_status


def status_of(desk: Desk, quarter: Quarter) -> QuarterStatus:
    """Every reporting unit's standing in the quarter, as of today."""
    plan = desk.plan(quarter.year)
    check_quarter(plan, quarter)
    with desk.work() as work:
        returns = work.returns.of_quarter(plan.id, quarter)
    return quarter_status(plan, quarter, returns, desk.author.today)


def quarter_in_work(desk: Desk) -> Quarter:
    """The quarter to begin with: the last one with a return, the next one once that is accepted in full.

    Never one that is not over yet, nor one outside the plan's span; the first where nothing has come in.
    """
    plan = desk.plan()
    with desk.work() as work:
        returns = work.returns.of_years(plan.id, plan.span.first, plan.span.last)
    begun = [report.quarter for report in returns]
    if not begun:
        return Quarter(plan.span.first, 1)
    last = max(begun)
    over = Quarter.of(desk.author.today).previous
    is_done = status_of(desk, last).approved == len(desk.plan(last.year).reporting_units(last))
    return last.next if is_done and last.next.year in plan.span and last.next <= over else last


def progress_of(desk: Desk, quarter: Quarter) -> tuple[ProgressRow, ...]:
    """Every indicator's standing at the end of the quarter."""
    return progress_by_quarter(desk, (quarter,))[quarter]


def progress_by_quarter(desk: Desk, quarters: Sequence[Quarter]) -> Mapping[Quarter, tuple[ProgressRow, ...]]:
    """Every indicator's standing at the end of each of the quarters, at least one; what is stored is read once."""
    plans = desk.plans()
    for quarter in quarters:
        check_quarter(plans.get(quarter.year) or desk.plan(), quarter)
    with desk.work() as work:
        returns = work.returns.of_years(desk.plan_id, min(plans), max(quarters).year)
    books = {year: FigureBook(plans[year], returns, plans) for year in {quarter.year for quarter in quarters}}
    return {quarter: tuple(progress_rows(plans[quarter.year], books[quarter.year], quarter)) for quarter in quarters}
