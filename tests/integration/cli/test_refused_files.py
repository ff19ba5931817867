"""Files that are not taken in: each says where the fault is and what to do, and the database stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.integration.cli.changed_workbooks import (
    Change,
    cell_of,
    changed,
    deleted,
    hidden,
    in_head,
    marked,
    swapped,
    typed,
)
from tests.integration.command_line import done, dump, run

RETURN = "2020Q1_市监局_季报.xlsx"
MARKS = "2020年度评定表.xlsx"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change in a workbook; the finding's code, its cell, and words of its message, the remedy among them.

    The cell is given by its name, or in the table by the row's code and the column.
    """

    case: str
    changes: tuple[Change, ...]
    code: str
    cell: str | tuple[str, str] | None
    words: tuple[str, ...]
    file: str = RETURN


REFUSALS = (
    Refusal(
        "unknown unit", (in_head("填报单位", "市监管分局"),), "unknown-unit", "C3",
        ("市监管分局", "不在方案的单位名单中", "请改正单位名称"),
    ),
    Refusal(
        "another unit's form", (in_head("填报单位", "科技局"),), "unit-mismatch", "C3", ("科技局", "市监局", "请用"),
    ),
    Refusal(
        "a unit that does not report", (in_head("填报单位", "发改局"), hidden("unit", "development")),
        "unit-does-not-report", "C3", ("发改局", "不报季报", "请核对填报单位"),
    ),
    Refusal(
        "a year outside the plan", (in_head("填报期", "2019年第4季度"),), "wrong-quarter", "F3",
        ("2019Q4", "2020", "请核对"),
    ),
    Refusal(
        "wrong quarter", (in_head("填报期", "2020年第3季度"),), "quarter-mismatch", "F3",
        ("2020Q3", "2020Q1", "请用本季度的表"),
    ),
    Refusal(
        "no quarter", (in_head("填报期", "上半年"),), "wrong-quarter", "F3", ("上半年", "不是季度", "2020Q2"),
    ),
    Refusal(
        "another plan's workbook", (hidden("plan", "huzhou-2018-2020"),), "wrong-plan", None,
        ("huzhou-2018-2020", "binjiang-2020", "请用本方案导出的季报表"),
    ),
    Refusal(
        "a text in a number cell", (typed("joint_stock", "累计完成", "一家左右"),), "not-a-number",
        ("joint_stock", "累计完成"), ("新增股份公司", "累计完成", "一家左右", "请填数字"),
    ),
    Refusal(
        "a unit that does not convert", (typed("joint_stock", "累计完成", "1万元"),), "not-a-number",
        ("joint_stock", "累计完成"), ("新增股份公司", "万元", "家", "不能换算"),
    ),
    Refusal(
        "a formula's error", (typed("joint_stock", "累计完成", "#REF!"),), "formula-error",
        ("joint_stock", "累计完成"), ("新增股份公司", "#REF!", "请直接填写数字"),
    ),
    Refusal(
        "a negative count", (typed("joint_stock", "累计完成", -1),), "negative",
        ("joint_stock", "累计完成"), ("市监局第1季度", "新增股份公司", "-1", "小于 0", "请改正"),
    ),
    Refusal(
        "half an enterprise", (typed("joint_stock", "累计完成", 1.5),), "not-whole",
        ("joint_stock", "累计完成"), ("新增股份公司", "1.5", "应为整数", "请改正"),
    ),
    Refusal(
        "a part larger than its whole", (typed("eight_industries", "累计完成", 900),), "part-exceeds-whole",
        ("eight_industries", "累计完成"), ("新增八大万亿重点产业小微企业", "900", "新增小微企业", "872", "请改正"),
    ),
    Refusal(
        "a sum that does not add up", (typed("new_enterprises", "本季完成", 800),), "sum-mismatch",
        ("new_enterprises", "累计完成"), ("新增小微企业", "800", "872", "请改正"),
    ),
    Refusal(
        "a ratio unlike its parts", (typed("company_share", "累计完成", 90),), "ratio-mismatch",
        ("company_share", "累计完成"), ("80.00%", "90", "请改正"),
    ),
    Refusal(
        "completed rows moved", (swapped("standards", "ip_training"),), "row-moved", ("standards", "指标编码"),
        ("培训企业知识产权贯标实务人才", "不在原来的位置", "请用下发的表重新填报"),
    ),
    Refusal(
        "a row deleted", (deleted("standards"),), "row-missing", None,
        ("新增知识产权贯标企业", "standards", "请用下发的表重新填报"),
    ),
    Refusal(
        "a code changed", (typed("standards", "指标编码", "standard"),), "unknown-code", ("standards", "指标编码"),
        ("standard", "请恢复原表的编码"),
    ),
    Refusal(
        "a code twice", (typed("standards", "指标编码", "joint_stock"),), "row-twice", ("standards", "指标编码"),
        ("joint_stock", "重复"),
    ),
    Refusal(
        "a grade outside its range", (marked("市监局", "A2", "得分", 9),), "mark-points-range", "E5",
        ("市监局 A2 打造小微企业梯次培育库", "得分 9", "成效较好（5—8分）", "请改等次或得分"), MARKS,
    ),
    Refusal(
        "points between two grades", (marked("市监局", "A2", "等次", None), marked("市监局", "A2", "得分", 4.5)),
        "mark-points-range", "F5", ("市监局 A2", "得分 4.5", "可选"), MARKS,
    ),
    Refusal(
        "a judgement for somebody else's item", (marked("市监局", "C1", "得分", 3),), "mark-not-asked", "F9",
        ("市监局 C1", "不填得分", "请清空这一格"), MARKS,
    ),
    Refusal(
        "an unknown bureau among the marks", (marked("科技局", "A1", "考核对象", "科技处"),), "unknown-unit", "A30",
        ("科技处", "不在方案中", "科技局"), MARKS,
    ),
    Refusal(
        "another year's marks", (hidden("year", "2019"),), "wrong-year", None, ("2019", "2020", "请用本年度"), MARKS,
    ),
    Refusal(
        "another plan's marks", (hidden("plan", "huzhou-2018-2020"),), "wrong-plan", None,
        ("huzhou-2018-2020", "binjiang-2020", "请用本方案导出的评定表"), MARKS,
    ),
)  # fmt: skip


def expected_cell(refusal: Refusal, workbooks: Path) -> str | None:
    if not isinstance(refusal.cell, tuple):
        return refusal.cell
    return cell_of(load_workbook(workbooks / refusal.file)["季报"], *refusal.cell).coordinate


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.case)
def test_a_workbook_with_errors_is_refused_whole(
    refusal: Refusal, database: Path, workbooks: Path, tmp_path: Path
) -> None:
    file = changed(workbooks / refusal.file, tmp_path / refusal.file, *refusal.changes)
    before = dump(database)
    ran = run("import", database, file, "--json")
    assert ran.status == 1
    (told,) = ran.json["files"]
    assert told["outcome"] == "rejected"
    assert told["changes"] == 0
    errors = [issue for issue in told["issues"] if issue["severity"] == "error"]
    assert refusal.code in [issue["code"] for issue in errors], errors
    issue = next(issue for issue in errors if issue["code"] == refusal.code)
    assert [word for word in refusal.words if word not in issue["message"]] == [], issue["message"]
    assert issue["cell"] == expected_cell(refusal, workbooks), issue
    assert issue["message"] in ran.err
    assert f"{file.name}：未导入。" in ran.err
    assert dump(database) == before


def empty_workbook(path: Path) -> None:
    Workbook().save(path)


def unfilled_form(path: Path) -> None:
    folder = path.parent / "空白表"
    done("forms", path.parent / "2020.db", "--quarter", "2020Q1", "--unit", "市监局", "--out", folder)
    next(folder.iterdir()).replace(path)


def a_text(path: Path) -> None:
    path.write_text("各位领导：本季度数据如下。", encoding="utf-8")


def nothing(path: Path) -> None:
    path.touch()


def cut_off(path: Path) -> None:
    empty_workbook(path)
    path.write_bytes(path.read_bytes()[:2000])


def other_table(path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名", "电话"])
    book.save(path)


def open_elsewhere(path: Path) -> None:
    """A folder in the file's place cannot be read, as a file that Excel holds on Windows."""
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (empty_workbook, ("空工作簿", "请确认选对了文件")),
        (unfilled_form, ("一个数都没有填", "请填好后再报")),
        (a_text, ("不是 Excel", "请")),
        (nothing, ("季报.xlsx", "请")),
        (cut_off, ("季报.xlsx", "请")),
        (other_table, ("不是季报表、评定表、自评表或异议表", "请确认选对了文件")),
        (open_elsewhere, ("没有 Excel 文件", "请核对文件夹")),
    ],
)
def test_what_is_no_filled_form_is_refused(
    make: object, words: tuple[str, ...], database: Path, tmp_path: Path
) -> None:
    assert callable(make)
    file = tmp_path / "季报.xlsx"
    make(file)
    before = dump(database)
    ran = run("import", database, file)
    assert ran.status == 1
    assert [word for word in words if word not in ran.err] == [], ran.err
    assert dump(database) == before


def test_a_good_file_is_taken_in_beside_a_bad_one(database: Path, workbooks: Path, tmp_path: Path) -> None:
    bad = changed(workbooks / RETURN, tmp_path / RETURN, typed("joint_stock", "累计完成", "很多"))
    ran = run("import", database, bad, workbooks / "2020Q1_科技局_季报.xlsx", "--json")
    assert ran.status == 1
    outcomes = {file["unit"]: file["outcome"] for file in ran.json["files"]}
    assert outcomes == {"市监局": "rejected", "科技局": "imported"}
    status = done("status", database, "--quarter", "2020Q1", "--json").json
    states = {unit["unit"]: unit["state"] for unit in status["units"]}
    assert (states["市监局"], states["科技局"]) == ("missing", "reported")


def test_a_path_that_is_not_there(database: Path, tmp_path: Path) -> None:
    before = dump(database)
    ran = run("import", database, tmp_path / "没有.xlsx")
    assert ran.status == 1
    assert "找不到" in ran.err
    assert "请核对路径" in ran.err
    assert dump(database) == before
