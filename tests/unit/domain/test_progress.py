"""Values, completion, schedule and lights of every kind of indicator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.unit.domain.cases import Case, cases, number
from tests.unit.domain.small_office import PLAN, Q1, Q2, Q3, approved, key, line, reported
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Comparator, Direction, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.period import Quarter, Scope, Span
from xiaowei_desktop.domain.progress import Figure, Light, LightLimits, completion, light, schedule_rate, value_at
from xiaowei_desktop.domain.progress_table import ProgressRow, progress_rows
from xiaowei_desktop.domain.quarterly_return import RowKey, TaskStatus
from xiaowei_desktop.domain.rate import Rate

SPAN = Span(2020, 2022)


def fraction(rate: Rate | None) -> Fraction | None:
    return None if rate is None else Fraction(rate.numerator) / Fraction(rate.denominator)


def expected(text: str | None) -> Fraction | None:
    if text is None:
        return None
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or "1")


@pytest.mark.parametrize("case", cases("progress"))
def test_progress(case: Case) -> None:
    direction = Direction(case.get("direction", "higher"))
    indicator = Indicator("x", "指标", IndicatorKind(case["kind"]), direction=direction)
    quarter = Quarter.parse(case["quarter"])
    aim = target_of(case, quarter)
    scope = aim.scope if aim else Scope(quarter.year)
    values = {Quarter.parse(q): Decimal(value) for q, value in case["figures"].items()}
    value = value_at(indicator, values.get, quarter, scope, SPAN)
    done = completion(indicator, aim, Figure(value, number(case.get("benchmark"))))
    schedule = schedule_rate(indicator, aim, quarter, scope, SPAN)
    shown = light(done.rate, schedule, LightLimits())
    assert value == number(case.get("value"))
    assert fraction(done.rate) == expected(case.get("rate"))
    assert (done.met, done.reason) == (case.get("met"), case.get("reason", ""))
    assert fraction(schedule) == expected(case.get("schedule"))
    assert shown == case.get("light")


def target_of(case: Case, quarter: Quarter) -> Target | None:
    if "target" not in case:
        return None
    stated = case["target"]
    scope = Scope.parse(stated.get("scope", str(quarter.year)))
    comparator = Comparator(stated.get("comparator", ">="))
    return Target("x", "全区", scope, comparator, number(stated.get("value")), baseline=number(stated.get("baseline")))


def row_of(rows: list[ProgressRow], indicator: str, subject: str = "district") -> ProgressRow:
    return next(row for row in rows if (row.indicator.code, row.subject) == (indicator, subject))


def test_the_table_has_every_indicator_for_each_subject() -> None:
    returns = [
        reported("market", Q2, line("new", "3000", progress="进展顺利。")),
        approved("market", Q1, line("pool", "1500")),
        approved("bank", Q2, line("loans", "18.2", benchmark="20")),
    ]
    rows = list(progress_rows(PLAN, FigureBook(PLAN, returns), Q2))
    assert [(row.indicator.code, row.subject) for row in rows] == [
        ("new", "district"), ("eight", "district"), ("pool", "district"), ("converted", "district"),
        ("converted", "north"), ("stalls", "district"), ("stalls", "north"), ("voucher", "district"),
        ("research", "district"), ("reform", "district"), ("loans", "district"), ("added", "district"),
    ]  # fmt: skip
    new = row_of(rows, "new")
    assert (new.actual, new.target_value, new.light, new.progress) == (
        Decimal(3000),
        Decimal(5900),
        Light.GREEN,
        "进展顺利。",
    )
    assert not new.is_accepted
    pool = row_of(rows, "pool")
    assert (pool.actual, pool.light) == (None, None), "the first quarter's level is not the second's"
    loans = row_of(rows, "loans")
    assert (loans.benchmark, loans.completion.met, loans.is_accepted) == (Decimal(20), False, True)
    assert row_of(rows, "reform").target_value is None


def test_a_year_without_a_target_is_its_own_scope() -> None:
    quarter = Quarter(2021, 1)
    rows = list(progress_rows(PLAN, FigureBook(PLAN, [reported("market", quarter, line("new", "10"))]), quarter))
    new = row_of(rows, "new")
    assert (new.target, new.actual, new.completion.reason) == (None, Decimal(10), "未设目标值")


def test_a_task_is_as_far_as_the_unit_that_is_furthest_behind() -> None:
    reform = replace(PLAN.indicator("reform"), responsible=("science", "market", "finance"))
    indicators = tuple(reform if i.code == "reform" else i for i in PLAN.indicators)
    plan = replace(PLAN, indicators=indicators)
    returns = [
        approved("science", Q2, line("reform", status="已完成", progress="科技局：完成。")),
        approved("market", Q2, line("reform", status="推进偏慢", progress="市监局：偏慢。")),
        approved("finance", Q2, line("reform")),
    ]
    row = row_of(list(progress_rows(plan, FigureBook(plan, returns), Q2)), "reform")
    assert (row.status, row.progress) == (TaskStatus.DELAYED, "科技局：完成。；市监局：偏慢。")
    assert row.is_accepted
    nothing = row_of(list(progress_rows(plan, FigureBook(plan, []), Q2)), "reform")
    assert (nothing.status, nothing.progress, nothing.is_accepted) == (None, "", False)
    half = [returns[0], reported("market", Q2, line("reform", status="已完成"))]
    assert not row_of(list(progress_rows(plan, FigureBook(plan, half), Q2)), "reform").is_accepted


@pytest.mark.parametrize("key_", [key("new"), key("converted", "north")])
def test_a_row_has_a_value_in_the_quarters_that_have_a_figure(key_: RowKey) -> None:
    returns = [
        approved("market", Q1, line("new", "1"), line("converted", "2", "north")),
        approved("market", Q2, line("new"), line("converted", None, "north")),
    ]
    book = FigureBook(PLAN, returns)
    assert [quarter for quarter in (Q1, Q2, Q3) if book.value(key_, quarter) is not None] == [Q1]
