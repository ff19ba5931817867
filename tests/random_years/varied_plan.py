"""Counties whose figures are whatever figures can be: missing, not accepted, 0, negative, without a target, equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from random import Random

from tests.random_years.plan import COUNTIES, YEAR, a_plan
from xiaowei_desktop.domain.indicator import Comparator, Direction, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope, Span
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnState,
    ReturnVersion,
    RowKey,
    Source,
)

_NOW = datetime(2022, 1, 10, 9, 0)
SPAN = Span(YEAR - 1, YEAR + 1)
QUARTERS = (Quarter(YEAR - 1, 4), *(Quarter(YEAR, number) for number in (1, 2, 3, 4)))
"""Those that are handed in: what is counted over the span needs the year before."""

RATED = ("new", "built", "parks", "pool", "loans", "growth", "share", "age", "accidents", "arrears", "recovery")
"""Those that have a completion rate; of `arrears` there should be none, `recovery` may be less than nothing."""
COUNTED = ("new", "built", "pool", "ideas")
"""Counts, the more the better; `ideas` have no target."""
TWO_AIMS = "built"
"""Has a target of the year and one of the span."""
LOWER = ("age", "accidents", "arrears")
SIGNED = "growth"
BENCHMARKED = "loans"

_KINDS = {
    "new": IndicatorKind.FLOW, "built": IndicatorKind.FLOW, "parks": IndicatorKind.FLOW, "pool": IndicatorKind.STOCK,
    "loans": IndicatorKind.BENCHMARK, "growth": IndicatorKind.GROWTH, "share": IndicatorKind.RATIO,
    "age": IndicatorKind.STOCK, "accidents": IndicatorKind.FLOW, "ideas": IndicatorKind.STOCK,
    "arrears": IndicatorKind.FLOW, "recovery": IndicatorKind.GROWTH,
}  # fmt: skip
_YEARLY = {
    "new": "300", "built": "100", "pool": "250", "loans": None, "growth": "7.5", "share": "2.5", "age": "45",
    "accidents": "12", "arrears": "0", "recovery": "-3",
}  # fmt: skip
_OVER_SPAN = {"built": "300", "parks": "40"}


def a_varied_plan() -> Plan:
    """The counties' plan of three years, the second of which is scored; without a scheme."""
    indicators = tuple(
        Indicator(
            code, code, kind, "个", data_providers=COUNTIES, benchmark_name="各项贷款" if code == BENCHMARKED else "",
            direction=Direction.LOWER if code in LOWER else Direction.HIGHER,
        )
        for code, kind in _KINDS.items()
    )  # fmt: skip
    targets = [
        _target(code, county, scope, aim)
        for county in COUNTIES
        for scope, aims in ((Scope(YEAR), _YEARLY), (WHOLE_PLAN, _OVER_SPAN))
        for code, aim in aims.items()
    ]
    return replace(a_plan(), span=SPAN, indicators=indicators, targets=tuple(targets))


def _target(code: str, county: str, scope: Scope, aim: str | None) -> Target:
    comparator = Comparator.AT_MOST if code in LOWER else Comparator.AT_LEAST
    return Target(code, county, scope, comparator, None if aim is None else Decimal(aim))


def varied_returns(rng: Random, twins: Sequence[tuple[str, str]]) -> tuple[QuarterlyReturn, ...]:
    """All quarters' returns; the second of each two `twins` hands in what the first does. Some years lack nothing."""
    holes = rng.choice([0.0, 0.0, 0.01, 0.04])
    lines = {(unit, quarter): _lines(rng, unit, quarter, holes) for unit in COUNTIES for quarter in QUARTERS}
    for one, other in twins:
        for quarter in QUARTERS:
            lines[other, quarter] = tuple(
                replace(line, key=RowKey(line.key.indicator, other)) for line in lines[one, quarter]
            )
    return tuple(
        _return(unit, quarter, found, ReturnState.REPORTED if rng.random() < holes else ReturnState.APPROVED)
        for (unit, quarter), found in lines.items()
        if rng.random() >= holes / 2
    )


def _return(unit: str, quarter: Quarter, lines: tuple[ReturnLine, ...], state: ReturnState) -> QuarterlyReturn:
    version = ReturnVersion(1, lines, Filler(), Source("季报.xlsx"), date(2022, 1, 8), _NOW, "张三")
    if state is ReturnState.REPORTED:
        return QuarterlyReturn(unit, quarter, state, (version,))
    return QuarterlyReturn(unit, quarter, state, (version,), approved_by="李四", approved_at=_NOW)


def _lines(rng: Random, unit: str, quarter: Quarter, holes: float) -> tuple[ReturnLine, ...]:
    return tuple(_line(rng, RowKey(code, unit), quarter) for code in _KINDS if rng.random() >= holes)


def _line(rng: Random, key: RowKey, quarter: Quarter) -> ReturnLine:
    """Now and then exactly the target, or nothing at all."""
    code, kind = key.indicator, _KINDS[key.indicator]
    if code == BENCHMARKED:
        benchmark = rng.choice([_tenth(rng, -30, 200), Decimal(0)])
        return ReturnLine(key, cumulative=_tenth(rng, -40, 200), benchmark=benchmark)
    if kind is IndicatorKind.GROWTH:
        return ReturnLine(key, cumulative=_tenth(rng, -60, 150))
    if code == "arrears":
        return ReturnLine(key, cumulative=Decimal(rng.choice([0, 0, 1, 4])))
    aim = Decimal(_YEARLY.get(code) or _OVER_SPAN.get(code) or 200)
    if kind is IndicatorKind.FLOW:
        aim = aim * quarter.number / 4
    if kind is IndicatorKind.RATIO:
        return ReturnLine(key, cumulative=rng.choice([aim, _tenth(rng, 0, 40)]))
    by_chance = Decimal(rng.randint(0, int(aim * 2)))
    if rng.random() < 0.5:
        by_chance = Decimal(rng.randint(int(aim * 8 / 10), int(aim * 12 / 10) + 1))
    exactly = rng.choice([aim.to_integral_value(), Decimal(0)])
    return ReturnLine(key, cumulative=by_chance if rng.random() < 0.6 else exactly)


def _tenth(rng: Random, low: int, high: int) -> Decimal:
    return Decimal(rng.randint(low, high)) / 10
