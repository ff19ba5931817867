"""Which points an item admits, for units' own points and for answers to objections."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.domain.small_office import SCHEME
from xiaowei_desktop.domain.item_points import check_points, points_range
from xiaowei_desktop.domain.scoring.rules import EventKind, EventsRule, JudgedRule
from xiaowei_desktop.domain.scoring.scheme import Node

JUDGED = JudgedRule(Decimal(1), Decimal(5))
DEDUCTS = EventsRule((EventKind("迟报", Decimal(1), Decimal(1), deducts=True),), floor=Decimal(-5))
ITEMS = {
    "普通": Node("B1", "工作创新", Decimal(5), rule=JUDGED),
    "封顶": Node("B2", "工作创新", Decimal(5), rule=JUDGED, cap=Decimal(3)),
    "可扣": Node("C1", "督办", Decimal(0), rule=DEDUCTS),
    "可扣有底": Node("C2", "督办", Decimal(0), rule=DEDUCTS, floor=Decimal(-2)),
    "不低于": Node("C3", "督办", Decimal(5), rule=JUDGED, floor=Decimal(1)),
}


@pytest.mark.parametrize(
    ("item", "points", "code"),
    [
        ("普通", "0", None),
        ("普通", "5", None),
        ("普通", "4.55", None),
        ("普通", "5.01", "points-range"),
        ("普通", "-0.01", "points-range"),
        ("普通", "4.555", "points-places"),
        ("封顶", "3", None),
        ("封顶", "3.5", "points-range"),
        ("可扣", "-5", None),
        ("可扣", "-5.5", "points-range"),
        ("可扣", "0.5", "points-range"),
        ("可扣有底", "-2", None),
        ("可扣有底", "-3", "points-range"),
        ("不低于", "0", None),
    ],
)
def test_points_within_the_items_range_with_two_places(item: str, points: str, code: str | None) -> None:
    found = check_points(ITEMS[item], Decimal(points))
    assert [issue.code for issue in found] == ([code] if code else [])


def test_the_message_names_the_range() -> None:
    assert check_points(ITEMS["可扣"], Decimal(1))[0].message == "1分不在本项的 -5—0 分之间。请核对。"


def test_a_section_has_no_points_of_its_own() -> None:
    with pytest.raises(ValueError, match="R is a section"):
        points_range(SCHEME.root)
