"""A random rule of each kind, in order in itself, with a mark that it accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from tests.random_years.plan import AIMED, LOWER, PLAIN, RATED
from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Bracket,
    Combination,
    Condition,
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
    Step,
    StepRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.brackets import Units
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Combine, Look, Part
from xiaowei_desktop.domain.scoring.rules.step import Between
from xiaowei_desktop.domain.scoring.rules.veto import NOTHING, Effect, VetoCase

Made = tuple[AnyRule, Callable[[Random, str, str], Mark | None]]
"""A rule, and how a mark for it is made for an organisation and an item; `None` where the rule asks for none."""


def decimal(rng: Random, low: str, high: str, places: int = 1) -> Decimal:
    """A number between both ends, with so many places."""
    scale = Decimal(10) ** places
    return Decimal(rng.randint(int(Decimal(low) * scale), int(Decimal(high) * scale))) / scale


def _unmarked(rng: Random, unit: str, item: str) -> None:
    del rng, unit, item


def _sources(rng: Random, indicators: tuple[str, ...], look: Look) -> Mapping[str, object]:
    """One indicator, or two with their shares, their mean or the lower of both."""
    if rng.random() < 0.6:
        return {"indicator": rng.choice(indicators), "look": look}
    share = rng.choice([None, Decimal("0.3")])
    one, other = rng.sample(indicators, 2) if len(indicators) > 1 else (indicators[0], indicators[0])
    parts = (Part(one, one, share), Part(other, other, None if share is None else 1 - share))
    return {"parts": parts, "combine": rng.choice(list(Combine)), "look": look}


def proportional(rng: Random, points: Decimal) -> Made:
    if rng.random() < 0.2:
        return ProportionalRule(), lambda r, unit, item: Mark(unit, item, rate=decimal(r, "0", "1.3", 2))
    rule = ProportionalRule(
        cap=rng.choice([Decimal(1), Decimal("1.5")]),
        gate=rng.choice([None, Decimal("0.7")]),
        full_at=rng.choice([None, Decimal("0.9")]),
        **_sources(rng, RATED, Look.RATE),  # type: ignore[arg-type]
    )
    return rule, _unmarked


def step(rng: Random, points: Decimal) -> Made:
    rates = [Decimal(n) for n in ("1", "0.9", "0.8", "0.6")]
    worths = [points, points * Decimal("0.8"), points * Decimal("0.5"), points * Decimal("0.2")]
    between = rng.choice([Between.NOTHING, Between.LINEAR])
    if rng.random() < 0.3:
        steps = tuple(Step(Decimal(40 + 5 * n), worth) for n, worth in enumerate(worths))
        return StepRule(LOWER, steps=steps, between=between, best=Best.LOWEST, look=Look.VALUE), _unmarked
    included = rng.random() < 0.7
    steps = tuple(Step(rate, worth, included) for rate, worth in zip(rates, worths, strict=True))
    source = _sources(rng, RATED, Look.RATE)
    return StepRule(steps=steps, between=between, **source), _unmarked  # type: ignore[arg-type]


def slope(rng: Random, points: Decimal) -> Made:
    units = rng.choice(list(Units))
    reference, at = rng.choice([(Reference.TARGET, None), (Reference.MEAN, None), (Reference.FIXED, Decimal(300))])
    above = (Bracket(Decimal(10), Decimal("0.1"), Decimal(100)), Bracket(Decimal(20), Decimal("0.1")))
    below = (Bracket(Decimal(7), Decimal("0.3")),)
    short = rng.choice([None, Decimal(0)])
    rule = SlopeRule(
        rng.choice(AIMED),
        look=Look.VALUE,
        base=points * Decimal("0.8"),
        reference=reference,
        at=at,
        above=above,
        below=() if short is not None else below,
        short=short,
        units=units,
        cap=points,
    )
    return rule, _unmarked


def rank(rng: Random, points: Decimal) -> Made:
    if rng.random() < 0.3:
        entered = RankRule(table=(points, points / 2))
        return entered, lambda r, unit, item: Mark(unit, item, place=r.randint(1, 4))
    best, indicator = rng.choice([(Best.HIGHEST, rng.choice(PLAIN)), (Best.LOWEST, LOWER)])
    if rng.random() < 0.5:
        tabled = RankRule(indicator, look=Look.VALUE, best=best, table=(points, points / 2), otherwise=points / 10)
        return tabled, _unmarked
    rule = RankRule(
        indicator,
        look=Look.VALUE,
        best=best,
        drop=Decimal(5),
        drop_of=DropOf.BASE,
        counted_from=rng.choice(list(End)),
    )
    return rule, _unmarked


def relative(rng: Random, points: Decimal) -> Made:
    best, indicator = rng.choice([(Best.HIGHEST, rng.choice(PLAIN)), (Best.LOWEST, LOWER)])
    low = rng.choice([None, points / 2])
    return RelativeRule(indicator, look=Look.VALUE, best=best, low=low), _unmarked


def condition(rng: Random, points: Decimal) -> Made:
    one = Condition(rng.choice(RATED), "甲", Comparator.AT_LEAST, Decimal(1))
    other = Condition(rng.choice(PLAIN), "乙", Comparator.ABOVE, Decimal(250), look=Look.VALUE)
    if rng.random() < 0.4:
        return ConditionRule((one, other), rng.choice(list(Join))), _unmarked
    if rng.random() < 0.5:
        worths = ((points, (1, 2)), (points / 2, (1,)), (points / 4, (2,)), (Decimal(0), ()))
        table = tuple(Combination(worth, holds) for worth, holds in worths)
        return ConditionRule((one, other), combinations=table), _unmarked
    asked = Condition(asked="有专人负责")
    return ConditionRule((one, asked)), lambda r, unit, item: Mark(unit, item, grade=r.choice(["是", "否"]))


def graded(rng: Random, points: Decimal) -> Made:
    half = points / 2
    rule = GradedRule((Grade("一般", Decimal(0), half), Grade("突出", points, points)))
    return rule, lambda r, unit, item: Mark(
        unit, item, **r.choice([{"grade": "突出", "points": points}, {"grade": "一般", "points": half}])
    )


def judged(rng: Random, points: Decimal) -> Made:
    if rng.random() < 0.5:
        rule = JudgedRule(Decimal(0), points)
        return rule, lambda r, unit, item: Mark(unit, item, points=decimal(r, "0", str(points)))
    raters = (Rater("园区", Decimal("0.7")), Rater("乡镇", Decimal("0.3")))

    def mark(r: Random, unit: str, item: str) -> Mark:
        given = tuple(Rating(rater.name, decimal(r, "0", str(points))) for rater in raters)
        return Mark(unit, item, ratings=given)

    return JudgedRule(Decimal(0), points, raters=raters), mark


def events(rng: Random, points: Decimal) -> Made:
    most = min(Decimal(3), points)
    praise = EventKind("批示", Decimal(1), most, most=most)
    blame = EventKind("迟报", Decimal("0.5"), Decimal("0.5"), deducts=True, zero_from=rng.choice([None, 3]))
    rule = EventsRule((praise, blame), start=points / 2, counting=rng.choice(list(Counting)))

    def mark(r: Random, unit: str, item: str) -> Mark:
        found = (
            MarkEvent("批示", r.randint(1, 3), decimal(r, "1", str(most)), "甲文"),
            MarkEvent("迟报", r.randint(1, 3), None, "乙文"),
        )
        return Mark(unit, item, events=found) if r.random() < 0.8 else Mark(unit, item, none=True)

    return rule, mark


def external(rng: Random, points: Decimal) -> Made:
    rule = ExternalRule(rng.choice([Decimal(100), Decimal(120)]), "市考核")
    return rule, lambda r, unit, item: Mark(unit, item, points=decimal(r, "0", "100", 2))


def veto(rng: Random, points: Decimal) -> Made:
    effect = rng.choice([Effect.VOID, Effect.UNRANKED])
    rule = VetoRule((VetoCase("弄虚作假", effect), VetoCase("通报", Effect.UNRANKED)))
    return rule, lambda r, unit, item: Mark(unit, item, grade=r.choice([NOTHING, NOTHING, "弄虚作假"]))


KINDS: Mapping[str, Callable[[Random, Decimal], Made]] = {
    ProportionalRule.kind: proportional,
    StepRule.kind: step,
    SlopeRule.kind: slope,
    RankRule.kind: rank,
    RelativeRule.kind: relative,
    ConditionRule.kind: condition,
    GradedRule.kind: graded,
    JudgedRule.kind: judged,
    EventsRule.kind: events,
    ExternalRule.kind: external,
    VetoRule.kind: veto,
}
"""Every kind there is; a test holds that none is forgotten."""
