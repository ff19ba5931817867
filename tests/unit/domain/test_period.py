"""Quarters, spans and scopes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope, Span

quarters = st.builds(Quarter, st.integers(2000, 2099), st.integers(1, 4))


@pytest.mark.parametrize(
    "text",
    [
        "2020Q2",
        "2020q2",
        " 2020 Q2 ",
        "2020年第2季度",
        "2020年第二季度",
        "2020年二季度",
        "２０２０年第２季度",
        "2020年 第2季",
    ],
)
def test_the_ways_a_quarter_is_written(text: str) -> None:
    assert Quarter.parse(text) == Quarter(2020, 2)


def test_a_quarter_as_the_office_writes_it() -> None:
    assert Quarter(2020, 2).in_words == "2020年第2季度"


@pytest.mark.parametrize("text", ["", "2020", "2020Q5", "2020年2月", "2020年2", "20202", "上半年", "2020年第五季度"])
def test_what_is_no_quarter(text: str) -> None:
    with pytest.raises(ValueError, match="is not a quarter"):
        Quarter.parse(text)


@given(quarters)
def test_a_quarter_is_read_back_as_written(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.parse(quarter.in_words) == quarter


@given(quarters, quarters)
def test_quarters_are_ordered_in_time(one: Quarter, other: Quarter) -> None:
    assert (one < other) == (one.last_day < other.last_day)


@pytest.mark.parametrize("number", [0, 5])
def test_a_year_has_four_quarters(number: int) -> None:
    with pytest.raises(ValueError, match="not 1 to 4"):
        Quarter(2020, number)


def test_neighbours() -> None:
    assert Quarter(2020, 2).last_day == date(2020, 6, 30)
    assert Quarter(2021, 1).previous == Quarter.last_of(2020)
    assert Quarter(2021, 1).previous_in_year is None
    assert Quarter(2021, 3).previous_in_year == Quarter(2021, 2)


def test_a_span() -> None:
    span = Span(2021, 2023)
    assert (str(span), str(Span(2020, 2020))) == ("2021–2023", "2020")
    assert [year in span for year in (2020, 2021, 2023, 2024)] == [False, True, True, False]
    assert list(span.years) == [2021, 2022, 2023]
    with pytest.raises(ValueError, match="ends before it begins"):
        Span(2023, 2021)


@pytest.mark.parametrize(
    ("scope", "quarter", "elapsed"),
    [
        (Scope(2021), Quarter(2021, 1), (1, 4)),
        (Scope(2021), Quarter(2021, 4), (4, 4)),
        (Scope(2021), Quarter(2022, 1), (4, 4)),
        (Scope(2021), Quarter(2020, 4), (0, 4)),
        (WHOLE_PLAN, Quarter(2022, 2), (6, 12)),
        (WHOLE_PLAN, Quarter(2024, 4), (12, 12)),
    ],
)
def test_how_much_of_a_scope_has_gone(scope: Scope, quarter: Quarter, elapsed: tuple[int, int]) -> None:
    assert scope.elapsed(quarter, Span(2021, 2023)) == elapsed


def test_a_scope_as_the_office_writes_it() -> None:
    assert (Scope(2021).in_words, WHOLE_PLAN.in_words) == ("2021年", "规划期")


def test_scopes_as_text() -> None:
    assert [str(Scope.parse(text)) for text in ("2020", "plan")] == ["2020", "plan"]
    with pytest.raises(ValueError, match="invalid literal"):
        Scope.parse("每年")
