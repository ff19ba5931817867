"""任务分解表 of documents that have no such table: aims first, then tasks, every row with a number."""

from __future__ import annotations

import pytest

from tests.unit.planfiles.seeds import shipped
from tests.unit.reporting.test_sheets import printed
from xiaowei_desktop.reporting.breakdown_sheet import breakdown_sheet
from xiaowei_desktop.reporting.sheet import RowKind, Sheet


def headings(sheet: Sheet) -> list[str]:
    rows = zip(sheet.rows, printed(sheet), strict=True)
    return [texts[0] for row, texts in rows if row.kind is RowKind.GROUP]


@pytest.mark.parametrize("plan_id", ["huzhou-2018-2020", "shaoxing-2021-2023", "hangzhou-2021-2023"])
def test_aims_come_before_the_tasks(plan_id: str) -> None:
    plan = shipped(plan_id)
    sheet = breakdown_sheet(plan, plan.span.first)
    assert headings(sheet) == ["主要目标", "重点任务"]
    assert printed(sheet)[0][0] == "主要目标"
    shown = {cell.source for _, _, cell in sheet.placed_cells() if cell.source}
    assert {indicator.code for indicator in plan.indicators} <= shown


def test_aims_outside_every_task_are_counted() -> None:
    plan = shipped("huzhou-2018-2020")
    rows = printed(breakdown_sheet(plan, 2018))[1:]
    aims = rows[: next(index for index, row in enumerate(rows) if row[0] == "重点任务")]
    assert [row[0] for row in aims] == [str(number) for number in range(1, len(aims) + 1)]


def test_measures_without_aims_need_no_heading() -> None:
    plan = shipped("zhejiang-sme-2020")
    sheet = breakdown_sheet(plan, plan.span.first)
    assert headings(sheet) == []
    assert all(cell.value for row in sheet.rows for cell in row.cells[:1] if cell)


def test_many_counties_are_not_told_one_by_one() -> None:
    plan = shipped("shaoxing-2021-2023")
    texts = {row[2]: row[5] for row in printed(breakdown_sheet(plan, 2021))}
    assert texts["新增小微企业"] == "市市场监管局、各县区"
