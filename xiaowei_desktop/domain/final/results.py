"""What a final keeps of the scores: every node with its points, its sentence and how they came about.

A score sheet computes its words from rules when it is asked; here they are written down, so that a later program
that words a rule differently, or reckons differently, changes nothing in what was finalised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.evidence import Measurement
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail
from xiaowei_desktop.domain.scoring.ranking import Ranked
from xiaowei_desktop.domain.scoring.rules.veto import Limit
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet, Spread


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What an item's rule said. `points` are those before rounding."""

    points: Decimal | None
    trail: Trail
    measurement: Measurement | None = None
    open_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeResult:
    """A section or an item as it was scored. `worth` are the points that it is given in the scheme."""

    code: str
    title: str
    worth: Decimal
    sentence: str
    maximum: Decimal
    counted: Decimal | None
    points: Decimal | None
    arithmetic: str
    children: tuple[NodeResult, ...] = ()
    item: ItemResult | None = None
    adjustment: Adjustment | None = None
    spread: Spread | None = None

    def walk(self) -> Iterator[NodeResult]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One organisation's result: total, place, and where the scheme has them its group and its grade (等次).

    `line` is where it stands in the ranking, from 1; equal places have lines of their own.
    """

    unit: str
    name: str
    total: Decimal | None
    maximum: Decimal
    place: int | None
    line: int
    root: NodeResult
    group: str = ""
    grade: str = ""
    limits: tuple[Limit, ...] = ()


def results_of(plan: Plan, sheets: Sequence[ScoreSheet], ranking: Sequence[Ranked]) -> tuple[UnitResult, ...]:
    """The results in the order of the sheets."""
    placed = {ranked.sheet.unit: (line, ranked) for line, ranked in enumerate(ranking, start=1)}
    return tuple(_unit(plan.organisation(sheet.unit).name, *placed[sheet.unit]) for sheet in sheets)


def _unit(name: str, line: int, ranked: Ranked) -> UnitResult:
    sheet = ranked.sheet
    return UnitResult(
        unit=sheet.unit,
        name=name,
        total=sheet.total,
        maximum=sheet.maximum,
        place=ranked.place,
        line=line,
        root=_node(sheet.root),
        group=ranked.group,
        grade=ranked.grade,
        limits=sheet.limits,
    )


def _node(scored: ScoredNode) -> NodeResult:
    return NodeResult(
        code=scored.node.code,
        title=scored.node.title,
        worth=scored.node.points,
        sentence=scored.node.sentence,
        maximum=scored.maximum,
        counted=scored.counted,
        points=scored.points,
        arithmetic=scored.arithmetic,
        children=tuple(_node(child) for child in scored.children),
        item=_item(scored.outcome) if scored.outcome is not None else None,
        adjustment=scored.adjustment,
        spread=scored.spread,
    )


def _item(outcome: Outcome) -> ItemResult:
    return ItemResult(outcome.points, outcome.trail(), outcome.measurement, outcome.open_reasons)
