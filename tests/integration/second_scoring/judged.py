"""Items that the office marks: grades, points, events, converted scores, places."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.rules import EventKind, EventsRule, ExternalRule, GradedRule, JudgedRule
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting

_Counted = tuple[EventKind, MarkEvent, Fraction]
"""An event with the points of all its times."""


def graded(rule: GradedRule, mark: Mark) -> Fraction | None:
    if mark.points is not None:
        return Fraction(mark.points)
    one = [grade for grade in rule.grades if grade.name == mark.grade and grade.low == grade.high]
    return Fraction(one[0].low) if one else None


def judged(rule: JudgedRule, mark: Mark) -> Fraction | None:
    if mark.none:
        return Fraction(0)
    if not rule.raters:
        return None if mark.points is None else Fraction(mark.points)
    given = {rating.rater: Fraction(rating.points) for rating in mark.ratings}
    if any(rater.name not in given for rater in rule.raters):
        return None
    return sum((given[rater.name] * Fraction(rater.weight) for rater in rule.raters), Fraction(0))


def external(rule: ExternalRule, mark: Mark, points: Fraction) -> Fraction | None:
    return None if mark.points is None else points * Fraction(mark.points) / Fraction(rule.scale)


def events(rule: EventsRule, mark: Mark, points: Fraction) -> Fraction | None:
    if not mark.events and not mark.none:
        return None
    kinds = {kind.name: kind for kind in rule.kinds}
    times: dict[str, int] = defaultdict(int)
    for event in mark.events:
        times[event.kind] += event.count
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for kind, _, worth in _counting(rule, [(kinds[event.kind], event) for event in mark.events], points):
        sums[kind.name] += worth
    moved = sum((_limited(kinds[name], worth) for name, worth in sums.items()), Fraction(0))
    low = Fraction(0) if rule.floor is None else Fraction(rule.floor)
    value = min(points, max(low, Fraction(rule.start) + moved))
    is_zeroed = any(kind.zero_from is not None and times[kind.name] >= kind.zero_from for kind in rule.kinds)
    return min(Fraction(0), value) if is_zeroed else value


def _counting(rule: EventsRule, found: list[tuple[EventKind, MarkEvent]], points: Fraction) -> list[_Counted]:
    """Every event all its times; or of those that rival each other the highest, once."""
    each = [(kind, event, _each(kind, event, points)) for kind, event in found]
    if rule.counting is Counting.EVERY:
        return [(kind, event, worth * event.count) for kind, event, worth in each]
    best: dict[tuple[bool, str], _Counted] = {}
    for kind, event, worth in sorted(each, key=lambda one: rule.kinds.index(one[0])):
        rivals = (kind.deducts, event.basis if rule.counting is Counting.MATTER else "")
        if rivals not in best or worth > best[rivals][2]:
            best[rivals] = (kind, event, worth)
    return list(best.values())


def _each(kind: EventKind, event: MarkEvent, points: Fraction) -> Fraction:
    if event.points is not None:
        return Fraction(event.points)
    return Fraction(kind.low) * points / 100 if kind.percent_of_base else Fraction(kind.low)


def _limited(kind: EventKind, worth: Fraction) -> Fraction:
    within = worth if kind.most is None else min(worth, Fraction(kind.most))
    return -within if kind.deducts else within
