"""`plan update`: a workbook that was exported, changed in Excel and taken in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.integration.command_line import done, run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "湖州.db"
    done("new", path, "--plan", "huzhou-2018-2020")
    return path


def changed(database: Path, target: int = 33000) -> Path:
    """The plan's workbook with another target for 新设小微企业数量."""
    path = database.with_name("方案.xlsx")
    done("plan", "export", database, path)
    book = load_workbook(path)
    sheet = book["目标"]
    heading = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "new_enterprises")
    row[heading.index("目标值")].value = target
    book.save(path)
    return path


LINE = "目标“新设小微企业数量 湖州市 规划期”的目标值由“30000”改为“33000”。"


def test_a_dry_run_says_what_would_change_and_stores_nothing(database: Path) -> None:
    ran = done("plan", "update", database, changed(database), "--from", "2020", "--dry-run")
    assert ran.out.splitlines()[1:] == [LINE, "对已有数据没有影响。"]
    assert "没有保存" in ran.err
    assert LINE in done("plan", "update", database, changed(database), "--dry-run").out


def test_an_update_holds_from_its_year_on(database: Path) -> None:
    workbook = changed(database)
    ran = done("plan", "update", database, workbook, "--from", "2020", "--reason", "中期调整", "--json")
    found = ran.json
    assert (found["from_year"], found["until_year"], found["stored"]) == (2020, 2020, True)
    assert [(one["part"], one["field"], one["old"], one["new"]) for one in found["changes"]] == [
        ("target", "目标值", "30000", "33000")
    ]
    targets = {year: targets_of(database, year) for year in ("2019Q4", "2020Q4")}
    assert targets == {"2019Q4": "30000", "2020Q4": "33000"}
    again = run("plan", "update", database, workbook, "--from", "2020")
    assert (again.status, "没有要更新的内容" in again.err) == (1, True)


def targets_of(database: Path, quarter: str) -> object:
    rows = done("progress", database, "--quarter", quarter, "--json").json["rows"]
    return next(row["target"] for row in rows if row["indicator"] == "new_enterprises")


def test_without_a_year_it_is_this_one_or_the_nearest_of_the_span(database: Path) -> None:
    assert "2020年起执行" in done("plan", "update", database, changed(database)).err


def test_what_it_does_to_marks_and_totals_is_told(played: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "方案.xlsx"
    done("plan", "export", played, workbook)
    book = load_workbook(workbook)
    sheet = book["考核细则"]
    heading = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "C4":
            row[heading.index("适用单位")].value = "科技局"
    indicators = book["指标"]
    heading = [cell.value for cell in indicators[1]]
    for row in indicators.iter_rows(min_row=2):
        if row[0].value == "new_enterprises":
            row[heading.index("数据提供单位")].value = "科技局"
    book.save(workbook)
    found = done("plan", "update", played, workbook, "--from", "2020", "--dry-run", "--json").json
    assert {one["quarter"] for one in found["unasked"]} == {"2020Q1", "2020Q2", "2020Q3", "2020Q4"}
    assert {(one["unit"], one["indicator"]) for one in found["unasked"]} == {("市监局", "new_enterprises")}
    assert {one["unit"] for one in found["lacking"]} == {"科技局"}
    assert "科技局" not in {one["unit"] for one in found["marks"]}
    assert {one["item"] for one in found["marks"]} == {"C4"}
    assert all(one["before"] is not None for one in found["totals"])
    assert not found["stored"]


def test_another_plans_workbook_is_refused(database: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "别的.xlsx"
    done("plan", "export", "shaoxing-2021-2023", workbook)
    ran = run("plan", "update", database, workbook)
    assert (ran.status, "没有方案“shaoxing-2021-2023”" in ran.err) == (1, True)
