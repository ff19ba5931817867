"""下级合计: what a section's children come to, and how far that is from its points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.domain.scoring.rules import ExternalRule
from xiaowei_desktop.domain.scoring.scheme import Group, GroupPoints, Node, ScoringScheme
from xiaowei_desktop.planfiles.tables.codec import PlanTablesInWords
from xiaowei_desktop.planfiles.tables.scheme_information import section_rows

UNITS = ("market", "science")


def item(code: str, points: str, *units: str, weight: str | None = None) -> Node:
    share = Decimal(weight) if weight else None
    return Node(code, code, Decimal(points), rule=ExternalRule(), applies_to=units, weight=share)


@pytest.mark.parametrize(
    ("children", "told"),
    [
        ((item("A", "60"), item("B", "40")), "100"),
        ((item("A", "60"), item("B", "38.5")), "98.5（少 1.5）"),
        ((item("A", "60"), item("B", "50")), "110（多 10）"),
        ((item("A", "60"), item("B", "40", "market"), item("C", "30", "science")), "90—100"),
        ((item("A", "100", "market"), item("B", "100", "science")), "100"),
        ((item("A", "100", weight="0.7"), item("B", "100", weight="0.3")), "权重 100%"),
        ((item("A", "100", weight="0.7"), item("B", "100", weight="0.2")), "权重 90%"),
    ],
)
def test_a_section_says_what_its_children_come_to(children: tuple[Node, ...], told: str) -> None:
    scheme = ScoringScheme("细则", Node("0", "总分", Decimal(100), children), UNITS)
    whole, *items = section_rows(scheme)
    assert whole["children_points"] == told
    assert {row["children_points"] for row in items} == {""}


def test_groups_with_points_of_their_own_have_no_one_difference() -> None:
    first, second = item("A", "60"), item("B", "40")
    first = replace(first, points_by_group=(GroupPoints("二类", Decimal(50)),))
    root = Node("0", "总分", Decimal(100), (first, second), points_by_group=(GroupPoints("二类", Decimal(90)),))
    scheme = ScoringScheme("细则", root, UNITS, groups=(Group("二类", ("science",)),))
    assert section_rows(scheme)[0]["children_points"] == "90—100"


def test_a_section_that_nobody_reaches_says_nothing() -> None:
    root = Node(
        "0", "总分", Decimal(100), (Node("A", "部分", Decimal(100), (item("A1", "100"),), applies_to=("tax",)),)
    )
    assert section_rows(ScoringScheme("细则", root, UNITS))[1]["children_points"] == ""


def test_the_column_is_shown_and_never_read() -> None:
    codec, plan = PlanTablesInWords(), shipped("binjiang-2020")
    tables = tuple(
        replace(table, rows=tuple({**row, "children_points": "写错了"} for row in table.rows))
        if table.sheet == "考核细则"
        else table
        for table in codec.tables(plan)
    )
    assert codec.read(tables).plan == plan
