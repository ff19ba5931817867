"""Items that look at figures, each county by itself or among the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tests.integration.second_scoring.known import Known
from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.scoring.rules import (
    Bracket,
    Condition,
    ConditionRule,
    ProportionalRule,
    RankRule,
    RelativeRule,
    SlopeRule,
    StepRule,
)
from xiaowei_desktop.domain.scoring.rules.brackets import Units
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.measured import MeasuredRule
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Combine, Look, Part
from xiaowei_desktop.domain.scoring.rules.step import Between


@dataclass(frozen=True, slots=True)
class Item:
    """An item's points, exact; `is_open` while something is missing or not accepted. Neither: 无此任务."""

    points: Fraction | None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Among:
    """One view of one organisation: what is seen of everybody that it is compared with, by organisation."""

    known: Known
    rule: MeasuredRule
    unit: str
    item: str
    parts: Sequence[Part]

    def seen(self, unit: str) -> Item:
        """The number and whether it may still change."""
        mark = self.known.mark(unit, self.item)
        entered = None if mark is None or mark.rate is None else Fraction(mark.rate)
        if not self.parts:
            return Item(entered, entered is None)
        facts = [self.known.fact(part.indicator, unit, self.rule.basis) for part in self.parts]
        numbers = [fact.rate if self.rule.look is Look.RATE else fact.value for fact in facts]
        unaccepted = not all(fact.is_accepted for fact in facts)
        if all(number is not None for number in numbers):
            return Item(self.combined([number for number in numbers if number is not None]), unaccepted)
        judgeable = all(number is not None or fact.is_missed for number, fact in zip(numbers, facts, strict=True))
        number = entered if self.rule.office_judges and judgeable else None
        return Item(number, number is None or unaccepted)

    def combined(self, numbers: Sequence[Fraction]) -> Fraction:
        if self.rule.combine is Combine.MINIMUM:
            return min(numbers)
        if len(numbers) == 1:
            return numbers[0]
        shares = [_share(part, self.parts) for part in self.parts]
        return sum((share * number for share, number in zip(shares, numbers, strict=True)), Fraction(0)) / sum(shares)

    def everybody(self) -> tuple[list[Fraction] | None, bool]:
        """The peers' numbers, none while any is missing, and whether any may still change."""
        seen = [self.seen(peer) for peer in self.known.peers(self.unit, self.item)]
        numbers = [found.points for found in seen if found.points is not None]
        return (numbers if len(numbers) == len(seen) else None), any(found.is_open for found in seen)


def measured(rule: MeasuredRule, known: Known, unit: str, item: str, points: Fraction) -> Item:
    """Each part's share of the points, or all of them at once."""
    if isinstance(rule, RankRule) and not rule.indicator and not rule.parts:
        return _entered_place(rule, known, unit, item, points)
    parts = rule.parts or ((Part(rule.indicator),) if rule.indicator else ())
    together = rule.combine is not Combine.SHARES or len(parts) < 2
    views = [(Fraction(1), parts)] if together else [(_share(part, parts), (part,)) for part in parts]
    found = [(share, _view(Among(known, rule, unit, item, seen), points)) for share, seen in views]
    is_open = any(scored.is_open for _, scored in found)
    if any(scored.points is None for _, scored in found):
        return Item(None, is_open=True)
    return Item(sum((share * (scored.points or 0) for share, scored in found), Fraction(0)), is_open)


def _share(part: Part, parts: Sequence[Part]) -> Fraction:
    return Fraction(1, len(parts)) if part.share is None else Fraction(part.share)


def _view(among: Among, points: Fraction) -> Item:
    """The view's points as if it decided about the whole item."""
    own = among.seen(among.unit)
    if own.points is None:
        return Item(None, is_open=True)
    rule, number = among.rule, own.points
    if isinstance(rule, ProportionalRule):
        return Item(_proportional(rule, number, points), own.is_open)
    if isinstance(rule, StepRule):
        worth = _step(rule, number, among)
        return Item(worth, own.is_open or worth is None)
    if isinstance(rule, SlopeRule):
        reference, may_change = _reference(rule, among)
        worth = None if reference is None else _slope(rule, number, reference, points)
        return Item(worth, own.is_open or may_change or worth is None)
    numbers, may_change = among.everybody()
    if numbers is None:
        return Item(None, is_open=True)
    if isinstance(rule, RankRule):
        return Item(_rank(rule, number, numbers, points), own.is_open or may_change)
    assert isinstance(rule, RelativeRule)
    return Item(_relative(rule, number, numbers, points), own.is_open or may_change)


def _proportional(rule: ProportionalRule, rate: Fraction, points: Fraction) -> Fraction:
    if rule.gate is not None and rate < Fraction(rule.gate):
        return Fraction(0)
    counted = rate if rule.full_at is None else rate / Fraction(rule.full_at)
    return points * min(Fraction(rule.cap), max(Fraction(0), counted))


def _step(rule: StepRule, number: Fraction, among: Among) -> Fraction | None:
    """From the best threshold on; between two of them nothing more, the part of the way, or what the office says."""
    sign = 1 if rule.best is Best.HIGHEST else -1
    better = None
    for step in rule.steps:
        away = sign * (number - Fraction(step.at))
        if away > 0 or (away == 0 and step.included):
            here = Fraction(step.points)
            if better is None or away == 0 or rule.between is Between.NOTHING:
                return here
            if rule.between is Between.LINEAR:
                width = abs(Fraction(better.at) - Fraction(step.at))
                return here + (Fraction(better.points) - here) * away / width
            mark = among.known.mark(among.unit, among.item)
            given = None if mark is None or mark.points is None else Fraction(mark.points)
            within = given is not None and sorted((here, Fraction(better.points), given))[1] == given
            return given if within else None
        better = step
    return Fraction(rule.otherwise)


def _reference(rule: SlopeRule, among: Among) -> tuple[Fraction | None, bool]:
    """What the distance is measured from, and whether it may still change."""
    if rule.reference is Reference.FIXED:
        return Fraction(rule.at or 0), False
    if rule.reference is Reference.MEAN:
        numbers, may_change = among.everybody()
        return (None if numbers is None else sum(numbers, Fraction(0)) / len(numbers)), may_change
    if rule.reference is Reference.TARGET and rule.look is Look.RATE:
        return Fraction(1), False
    facts = [among.known.fact(part.indicator, among.unit, rule.basis) for part in among.parts]
    found = [fact.target if rule.reference is Reference.TARGET else fact.benchmark for fact in facts]
    if any(number is None for number in found):
        return None, True
    return among.combined([number for number in found if number is not None]), False


def _slope(rule: SlopeRule, number: Fraction, reference: Fraction, points: Fraction) -> Fraction:
    ahead = (number - reference) * (1 if rule.best is Best.HIGHEST else -1)
    value = points if rule.base is None else Fraction(rule.base)
    if ahead >= 0:
        value += _along(rule.above, ahead, rule.units)
    elif rule.short is not None:
        return Fraction(rule.short)
    else:
        value -= _along(rule.below, -ahead, rule.units)
    return max(Fraction(rule.floor), value if rule.cap is None else min(Fraction(rule.cap), value))


def _along(brackets: Sequence[Bracket], away: Fraction, units: Units) -> Fraction:
    begins, found = Fraction(0), Fraction(0)
    for bracket in brackets:
        ends = away if bracket.up_to is None else min(away, Fraction(bracket.up_to))
        counted = max(Fraction(0), ends - begins) / Fraction(bracket.step)
        found += Fraction(bracket.points) * (counted if units is Units.PRO_RATA else counted.__floor__())
        begins = ends if bracket.up_to is None else Fraction(bracket.up_to)
    return found


def _rank(rule: RankRule, number: Fraction, numbers: Sequence[Fraction], points: Fraction) -> Fraction:
    from_top = (rule.best is Best.HIGHEST) == (rule.counted_from is End.FIRST)
    return _at_place(rule, 1 + sum(1 for other in numbers if (other > number if from_top else other < number)), points)


def _at_place(rule: RankRule, place: int, points: Fraction) -> Fraction:
    if rule.drop is None:
        return Fraction(rule.table[place - 1] if place <= len(rule.table) else rule.otherwise)
    drop = Fraction(rule.drop) * (points / 100 if rule.drop_of is DropOf.BASE else 1)
    first = points if rule.first is None else Fraction(rule.first)
    return max(Fraction(rule.floor or 0), first - drop * (place - 1))


def _entered_place(rule: RankRule, known: Known, unit: str, item: str, points: Fraction) -> Item:
    mark = known.mark(unit, item)
    if mark is None or (mark.place is None and not mark.none):
        return Item(None, is_open=True)
    if mark.place is not None:
        return Item(_at_place(rule, mark.place, points))
    return Item(Fraction(rule.otherwise if rule.drop is None else rule.floor or 0))


def _relative(rule: RelativeRule, number: Fraction, numbers: Sequence[Fraction], points: Fraction) -> Fraction:
    high = points if rule.high is None else Fraction(rule.high)
    best, worst = max(numbers), min(numbers)
    if rule.best is Best.LOWEST:
        best, worst = worst, best
    if number == best:
        return high
    if rule.low is not None:
        return Fraction(rule.low) + (high - Fraction(rule.low)) * (number - worst) / (best - worst)
    if best <= 0:
        return Fraction(0)
    return high * max(Fraction(0), number / best if rule.best is Best.HIGHEST else best / number)


def conditions(rule: ConditionRule, known: Known, unit: str, item: str, points: Fraction) -> Item:
    """Decided as soon as whatever is still unknown can make no difference."""
    answers = [_answer(condition, known, unit, item) for condition in rule.conditions]
    may_come = ([True, False] if answer is None else [answer] for answer, _ in answers)
    worths = {_worth(rule, ends, points) for ends in product(*may_come)}
    worth = worths.pop() if len(worths) == 1 else None
    return Item(worth, worth is None or any(may_change for _, may_change in answers))


def _worth(rule: ConditionRule, answers: Sequence[bool], points: Fraction) -> Fraction | None:
    if not rule.combinations:
        return points if (all if rule.join is Join.ALL else any)(answers) else Fraction(0)
    holds = {number for number, answer in enumerate(answers, 1) if answer}
    return next((Fraction(entry.points) for entry in rule.combinations if set(entry.holds) == holds), None)


def _answer(condition: Condition, known: Known, unit: str, item: str) -> tuple[bool | None, bool]:
    """Whether it holds, as far as that is known, and whether that may still change."""
    if condition.asked:
        mark = known.mark(unit, item)
        return (mark.grade == "是" if mark is not None and mark.grade else None), False
    fact = known.fact(condition.indicator, unit, condition.basis)
    number = fact.rate if condition.look is Look.RATE else fact.value
    bound = Fraction(condition.bound)
    if number is None:
        from_below = condition.comparator in (Comparator.AT_LEAST, Comparator.ABOVE)
        fails = fact.is_missed and condition.look is Look.RATE and from_below and bound >= 1
        return (False if fails else None), not fact.is_accepted
    holds = {
        Comparator.AT_LEAST: number >= bound,
        Comparator.ABOVE: number > bound,
        Comparator.AT_MOST: number <= bound,
        Comparator.BELOW: number < bound,
    }[condition.comparator]
    return holds, not fact.is_accepted
