"""评分明细表: the scheme's tree with points, and the trail of every node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.scoring.outcome import Outcome
from xiaowei_desktop.domain.scoring.scheme import Node


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that keeps a sheet provisional: the item and what is missing there."""

    unit: str
    item: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScoredNode:
    """A node of the scheme with its points.

    `counted` is an item's rounded points or the sum of a section's children; `points` is that within the node's
    cap and floor. Both are `None` while nothing below has points. `outcome` is set for items only.
    """

    node: Node
    maximum: Decimal
    counted: Decimal | None
    points: Decimal | None
    children: tuple[ScoredNode, ...] = ()
    outcome: Outcome | None = None

    @property
    def arithmetic(self) -> str:
        """How the points came about, in figures; empty while there are none."""
        if self.counted is None or self.points is None:
            return ""
        text = _sum_text(self) if self.outcome is None else _rounded_text(self.outcome, self.counted)
        return text if self.points == self.counted else f"{text}，按限额计{self.points:f}分"

    def walk(self) -> Iterator[ScoredNode]:
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[ScoredNode]:
        return (scored for scored in self.walk() if scored.outcome is not None)


def _sum_text(section: ScoredNode) -> str:
    known = [child.points for child in section.children if child.points is not None]
    return f"{' + '.join(f'{value:f}' for value in known)} = {section.counted:f}" if known[1:] else f"{known[0]:f}"


def _rounded_text(outcome: Outcome, counted: Decimal) -> str:
    return outcome.arithmetic + ("" if counted == outcome.points else f"，四舍五入得{counted:f}分")


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One organisation's score sheet for a year."""

    unit: str
    year: int
    root: ScoredNode
    missing: tuple[Missing, ...]

    @property
    def total(self) -> Decimal | None:
        """Points so far, complete only when nothing is `missing`; `None` while there are none at all."""
        return self.root.points

    @property
    def maximum(self) -> Decimal:
        return self.root.maximum

    @property
    def is_complete(self) -> bool:
        return not self.missing
