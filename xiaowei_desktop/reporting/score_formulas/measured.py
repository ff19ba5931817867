"""The number that a measured rule sees, over the cells of its target, its figure and its benchmark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from xiaowei_desktop.domain.indicator import Direction, IndicatorKind
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.rate import Rate
from xiaowei_desktop.domain.scoring.evidence import Evidence, Measurement
from xiaowei_desktop.domain.scoring.rules.measured import MeasuredRule, Seen
from xiaowei_desktop.domain.scoring.rules.seen import Combine, Look, View
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.numbers import PERCENT, PLAIN
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.calculation import Draft
from xiaowei_desktop.reporting.score_formulas.expression import Expression

_MOST_QUARTERS: Final = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """One item of one organisation, of which formulas are wanted, and what is known of the organisation."""

    plan: Plan
    item: Node
    evidence: Evidence
    draft: Draft


@dataclass(frozen=True, slots=True)
class Standards:
    """The cells of one indicator; `None` for what it does not have."""

    measured: Measurement
    target: Expression | None
    actual: Expression | None
    benchmark: Expression | None


@dataclass(frozen=True, slots=True)
class Number:
    """What a view sees: the number, and the cells that it came from."""

    number: Expression
    standards: tuple[Standards, ...] = ()


def number_of(asked: Asked, rule: MeasuredRule, view: View) -> Number:
    """The number that counts; only for an item that has points, so that all it needs is there."""
    seen = rule.seen(asked.item.code, asked.evidence, view)
    if seen.entered is not None:
        return Number(_entered(asked, seen))
    cells = tuple(standards(asked.draft, measured) for measured in seen.measured)
    numbers = [_seen(asked, one, view.look) for one in cells]
    return Number(combined(asked.draft, view, numbers, view.look.word), cells)


def standards(draft: Draft, measured: Measurement) -> Standards:
    """The cells of an indicator."""
    name, unit = measured.name, measured.measure_unit

    def cell(word: str, value: Decimal | None, source: str) -> Expression | None:
        return None if value is None else draft.figure(f"{name}：{word}", value, unit, source)

    return Standards(
        measured,
        cell("目标", measured.target, measured.target_source),
        cell("完成", measured.actual, measured.source),
        cell("对照值", measured.benchmark, measured.source),
    )


def rate_of(asked: Asked, cells: Standards) -> Expression | None:
    """The completion rate; `None` where there is none."""
    measured = cells.measured
    rate = measured.completion.rate
    if rate is None:
        return None
    above, below = cells.actual, cells.target
    if asked.plan.indicator(measured.indicator).kind is IndicatorKind.BENCHMARK:
        below = cells.benchmark
    elif measured.direction is Direction.LOWER:
        above, below = cells.target, cells.actual
    assert above is not None and below is not None  # there is a rate
    return asked.draft.rate(f"{measured.name}：完成率", _divided(above, below, rate))


def _divided(above: Expression, below: Expression, rate: Rate) -> Expression:
    """above ÷ below, with the share that is due within the year; where nothing can be divided by, 100% if reached."""
    if below.number <= 0:
        judged = x.if_(above.compared(">=", below), 1, x.not_available())
        return x.if_(below.compared(">", 0), above / below, judged)
    due = _share(rate.denominator, below)
    if due != 1:
        return above / (below * due)
    early = _share(rate.numerator, above)
    return above / below if early == 1 else above * early / below


def _share(counted: Decimal, cell: Expression) -> Fraction:
    """How much of a cell's figure counts: so many of the year's quarters."""
    if not cell.number:
        return Fraction(1)
    return (Fraction(counted) / Fraction(Decimal(repr(cell.number)))).limit_denominator(_MOST_QUARTERS)


def _seen(asked: Asked, cells: Standards, look: Look) -> Expression:
    found = rate_of(asked, cells) if look is Look.RATE else cells.actual
    assert found is not None  # an item with points has its numbers
    return found


def _entered(asked: Asked, seen: Seen) -> Expression:
    assert seen.entered is not None and seen.entered.mark.rate is not None
    return asked.draft.figure("评定完成率", seen.entered.mark.rate, "", seen.entered.source, PERCENT)


def combined(draft: Draft, view: View, numbers: Sequence[Expression], word: str) -> Expression:
    """The one number, or the mean or the lowest of several, as a line of its own."""
    if len(numbers) == 1:
        return numbers[0]
    look = PERCENT if view.look is Look.RATE else PLAIN
    if view.combine is Combine.MINIMUM:
        return draft.step(f"最低{word}", x.lowest_of(numbers), look=look)
    weights = [Decimal(1) if part.share is None else part.share for part in view.parts]
    weighed = [number if weight == 1 else number * weight for number, weight in zip(numbers, weights, strict=True)]
    mean = x.sum_of(weighed) / sum(weights, Decimal(0)) if sum(weights) != 1 else x.sum_of(weighed)
    return draft.mean(f"平均{word}", mean, look)
