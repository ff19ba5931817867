"""Rules that look at figures, with every parameter that they have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from tests.random_years.rules import Made, decimal
from tests.random_years.varied_plan import BENCHMARKED, COUNTED, LOWER, RATED, SIGNED, TWO_AIMS
from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.rules import (
    Bracket,
    Combination,
    Condition,
    ConditionRule,
    ProportionalRule,
    RankRule,
    RelativeRule,
    SlopeRule,
    Step,
    StepRule,
)
from xiaowei_desktop.domain.scoring.rules.brackets import Units
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Combine, Look, Part
from xiaowei_desktop.domain.scoring.rules.step import Between

Parameters = Mapping[str, Any]
"""A rule's parameters by name; each kind has its own."""


def _rate(rng: Random, unit: str, item: str) -> Mark | None:
    """A rate, for the items that ask for one; others leave it alone."""
    return Mark(unit, item, rate=decimal(rng, "0", "1.5", 2))


def _several(rng: Random, codes: tuple[str, ...]) -> Parameters:
    """Two or three indicators with equal shares or with shares of their own, in each way of combining them."""
    chosen = rng.sample(codes, rng.choice([2, 3]))
    shares = rng.choice([None, ("0.3", "0.7"), ("0.2", "0.3", "0.5")])
    if shares is not None and len(shares) != len(chosen):
        shares = None
    parts = [Part(code, code, None if shares is None else Decimal(shares[n])) for n, code in enumerate(chosen)]
    return {"parts": tuple(parts), "combine": rng.choice(list(Combine))}


def _by_rate(rng: Random) -> Parameters:
    """Completion rates; the office judges where a benchmark is not above 0. Now and then it judges everything."""
    chance = rng.random()
    if chance < 0.1:
        return {"look": Look.RATE}
    if chance < 0.25:
        return {"indicator": TWO_AIMS, "look": Look.RATE, "basis": rng.choice(list(Basis))}
    found = _several(rng, RATED) if chance < 0.5 else {"indicator": rng.choice(RATED)}
    return {**found, "look": Look.RATE, "office_judges": rng.random() < 0.6}


def _by_value(rng: Random) -> tuple[Parameters, Best]:
    chance = rng.random()
    if chance < 0.25:
        return {"indicator": rng.choice(LOWER), "look": Look.VALUE}, Best.LOWEST
    if chance < 0.4:
        return {"indicator": SIGNED, "look": Look.VALUE}, Best.HIGHEST
    found = _several(rng, COUNTED) if chance < 0.7 else {"indicator": rng.choice(COUNTED)}
    return {**found, "look": Look.VALUE}, Best.HIGHEST


def _compared(rng: Random) -> Parameters:
    if rng.random() < 0.5:
        return _by_rate(rng)
    found, best = _by_value(rng)
    return {**found, "best": best}


def proportional(rng: Random, points: Decimal) -> Made:
    rule = ProportionalRule(
        **_by_rate(rng),
        cap=rng.choice([Decimal(1), Decimal("1.5")]),
        gate=rng.choice([None, Decimal("0.7")]),
        full_at=rng.choice([None, None, Decimal("0.9")]),
    )
    return rule, _rate


def step(rng: Random, points: Decimal) -> Made:
    """Four thresholds, around the targets or around the counts."""
    worths = [points * Decimal(share) for share in ("1", "0.8", "0.5", "0.2")]
    found, best, ends = _by_rate(rng), Best.HIGHEST, [Decimal(at) for at in ("1", "0.9", "0.8", "0.6")]
    if rng.random() < 0.4:
        found, best = _by_value(rng)
        ends = [Decimal(at) for at in (("10", "30", "45", "50") if best is Best.LOWEST else ("300", "250", "200", "0"))]
    steps = tuple(Step(at, worth, rng.random() < 0.6) for at, worth in zip(ends, worths, strict=True))
    apart = found.get("combine") is Combine.SHARES
    between = rng.choice([kind for kind in Between if not (apart and kind is Between.JUDGED)])
    rule = StepRule(**found, steps=steps, between=between, best=best, otherwise=rng.choice([Decimal(0), points / 10]))

    def mark(r: Random, unit: str, item: str) -> Mark:
        rate = decimal(r, "0", "1.5", 2) if "rate" in rule.asks() else None
        given = decimal(r, "0", str(points)) if between is Between.JUDGED else None
        return Mark(unit, item, rate=rate, points=given)

    return rule, mark


def slope(rng: Random, points: Decimal) -> Made:
    found, best, widths = _by_rate(rng), Best.HIGHEST, ("0.01", "0.03", "0.2")
    references = [Reference.TARGET, Reference.MEAN, Reference.FIXED]
    if rng.random() < 0.6:
        found, best = _by_value(rng)
        widths = ("7", "10", "30")
        if rng.random() < 0.2:
            found, best, widths = {"indicator": BENCHMARKED, "look": Look.VALUE}, Best.HIGHEST, ("0.3", "4", "5")
            references.append(Reference.BENCHMARK)
            references.remove(Reference.TARGET)
    narrow, wide, end = (Decimal(width) for width in widths)
    fewer = (Bracket(narrow, Decimal("0.5"), end), Bracket(wide, Decimal("0.1")))
    above = rng.choice([(), (Bracket(narrow, Decimal("0.3")),), fewer])
    more = (Bracket(wide, Decimal("0.3"), end), Bracket(narrow, Decimal("0.7")))
    below = rng.choice([(Bracket(wide, Decimal("0.4")),), more])
    short = rng.choice([None, None, Decimal(0), points / 4])
    reference = rng.choice(references)
    rule = SlopeRule(
        **found,
        base=rng.choice([None, points * Decimal("0.7")]),
        reference=reference,
        at=(Decimal("0.95") if found["look"] is Look.RATE else Decimal(180)) if reference is Reference.FIXED else None,
        above=above,
        below=() if short is not None else below,
        short=short,
        units=rng.choice(list(Units)),
        floor=rng.choice([Decimal(0), points / 10, Decimal(-3)]),
        cap=rng.choice([points, points * Decimal("1.2"), None]),
        best=best,
    )
    return rule, _rate


def rank(rng: Random, points: Decimal) -> Made:
    table = rng.choice([(points, points / 2), (points, points * Decimal("0.9"), points / 5, Decimal(0))])
    if rng.random() < 0.2:
        entered = RankRule(table=table, otherwise=rng.choice([Decimal(0), points / 10]))
        return entered, lambda r, unit, item: r.choice(
            [Mark(unit, item, place=r.randint(1, 5)), Mark(unit, item, none=True)]
        )
    found = _compared(rng)
    while "indicator" not in found and "parts" not in found:
        found = _compared(rng)
    if rng.random() < 0.4:
        return RankRule(**found, table=table, otherwise=points / 10, counted_from=rng.choice(list(End))), _rate
    rule = RankRule(
        **found,
        first=rng.choice([None, points * Decimal("0.8")]),
        drop=rng.choice([Decimal(3), Decimal(15)]),
        drop_of=rng.choice(list(DropOf)),
        floor=rng.choice([None, Decimal("0.7")]),
        counted_from=rng.choice(list(End)),
    )
    return rule, _rate


def relative(rng: Random, points: Decimal) -> Made:
    low = rng.choice([None, points / 2, Decimal(0)])
    return RelativeRule(**_compared(rng), low=low, high=rng.choice([None, points * Decimal("0.9")])), _rate


def condition(rng: Random, points: Decimal) -> Made:
    asked = rng.random() < 0.3
    found = [_one(rng) for _ in range(rng.choice([1, 2, 2]))]
    if asked:
        found.append(Condition(asked="有专人负责"))
    combinations: tuple[Combination, ...] = ()
    if len(found) == 2 and rng.random() < 0.5:
        worths = (points, (points / 3).quantize(Decimal("0.01")), points / 4, Decimal(0))
        ways = ((2, 1), (1,), (2,), ())
        combinations = tuple(Combination(worth, holds) for worth, holds in zip(worths, ways, strict=True))
    rule = ConditionRule(tuple(found), rng.choice(list(Join)), combinations)
    return rule, lambda r, unit, item: Mark(unit, item, grade=r.choice(["是", "否"])) if asked else None


def _one(rng: Random) -> Condition:
    if rng.random() < 0.3:
        return Condition(TWO_AIMS, "建设", basis=rng.choice(list(Basis)))
    if rng.random() < 0.5:
        return Condition(rng.choice(RATED), "率", rng.choice(list(Comparator)), Decimal(rng.choice(["1", "0.8"])))
    comparator = rng.choice(list(Comparator))
    return Condition(rng.choice(COUNTED), "数", comparator, Decimal(rng.choice(["0", "200"])), look=Look.VALUE)
