"""排名."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.cases import Case, cases, number
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.domain.scoring.rules import GradedRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet

ROOT = Node("R", "总分", Decimal(120), rule=GradedRule(()))
SCHEME = ScoringScheme("细则", ROOT, ())


def sheets(totals: list[Decimal | None]) -> list[ScoreSheet]:
    nodes = (ScoredNode(ROOT, Decimal(120), total, total) for total in totals)
    return [ScoreSheet(f"u{number}", 2020, node, ()) for number, node in enumerate(nodes)]


def places(found: list[ScoreSheet]) -> dict[str, int | None]:
    return {ranked.sheet.unit: ranked.place for ranked in rank(SCHEME, found)}


@pytest.mark.parametrize("case", cases("ranking"))
def test_places(case: Case) -> None:
    ranked = places(sheets([number(total) for total in case["totals"]]))
    assert [ranked[f"u{index}"] for index in range(len(case["places"]))] == case["places"]


def test_who_has_no_points_stands_last_without_a_place() -> None:
    made = sheets([None, Decimal("80.00"), Decimal("0.00"), None])
    assert [(ranked.sheet.unit, ranked.place) for ranked in rank(SCHEME, made)] == [
        ("u1", 1), ("u2", 2), ("u0", None), ("u3", None),
    ]  # fmt: skip


@given(st.lists(st.sampled_from([Decimal(n) for n in range(5)]), max_size=8), st.randoms(use_true_random=False))
def test_places_do_not_depend_on_the_order_of_units(totals: list[Decimal], shuffled: object) -> None:
    made = sheets(list(totals))
    other = list(made)
    shuffled.shuffle(other)  # type: ignore[attr-defined]
    assert places(made) == places(other)
    assert [ranked.sheet.total for ranked in rank(SCHEME, made)] == sorted(totals, reverse=True)
    for unit, place in places(made).items():
        assert place == 1 + sum(1 for total in totals if total > totals[int(unit[1:])])
