"""The rows of 考核细则 as an outline: branches stay together, and new rows get the next free code."""

from __future__ import annotations

import pytest

from xiaowei_desktop.application.ports.plan_tables import PlanRow
from xiaowei_desktop.application.scheme_outline import Outline

TREE = "0 A:0 A1:A A2:A B:0 B1:B B1.1:B1 B2:B C:0"


def outline(words: str) -> Outline:
    """`A1:A` is row A1 in section A."""
    return Outline([row(word) for word in words.split()])


def row(word: str) -> PlanRow:
    code, _, parent = word.partition(":")
    return {"code": code, "parent": parent}


def place(of: Outline, code: str) -> int:
    return [found["code"] for found in of.rows].index(code)


def codes(of: Outline, places: tuple[int, ...] | frozenset[int]) -> str:
    return " ".join(of.rows[at]["code"] for at in (sorted(places) if isinstance(places, frozenset) else places))


def test_levels_and_branches() -> None:
    tree = outline(TREE)
    assert [tree.level(at) for at in range(len(tree.rows))] == [0, 1, 2, 2, 1, 2, 3, 2, 1]
    assert codes(tree, tree.branch(place(tree, "B"))) == "B B1 B1.1 B2"
    assert codes(tree, tree.branches([place(tree, "A2"), place(tree, "B1")])) == "A2 B1 B1.1"
    assert tree.below(place(tree, "B")) == place(tree, "C")


@pytest.mark.parametrize(
    ("words", "at", "code", "parent"),
    [
        (TREE, "A", "A3", "A"),
        (TREE, "B1", "B1.2", "B1"),
        (TREE, "A1", "A1.1", "A1"),
        (TREE, "C", "C1", "C"),
        (TREE, "0", "D", "0"),
        ("0", "0", "A", "0"),
        ("0 A1:0", "0", "A2", "0"),
        ("0 A:x", "0", "0.1", "0"),
        ("0 A:0 B:x", "0", "C", "0"),
        ("0 Z:0", "0", "Z-2", "0"),
        ("0 Y:0 Z:x", "0", "Y-2", "0"),
        ("0 一:0", "0", "一-2", "0"),
        ("0 A:0 A1:A A2:0", "A", "A3", "A"),
    ],
)
def test_a_new_row_has_the_next_free_code(words: str, at: str, code: str, parent: str) -> None:
    tree = outline(words)
    assert tree.new_child(place(tree, at)) == {"code": code, "parent": parent}


def test_a_row_beside_another_and_beside_the_whole() -> None:
    tree = outline(TREE)
    assert tree.new_sibling(place(tree, "A1")) == {"code": "A3", "parent": "A"}
    assert tree.new_sibling(0) == {"code": "D", "parent": "0"}
    assert Outline([]).first()["points"] == "100"


@pytest.mark.parametrize(
    ("at", "step", "after"),
    [
        ("B", -1, "0 B B1 B1.1 B2 A A1 A2 C"),
        ("A", 1, "0 B B1 B1.1 B2 A A1 A2 C"),
        ("B2", -1, "0 A A1 A2 B B2 B1 B1.1 C"),
        ("A1", -1, None),
        ("C", 1, None),
        ("0", 1, None),
    ],
)
def test_whole_branches_change_places(at: str, step: int, after: str | None) -> None:
    tree = outline(TREE)
    moved = tree.moved(place(tree, at), step)
    assert (codes(tree, moved.order) if moved else None) == after


@pytest.mark.parametrize(
    ("at", "after", "parent"),
    [("B", "0 A A1 A2 B B1 B1.1 B2 C", "A"), ("B2", "0 A A1 A2 B B1 B1.1 B2 C", "B1"), ("A1", None, "")],
)
def test_a_branch_goes_into_the_row_before_it(at: str, after: str | None, parent: str) -> None:
    tree = outline(TREE)
    moved = tree.moved_in(place(tree, at))
    assert (codes(tree, moved.order) if moved else None) == after
    assert moved is None or moved.parents == {place(tree, at): parent}


@pytest.mark.parametrize(
    ("at", "after", "parent"),
    [
        ("B1", "0 A A1 A2 B B2 B1 B1.1 C", "0"),
        ("B1.1", "0 A A1 A2 B B1 B1.1 B2 C", "B"),
        ("A", None, ""),
        ("0", None, ""),
    ],
)
def test_a_branch_leaves_its_section(at: str, after: str | None, parent: str) -> None:
    tree = outline(TREE)
    moved = tree.moved_out(place(tree, at))
    assert (codes(tree, moved.order) if moved else None) == after
    assert moved is None or moved.parents == {place(tree, at): parent}


def test_rows_that_are_no_tree_are_borne() -> None:
    circle = outline("A:B B:A C:C D:x")
    assert [circle.level(at) for at in range(4)] == [1, 1, 0, 0]
    assert codes(circle, circle.branch(0)) == "A B"
