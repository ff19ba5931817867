"""What a plan says about rows, reporters, targets and forms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import PLAN, Q2
from xiaowei_desktop.domain.indicator import Comparator, Indicator, IndicatorKind, Target, target_text
from xiaowei_desktop.domain.period import Scope
from xiaowei_desktop.domain.return_form import applies, row_title


def rows(unit: str) -> list[tuple[str, str]]:
    return [(indicator.code, subject) for indicator, subject in PLAN.rows_of(unit)]


def test_a_bureau_reports_on_everybody_and_a_county_on_itself() -> None:
    assert rows("market") == [
        ("new", "district"), ("eight", "district"), ("pool", "district"),
        ("converted", "district"), ("converted", "north"),
    ]  # fmt: skip
    assert rows("north") == [("stalls", "north")]
    assert rows("district") == []
    assert PLAN.reporting_units() == ("market", "science", "finance", "bank", "north")


def test_who_hands_in_a_figure() -> None:
    reporters = {indicator.code: indicator.reporters for indicator in PLAN.indicators}
    assert reporters["loans"] == ("bank", "finance")
    assert reporters["new"] == ("market",)
    assert reporters["research"] == ("science",)
    assert PLAN.reporters_of(PLAN.indicator("converted"), "district") == ("market",)


def test_the_years_own_target_goes_before_the_plans_and_a_stretch_is_never_scored() -> None:
    voucher = PLAN.target("voucher", "district", 2020)
    assert voucher is not None
    assert voucher.value == 700
    added = PLAN.target("added", "district", 2021)
    assert added is not None
    assert added.scope == Scope(None)
    assert PLAN.target("voucher", "district", 2021) is None


def test_dates_and_notes() -> None:
    assert PLAN.due_on(Q2) == date(2020, 7, 10)
    assert [reading.code for reading in PLAN.readings_on("voucher", "x")] == ["K1"]
    assert PLAN.readings_on("new") == ()


@pytest.mark.parametrize(
    ("code", "columns"),
    [
        ("new", {"quarter_value", "cumulative"}),
        ("pool", {"cumulative"}),
        ("research", {"cumulative", "numerator", "denominator"}),
        ("loans", {"cumulative", "benchmark"}),
        ("reform", {"status"}),
    ],
)
def test_which_cells_of_a_row_are_filled_in(code: str, columns: set[str]) -> None:
    names = {"quarter_value", "cumulative", "benchmark", "numerator", "denominator", "status", "progress", "remark"}
    asked = {name for name in names if applies(PLAN.indicator(code), name)}
    assert asked == columns | {"progress", "remark"}


def test_a_rows_title() -> None:
    assert row_title(PLAN.indicator("new")) == "新增小微企业：新增5900家"
    assert row_title(PLAN.indicator("pool")) == "培育库企业"


@pytest.mark.parametrize(
    ("comparator", "value", "text"),
    [
        (Comparator.AT_LEAST, "700", "700万元"),
        (Comparator.ABOVE, "700", "超过700万元"),
        (Comparator.AT_MOST, "1.5", "不超过1.5万元"),
        (Comparator.BELOW, "1.5", "低于1.5万元"),
        (Comparator.AT_LEAST, None, "未设目标值"),
    ],
)
def test_a_target_reads_as_people_say_it(comparator: Comparator, value: str | None, text: str) -> None:
    figure = None if value is None else Decimal(value)
    stated = Target("voucher", "district", Scope(2020), comparator, figure)
    assert target_text(PLAN.indicator("voucher"), stated) == text


def test_a_target_that_only_a_benchmark_gives() -> None:
    loans = PLAN.indicator("loans")
    assert target_text(loans, PLAN.target("loans", "district", 2020)) == "不低于各项贷款增速"
    assert target_text(loans, None) == "未设目标"
    assert Indicator("x", "x", IndicatorKind.FLOW).has_figure
