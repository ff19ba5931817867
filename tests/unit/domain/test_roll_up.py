"""汇总: the whole beside its counties, what they come to, what is missing and what differs."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.domain.small_city import CITY
from tests.unit.domain.small_office import line, reported
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.roll_up import RollUp, check_parts, roll_up

Q1 = Quarter(2021, 1)
WHOLE = reported("market", Q1, line("new", "100", "city"), line("research", "2.5", "city"))
EAST = reported(
    "east", Q1,
    line("new", "60", "east"), line("pool", "7", "east"),
    line("research", "2", "east", numerator="2", denominator="100"),
)  # fmt: skip
WEST = reported(
    "west", Q1,
    line("new", "30", "west"), line("pool", "8", "west"),
    line("research", "3", "west", numerator="9", denominator="300"),
)  # fmt: skip
SOUTH = reported("south", Q1, line("new", "15", "south"), line("pool", "9", "south"))


def rolled(*returns: QuarterlyReturn) -> dict[str, RollUp]:
    return {row.indicator.code: row for row in roll_up(CITY, FigureBook(CITY, returns), Q1)}


def test_only_what_has_counties_is_rolled_up() -> None:
    assert list(rolled()) == ["new", "pool", "research"]


def test_the_counties_are_added_up_beside_the_whole() -> None:
    new = rolled(WHOLE, EAST, WEST, SOUTH)["new"]
    assert (new.whole, new.total, new.difference, new.missing) == (Decimal(100), Decimal(105), Decimal(5), ())
    assert new.of("west") == 30
    assert new.of("nobody") is None


def test_a_whole_that_nobody_reports_is_its_counties() -> None:
    pool = rolled(WHOLE, EAST, WEST, SOUTH)["pool"]
    assert (pool.is_asked, pool.whole, pool.total, pool.difference) == (False, None, Decimal(24), None)


def test_ratios_are_the_quotient_of_the_sums() -> None:
    research = rolled(WHOLE, EAST, WEST)["research"]
    assert research.total == Decimal("2.75")  # 11 of 400
    assert research.difference == Decimal("0.25")


def test_a_county_that_is_missing_is_named_and_nothing_is_added_up() -> None:
    new = rolled(WHOLE, EAST)["new"]
    assert new.missing == ("west", "south")
    assert new.total is None
    assert new.difference is None


def test_what_differs_is_told_with_both_figures() -> None:
    rows = rolled(WHOLE, EAST, WEST, SOUTH)
    new, research = check_parts(CITY, Q1, rows.values())
    assert new.code == "parts-differ"
    assert new.place.row == "new"
    assert "小城市报送100家，3个区县合计105家，区县合计多5家" in new.message
    assert "小城市报送2.5%，2个区县合计2.75%，区县合计多0.25%" in research.message


def test_too_little_is_told_too() -> None:
    less = reported("south", Q1, line("new", "1", "south"))
    (issue,) = check_parts(CITY, Q1, [rolled(WHOLE, EAST, WEST, less)["new"]])
    assert "区县合计少9家" in issue.message


def test_nothing_is_said_where_they_agree() -> None:
    ten = reported("south", Q1, line("new", "10", "south"))
    assert check_parts(CITY, Q1, [rolled(WHOLE, EAST, WEST, ten)["new"]]) == ()
