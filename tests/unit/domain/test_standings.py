"""The quarter, the year and the whole plan of one row, and tasks with a deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import PLAN, Q1, Q2, Q3, Q4, YEAR, approved, line, reported, target
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Target
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope, Span
from xiaowei_desktop.domain.plan import Plan, Task
from xiaowei_desktop.domain.progress import Light
from xiaowei_desktop.domain.progress_table import ProgressRow, progress_rows
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.standings import NO_STANDING

NEXT = Quarter(2021, 2)


def row_of(plan: Plan, indicator: str, quarter: Quarter, *returns: QuarterlyReturn) -> ProgressRow:
    rows = progress_rows(plan, FigureBook(plan, returns), quarter)
    return next(row for row in rows if (row.indicator.code, row.subject) == (indicator, "district"))


def with_targets(*targets: Target) -> Plan:
    return replace(PLAN, targets=(*PLAN.targets, *targets))


@pytest.mark.parametrize(
    ("quarter", "returns", "added"),
    [
        (Q1, [reported("market", Q1, line("new", "1200"))], "1200"),
        (Q2, [reported("market", Q1, line("new", "1200")), reported("market", Q2, line("new", "2500"))], "1300"),
        (Q2, [reported("market", Q2, line("new", "2500"))], None),
        (Q2, [reported("market", Q1, line("new", "1200"))], None),
    ],
)
def test_a_quarter_adds_what_the_year_has_grown_by(
    quarter: Quarter, returns: list[QuarterlyReturn], added: str | None
) -> None:
    row = row_of(PLAN, "new", quarter, *returns)
    assert row.quarter_value == (None if added is None else Decimal(added))


def test_a_level_has_no_figure_of_the_quarter_alone() -> None:
    assert row_of(PLAN, "pool", Q1, reported("market", Q1, line("pool", "1500"))).quarter_value is None


def test_a_year_with_its_own_target_inside_a_span_with_another() -> None:
    plan = with_targets(target("new", "12000", scope=WHOLE_PLAN), target("new", "6000", scope=Scope(2021)))
    row = row_of(
        plan, "new", NEXT, approved("market", Q4, line("new", "5000")), reported("market", NEXT, line("new", "3300"))
    )
    assert row.scope == Scope(2021)
    assert (row.year.actual, row.year.light) == (Decimal(3300), Light.GREEN)
    # 8300 of 12000 is 69.17%; six of eight quarters are 75%.
    assert (row.span.actual, row.span.light) == (Decimal(8300), Light.YELLOW)
    assert (row.actual, row.target_value) == (Decimal(3300), Decimal(6000))


def test_a_span_that_lacks_quarters_names_them() -> None:
    plan = with_targets(target("new", "12000", scope=WHOLE_PLAN))
    lacking_earlier = row_of(plan, "new", NEXT, reported("market", NEXT, line("new", "3300")))
    assert lacking_earlier.completion.reason == "缺少2020年第4季度的数"
    assert lacking_earlier.year.actual == 3300
    nothing = row_of(plan, "new", NEXT)
    assert nothing.completion.reason == "缺少2020年第4季度、2021年第2季度的数"


def test_rates_that_have_no_mean_lack_no_quarter() -> None:
    rows = (approved("finance", Q4, line("added", "-120")), approved("finance", Quarter(2021, 1), line("added", "10")))
    assert row_of(PLAN, "added", Quarter(2021, 1), *rows).completion.reason == "缺少完成数"


def test_a_level_held_every_year_is_judged_each_year() -> None:
    plan = with_targets(target("pool", "1800", scope=Scope(2021)))
    rows = [approved("market", Q4, line("pool", "3100")), approved("market", NEXT, line("pool", "1700"))]
    first, second = row_of(plan, "pool", Q4, *rows), row_of(plan, "pool", NEXT, *rows)
    assert (first.year.completion.met, second.year.completion.met) == (True, False)
    assert (second.span.target, second.span.actual) == (None, Decimal(1700))


def test_in_a_plan_of_one_year_year_and_span_are_the_same() -> None:
    plan = replace(PLAN, span=Span(2020, 2020))
    new = row_of(plan, "new", Q2, reported("market", Q2, line("new", "2950")))
    assert new.year == new.span
    assert (new.year.target, new.year.light) == (new.target, new.light)
    added = row_of(plan, "added", Q2, reported("finance", Q2, line("added", "8")))
    assert added.scope == WHOLE_PLAN
    assert added.year.completion.met


@pytest.mark.parametrize("span", [Span(2020, 2020), Span(2020, 2021)])
def test_what_is_striven_for_is_shown_and_not_judged(span: Span) -> None:
    plan = replace(PLAN, span=span, targets=(Target("voucher", "district", YEAR, value=Decimal(900), stretch=True),))
    year = row_of(plan, "voucher", Q2, reported("science", Q2, line("voucher", "950"))).year
    assert (year.target, year.completion.met, year.light) == (None, None, None)
    assert year.shown_target is not None
    assert year.shown_target.value == 900


def with_deadline(*days: date | None) -> Plan:
    tasks = tuple(Task(f"D{n}", "", "改革", indicators=("reform",), deadline=day) for n, day in enumerate(days))
    return replace(PLAN, tasks=tasks)


def reform(quarter: Quarter, status: str) -> QuarterlyReturn:
    return reported("science", quarter, line("reform", status=status))


IN_SECOND = date(2020, 6, 30)


@pytest.mark.parametrize(
    ("deadline", "quarter", "returns", "overdue"),
    [
        (None, Q2, [], False),
        (date(2020, 7, 1), Q2, [reform(Q2, "推进偏慢")], False),
        (IN_SECOND, Q2, [reform(Q2, "推进偏慢")], True),
        (IN_SECOND, Q2, [reform(Q2, "已完成")], False),
        (IN_SECOND, Q2, [], False),
        (IN_SECOND, Q3, [], True),
        (IN_SECOND, Q3, [reform(Q1, "已完成")], False),
        (IN_SECOND, Q3, [reform(Q1, "按计划推进")], True),
    ],
)
def test_a_deadline_passes(
    deadline: date | None, quarter: Quarter, returns: list[QuarterlyReturn], overdue: bool
) -> None:
    row = row_of(with_deadline(deadline), "reform", quarter, *returns)
    assert (row.deadline, row.is_overdue) == (deadline, overdue)
    assert (row.year, row.scope) == (NO_STANDING, None)


def test_the_earliest_deadline_counts() -> None:
    plan = with_deadline(None, date(2020, 12, 31), IN_SECOND)
    assert row_of(plan, "reform", Q1).deadline == IN_SECOND
