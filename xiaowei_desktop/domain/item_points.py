"""Which points an item admits: what a unit may give itself, think right, or get by an answer to its objection."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.scheme import Node

PLACES = 2
"""Places after the point that points may have."""
_STEP = Decimal(1).scaleb(-PLACES)


def points_range(item: Node) -> tuple[Decimal, Decimal]:
    """The least and the most points of an item: 0 and its points, or less than 0 where its rule may take points away.

    Raises `ValueError` for a section, which has no points of its own.
    """
    if item.rule is None:
        raise ValueError(f"{item.code} is a section, not an item")
    least, _ = item.rule.range(item.points)
    floor = least if item.floor is None else max(least, item.floor)
    return min(ZERO, floor), item.within_cap(item.points)


def check_points(item: Node, points: Decimal) -> tuple[Issue, ...]:
    """What is wrong with points given to the item: outside its range, or with more than two places."""
    least, most = points_range(item)
    if not least <= points <= most:
        ends = f"{plain_text(least)}—{plain_text(most)}"
        return (error("points-range", f"{plain_text(points)}分不在本项的 {ends} 分之间。请核对。"),)
    if points % _STEP:
        return (error("points-places", f"{plain_text(points)}分的小数超过{PLACES}位。请保留{PLACES}位以内。"),)
    return ()
