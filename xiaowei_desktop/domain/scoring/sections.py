"""How a section's points come from its children's: added, converted by weights, spread where some are left out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from xiaowei_desktop.domain.rate import ONE, ZERO, Rate, round_half_up
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, Spread


def scored_section(node: Node, children: tuple[ScoredNode, ...], places: int) -> ScoredNode:
    """The section with its points; left out (无此任务) where nothing is left to be had of it."""
    there = [child for child in children if not child.is_left_out]
    if len(there) < len(children) and not any(child.node.maximum() for child in there):
        return ScoredNode(node, ZERO, None, None, children)
    if node.is_weighted:
        return _weighted(node, children, there, places)
    full = sum((child.maximum for child in there), ZERO)
    known = [child.points for child in there if child.points is not None]
    total = sum(known, ZERO) if known else None
    spread = None
    if len(there) < len(children):
        spread = Spread(full, sum((child.node.maximum() for child in children), ZERO))
        full = spread.full
        total = None if total is None else _rounded(_spread(Fraction(total), spread), places)
    return _limited(node, full, total, children, spread)


def _weighted(node: Node, children: tuple[ScoredNode, ...], there: Sequence[ScoredNode], places: int) -> ScoredNode:
    """百分制折算: each child's share of its own maximum, times its weight, of the section's points."""
    spread = Spread(_weights(there), _weights(children)) if len(there) < len(children) else None
    known = [
        Fraction(child.points) / Fraction(child.maximum) * Fraction(child.node.weight)
        for child in there
        if child.points is not None and child.maximum and child.node.weight
    ]
    total = None
    if any(child.points is not None for child in there):
        exact = sum(known, Fraction()) * Fraction(node.points)
        total = _rounded(exact if spread is None else _spread(exact, spread), places)
    return _limited(node, node.points, total, children, spread)


def _weights(children: Sequence[ScoredNode]) -> Decimal:
    return sum((child.node.weight or ZERO for child in children), ZERO)


def _spread(points: Fraction, spread: Spread) -> Fraction:
    return points * Fraction(spread.full) / Fraction(spread.available) if spread.available else points


def _rounded(exact: Fraction, places: int) -> Decimal:
    return round_half_up(Rate.of(exact).times(ONE), places)


def _limited(
    node: Node, full: Decimal, total: Decimal | None, children: tuple[ScoredNode, ...], spread: Spread | None
) -> ScoredNode:
    points = None if total is None else node.limited(total)
    return ScoredNode(node, node.within_cap(full), total, points, children, spread=spread)
