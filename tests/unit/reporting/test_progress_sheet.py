"""The progress sheet of a plan of several years: quarter, year and span side by side, counties under the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import PLAN, Q2, Q4, approved, line, target
from tests.unit.planfiles.seeds import shipped
from tests.unit.reporting.test_sheets import printed
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Span
from xiaowei_desktop.domain.plan import Plan, Task
from xiaowei_desktop.domain.progress_table import progress_rows
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.reporting.progress_sheet import progress_sheet
from xiaowei_desktop.reporting.sheet import Sheet

NEXT = Quarter(2021, 2)
LONG = replace(PLAN, targets=(*PLAN.targets, target("new", "12000", scope=WHOLE_PLAN)))


def sheet_of(plan: Plan, quarter: Quarter, *returns: QuarterlyReturn) -> Sheet:
    return progress_sheet(plan, quarter, list(progress_rows(plan, FigureBook(plan, returns), quarter)))


def rows_of(plan: Plan, quarter: Quarter, *returns: QuarterlyReturn) -> dict[str, list[str]]:
    return {row[1]: row for row in printed(sheet_of(plan, quarter, *returns)) if row[1]}


def test_quarter_year_and_span_stand_side_by_side() -> None:
    rows = rows_of(
        LONG, Q2, approved("market", Quarter(2020, 1), line("new", "1000")), approved("market", Q2, line("new", "2360"))
    )
    assert rows["新增小微企业"] == [
        "1", "新增小微企业", "市监局", "家", "1,360",
        "5,900", "2,360", "40.00%", "▲ 偏慢",
        "12,000", "2,360", "19.67%", "25.00%", "▲ 偏慢",
    ]  # fmt: skip


def test_counties_stand_indented_under_the_whole() -> None:
    sheet = sheet_of(PLAN, Q2, approved("market", Q2, line("converted", "18"), line("converted", "3", "north")))
    whole, county = (
        next(row for row in sheet.rows if row.cells[1] is not None and row.cells[1].source == source)
        for source in ("converted", "converted@north")
    )
    assert all(cell is not None and cell.bold for cell in whole.cells)
    assert county.cells[1] is not None
    assert (county.cells[1].value, county.cells[1].bold) == ("　　北区", False)


def test_nothing_is_in_yet() -> None:
    rows = rows_of(LONG, Q2)
    assert rows["新增小微企业"][4:] == ["", "5,900", "", "", "未报", "12,000", "", "", "25.00%", "未报"]
    assert rows["商事改革"][-5:] == ["定性任务", "", "", "", "未报"]


def test_a_year_that_lacks_the_ones_before_says_so() -> None:
    rows = rows_of(LONG, NEXT, approved("market", NEXT, line("new", "2360")))
    assert rows["新增小微企业"][6] == "2,360"
    assert rows["新增小微企业"][-1] == "缺往年数"


def test_without_a_target_nothing_is_judged() -> None:
    rows = rows_of(PLAN, NEXT, approved("science", NEXT, line("voucher", "300")))
    assert rows["发放科技创新券"][5:9] == ["", "300", "", ""]
    assert rows["发放科技创新券"][9] == ""


def test_levels_and_rates_reach_their_target_or_not() -> None:
    rows = rows_of(
        PLAN,
        Q4,
        approved("science", Q4, line("research", "12.5")),
        approved("bank", Q4, line("loans", "18.2", benchmark="20")),
        approved("finance", Q4, line("loans", "18.2", benchmark="20"), line("added", "8")),
    )
    assert rows["研发投入占比"][8] == "● 达到"
    assert rows["小微贷款增速"][8] == "■ 未达到"
    assert rows["增加值增速"][-1] == "● 达到"


@pytest.mark.parametrize("span", [Span(2020, 2020), Span(2020, 2021)])
def test_a_task_past_its_deadline_is_overdue(span: Span) -> None:
    task = Task("T", "", "改革", indicators=("reform",), deadline=date(2020, 6, 30))
    plan = replace(PLAN, span=span, tasks=(task,))
    row = rows_of(plan, Q2, approved("science", Q2, line("reform", status="推进偏慢")))["商事改革"]
    assert row[-1] == "■ 逾期"
    assert "定性任务，完成时限2020年06月30日" in row


def test_thirteen_counties_stay_readable() -> None:
    plan = shipped("hangzhou-2021-2023")
    rows = printed(sheet_of(plan, Quarter(2021, 1)))
    names = [row[0] for row in rows]
    at = names.index(plan.indicator("new_enterprises").name)
    counties = plan.subjects_of(plan.indicator("new_enterprises"))[1:]
    assert names[at + 1 : at + 1 + len(counties)] == [f"　　{plan.organisation(code).name}" for code in counties]


@pytest.mark.parametrize("plan_id", ["hangzhou-2021-2023", "shaoxing-2021-2023", "huzhou-2018-2020"])
def test_the_table_fits_the_page(plan_id: str) -> None:
    plan = shipped(plan_id)
    assert Decimal(str(sheet_of(plan, Quarter(plan.span.first, 1)).width)) <= 267
