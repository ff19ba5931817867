"""Rates and rounding, held against exact fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaowei_desktop.domain.rate import Rate, number_text, round_half_up
from xiaowei_desktop.reporting.numbers import PERCENT, NumberFormat

figures = st.decimals(min_value=0, max_value=Decimal(10**9), places=2)
targets = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)
points = st.decimals(min_value=0, max_value=120, places=2)
signed = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


def half_up(value: Fraction, places: int) -> Fraction:
    """四舍五入, written independently: half away from zero."""
    scaled = abs(value) * 10**places
    return (1 if value >= 0 else -1) * Fraction(floor(scaled + Fraction(1, 2)), 10**places)


@given(figures, targets, points, st.integers(0, 4))
def test_points_are_rounded_once_and_as_on_paper(actual: Decimal, target: Decimal, full: Decimal, places: int) -> None:
    rounded = round_half_up(Rate(actual, target).times(full), places)
    assert Fraction(rounded) == half_up(Fraction(full) * Fraction(actual) / Fraction(target), places)


@given(signed, st.integers(0, 6))
def test_rounding_is_half_up_away_from_zero(value: Decimal, places: int) -> None:
    rounded = round_half_up(value, places)
    assert Fraction(rounded) == half_up(Fraction(value), places)
    assert rounded.as_tuple().exponent == -places


@given(figures, targets, st.decimals(min_value=0, max_value=10, places=4))
def test_a_rate_is_compared_exactly(actual: Decimal, target: Decimal, bound: Decimal) -> None:
    difference = Fraction(actual) / Fraction(target) - Fraction(bound)
    compared = Rate(actual, target).compared_to(bound)
    assert (compared > 0, compared == 0) == (difference > 0, difference == 0)


@given(figures, targets, st.integers(0, 12))
def test_points_behind_schedule(actual: Decimal, target: Decimal, gone: int) -> None:
    behind = Rate(actual, target).minus_points(Rate(Decimal(gone), Decimal(12)))
    exact = 100 * (Fraction(actual) / Fraction(target) - Fraction(gone, 12))
    assert abs(Fraction(behind) - exact) < Fraction(1, 10**6)


def test_fifteen_times_one_in_three_thousand() -> None:
    """15 × (1 ÷ 3000) is 0.005 and rounds to 0.01; a rate cut to places first would give 0.00."""
    assert round_half_up(Rate(Decimal(1), Decimal(3000)).times(Decimal(15)), 2) == Decimal("0.01")


@pytest.mark.parametrize("denominator", ["0", "-1"])
def test_a_rate_has_a_denominator_above_zero(denominator: str) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Rate(Decimal(1), Decimal(denominator))


@pytest.mark.parametrize(
    ("numerator", "denominator", "number", "percent", "rounded"),
    [
        ("5600", "5900", "0.949152…", "94.92%", "0.949153"),
        ("43", "50", "0.86", "86.00%", "0.86"),
        ("2", "3", "0.666666…", "66.67%", "0.666667"),
        ("676.48", "700", "0.9664", "96.64%", "0.9664"),
        ("0", "700", "0", "0.00%", "0"),
        ("-9.1", "18.2", "-0.5", "-50.00%", "-0.5"),
    ],
)
def test_how_a_rate_reads(numerator: str, denominator: str, number: str, percent: str, rounded: str) -> None:
    rate = Rate(Decimal(numerator), Decimal(denominator))
    assert (rate.number_text, rate.percent_text) == (number, percent)
    assert rate.rounded() == Decimal(rounded)
    assert PERCENT.text(rate.numerator / rate.denominator) == percent


def test_what_is_cut_off_is_not_rounded_before_the_dots() -> None:
    assert number_text(Decimal("0.6666666")) == "0.666666…"


@pytest.mark.parametrize(
    ("places", "value", "text"),
    [
        (2, "24.16", "24.16"),
        (2, "-0.001", "0.00"),
        (0, "2500000", "2,500,000"),
        (None, "5.9E+3", "5,900"),
        (None, "0.070", "0.07"),
    ],
)
def test_numbers_on_a_sheet(places: int | None, value: str, text: str) -> None:
    assert NumberFormat(places=places).text(Decimal(value)) == text
