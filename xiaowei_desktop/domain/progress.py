"""Where an indicator stands: its value at a quarter, the completion rate, the schedule rate and the light."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.domain.indicator import Direction, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.period import Quarter, Scope, Span
from xiaowei_desktop.domain.quantity import MAX_PLACES
from xiaowei_desktop.domain.rate import FULL, ZERO, Rate, round_half_up


class Light(StrEnum):
    """● 正常 at or above schedule, ▲ 偏慢 a little behind, ■ 滞后 beyond that."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class LightLimits:
    """Points (percentage points) behind schedule up to which a light is yellow; beyond it is red."""

    yellow_within: Decimal = Decimal(10)


@dataclass(frozen=True, slots=True)
class Figure:
    """The accepted figure of one quarter: the value (year to date, level or rate) and the benchmark's rate."""

    value: Decimal | None = None
    benchmark: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """The completion rate, whether the target is met, or why neither can be said (`reason`)."""

    rate: Rate | None
    met: bool | None
    reason: str = ""


ValueOf = Callable[[Quarter], Decimal | None]
"""The counted value of one row in a quarter, `None` where it is missing."""


def value_at(indicator: Indicator, value_of: ValueOf, quarter: Quarter, scope: Scope, span: Span) -> Decimal | None:
    """The indicator's value for `scope` at the end of `quarter`; `None` where any figure it needs is missing."""
    needed = _quarters_needed(indicator, quarter, scope, span)
    known = [value for value in map(value_of, needed) if value is not None]
    if len(known) < len(needed):
        return None
    match indicator.kind:
        case IndicatorKind.FLOW:
            return sum(known, ZERO)
        case IndicatorKind.GROWTH:
            return known[0] if len(known) == 1 else mean_growth(known)
        case _:
            return known[-1]


def missing_quarters(
    indicator: Indicator, value_of: ValueOf, quarter: Quarter, scope: Scope, span: Span
) -> tuple[Quarter, ...]:
    """The quarters that `value_at` waits for, oldest first."""
    needed = _quarters_needed(indicator, quarter, scope, span)
    return tuple(when for when in needed if value_of(when) is None)


def _quarters_needed(indicator: Indicator, quarter: Quarter, scope: Scope, span: Span) -> tuple[Quarter, ...]:
    """Over the span, what is counted up or averaged needs the last quarter of each earlier year as well."""
    runs_on = indicator.kind in (IndicatorKind.FLOW, IndicatorKind.GROWTH)
    if scope.year is not None or not runs_on:
        return (quarter,)
    return (*(Quarter.last_of(year) for year in span.years if year < quarter.year), quarter)


def quarter_value(indicator: Indicator, value_of: ValueOf, quarter: Quarter) -> Decimal | None:
    """本季完成: what a flow added since the quarter before; `None` for levels and rates, and where one is missing."""
    now, before = value_of(quarter), quarter.previous_in_year
    if indicator.kind is not IndicatorKind.FLOW or now is None:
        return None
    if before is None:
        return now
    earlier = value_of(before)
    return None if earlier is None else now - earlier


def mean_growth(rates: list[Decimal]) -> Decimal | None:
    """年均增长: the geometric mean of yearly rates in per cent, to six places; `None` below −100%."""
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate / 100
    if product < 0:
        return None
    root = (product.ln() / len(rates)).exp() if product else ZERO
    return round_half_up(100 * (root - 1), MAX_PLACES)


def completion(indicator: Indicator, target: Target | None, figure: Figure) -> Completion:
    """The completion rate of a value against its target, as the indicator's kind has it."""
    if indicator.kind is IndicatorKind.BENCHMARK:
        return _against_benchmark(figure)
    if target is None or target.value is None:
        return Completion(None, None, "未设目标值")
    if figure.value is None:
        return Completion(None, None, "缺少完成数")
    met = target.comparator.holds(figure.value, target.value)
    if wants_less(indicator, target):
        met = met if target.comparator.is_upper_bound else figure.value <= target.value
        return _against_upper_bound(target.value, figure.value, met)
    if target.value <= 0:
        return Completion(FULL if met else None, met, "" if met else "目标值不大于 0，无法计算完成率")
    return Completion(Rate(figure.value, target.value), met)


def wants_less(indicator: Indicator, target: Target) -> bool:
    """Whether the less the better: the indicator says so, or the target is an upper bound."""
    return target.comparator.is_upper_bound or indicator.direction is Direction.LOWER


def _against_upper_bound(bound: Decimal, value: Decimal, met: bool) -> Completion:
    if value <= 0 or bound < 0:
        return Completion(FULL if met else None, met, "" if met else "目标值小于 0，无法计算完成率")
    return Completion(Rate(bound, value), met)


def _against_benchmark(figure: Figure) -> Completion:
    """Met when the own rate is no lower; below a benchmark that is 0 or less the office has to judge."""
    if figure.value is None:
        return Completion(None, None, "缺少完成数")
    if figure.benchmark is None:
        return Completion(None, None, "缺少对照值")
    met = figure.value >= figure.benchmark
    if figure.benchmark > 0:
        return Completion(Rate(figure.value, figure.benchmark), met)
    return Completion(FULL if met else None, met, "" if met else "对照值不大于 0，由小微办评定完成率")


def schedule_rate(
    indicator: Indicator, target: Target | None, quarter: Quarter, scope: Scope, span: Span
) -> Rate | None:
    """序时进度: for a flow the share of the scope's quarters gone; for a stock linear from its baseline.

    Where less is better, the level due is an upper bound, and the rate is target ÷ due as the completion rate is
    target ÷ actual.
    """
    gone, total = scope.elapsed(quarter, span)
    if indicator.kind is IndicatorKind.FLOW:
        return Rate(Decimal(gone), Decimal(total))
    if indicator.kind is not IndicatorKind.STOCK or target is None:
        return None
    if target.baseline is None or target.value is None or target.value <= 0:
        return None
    due = target.baseline + (target.value - target.baseline) * gone / total
    if not wants_less(indicator, target):
        return Rate(due, target.value)
    return Rate(target.value, due) if due > 0 else None


def light(done: Rate | None, schedule: Rate | None, limits: LightLimits) -> Light | None:
    """The light, or `None` where there is no schedule to hold the completion against."""
    if done is None or schedule is None:
        return None
    behind = -done.minus_points(schedule)
    if behind <= 0:
        return Light.GREEN
    return Light.YELLOW if behind <= limits.yellow_within else Light.RED
