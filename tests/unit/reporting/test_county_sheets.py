"""汇总表 and 区县目标分解表: sums and differences in words, and as many sheets as the counties need."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.domain.small_city import CITY, COUNTIES
from tests.unit.domain.small_office import line, reported
from tests.unit.domain.test_roll_up import EAST, Q1, SOUTH, WEST, WHOLE
from tests.unit.planfiles.seeds import shipped
from tests.unit.reporting.test_sheets import printed
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Target
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.roll_up import roll_up
from xiaowei_desktop.reporting.county_targets_sheet import county_targets_sheets
from xiaowei_desktop.reporting.matrix import page_shares, row_numbers
from xiaowei_desktop.reporting.rollup_sheet import rollup_sheets
from xiaowei_desktop.reporting.sheet import Sheet


def rollup(*returns: QuarterlyReturn) -> tuple[Sheet, ...]:
    book = FigureBook(CITY, returns)
    return rollup_sheets(CITY, Q1, roll_up(CITY, book, Q1), book)


def test_the_counties_stand_beside_their_sum_and_the_whole() -> None:
    (sheet,) = rollup(WHOLE, EAST, WEST, SOUTH)
    assert printed(sheet)[1:] == [
        ["1", "新增小微企业", "家", "60", "30", "15", "105", "100", "■ 区县合计多5"],
        ["2", "培育库企业", "家", "7", "8", "9", "24", "", "以区县合计为准"],
        ["3", "研发投入占比", "%", "2.00", "3.00", "—", "2.75", "2.50", "■ 区县合计多0.25"],
    ]
    assert any("区县合计多5家" in note for note in sheet.notes)


def test_what_is_missing_is_named() -> None:
    less = reported("south", Q1, line("new", "10", "south"))
    bare = reported("west", Q1, line("new", "30", "west"), line("research", "3", "west"))
    (sheet,) = rollup(WHOLE, EAST, bare, less)
    assert [row[-1] for row in printed(sheet)[1:]] == ["● 一致", "仅东县已报", "缺分子或分母，不能合计"]


def test_the_shorter_list_of_counties_is_given() -> None:
    (sheet,) = rollup(WHOLE, EAST, WEST)
    assert printed(sheet)[1][-1] == "缺南县"
    (sheet,) = rollup(WHOLE)
    assert {row[-1] for row in printed(sheet)[1:]} == {"各区县均未报"}


def test_rows_are_numbered_as_in_the_document_or_else_counted() -> None:
    assert list(row_numbers(CITY.indicators[:2]).values()) == ["1", "2"]
    bare = [CITY.indicator(code) for code in ("research", "new", "research", "growth")]
    assert row_numbers(bare) == {"research": "1", "new": "2", "growth": "3"}


def test_a_whole_that_is_not_in_yet() -> None:
    (sheet,) = rollup(EAST, WEST, SOUTH)
    assert printed(sheet)[1][-1] == "全域数未报"


def test_without_counties_the_units_stand_side_by_side() -> None:
    plan = shipped("binjiang-2020")
    quarter = Quarter(2020, 2)
    sheets = rollup_sheets(plan, quarter, (), FigureBook(plan, ()))
    assert all(sheet.title.endswith("汇总表") or "汇总表（" in sheet.title for sheet in sheets)
    assert all(cell in {"", "—"} for sheet in sheets for row in printed(sheet) for cell in row[3:])


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, [0]), (6, [6]), (7, [4, 3]), (13, [7, 6]), (15, [9, 6]), (17, [6, 6, 5]), (26, [10, 10, 6])],
)
def test_the_columns_are_spread_over_sheets(count: int, sizes: list[int]) -> None:
    shares = page_shares(range(count), 6, 10)
    assert [len(share) for share in shares] == sizes
    assert [item for share in shares for item in share] == list(range(count))


def targets(*found: tuple[str, str, str | None], year: int = 2021) -> tuple[Target, ...]:
    return tuple(
        Target(code, county, Scope(year), value=None if value is None else Decimal(value))
        for code, county, value in found
    )


def test_county_targets_with_their_sum() -> None:
    given = targets(
        *(("new", county, value) for county, value in zip(COUNTIES, ("500", "300", "250"), strict=True)),
        ("pool", "east", "100"),
        *(("growth", county, "7.5") for county in COUNTIES),
        *(("voucher", county, "33.5") for county in COUNTIES),
        *(("research", county, "3") for county in COUNTIES),
    )
    whole = replace(CITY.targets[0], note="按上年实际占比分解，多分50家留有余地。")
    (sheet,) = county_targets_sheets(replace(CITY, targets=(whole, *CITY.targets[1:], *given)), 2021)
    rows = {(row[1], row[3], row[-2]): row[4:] for row in printed(sheet)[1:]}
    assert rows == {
        ("新增小微企业", "2021年", "1,000"): ["500", "300", "250", "1,050", "1,000", "■ 超分50"],
        ("新增小微企业", "规划期", "2,200"): ["", "", "", "", "2,200", "各区县均未分解"],
        ("培育库企业", "2021年", "300"): ["100", "", "", "", "300", "仅东县已分解"],
        ("培育库企业", "2021年", "力争360家"): ["", "", "", "", "力争360家", "各区县均未分解"],
        ("研发投入占比", "2021年", "未设目标值"): ["3", "3", "3", "", "未设目标值", "不合计"],
        ("增加值增速", "2021年", "7.5"): ["7.5", "7.5", "7.5", "", "7.5", "不合计"],
        ("发放创新券", "2021年", "100.5"): ["33.5", "33.5", "33.5", "100.5", "100.5", "● 一致"],
    }
    assert "新增小微企业：按上年实际占比分解，多分50家留有余地。" in sheet.notes


def test_too_little_and_a_whole_without_a_figure() -> None:
    open_whole = Target("pool", "city", Scope(2022))
    given = (
        *targets(*(("new", county, "300") for county in COUNTIES)),
        *targets(*(("pool", county, "10") for county in COUNTIES), year=2022),
    )
    plan = replace(CITY, targets=(*CITY.targets, open_whole, *given))
    assert "■ 少分100" in [row[-1] for row in printed(county_targets_sheets(plan, 2021)[0])]
    assert "未设全域目标值" in [row[-1] for row in printed(county_targets_sheets(plan, 2022)[0])]


def test_thirteen_counties_take_two_sheets() -> None:
    first, second = county_targets_sheets(shipped("hangzhou-2021-2023"), 2021)
    assert len(first.columns) == 4 + 7
    assert len(second.columns) == 4 + 6 + 3
    assert (first.title[-5:], second.title[-5:]) == ("（1/2）", "（2/2）")


def test_a_district_has_no_counties_to_break_down_to() -> None:
    assert county_targets_sheets(shipped("binjiang-2020"), 2020) == ()
