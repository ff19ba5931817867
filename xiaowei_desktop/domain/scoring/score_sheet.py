"""评分明细表: the scheme's tree with points, and the trail of every node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.outcome import Outcome
from xiaowei_desktop.domain.scoring.rules.veto import Limit
from xiaowei_desktop.domain.scoring.scheme import Node


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that keeps a sheet provisional: the item and what is missing there."""

    unit: str
    item: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A section of which something is left out: `available` of its `full` points are there to be had."""

    available: Decimal
    full: Decimal


@dataclass(frozen=True, slots=True)
class ScoredNode:
    """A node of the scheme with its points.

    `counted` is an item's rounded points or what a section's children come to; `points` is that within the node's cap
    and floor, or what the office changed it to (`adjustment`). Both are `None` while nothing below has points.
    `outcome` is set for items only, `spread` for a section of which some children are left out (无此任务).
    """

    node: Node
    maximum: Decimal
    counted: Decimal | None
    points: Decimal | None
    children: tuple[ScoredNode, ...] = ()
    outcome: Outcome | None = None
    adjustment: Adjustment | None = None
    spread: Spread | None = None

    @property
    def is_left_out(self) -> bool:
        """无此任务: neither its points nor its maximum count; of a section, where nothing is left to be had."""
        if self.outcome is not None:
            return self.outcome.is_left_out and self.adjustment is None
        rest = [child for child in self.children if not child.is_left_out]
        return len(rest) < len(self.children) and not any(child.node.maximum() for child in rest)

    @property
    def arithmetic(self) -> str:
        """How the points came about, in figures; empty while there are none."""
        if self.is_left_out:
            return self.outcome.arithmetic if self.outcome else "各项均无此任务，不计入满分"
        if self.points is None:
            return ""
        text = _sum_text(self) if self.outcome is None else _rounded_text(self.outcome, self.counted)
        if self.adjustment is not None:
            changed = f"{text or '未得分'}；异议经复核改为{self.adjustment.points:f}分（{self.adjustment.reason}）"
            return changed if self.points == self.adjustment.points else f"{changed}，四舍五入得{self.points:f}分"
        return text if self.points == self.counted else f"{text}，按限额计{self.points:f}分"

    def walk(self) -> Iterator[ScoredNode]:
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[ScoredNode]:
        return (scored for scored in self.walk() if scored.outcome is not None)


def _sum_text(section: ScoredNode) -> str:
    known = [(child, child.points) for child in section.children if child.points is not None]
    if section.node.is_weighted:
        terms = [
            _weighted_text(section, child, points) for child, points in known if child.node.weight and child.maximum
        ]
    else:
        terms = [f"{points:f}" for _, points in known]
    text = " + ".join(terms) or "0"
    if section.spread is not None:
        text = f"（{text}）× {plain_text(section.spread.full)} ÷ {plain_text(section.spread.available)}"
    elif not terms[1:] and not section.node.is_weighted:
        return text
    return f"{text} = {section.counted:f}"


def _weighted_text(section: ScoredNode, child: ScoredNode, points: Decimal) -> str:
    weight = plain_text((child.node.weight or Decimal(0)) * 100)
    return f"{points:f} ÷ {plain_text(child.maximum)} × {weight}% × {plain_text(section.node.points)}"


def _rounded_text(outcome: Outcome, counted: Decimal | None) -> str:
    if counted is None:
        return ""
    return outcome.arithmetic + ("" if counted == outcome.points else f"，四舍五入得{counted:f}分")


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One organisation's score sheet for a year. `limits` are what vetoes (一票否决) do to it."""

    unit: str
    year: int
    root: ScoredNode
    missing: tuple[Missing, ...]
    limits: tuple[Limit, ...] = ()

    def find(self, code: str) -> ScoredNode | None:
        """The section or item of that code; `None` where the organisation is not assessed on it."""
        return next((scored for scored in self.root.walk() if scored.node.code == code), None)

    def node(self, code: str) -> ScoredNode:
        """The same for a code that is there. Raises `LookupError` for another."""
        found = self.find(code)
        if found is None:
            raise LookupError(code)
        return found

    @property
    def is_void(self) -> bool:
        """一票否决: the whole score counts nothing."""
        return any(limit.voids for limit in self.limits)

    @property
    def total(self) -> Decimal | None:
        """Points so far, complete only when nothing is `missing`; `None` while there are none at all, 0 when void."""
        return Decimal(0) if self.is_void else self.root.points

    @property
    def maximum(self) -> Decimal:
        return self.root.maximum

    @property
    def is_complete(self) -> bool:
        return not self.missing
