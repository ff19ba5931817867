"""分解到区县: shares that sum up exactly, and the counties' sum against the whole's target."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.cases import Case, cases
from tests.unit.domain.small_city import CITY, COUNTIES
from xiaowei_desktop.domain.breakdown import (
    BreakdownCheck,
    allocate,
    check_breakdown,
    counties_of,
    step_for,
    whole_target,
)
from xiaowei_desktop.domain.indicator import Target
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope
from xiaowei_desktop.domain.plan import Plan

YEAR = Scope(2021)


@pytest.mark.parametrize("case", cases("breakdown"))
def test_shares_are_those_worked_out_by_hand(case: Case) -> None:
    total = Decimal(case["total"])
    shares = allocate(total, [Decimal(weight) for weight in case["weights"]], step_for(case["unit"], total))
    assert shares == tuple(Decimal(share) for share in case["shares"])


WEIGHTS = st.lists(st.decimals(0, 10**6, places=3), min_size=1, max_size=20).filter(any)


@given(st.integers(0, 10**9), WEIGHTS, st.sampled_from(["1", "0.01", "0.000001"]))
def test_shares_sum_up_exactly_and_lie_within_a_step(units: int, weights: list[Decimal], step_text: str) -> None:
    step = Decimal(step_text)
    total = units * step
    shares = allocate(total, weights, step)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        exact = Fraction(total) * Fraction(weight) / sum(map(Fraction, weights))
        assert abs(Fraction(share) - exact) < Fraction(step)
        assert share % step == 0
    assert allocate(total, weights, step) == shares


@pytest.mark.parametrize(
    ("total", "weights", "step"),
    [("-1", ["1"], "1"), ("0.5", ["1"], "1"), ("1", ["0", "0"], "1"), ("1", ["2", "-1"], "1"), ("1", [], "1")],
)
def test_what_cannot_be_shared_out_is_refused(total: str, weights: list[str], step: str) -> None:
    with pytest.raises(ValueError):
        allocate(Decimal(total), [Decimal(weight) for weight in weights], Decimal(step))


def with_counties(indicator: str, *values: str | None, scope: Scope = YEAR) -> Plan:
    further = (
        Target(indicator, county, scope, value=None if value is None else Decimal(value))
        for county, value in zip(COUNTIES, values, strict=False)
    )
    return replace(CITY, targets=(*CITY.targets, *further))


def checked(plan: Plan, indicator: str, scope: Scope = YEAR) -> BreakdownCheck:
    whole = whole_target(plan, indicator, scope)
    assert whole is not None
    return check_breakdown(plan, plan.indicator(indicator), whole)


def test_the_counties_are_every_area_but_the_whole() -> None:
    assert counties_of(CITY) == COUNTIES


@pytest.mark.parametrize(
    ("values", "total", "difference", "settled"),
    [
        (("500", "300", "200"), "1000", "0", True),
        (("500", "300", "250"), "1050", "50", False),
        (("500", "300", "150"), "950", "-50", False),
    ],
)
def test_the_sum_is_held_against_the_whole(values: tuple[str, ...], total: str, difference: str, settled: bool) -> None:
    check = checked(with_counties("new", *values), "new")
    assert (check.total, check.difference, check.is_settled) == (Decimal(total), Decimal(difference), settled)


def test_a_missing_county_is_not_nothing() -> None:
    check = checked(with_counties("new", "500", None), "new")
    assert check.missing == ("west", "south")
    assert (check.total, check.difference, check.is_settled) == (None, None, False)


def test_rates_are_not_added_up() -> None:
    check = checked(with_counties("growth", "7.5", "7.5", "8"), "growth")
    assert (check.total, check.difference, check.is_settled) == (None, None, True)


def test_targets_of_another_scope_do_not_count() -> None:
    plan = with_counties("new", "500", "300", "200")
    assert checked(plan, "new", WHOLE_PLAN).missing == COUNTIES


def test_the_scored_target_goes_before_the_stretch() -> None:
    found = whole_target(CITY, "pool", YEAR)
    assert found is not None
    assert not found.stretch
    assert whole_target(CITY, "pool", WHOLE_PLAN) is None


def test_without_a_figure_for_the_whole_there_is_no_difference() -> None:
    check = checked(with_counties("research", "1", "2", "3"), "research")
    assert check.whole is None
    assert check.difference is None


def test_a_plan_without_counties_has_nothing_to_settle() -> None:
    plan = replace(CITY, organisations=CITY.organisations[:2])
    assert not checked(plan, "new").is_settled
