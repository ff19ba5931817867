"""审核公式, and how one column is filled from the other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.cases import Case, cases
from tests.unit.domain.small_office import PLAN, Q1, Q2, line
from xiaowei_desktop.domain.checks import CheckedReturn, check_return
from xiaowei_desktop.domain.fill_in import fill_from_other
from xiaowei_desktop.domain.issues import error, has_errors, note, warning
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import ReturnLine, RowKey

figures = st.decimals(min_value=0, max_value=10**9, places=2)


@pytest.mark.parametrize("case", cases("checks"))
def test_checks_say_what_is_wrong_and_where(case: Case) -> None:
    lines = tuple(line(row.pop("code"), **row) for row in [dict(row) for row in case["lines"]])
    previous = {RowKey(code, "district"): Decimal(value) for code, value in case["previous"].items()}
    found = check_return(CheckedReturn(PLAN, case["unit"], Quarter.parse(case["quarter"]), lines, previous))
    places = [(issue.severity.value, issue.code, issue.place.row, issue.place.field) for issue in found]
    expected = [(issue["severity"], issue["code"], issue["row"], issue["field"]) for issue in case["issues"]]
    assert places == expected
    for issue, wanted in zip(found, case["issues"], strict=True):
        assert wanted["says"] in issue.message
        assert issue.message.endswith("。")


def test_only_an_error_is_an_error() -> None:
    assert has_errors([note("a", ""), error("b", "")])
    assert not has_errors([note("a", ""), warning("b", "")])


@given(before=figures, quarter=figures)
def test_either_column_gives_the_other(before: Decimal, quarter: Decimal) -> None:
    """From 本季完成 to 累计完成 and back again; the checks then find that they add up."""
    new = PLAN.indicator("voucher")
    forth = fill_from_other(line("voucher", quarter_value=str(quarter)), new, Q2, before)
    assert forth.cumulative == before + quarter
    back = fill_from_other(line("voucher", str(forth.cumulative)), new, Q2, before)
    assert back.quarter_value == quarter
    assert fill_from_other(forth, new, Q2, before) == forth
    checked = CheckedReturn(PLAN, "science", Q2, (forth,), {forth.key: before})
    assert "sum-mismatch" not in [issue.code for issue in check_return(checked)]


def test_the_first_quarter_begins_at_nothing() -> None:
    filled = fill_from_other(line("new", quarter_value="1200"), PLAN.indicator("new"), Q1, Decimal(5900))
    assert filled.cumulative == 1200


def test_without_the_quarter_before_nothing_is_filled_in() -> None:
    written = line("new", quarter_value="1200")
    assert fill_from_other(written, PLAN.indicator("new"), Q2, None) == written


def test_a_falling_cumulative_figure_gives_no_quarter_below_zero() -> None:
    written = line("new", "90")
    assert fill_from_other(written, PLAN.indicator("new"), Q2, Decimal(100)) == written


def test_a_row_with_nothing_in_it_stays_empty() -> None:
    assert fill_from_other(line("new"), PLAN.indicator("new"), Q2, Decimal(100)).is_empty


@pytest.mark.parametrize(
    ("row", "cumulative"),
    [
        (line("research", numerator="1", denominator="3"), "33.333333"),
        (line("research", numerator="0.0000125", denominator="1"), "0.00125"),
        (line("research", numerator="2", denominator="3"), "66.666667"),
        (line("research", "12", numerator="1", denominator="3"), "12"),
        (line("research", numerator="1", denominator="0"), None),
        (line("research", numerator="1"), None),
        (line("pool", numerator="1", denominator="3"), None),
        (line("reform"), None),
    ],
)
def test_a_ratio_is_computed_from_its_parts_alone(row: ReturnLine, cumulative: str | None) -> None:
    filled = fill_from_other(row, PLAN.indicator(row.key.indicator), Q2, None)
    assert filled.cumulative == (None if cumulative is None else Decimal(cumulative))
