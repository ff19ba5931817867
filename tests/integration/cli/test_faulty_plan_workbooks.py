"""Plan workbooks as they come back from offices: one fault is told once, in words that say what to do."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.integration.command_line import done, dump, run
from tests.integration.plan_workbooks import cell_of, edited, exported

PLAN = "shaoxing-2021-2023"
FULL_AT = 4096  # bytes that a file may have in the test of a full disk


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return exported(PLAN, tmp_path / "方案.xlsx")


def rename(book: Workbook, *, alias: str = "") -> None:
    """市经信局 gets another name in its own row, and nowhere else."""
    sheet = book["单位"]
    sheet[cell_of(sheet, "industry", "名称")] = "市工信局"
    if alias:
        cell = sheet[cell_of(sheet, "industry", "其他名称")]
        cell.value = f"{cell.value}、{alias}"


def issues(path: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = run("plan", "check", path, "--json").json["issues"]
    return [issue for issue in found if issue["severity"] == "error"]


def test_a_unit_renamed_in_its_own_row_is_one_finding_with_the_remedy(source: Path, tmp_path: Path) -> None:
    (issue,) = issues(edited(source, tmp_path / "改.xlsx", rename))
    assert (issue["code"], issue["sheet"]) == ("plan-unknown-code", "指标")
    assert "单位改名的，请把“市经信局”填在该单位的“其他名称”里" in issue["message"]
    assert "处相同：指标!" in issue["message"]
    assert issues(edited(source, tmp_path / "留.xlsx", lambda book: rename(book, alias="市经信局"))) == []


def test_an_update_that_drops_a_unit_s_name_says_so(source: Path, tmp_path: Path) -> None:
    database = tmp_path / "绍兴.db"
    done("new", database, "--plan", source)

    def everywhere(book: Workbook) -> None:
        for sheet in book.worksheets[:7]:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and sheet.title != "口径说明":
                        cell.value = cell.value.replace("市经信局", "市工信局")
        rename(book)

    dropped = edited(source, tmp_path / "改.xlsx", everywhere)
    told = done("plan", "update", database, dropped, "--from", "2022", "--dry-run").out
    assert "“市经信局”改名为“市工信局”，原来的名称没有留下" in told
    found = done("plan", "update", database, dropped, "--from", "2022", "--dry-run", "--json").json
    assert found["lost_names"] == [{"unit": "市工信局", "name": "市经信局"}]
    kept = edited(source, tmp_path / "留.xlsx", lambda book: rename(book, alias="市经信局"))
    assert "原来的名称没有留下" not in done("plan", "update", database, kept, "--from", "2022", "--dry-run").out


@pytest.mark.parametrize("sheet", ["方案", "单位", "指标"])
def test_an_empty_sheet_on_which_the_others_build_is_one_finding(sheet: str, source: Path, tmp_path: Path) -> None:
    def empty(book: Workbook) -> None:
        book[sheet].delete_rows(2, book[sheet].max_row)

    assert [(one["code"], one["sheet"]) for one in issues(edited(source, tmp_path / "改.xlsx", empty))] == [
        ("plan-sheet-empty", sheet)
    ]


@pytest.mark.parametrize(("sheet", "heading"), [("考核细则", "上级编码"), ("考核细则", "计分方式"), ("单位", "名称")])
def test_a_column_that_others_build_on_is_one_finding(sheet: str, heading: str, source: Path, tmp_path: Path) -> None:
    def without(book: Workbook) -> None:
        headings = [cell.value for cell in book[sheet][1]]
        book[sheet].delete_cols(headings.index(heading) + 1)

    (issue,) = issues(edited(source, tmp_path / "改.xlsx", without))
    assert issue["code"] == "plan-column-missing"
    assert f"缺少“{heading}”这一列" in issue["message"]


def test_a_copy_of_a_sheet_that_somebody_worked_on_is_refused(source: Path, tmp_path: Path) -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["目标"]).title = "目标 (2)"
        book.copy_worksheet(book["填写说明"]).title = "填写说明 (2)"
        book.create_sheet("目标说明")["A1"] = "去年"

    same = edited(source, tmp_path / "同.xlsx", copy)
    assert issues(same) == []

    def work_on(book: Workbook) -> None:
        book["目标 (2)"]["F2"] = 1

    (issue,) = issues(edited(same, tmp_path / "改.xlsx", work_on))
    assert (issue["code"], issue["sheet"]) == ("plan-sheet-twice", "目标 (2)")

    def rename_sheet(book: Workbook) -> None:
        del book["目标"]

    (issue,) = issues(edited(same, tmp_path / "名.xlsx", rename_sheet))
    assert (issue["code"], issue["message"]) == (
        "plan-sheet-name",
        "工作表“目标 (2)”像是“目标”表。请把它改名为“目标”。",
    )


def test_a_target_twice_and_a_cell_full_of_text_are_told_in_short_words(source: Path, tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        sheet = book["目标"]
        sheet.append([cell.value for cell in sheet[2]])
        book["指标"][cell_of(book["指标"], "training", "类型")] = "很" * 30000

    kind, twice = issues(edited(source, tmp_path / "改.xlsx", spoil))
    assert len(kind["message"]) < 200
    assert twice["message"] == "与前面一行的指标、对象、年度、力争都相同，请只保留一行。"
    assert twice["sheet"] == "目标"


def test_an_empty_workbook_to_be_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    done("plan", "new", path)
    blank, shipped = load_workbook(path), load_workbook(exported(PLAN, tmp_path / "方案.xlsx"))
    assert blank.sheetnames == shipped.sheetnames
    for sheet in blank.worksheets[:7]:
        assert [cell.value for cell in sheet[1]] == [cell.value for cell in shipped[sheet.title][1]]
    assert {one["code"] for one in issues(path)} == {"plan-missing-key", "plan-sheet-empty"}
    before = path.read_bytes()
    again = run("plan", "new", path)
    assert (again.status, path.read_bytes()) == (1, before)
    assert "已经存在" in again.err


def test_what_is_refused_changes_nothing(source: Path, tmp_path: Path) -> None:
    database = tmp_path / "绍兴.db"
    done("new", database, "--plan", source)
    before = dump(database)
    for wrong in (edited(source, tmp_path / "改.xlsx", rename), tmp_path / "没有.xlsx"):
        assert run("plan", "update", database, wrong).status == 1
        assert run("plan", "add", database, "--plan", wrong).status == 1
    assert dump(database) == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
@pytest.mark.parametrize("arguments", [("plan", "export", PLAN), ("plan", "new")], ids=["export", "new"])
def test_a_full_disk_leaves_a_sentence_and_no_file(arguments: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "写.xlsx"
    ran = subprocess.run(
        [sys.executable, "-m", "xiaowei_desktop", *arguments, str(out)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AT, FULL_AT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert "Traceback" not in ran.stderr
    assert "写.xlsx" in ran.stderr
    assert list(tmp_path.iterdir()) == []
