"""A random scheme with everything that schemes have, and a year in which now and then something is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.random_years.plan import COUNTIES
from tests.random_years.rules import Made, decimal
from tests.random_years.varied_plan import a_varied_plan, varied_returns
from tests.random_years.varied_rules import BANDS, VARIED
from tests.random_years.year import RandomYear
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.rules import AnyRule, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Band, Group, GroupPoints, Node, Period, ScoringScheme

_FIRST, _SECOND = "一类", "二类"
_WEIGHTS = ((), (), ("0.2", "0.8"), ("0.15", "0.25", "0.25", "0.35"), ("0.3", "0.3", "0.4"), ("1",))


def varied_year(seed: int) -> RandomYear:
    """The same year for the same seed, on every machine."""
    rng = Random(seed)
    made: dict[str, Made] = {}
    root = _section(rng, "R", rng.choice([1, 2, 3]), made)
    assessed = COUNTIES[: rng.randint(2, len(COUNTIES))]
    scheme = ScoringScheme(
        "随机细则",
        root,
        assessed,
        places=rng.choice([2, 2, 2, 1, 3]),
        groups=_groups(rng, assessed),
        bands=_bands(rng, root.points),
        tie_break=tuple(rng.sample(list(made), min(len(made), rng.choice([0, 1, 2])))),
        periods=_periods(rng),
        first_month=rng.choice([1, 12]),
    )
    twins = [(assessed[0], assessed[-1])] if rng.random() < 0.3 else []
    returns = varied_returns(rng, twins)
    marks = _marks(rng, scheme, made, twins)
    plan = replace(a_varied_plan(), scheme=scheme)
    return RandomYear(plan, returns, {mark.key: mark for mark in marks}, _adjustments(rng, scheme, made))


def _groups(rng: Random, assessed: Sequence[str]) -> tuple[Group, ...]:
    """None, two, or two that leave somebody out."""
    if rng.random() < 0.5:
        return ()
    kept = assessed if rng.random() < 0.8 else assessed[:-1]
    half = len(kept) // 2 or 1
    return (Group(_FIRST, tuple(kept[:half])), Group(_SECOND, tuple(kept[half:])))


def _bands(rng: Random, full: Decimal) -> tuple[Band, ...]:
    if rng.random() < 0.4 or not full:
        return ()
    ends = [full * Decimal(share) for share in ("0.8", "0.6", "0.4")]
    return tuple(
        Band(name, low, high) for name, low, high in zip(BANDS, (*ends, None), (None, *ends), strict=True)
    )  # fmt: skip


def _periods(rng: Random) -> tuple[Period, ...]:
    weights = rng.choice(_WEIGHTS)
    return tuple(
        Period(quarter, Decimal(weight)) for quarter, weight in enumerate(weights, 5 - len(weights))
    )  # fmt: skip


def _marks(rng: Random, scheme: ScoringScheme, made: dict[str, Made], twins: Sequence[tuple[str, str]]) -> list[Mark]:
    """What the office has entered so far; it has the same to say of twins."""
    absences, holes = rng.choice([0.0, 0.08, 0.3]), rng.choice([0.0, 0.0, 0.03])
    found: dict[tuple[str, str], Mark] = {}
    for unit in scheme.assessed:
        for item in scheme.items_of(unit):
            rule = made[item.code][0]
            if rng.random() < absences and not isinstance(rule, VetoRule):
                found[unit, item.code] = Mark(unit, item.code, not_applicable=True)
            elif rule.asks() and rng.random() >= holes:
                mark = _accepted(rng, made[item.code], unit, item)
                if mark is not None:
                    found[unit, item.code] = mark
    for one, other in twins:
        for item in scheme.items_of(other):
            if (one, item.code) in found and not _faulty(item, replace(found[one, item.code], unit=other)):
                found[other, item.code] = replace(found[one, item.code], unit=other)
    return list(found.values())


def _accepted(rng: Random, made: Made, unit: str, item: Node) -> Mark | None:
    """A mark that the rule takes; a group's points may be fewer than those that the rule was made for."""
    tried = (made[1](rng, unit, item.code) for _ in range(20))
    return next((mark for mark in tried if mark is not None and not _faulty(item, mark)), None)


def _faulty(item: Node, mark: Mark) -> bool:
    assert item.rule is not None
    return not mark.not_applicable and bool(item.rule.check_mark(mark, item.points))


def _adjustments(rng: Random, scheme: ScoringScheme, made: dict[str, Made]) -> tuple[Adjustment, ...]:
    chance = rng.choice([0.0, 0.0, 0.1])
    return tuple(
        Adjustment(unit, item.code, decimal(rng, "0", str(item.points), 3), "异议成立", "李四")
        for unit in scheme.assessed
        for item in scheme.items_of(unit)
        if not isinstance(made[item.code][0], VetoRule) and rng.random() < chance
    )


def _section(rng: Random, code: str, depth: int, made: dict[str, Made]) -> Node:
    children = [_child(rng, f"{code}.{number}", depth, made) for number in range(1, rng.randint(2, 4) + 1)]
    weighted = rng.random() < 0.3
    if weighted:
        each = Decimal("0.2")
        weights = [each] * (len(children) - 1) + [1 - each * (len(children) - 1)]
        children = [replace(child, weight=weight) for child, weight in zip(children, weights, strict=True)]
    points = Decimal(100) if weighted else sum((child.points for child in children), Decimal(0))
    cap = (points * Decimal("0.9")).quantize(Decimal("0.1")) if rng.random() < 0.2 else None
    floor = (points / 4).quantize(Decimal("0.1")) if rng.random() < 0.15 else None
    return Node(
        code, f"部分{code}", points if cap is None else cap, tuple(children), cap=cap, floor=floor,
        applies_to=_some(rng, 0.1 if code != "R" else 0.0),
    )  # fmt: skip


def _some(rng: Random, chance: float) -> tuple[str, ...]:
    return tuple(rng.sample(COUNTIES, rng.randint(2, 4))) if rng.random() < chance else ()


def _child(rng: Random, code: str, depth: int, made: dict[str, Made]) -> Node:
    if depth > 1 and rng.random() < 0.4:
        return _section(rng, code, depth - 1, made)
    kind = rng.choice(list(VARIED))
    points = Decimal(0) if kind == VetoRule.kind else Decimal(rng.randint(10, 200)) / 10
    made[code] = VARIED[kind](rng, points)
    rule: AnyRule = made[code][0]
    absent = rng.choice([None, *Absent])
    return Node(
        code, f"项{code}", points, rule=rule, absent=absent,
        absent_share=rng.choice([Decimal("0.6"), Decimal("0.333")]) if absent is Absent.SHARE else None,
        applies_to=_some(rng, 0.15),
        points_by_group=(GroupPoints(_SECOND, points * Decimal("0.8")),) if points and rng.random() < 0.3 else (),
    )  # fmt: skip
