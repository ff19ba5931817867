"""What holds for every scheme and every year, at random."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_years.rules import KINDS
from tests.random_years.year import RandomYear, random_year
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.domain.scoring.scheme_check import scheme_issues
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode

seeds = st.integers(0, 2**32 - 1)


def test_no_kind_is_forgotten() -> None:
    assert set(KINDS) == {rule.kind for rule in get_args(AnyRule)}


@pytest.mark.parametrize("kind", KINDS)
def test_random_rules_are_in_order_and_their_points_within_the_item(kind: str) -> None:
    for seed in range(40):
        points = Decimal(Random(seed).randint(10, 200)) / 10 if kind != "veto" else Decimal(0)
        rule, _ = KINDS[kind](Random(seed), points)
        low, high = rule.range(points)
        capped = getattr(rule, "cap", None) or Decimal(1)
        assert 0 <= low <= high <= points * max(Decimal(1), capped if kind == "proportional" else Decimal(1))
        assert not rule.faults(points), (rule, rule.faults(points))


@settings(deadline=None, max_examples=150)
@given(seeds)
def test_what_is_printed_adds_up_and_stays_within_limits(seed: int) -> None:
    year = random_year(seed)
    for sheet in year.sheets():
        assert sheet.is_complete, sheet.missing
        for scored in sheet.root.walk():
            _assert_adds_up(scored)


def _assert_adds_up(scored: ScoredNode) -> None:
    if scored.is_left_out:
        assert scored.points is None
        assert scored.maximum == 0
        return
    assert scored.points is not None
    assert scored.points == round_half_up(scored.points, 2), "what is printed is what is added"
    assert scored.arithmetic
    if scored.node.rule is not None:
        low, high = scored.node.rule.range(scored.node.points)
        assert min(Decimal(0), low) <= scored.points <= max(high, scored.node.points)
        return
    if scored.node.cap is not None:
        assert scored.points <= scored.node.cap
    if not scored.node.is_weighted and scored.spread is None:
        total = sum((child.points for child in scored.children if child.points is not None), Decimal(0))
        assert scored.counted == total


@settings(deadline=None, max_examples=60)
@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_organisations_and_returns_does_not_matter(seed: int, shuffled: Random) -> None:
    year = random_year(seed)
    assessed, returns = list(year.scheme.assessed), list(year.returns)
    shuffled.shuffle(assessed)
    shuffled.shuffle(returns)
    plan = replace(year.plan, scheme=replace(year.scheme, assessed=tuple(assessed)))
    other = RandomYear(plan, tuple(returns), year.marks)
    assert _points(year) == _points(other)
    places = {ranked.sheet.unit: ranked.place for ranked in rank(year.scheme, year.sheets())}
    assert places == {ranked.sheet.unit: ranked.place for ranked in rank(other.scheme, other.sheets())}


def _points(year: RandomYear) -> dict[tuple[str, str], Decimal | None]:
    return {(sheet.unit, found.node.code): found.points for sheet in year.sheets() for found in sheet.root.walk()}


@settings(deadline=None, max_examples=60)
@given(seeds)
def test_the_check_finds_no_fault_in_what_has_none(seed: int) -> None:
    codes = {issue.code for issue in scheme_issues(random_year(seed).plan)}
    assert codes <= {"scheme-absent", "scheme-no-cap"}
