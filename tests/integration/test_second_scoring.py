"""The program's sheets, places and grades against the second computation of all rules, over random years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.integration.second_scoring.printed import untrue_sums
from tests.integration.second_scoring.standing import grade, places
from tests.integration.second_scoring.tree import SecondScoring, Sheet
from tests.random_years.varied import varied_year
from tests.random_years.year import RandomYear, random_year
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet

_YEARS = range(40)
_AT_ONCE = 15


@pytest.mark.parametrize("first", [number * _AT_ONCE for number in _YEARS])
def test_years_with_everything_that_schemes_have(first: int) -> None:
    for seed in range(first, first + _AT_ONCE):
        assert list(_differences(varied_year(seed))) == [], seed


@pytest.mark.parametrize("first", [number * _AT_ONCE for number in _YEARS[:10]])
def test_plain_years(first: int) -> None:
    for seed in range(first, first + _AT_ONCE):
        assert list(_differences(random_year(seed))) == [], seed


@pytest.mark.parametrize("seed", range(60))
def test_printed_arithmetic_is_true(seed: int) -> None:
    sheets = (*varied_year(seed).sheets(), *random_year(seed).sheets())
    assert [untrue for sheet in sheets for scored in sheet.root.walk() for untrue in untrue_sums(scored)] == []


@pytest.mark.parametrize("seed", range(60))
def test_the_order_in_which_events_were_registered_does_not_matter(seed: int) -> None:
    year = varied_year(seed)
    turned = {key: replace(mark, events=mark.events[::-1]) for key, mark in year.marks.items()}
    sheets = zip(year.sheets(), replace(year, marks=turned).sheets(), strict=True)
    for one, other in sheets:
        assert [scored.points for scored in one.root.walk()] == [scored.points for scored in other.root.walk()]


def _differences(year: RandomYear) -> Iterator[str]:
    """What the program and the second computation do not agree on."""
    ours, second = year.sheets(), {sheet.unit: sheet for sheet in SecondScoring(year).sheets()}
    if [sheet.unit for sheet in ours] != list(second):
        yield f"organisations: {[sheet.unit for sheet in ours]}, {list(second)}"
    for sheet in ours:
        yield from _of_sheet(sheet, second[sheet.unit])
    placed = places(year.scheme, list(second.values()))
    for ranked in rank(year.scheme, ours):
        unit = ranked.sheet.unit
        if (ranked.place, ranked.grade) != (placed[unit], grade(year.scheme, second[unit])):
            yield f"{unit}: {ranked.place} {ranked.grade}, {placed[unit]} {grade(year.scheme, second[unit])}"


def _of_sheet(sheet: ScoreSheet, other: Sheet) -> Iterator[str]:
    found = {
        scored.node.code: (_exact(scored.points), Fraction(scored.maximum), scored.is_left_out)
        for scored in sheet.root.walk()
    }
    lines = {code: (line.points, line.maximum, line.is_left_out) for code, line in other.lines.items()}
    for code in sorted(found.keys() | lines.keys()):
        if found.get(code) != lines.get(code):
            yield f"{sheet.unit} {code}: {found.get(code)}, {lines.get(code)}"
    if (lacking := {missing.item for missing in sheet.missing}) != other.open:
        yield f"{sheet.unit} open: {sorted(lacking)}, {sorted(other.open)}"
    if _exact(sheet.total) != other.total:
        yield f"{sheet.unit} total: {sheet.total}, {other.total}"


def _exact(number: object) -> Fraction | None:
    return None if number is None else Fraction(str(number))
