"""A random scheme over the counties, with everything that a year needs to be scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.random_years.plan import COUNTIES, YEAR, a_plan, returns
from tests.random_years.rules import KINDS, Made
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.rate import ONE, round_half_up
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkKey
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import VetoRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet

_ABSENT_NOW_AND_THEN = 0.1


@dataclass(frozen=True, slots=True)
class RandomYear:
    """The plan with its scheme, what was reported and judged, and the objections that were answered."""

    plan: Plan
    returns: tuple[QuarterlyReturn, ...]
    marks: Mapping[MarkKey, Mark]
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def number(self) -> int:
        return YEAR

    @property
    def scheme(self) -> ScoringScheme:
        assert self.plan.scheme is not None
        return self.plan.scheme

    def evidence(self) -> YearEvidence:
        recorded = {key: RecordedMark(mark, "评定表") for key, mark in self.marks.items()}
        return YearEvidence(self.plan, FigureBook(self.plan, self.returns), recorded, YEAR)

    def sheets(self) -> tuple[ScoreSheet, ...]:
        return score_scheme(self.scheme, self.evidence(), self.adjustments)


def random_year(seed: int) -> RandomYear:
    """The same year for the same seed, on every machine."""
    rng = Random(seed)
    made: dict[str, Made] = {}
    root = _section(rng, "R", depth=rng.choice([1, 2]), made=made)
    assessed = COUNTIES[: rng.randint(2, len(COUNTIES))]
    plan = replace(a_plan(), scheme=ScoringScheme("随机细则", root, assessed))
    marks = [mark for unit in assessed for code in made if (mark := _mark(rng, made, unit, code)) is not None]
    for mark in marks:
        rule, points = made[mark.item][0], _points(root, mark.item)
        assert mark.not_applicable or not rule.check_mark(mark, points), (rule, mark)
    return RandomYear(plan, returns(rng), {mark.key: mark for mark in marks})


def _mark(rng: Random, made: Mapping[str, Made], unit: str, code: str) -> Mark | None:
    if rng.random() < _ABSENT_NOW_AND_THEN and not isinstance(made[code][0], VetoRule):
        return Mark(unit, code, not_applicable=True)
    return made[code][1](rng, unit, code)


def _points(root: Node, code: str) -> Decimal:
    return next(node.points for node in root.walk() if node.code == code)


def _section(rng: Random, code: str, depth: int, made: dict[str, Made]) -> Node:
    weighted = rng.random() < 0.3
    children = [_child(rng, f"{code}.{n}", depth, made) for n in range(1, rng.randint(2, 4) + 1)]
    if weighted:
        children = _with_weights(children)
    points = Decimal(100) if weighted else sum((child.maximum() for child in children), Decimal(0))
    cap = round_half_up(points * Decimal("0.9"), 1) if rng.random() < 0.2 else None
    return Node(code, f"部分{code}", points if cap is None else cap, tuple(children), cap=cap)


def _child(rng: Random, code: str, depth: int, made: dict[str, Made]) -> Node:
    if depth > 1 and rng.random() < 0.5:
        return _section(rng, code, depth - 1, made)
    kind = rng.choice(list(KINDS))
    points = Decimal(0) if kind == VetoRule.kind else Decimal(rng.randint(10, 200)) / 10
    made[code] = KINDS[kind](rng, points)
    absent = rng.choice([None, *Absent])
    share = Decimal("0.6") if absent is Absent.SHARE else None
    return Node(code, f"项{code}", points, rule=made[code][0], absent=absent, absent_share=share)


def _with_weights(children: Sequence[Node]) -> list[Node]:
    """All but the last have equal tenths, the last the rest."""
    each = Decimal("0.2")
    last = ONE - each * (len(children) - 1)
    return [
        replace(child, weight=last if number == len(children) else each) for number, child in enumerate(children, 1)
    ]
