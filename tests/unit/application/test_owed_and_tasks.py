"""任务进展情况表, 催报单 and 评价排序表 by their names, on what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.unit.application.conftest import CLOCK
from tests.unit.application.office import Office
from tests.unit.domain.small_office import NOW, Q1, Q2, line
from tests.unit.planfiles.seeds import shipped
from tests.unit.reporting.test_sheets import printed
from xiaowei_desktop.application.acceptance import send_back
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.sheet import Sheet

AFTER = datetime(2020, 7, 20, 9, 0)
"""Ten days after the second quarter was due."""


@contextmanager
def at_desk(stores: Stores, folder: Path, plan: Plan) -> Iterator[Desk]:
    """A desk on a new database with nothing but the plan."""
    store = stores.create(folder / "新.db")
    with store.work() as work:
        work.plans.save(plan, "李四", NOW, plan.span.first)
        work.commit()
    yield Desk(store, plan.id, Author("李四", CLOCK))
    store.close()


def chased(office: Office, unit: str | None = None) -> tuple[Sheet, ...]:
    return build_sheets(office.at(AFTER).desk, SheetRequest("chase", quarter=Q2, unit=unit))


def test_a_slip_for_each_unit_that_owes_something(office: Office) -> None:
    office.type_in("science", Q2, line("voucher", "350"), line("reform", status="按计划推进"))
    slips = {sheet.subject: sheet for sheet in chased(office)}
    assert set(slips) == {"市监局", "科技局", "发改局（金融办）", "人民银行", "北区"}
    assert slips["市监局"].head == (
        ("被催报单位：区市场监督管理局", "状态：未报"),
        ("报送期限：2020-07-10", "已逾期10天", "缺5项"),
    )
    assert len(slips["北区"].rows) == 1
    assert printed(slips["科技局"]) == [["1", "研发投入占比", "%", "12%", "累计完成"]], (
        "what it did hand in is not owed"
    )


def test_what_was_sent_back_is_owed_in_full_with_the_reason(office: Office) -> None:
    office.type_in("north", Q2, line("stalls", "3", "north"))
    send_back(office.desk, "north", Q2, "数不对")
    (slip,) = chased(office, "北区")
    assert slip.head[0][1] == "状态：退回"
    assert "退回原因：数不对" in slip.notes


@pytest.mark.parametrize("unit", [None, "北区"])
def test_nobody_is_chased_before_the_due_day(office: Office, unit: str | None) -> None:
    with pytest.raises(UserError, match="报送期限是2020-07-10，还没有到期，不用催报。"):
        build_sheets(office.desk, SheetRequest("chase", quarter=Q2, unit=unit))


@pytest.mark.parametrize("answer", [{"cumulative": "3"}, {"explanation": "市场搬迁，下季补报"}])
def test_who_has_answered_everything_is_not_chased(office: Office, answer: dict[str, str]) -> None:
    """An empty row that the unit explains is the office's to accept or to send back."""
    office.type_in("north", Q2, line("stalls", subject="north", **answer))
    with pytest.raises(UserError, match="北区2020年第2季度的季报已经报齐，不用催报。"):
        chased(office, "北区")


def test_the_tasks_of_a_quarter(office: Office) -> None:
    office.type_in("market", Q1, line("new", "2360", progress="集中登记"), line("eight", "900"))
    (sheet,) = build_sheets(office.desk, SheetRequest("tasks", quarter=Q1))
    rows = printed(sheet)
    assert sheet.head[0][0] == "截至：2020年03月31日"
    assert rows[0][4:] == ["市监局", "", "新增小微企业：2360家，集中登记；八大产业新增：900家"]
    assert [row[4:] for row in rows[1:]] == [["科技局", "未报", ""], ["无填报单位", "", ""]]


def test_a_plan_without_tasks_has_no_sheet_of_them(stores: Stores, tmp_path: Path) -> None:
    plan = replace(shipped("huzhou-2018-2020"), tasks=())
    with at_desk(stores, tmp_path, plan) as desk, pytest.raises(UserError, match="方案中没有工作任务"):
        build_sheets(desk, SheetRequest("tasks", quarter=Quarter(2018, 1)))


def test_the_ranking_table_of_a_year_without_figures(stores: Stores, tmp_path: Path) -> None:
    with at_desk(stores, tmp_path, shipped("huzhou-2018-2020")) as desk:
        (sheet,) = build_sheets(desk, SheetRequest("evaluation", year=2018))
    assert sheet.stamp == "试算"
    assert not any(text for row in printed(sheet) if row[0].isdigit() for text in row[3:])


def test_who_is_assessed_on_items_of_its_own_is_not_ranked_item_by_item(office: Office) -> None:
    with pytest.raises(UserError, match="评分项不同，不能逐项排名"):
        build_sheets(office.desk, SheetRequest("evaluation", year=2020))
