"""Figures as clerks write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.cases import Case, cases, number
from xiaowei_desktop.domain import measure_unit
from xiaowei_desktop.domain.quantity import (
    ParsedQuantity,
    QuantityError,
    check_size,
    exact,
    is_missing,
    parse_quantity,
    plain_text,
)

figures = st.decimals(min_value=Decimal(-(10**12) + 1), max_value=Decimal(10**12 - 1), places=6)


@pytest.mark.parametrize("case", cases("quantities"))
def test_figures_are_read_as_written(case: Case) -> None:
    text, unit = case["text"], case["unit"]
    if "error" in case:
        with pytest.raises(QuantityError, match=case["error"]):
            parse_quantity(text, unit)
        return
    value = number(case["value"])
    expected = None if value is None else ParsedQuantity(value, case.get("conversion", ""))
    found = parse_quantity(text, unit)
    assert found == expected
    assert is_missing(text) == (expected is None)
    if found is not None:
        assert plain_text(found.value) == case["value"]


@given(figures)
def test_what_is_shown_is_read_back_as_the_same_figure(value: Decimal) -> None:
    assert parse_quantity(plain_text(value), "家") == ParsedQuantity(exact(value))
    assert "E" not in plain_text(value)


@given(figures.filter(lambda value: abs(value) < 10**7), st.sampled_from(["元", "千元", "万元", "亿元"]))
def test_conversion_keeps_every_digit_or_refuses(value: Decimal, unit: str) -> None:
    sizes = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
    expected = Fraction(value) * sizes[unit] / 10_000
    try:
        found = parse_quantity(f"{plain_text(value)}{unit}", "万元")
    except QuantityError:
        assert (expected * 10**6).denominator != 1 or abs(expected) >= 10**12
        return
    assert found is not None
    assert Fraction(found.value) == expected


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_not_stored(value: str) -> None:
    with pytest.raises(QuantityError, match="不是数字"):
        check_size(Decimal(value))


def test_a_figure_that_is_too_long_names_itself() -> None:
    with pytest.raises(QuantityError, match="的小数超过 6 位"):
        check_size(Decimal("0.00000001"), "0.00000001")


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [
        ("亿元", "万元", Decimal(10_000)),
        ("元", "亿元", Decimal("0.00000001")),
        ("㎡", "平方米", Decimal(1)),
        ("百分点", "%", Decimal(1)),
        (" 家 ", "家", Decimal(1)),
        ("家", "户", None),
        ("人次", "人", None),
    ],
)
def test_units_convert_only_within_one_family(source: str, target: str, factor: Decimal | None) -> None:
    assert measure_unit.factor(source, target) == factor


@pytest.mark.parametrize(
    ("unit", "whole"),
    [
        ("家", True),
        ("人次", True),
        ("笔", True),
        ("次", True),
        ("名", True),
        ("万家", False),
        ("万元", False),
        ("%", False),
    ],
)
def test_what_is_counted_one_by_one_is_whole(unit: str, whole: bool) -> None:
    assert measure_unit.counts_whole_things(unit) is whole
