"""Rules of every kind with every parameter that they have, and marks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from tests.random_years import varied_measured as measured
from tests.random_years.rules import Made, decimal
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.domain.scoring.rules import (
    ConditionRule,
    EventKind,
    EventsRule,
    ExternalRule,
    Grade,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
    Rater,
    RelativeRule,
    SlopeRule,
    StepRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.veto import NOTHING, Effect, VetoCase

BANDS = ("优秀", "良好", "合格", "不合格")
"""The grades of a varied scheme, best first."""


def graded(rng: Random, points: Decimal) -> Made:
    half = points / 2
    nothing = Grade("没有", Decimal(0), Decimal(0))
    rule = GradedRule((nothing, Grade("一般", half / 2, half), Grade("突出", points, points)))

    def mark(r: Random, unit: str, item: str) -> Mark:
        if r.random() < 0.5:
            return Mark(unit, item, grade="一般", points=r.choice([half, half / 2]))
        return rule.completed(Mark(unit, item, grade=r.choice(["没有", "突出"])))

    return rule, mark


def judged(rng: Random, points: Decimal) -> Made:
    if rng.random() < 0.4:
        rule = JudgedRule(points / 5, points, step=Decimal("0.001"))
        return rule, lambda r, unit, item: r.choice(
            [Mark(unit, item, points=decimal(r, str(points / 5), str(points), 3)), Mark(unit, item, none=True)]
        )
    weights = rng.choice([("0.7", "0.3"), ("0.333", "0.333", "0.334"), ("0.35", "0.15", "0.5")])
    raters = tuple(Rater(f"专家{number}", Decimal(weight)) for number, weight in enumerate(weights, 1))

    def mark(r: Random, unit: str, item: str) -> Mark:
        handed_in = [rater for rater in raters if r.random() < 0.97]
        return Mark(unit, item, ratings=tuple(Rating(rater.name, decimal(r, "0", str(points))) for rater in handed_in))

    return JudgedRule(Decimal(0), points, raters=raters), mark


def events(rng: Random, points: Decimal) -> Made:
    """Praise, prizes, late returns and notices; an office's list holds each matter up to three times."""
    kinds = (
        EventKind("批示", Decimal(1), Decimal(3), most=rng.choice([None, Decimal(4)])),
        EventKind("获奖", Decimal(10), Decimal(10), percent_of_base=True, most=rng.choice([None, points / 4])),
        EventKind(
            "迟报", Decimal("0.2"), Decimal("0.2"), deducts=True,
            most=rng.choice([None, Decimal("0.5")]), zero_from=rng.choice([None, 3]),
        ),
        EventKind("通报", Decimal(5), Decimal(20), deducts=True, percent_of_base=True, zero_from=rng.choice([None, 2])),
        EventKind("示范", Decimal(1), Decimal(1), at_most_once=True),
    )  # fmt: skip
    start, floor = rng.choice([Decimal(0), points / 2]), rng.choice([None, Decimal(-2)])
    rule = EventsRule(kinds, start=start, floor=floor, counting=rng.choice(list(Counting)))

    def mark(r: Random, unit: str, item: str) -> Mark:
        if r.random() < 0.1:
            return Mark(unit, item, none=True)
        found = [_event(r, kind, points) for kind in kinds for _ in range(r.choice([0, 1, 1, 2]))]
        return Mark(unit, item, events=tuple(found), none=not found)

    return rule, mark


def _event(rng: Random, kind: EventKind, points: Decimal) -> MarkEvent:
    low, high = kind.ends(points)
    open_range = low != high
    matter = rng.choice(["甲文", "乙文", "丙文"])
    return MarkEvent(
        kind.name,
        1 if kind.at_most_once else rng.choice([1, 1, 2, 3]),
        decimal(rng, str(low), str(high), 3) if open_range else None,
        matter,
    )


def external(rng: Random, points: Decimal) -> Made:
    scale = rng.choice([Decimal(100), Decimal(120)])
    return ExternalRule(scale, "市考核"), lambda r, unit, item: Mark(
        unit, item, points=r.choice([Decimal(0), scale, decimal(r, "0", "100", 2)])
    )


def veto(rng: Random, points: Decimal) -> Made:
    cases = (
        VetoCase("弄虚作假", Effect.VOID),
        VetoCase("安全事故", Effect.UNRANKED),
        VetoCase("通报", Effect.GRADE, rng.choice(BANDS)),
    )
    return VetoRule(cases), lambda r, unit, item: Mark(
        unit, item, grade=r.choice([NOTHING, NOTHING, NOTHING, *(case.name for case in cases)])
    )


VARIED: Mapping[str, Callable[[Random, Decimal], Made]] = {
    ProportionalRule.kind: measured.proportional,
    StepRule.kind: measured.step,
    SlopeRule.kind: measured.slope,
    RankRule.kind: measured.rank,
    RelativeRule.kind: measured.relative,
    ConditionRule.kind: measured.condition,
    GradedRule.kind: graded,
    JudgedRule.kind: judged,
    EventsRule.kind: events,
    ExternalRule.kind: external,
    VetoRule.kind: veto,
}
"""Every kind there is."""
