"""A small office at work, for the tests of the pages: a real database with returns in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from xiaowei_desktop import bootstrap
from xiaowei_desktop.application.acceptance import approve, send_back
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.ports.clock import Author, FixedClock
from xiaowei_desktop.application.returns import open_return, save_draft, submit_draft
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.indicator import IndicatorKind
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import Filler, ReturnLine, TaskStatus
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.workplace import Workplace

ShowPage = Callable[[Callable[[Workplace], Page]], MainWindow]
"""The fixture `show_page`."""

PLAN = "binjiang-2020"
NOW = datetime(2020, 7, 18, 9, 30)
CLOCK = FixedClock(NOW)
FIRST, SECOND = Quarter(2020, 1), Quarter(2020, 2)
APPROVED, WAITING, WITH_ISSUE, SENT_BACK, DRAFTED = "market", "tax", "science", "labour", "commerce"
"""Units by what stands in the second quarter; the others have sent nothing and are late."""


def office_tools() -> Toolbox:
    """The program's own tools, on a day of July 2020."""
    return replace(bootstrap.toolbox(), clock=CLOCK)


def make_office(path: Path) -> None:
    """A database in which the first quarter is approved and the second is under way."""
    tools = office_tools()
    author = Author("李四", CLOCK)
    create_database(tools.stores, tools.plans, path, PLAN, author)
    store = tools.stores.open(path)
    try:
        _play(Desk(store, PLAN, author))
    finally:
        store.close()


def _play(desk: Desk) -> None:
    plan = desk.plan()
    for unit in plan.reporting_units():
        report(desk, unit, FIRST, 25)
        approve(desk, unit, FIRST)
    for unit in (APPROVED, WAITING, SENT_BACK):
        report(desk, unit, SECOND, 50)
    approve(desk, APPROVED, SECOND)
    send_back(desk, SENT_BACK, SECOND, "第2季度发放人数与上季度不符")
    report(desk, WITH_ISSUE, SECOND, 10)
    save_draft(desk, DRAFTED, SECOND, lines_of(desk, DRAFTED, SECOND, 40))


def report(desk: Desk, unit: str, quarter: Quarter, percent: int) -> None:
    """The unit reports `percent` of every target."""
    save_draft(desk, unit, quarter, lines_of(desk, unit, quarter, percent))
    received = date(2020, 4, 8) if quarter == FIRST else date(2020, 7, 12 if unit == WAITING else 9)
    submit_draft(desk, unit, quarter, Filler("王芳", "0571-80000000", "陈明", received), received)


def lines_of(desk: Desk, unit: str, quarter: Quarter, percent: int) -> tuple[ReturnLine, ...]:
    opened = open_return(desk, unit, quarter)
    return tuple(_filled(opened.plan, line, percent) for line in opened.lines)


def _filled(plan: Plan, line: ReturnLine, percent: int) -> ReturnLine:
    indicator = plan.indicator(line.key.indicator)
    if indicator.kind is IndicatorKind.TASK:
        return replace(line, status=TaskStatus.ON_SCHEDULE, progress="按季度计划推进")
    target = plan.target(indicator.code, line.key.subject, 2020)
    value = target.value * percent / 100 if target and target.value is not None else Decimal(percent)
    whole = value.quantize(Decimal(1))
    benchmark = Decimal(10) if indicator.kind is IndicatorKind.BENCHMARK else None
    return replace(line, cumulative=whole, benchmark=benchmark)
