"""汇总: a quarter's figures by county, put together from what is stored."""

from __future__ import annotations

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.returns import check_quarter
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.roll_up import check_parts, roll_up
from xiaowei_desktop.reporting.rollup_sheet import rollup_sheets
from xiaowei_desktop.reporting.sheet import Sheet


def rollup_of(desk: Desk, quarter: Quarter) -> tuple[Sheet, ...]:
    """The roll-up table, on as many sheets as its counties or units need."""
    plan, book = _quarter_book(desk, quarter)
    return rollup_sheets(plan, quarter, roll_up(plan, book, quarter), book)


def differing_parts(desk: Desk, quarter: Quarter) -> tuple[Issue, ...]:
    """A warning for each whole that its counties do not come to."""
    plan, book = _quarter_book(desk, quarter)
    return check_parts(plan, quarter, roll_up(plan, book, quarter))


def _quarter_book(desk: Desk, quarter: Quarter) -> tuple[Plan, FigureBook]:
    plan = desk.plan(quarter.year)
    check_quarter(plan, quarter)
    with desk.work() as work:
        return plan, FigureBook(plan, work.returns.of_quarter(plan.id, quarter))
