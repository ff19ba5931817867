"""A plan's way out to a workbook and back, into a new database and into one that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.domain.small_office import NOW
from xiaowei_desktop.application.plan_exchange import (
    add_plan_from,
    check_workbook,
    create_database_from,
    export_plan,
    plan_from,
    read_plan_workbook,
    write_blank_workbook,
)
from xiaowei_desktop.application.plan_issues import issue_line
from xiaowei_desktop.application.ports.clock import Author, FixedClock
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.bootstrap import toolbox
from xiaowei_desktop.errors import UserError

AUTHOR = Author("李四", FixedClock(NOW))
HUZHOU = "huzhou-2018-2020"


@pytest.fixture(scope="module")
def tools() -> Toolbox:
    return toolbox()


@pytest.fixture
def workbook(tools: Toolbox, tmp_path: Path) -> Path:
    path = tmp_path / "方案.xlsx"
    export_plan(tools, plan_from(tools, HUZHOU), path)
    return path


def spoil(path: Path, sheet: str, changes: dict[str, str | None]) -> None:
    book = load_workbook(path)
    for cell, value in changes.items():
        book[sheet][cell] = value
    book.save(path)


def test_out_and_in_again(tools: Toolbox, workbook: Path) -> None:
    assert read_plan_workbook(tools, workbook) == plan_from(tools, HUZHOU) == plan_from(tools, str(workbook))


def column_of(path: Path, sheet: str, title: str) -> tuple[str, int]:
    """The column's letter, and the first row below the heading."""
    for row in load_workbook(path)[sheet].iter_rows():
        for cell in row:
            if cell.value == title and cell.row is not None:
                return cell.coordinate.rstrip("0123456789"), cell.row + 1
    raise LookupError(title)


def test_every_fault_is_listed_with_its_cell_and_one_name_once(tools: Toolbox, workbook: Path) -> None:
    column, first = column_of(workbook, "指标", "数据提供单位")
    spoil(workbook, "指标", {f"{column}{row}": "无此单位" for row in range(first, first + 15)})
    spoil(workbook, "方案", {"B2": None})
    checked = check_workbook(tools, workbook)
    assert checked.plan is None
    unknown = [issue_line(issue) for issue in checked.issues if "无此单位" in issue.message]
    assert len(unknown) == 1
    assert unknown[0].startswith(f"指标!{column}{first}：")
    assert "还有 14 处相同" in unknown[0]
    assert unknown[0].endswith("等。")
    with pytest.raises(UserError, match=rf"有 {len(checked.issues)} 处问题") as refused:
        read_plan_workbook(tools, workbook)
    assert len(refused.value.details) == len(checked.issues)


def test_one_fault_stands_as_it_is(tools: Toolbox, workbook: Path) -> None:
    column, first = column_of(workbook, "指标", "方向")
    cell = f"{column}{first}"
    spoil(workbook, "指标", {cell: "越多越好"})
    (issue,) = (found for found in check_workbook(tools, workbook).issues if found.place.cell == cell)
    assert issue_line(issue).startswith(f"指标!{cell}：")


def test_an_empty_workbook_never_writes_over_another(tools: Toolbox, tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    write_blank_workbook(tools, path)
    before = path.read_bytes()
    with pytest.raises(UserError, match="已经存在"):
        write_blank_workbook(tools, path)
    assert path.read_bytes() == before


def test_into_a_new_database_and_one_that_is_there(tools: Toolbox, workbook: Path, tmp_path: Path) -> None:
    database = tmp_path / "湖州.db"
    assert create_database_from(tools, database, str(workbook), AUTHOR).id == HUZHOU
    assert add_plan_from(tools, database, "binjiang-2020", AUTHOR).id == "binjiang-2020"
    with pytest.raises(UserError, match="没有加入"):
        add_plan_from(tools, database, HUZHOU, AUTHOR)


def test_a_name_that_is_neither_a_plan_nor_a_file(tools: Toolbox) -> None:
    with pytest.raises(UserError):
        plan_from(tools, "nowhere")
