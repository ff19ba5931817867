"""Plans out to workbooks and in again, by the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.integration.cli.changed_workbooks import changed, typed
from tests.integration.command_line import done, dump, run
from tests.integration.plan_workbooks import Mistake, cell_of, contents, edited, exported, with_mistakes, written
from xiaowei_desktop import paths
from xiaowei_desktop.planfiles.library import ShippedPlans

SHIPPED = ShippedPlans(paths.plans_folder()).ids()

MISTAKES: tuple[Mistake, ...] = (
    ("方案", "起始年份", "内容", "二〇二〇"),
    ("方案", "简称", "内容", None),
    ("方案", "报送期限", "内容", 1.5),
    ("单位", "tax", "类别", "机关"),
    ("单位", "tax", "设立日期", "去年"),
    ("指标", "exporters", "类型", "累记数"),
    ("指标", "exporters", "责任单位", "教育局"),
    ("指标", "exporters", "分组", "没有的工程"),
    ("指标", "training", "方向", "随意"),
    ("指标", "training", "名称", None),
    ("目标", "exporters", "目标值", "二十二"),
    ("目标", "exporters", "年度", "明年"),
    ("目标", "training", "比较", "约"),
    ("目标", "training", "对象", "滨江市"),
    ("目标", "standards", "目标值", "=1/0"),
    ("考核细则", "A1", "分值", "十分"),
    ("考核细则", "A2", "计分方式", "抽签"),
    ("考核细则", "B1.1.1", "计分参数", "指标：new_enterprises\n封顶：一百"),
    ("考核细则", "A3", "上级编码", None),
    ("口径说明", "export_new", "采用", "都行"),
)


@pytest.mark.parametrize("plan_id", SHIPPED)
def test_out_in_and_out_again(plan_id: str, tmp_path: Path) -> None:
    first = exported(plan_id, tmp_path / "一.xlsx")
    database = tmp_path / "新.db"
    done("new", database, "--plan", first)
    second = exported(database, tmp_path / "二.xlsx")
    assert contents(first) == contents(second)
    assert done("plan", "show", database, "--json").json == done("plan", "show", plan_id, "--json").json


def test_twenty_mistakes_are_twenty_issues_and_nothing_is_stored(database: Path, tmp_path: Path) -> None:
    source = exported("binjiang-2020", tmp_path / "方案.xlsx")
    readings = load_workbook(source)["口径说明"]
    mistakes = (*MISTAKES[:-1], ("口径说明", str(readings["A2"].value), "采用", "都行"))
    wrong = tmp_path / "错.xlsx"
    places = with_mistakes(source, wrong, mistakes)
    ran = run("plan", "check", wrong, "--json")
    found = [(issue["sheet"], issue["cell"]) for issue in ran.json["issues"]]
    assert ran.status == 1
    assert len(places) == 20
    assert sorted(found) == sorted(places), ran.json
    before = dump(database)
    refused = run("plan", "add", database, "--plan", wrong)
    assert refused.status == 1
    assert all(f"{sheet}!{cell}：" in refused.err for sheet, cell in places)
    assert dump(database) == before
    assert run("new", tmp_path / "新.db", "--plan", wrong).status == 1
    assert not (tmp_path / "新.db").exists()


@pytest.mark.parametrize(
    ("written_down", "value"),
    [(165000, "165000"), (7.5, "7.5"), ("16.5万家", "165000"), ("１２３，４５６．７", "123456.7")],
)
def test_figures_come_in_exactly(written_down: str | float, value: str, tmp_path: Path) -> None:
    source = exported("binjiang-2020", tmp_path / "方案.xlsx")

    def fill(book: Workbook) -> None:
        book["目标"][cell_of(book["目标"], "new_enterprises", "目标值")] = written_down

    target = edited(source, tmp_path / "改.xlsx", fill)
    done("new", tmp_path / "新.db", "--plan", target)
    indicators = done("plan", "show", tmp_path / "新.db", "--json").json["indicators"]
    targets = next(found["targets"] for found in indicators if found["code"] == "new_enterprises")
    assert [found["value"] for found in targets] == [value]


def test_a_hundred_million_in_another_unit(tmp_path: Path) -> None:
    source = exported("binjiang-2020", tmp_path / "方案.xlsx")

    def fill(book: Workbook) -> None:
        book["目标"][cell_of(book["目标"], "innovation_vouchers", "目标值")] = "1.05亿元"

    done("new", tmp_path / "新.db", "--plan", edited(source, tmp_path / "改.xlsx", fill))
    again = load_workbook(exported(tmp_path / "新.db", tmp_path / "二.xlsx"))["目标"]
    assert again[cell_of(again, "innovation_vouchers", "目标值")].value == 10500


def test_columns_in_another_order_and_without_the_optional_ones(tmp_path: Path) -> None:
    source = exported("binjiang-2020", tmp_path / "方案.xlsx")

    def move(book: Workbook) -> None:
        sheet = book["目标"]
        rows = [tuple(reversed(row)) for row in sheet.iter_rows(values_only=True)]
        sheet.delete_rows(1, sheet.max_row)
        for texts in (("这是目标表",), (), *rows):
            sheet.append(list(texts))
        headings = [cell.value for cell in sheet[3]]
        for heading in ("指标名称", "计量单位", "说明", "基数", "力争"):
            place = [cell.value for cell in sheet[3]].index(heading) + 1
            sheet.delete_cols(place)
        assert headings[0] == "出处"

    moved = edited(source, tmp_path / "改.xlsx", move)
    done("new", tmp_path / "新.db", "--plan", moved)
    shown = done("plan", "show", tmp_path / "新.db", "--json").json
    assert shown == done("plan", "show", "binjiang-2020", "--json").json


def test_headings_that_are_wrong_have_their_cell(tmp_path: Path) -> None:
    source = exported("binjiang-2020", tmp_path / "方案.xlsx")

    def rename(book: Workbook) -> None:
        book["目标"]["F1"] = "目标数值"
        book["目标"]["L1"], book["目标"]["L2"] = "我的批注", "看过"
        book["单位"]["H1"] = "名称"
        del book["任务"]

    ran = run("plan", "check", edited(source, tmp_path / "改.xlsx", rename), "--json")
    found = {(issue["severity"], issue["code"], issue["sheet"], issue["cell"]) for issue in ran.json["issues"]}
    assert found == {
        ("error", "plan-unknown-column", "目标", "F1"),
        ("warning", "plan-unknown-column", "目标", "L1"),
        ("error", "plan-heading-twice", "单位", "H1"),
        ("error", "plan-sheet-missing", "任务", ""),
    }


@pytest.mark.parametrize("sheet", ["方案", "单位", "指标", "目标", "考核细则"])
def test_a_sheet_without_its_heading(sheet: str, tmp_path: Path) -> None:
    source = exported("binjiang-2020", tmp_path / "方案.xlsx")
    ran = run("plan", "check", edited(source, tmp_path / "改.xlsx", lambda book: book[sheet].delete_rows(1)), "--json")
    assert [(issue["code"], issue["sheet"]) for issue in ran.json["issues"]] == [("plan-heading", sheet)]


def test_what_is_no_plan_workbook(tmp_path: Path, workbooks: Path) -> None:
    form = next(iter(sorted(workbooks.rglob("*.xlsx"))))
    (tmp_path / "空.xlsx").write_bytes(b"")
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 nothing")
    for path in (form, tmp_path / "空.xlsx", tmp_path / "坏.xlsx", tmp_path / "没有.xlsx"):
        ran = run("plan", "check", path)
        assert ran.status == 1
        assert ran.err.startswith(("文件", "找不到文件"))


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    source = exported("binjiang-2020", tmp_path / "方案.xlsx")

    def fill(book: Workbook) -> None:
        cell = book["目标"]["J2"]
        cell.value, cell.data_type = "=1+1", "s"
        book["目标"]["J3"] = "@SUM(A1)"

    done("new", tmp_path / "新.db", "--plan", edited(source, tmp_path / "改.xlsx", fill))
    again = load_workbook(exported(tmp_path / "新.db", tmp_path / "二.xlsx"))["目标"]
    assert [(again[c].value, again[c].data_type, again[c].quotePrefix) for c in ("J2", "J3")] == [
        ("=1+1", "s", True),
        ("@SUM(A1)", "s", True),
    ]


def test_a_further_plan(database: Path, tmp_path: Path) -> None:
    done("plan", "add", database, "--plan", "shaoxing-2021-2023")
    twice = run("plan", "add", database, "--plan", exported("shaoxing-2021-2023", tmp_path / "再.xlsx"))
    assert twice.status == 1
    assert "shaoxing-2021-2023" in twice.err
    assert done("plan", "show", database, "--plan", "shaoxing-2021-2023", "--json").json["id"] == "shaoxing-2021-2023"
    assert run("plan", "add", tmp_path / "没有.db", "--plan", "huzhou-2018-2020").status == 1
    assert run("plan", "add", database, "--plan", "nowhere").status == 1


FROM_SCRATCH: dict[str, list[list[object]]] = {
    "方案": [
        ["项目", "内容"],
        ["方案编号", "town-2024"], ["标题", "某镇小微企业成长计划"], ["简称", "某镇计划"],
        ["起始年份", 2024], ["终止年份", 2024],
        ["本级地区", "某镇"], ["小微办", "镇企服办"], ["分组", "稳增长"],
        ["细则标题", "考核细则"], ["考核对象", "镇市监所"],
    ],
    "单位": [
        ["编码", "名称", "类别"],
        ["town", "某镇", "地区"], ["office", "镇企服办", "部门"], ["market", "镇市监所", "部门"],
    ],
    "指标": [
        ["编码", "名称", "类型", "计量单位", "分组", "责任单位"],
        ["new", "新增小微企业", "累计数", "家", "稳增长", "镇市监所"],
        ["visits", "走访企业", "定性任务", None, "稳增长", "镇企服办"],
    ],
    "目标": [["指标编码", "对象", "年度", "目标值"], ["new", "某镇", 2024, 120]],
    "任务": [["编码", "任务内容", "责任单位", "跟踪指标"], ["T1", "新增小微企业120家", "镇市监所", "new"]],
    "考核细则": [
        ["编码", "上级编码", "考核内容", "分值", "计分方式", "计分参数"],
        [0, None, "总分", 100, None, None], ["A", 0, "新增小微企业", 100, "按比例得分", "指标：new"],
    ],
    "口径说明": [["编码", "条款"]],
}  # fmt: skip


def test_a_plan_written_from_scratch_goes_through_a_quarter(tmp_path: Path, qapp: object) -> None:
    book = written(tmp_path / "镇.xlsx", FROM_SCRATCH)
    assert {issue["severity"] for issue in done("plan", "check", book, "--json").json["issues"]} <= {"note"}
    database, forms = tmp_path / "镇.db", tmp_path / "季报"
    done("new", database, "--plan", book)
    forms.mkdir()
    done("forms", database, "--quarter", "2024Q1", "--out", forms)
    blank = next(path for path in forms.rglob("*.xlsx") if "市监所" in path.name)
    filled = changed(blank, tmp_path / blank.name, typed("new", "累计完成", 45))
    done("import", database, filled)
    done("approve", database, "--quarter", "2024Q1")
    rows = done("progress", database, "--quarter", "2024Q1", "--json").json["rows"]
    assert [(row["target"], row["actual"]) for row in rows if row["indicator"] == "new"] == [("120", "45")]
    done("print", database, "progress", "--quarter", "2024Q1", "--out", tmp_path / "进度.pdf")
    assert (tmp_path / "进度.pdf").read_bytes().startswith(b"%PDF")
    copy = shutil.copy(database, tmp_path / "副本.db")
    assert done("plan", "show", copy, "--json").json["scheme"]["title"] == "考核细则"
