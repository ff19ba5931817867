"""失分分析: where points were lost, and how much more of what would bring the next ones.

Nothing here knows a rule kind. The rule is asked again with supposed figures; since more of a good thing never
lowers points, the least figure that brings more is found by halving.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.measure_unit import counts_whole_things
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.rate import ZERO, round_half_up
from xiaowei_desktop.domain.scoring.evaluate import item_outcome
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure

_FARTHEST = Decimal(10) ** 11
"""No county counts so much of anything; what does not help by then does not help."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """With `figure` instead of `now`, `more` of the measure unit (less is below 0), the item would have `points`."""

    indicator: str
    name: str
    measure_unit: str
    now: Decimal
    figure: Decimal
    points: Decimal
    is_full: bool

    @property
    def more(self) -> Decimal:
        return self.figure - self.now


@dataclass(frozen=True, slots=True)
class LostPoints:
    """What an item lacks of its full points."""

    item: str
    title: str
    maximum: Decimal
    points: Decimal

    @property
    def lost(self) -> Decimal:
        return self.maximum - self.points


@dataclass(frozen=True, slots=True)
class Loss:
    """An item that lost points, with what would bring more."""

    points: LostPoints
    improvements: tuple[Improvement, ...]


def lost_points(sheet: ScoreSheet) -> tuple[LostPoints, ...]:
    """The items that lost points, most first; equal ones in the scheme's order. Open items are not lost yet."""
    found = [
        LostPoints(leaf.node.code, leaf.node.title, leaf.maximum, leaf.points)
        for leaf in sheet.root.leaves()
        if leaf.points is not None and leaf.points < leaf.maximum
    ]
    return tuple(sorted(found, key=lambda lost: -lost.lost))


def improvements(field: YearEvidence, scheme: ScoringScheme, unit: str, leaf: ScoredNode) -> tuple[Improvement, ...]:
    """For each indicator of the item: the least figure with more points, and the least with the most.

    The former only where points come in steps; where every bit counts, only the figure for the most is told. Points
    are compared before rounding: what prints as full points is less than what the rule asks for them. What prints as no
    more points than there are is not told. Nothing is told
    of an item whose points no figure moves: the office changed them after an objection, or there is no such task.
    """
    rule, recorded = leaf.node.rule, field.of(unit).mark(leaf.node.code)
    is_excused = recorded is not None and recorded.mark.not_applicable
    if rule is None or leaf.points is None or leaf.adjustment is not None or is_excused:
        return ()
    return tuple(found for code in rule.indicators() for found in _of_indicator(field, scheme, unit, leaf.node, code))


def _of_indicator(
    field: YearEvidence, scheme: ScoringScheme, unit: str, item: Node, code: str
) -> Iterator[Improvement]:
    measured = field.of(unit).measurement(code)
    key = RowKey(code, field.of(unit).subject)
    counted = field.book.counted(key, field.quarter)
    if counted is None or counted.value is None:
        return
    now, benchmark = counted.value, counted.benchmark
    step = _step(now, measured.target, measured.measure_unit)
    if measured.direction is Direction.LOWER:
        farthest, step = max(0, int(now / step)), -step
    else:
        farthest = int(_FARTHEST / step)

    @cache
    def points(steps: int) -> Decimal:
        supposed = SupposedFigure(now + step * steps, benchmark)
        return _points(field.supposing({key: supposed}), scheme, unit, item)

    present, most = points(0), points(farthest)
    if most <= present:
        return
    best = _first(lambda steps: points(steps) >= most, farthest)
    next_ = _first(lambda steps: points(steps) > present, best)
    for steps in dict.fromkeys((next_, best)):
        gained = round_half_up(points(steps), scheme.places)
        if gained > round_half_up(present, scheme.places) and (steps == best or steps > 1):
            full = gained >= item.within_cap(item.points)
            yield Improvement(code, measured.name, measured.measure_unit, now, now + step * steps, gained, full)


def _points(field: YearEvidence, scheme: ScoringScheme, unit: str, item: Node) -> Decimal:
    """Before rounding; 0 while there are none."""
    points = item_outcome(scheme, field, unit, item).points
    return ZERO if points is None else item.limited(points)


def _first(holds: Callable[[int], bool], farthest: int) -> int:
    """The least number of steps that does it, by doubling and halving; `holds(farthest)` is known to be true."""
    low, high = 0, 1
    while high < farthest and not holds(high):
        low, high = high, high * 2
    high = min(high, farthest)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _step(now: Decimal, target: Decimal | None, measure_unit: str) -> Decimal:
    """One, where things are counted; else one in the last place that the figure or its target has."""
    if counts_whole_things(measure_unit) and now == now.to_integral_value():
        return Decimal(1)
    places = max(-int(value.normalize().as_tuple().exponent) for value in (now, target or ZERO))
    return Decimal(1).scaleb(-max(0, places))
