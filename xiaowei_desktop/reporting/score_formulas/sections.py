"""A section's points over those of its children: added, converted by weights, spread where some are left out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.expression import Expression

Child = tuple[ScoredNode, Expression]
"""A child that has points, and its line."""


def section(scored: ScoredNode, children: Sequence[Child], places: int) -> Expression:
    """The points of a section that has some, within its cap and floor."""
    node = scored.node
    exact = _converted(node, children) if node.is_weighted else x.sum_of([line for _, line in children])
    if scored.spread is not None and scored.spread.available:
        exact = exact * scored.spread.full / scored.spread.available
    elif not node.is_weighted:
        return limited(node, x.rounded(exact, max(places, *(_places(child) for child, _ in children))))
    return limited(node, half_up(exact, places))


def half_up(exact: Expression, places: int) -> Expression:
    """四舍五入 to so many places, after what binary arithmetic adds is gone: 11.375 stays a half."""
    return x.rounded(x.rounded(exact, x.CLOSE), places)


def limited(node: Node, points: Expression) -> Expression:
    """Within the node's cap and floor."""
    counted = points if node.cap is None else x.at_most(node.cap, points)
    return counted if node.floor is None else x.at_least(node.floor, counted)


def _converted(node: Node, children: Sequence[Child]) -> Expression:
    """百分制折算: each child's share of its own maximum, times its weight, of the section's points."""
    terms = [
        line / child.maximum * child.node.weight for child, line in children if child.maximum and child.node.weight
    ]
    return x.sum_of(terms) * node.points


def _places(child: ScoredNode) -> int:
    exponent = (child.points or Decimal(0)).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
