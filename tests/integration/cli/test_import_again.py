"""Importing, importing again, trying first, handing in anew: what changes, and what is kept."""

from __future__ import annotations

from pathlib import Path

from tests.integration.cli.changed_workbooks import changed, hidden, typed
from tests.integration.command_line import done, dump, run
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn

FILE = "2020Q1_科技局_季报.xlsx"
Q1 = ("--quarter", "2020Q1")


def stored(tools: Toolbox, database: Path) -> QuarterlyReturn:
    store = tools.stores.open(database)
    try:
        with store.work() as work:
            return work.returns.get("binjiang-2020", "science", Quarter(2020, 1))
    finally:
        store.close()


def test_what_an_import_tells(database: Path, workbooks: Path) -> None:
    told = done("import", database, workbooks / FILE, "--received", "2020-04-09", "--json").json
    assert set(told) == {"files"}
    (file,) = told["files"]
    assert set(file) == {"file", "kind", "unit", "quarter", "year", "outcome", "changes", "issues"}
    assert (file["kind"], file["unit"], file["quarter"]) == ("return", "科技局", "2020Q1")
    assert (file["outcome"], file["issues"]) == ("imported", [])
    assert file["changes"] == 6


def test_importing_the_same_file_again_changes_nothing(database: Path, workbooks: Path) -> None:
    done("import", database, workbooks / FILE)
    before = dump(database)
    again = done("import", database, workbooks / FILE, "--json")
    assert again.json["files"][0]["outcome"] == "unchanged"
    assert again.json["files"][0]["changes"] == 0
    assert f"{FILE}：未变化。" in again.err
    assert dump(database) == before


def test_marks_imported_again_change_nothing(database: Path, workbooks: Path) -> None:
    for name in ("2020年度评定表.xlsx", "2020年度加扣分登记表.xlsx"):
        done("import", database, workbooks / name)
    before = dump(database)
    for name in ("2020年度评定表.xlsx", "2020年度加扣分登记表.xlsx"):
        (file,) = done("import", database, workbooks / name, "--json").json["files"]
        assert (file["kind"], file["unit"], file["quarter"], file["outcome"]) == ("marks", None, None, "unchanged")
    assert dump(database) == before


def test_a_trial_run_stores_nothing(database: Path, workbooks: Path) -> None:
    before = dump(database)
    ran = done("import", database, workbooks / FILE, workbooks / "2020年度评定表.xlsx", "--dry-run", "--json")
    assert [file["outcome"] for file in ran.json["files"]] == ["imported", "imported"]
    assert "可导入" in ran.err
    assert "已导入" not in ran.err
    assert dump(database) == before


def test_a_return_handed_in_again_keeps_both_versions(
    database: Path, workbooks: Path, tools: Toolbox, tmp_path: Path
) -> None:
    done("import", database, workbooks / FILE, "--received", "2020-04-08")
    done("return", database, *Q1, "--unit", "区科技局", "--reason", "与认定名单不符。")
    better = changed(
        workbooks / FILE, tmp_path / "科技局重报.xlsx",
        typed("tech_enterprises", "本季完成", 39), typed("tech_enterprises", "累计完成", 39),
    )  # fmt: skip
    (file,) = done("import", database, better, "--received", "2020-04-12", "--json").json["files"]
    assert (file["outcome"], file["changes"]) == ("imported", 2)
    report = stored(tools, database)
    assert [version.source.file for version in report.versions] == [FILE, "科技局重报.xlsx"]
    figures = [str(line.cumulative) for version in report.versions for line in version.lines[:1]]
    assert figures == ["38", "39"]
    science = done("status", database, *Q1, "--json").json["units"][2]
    assert science == {"unit": "科技局", "state": "reported", "received_on": "2020-04-08", "days_late": 0}


def test_a_form_without_its_hidden_sheet_is_known_by_its_head(database: Path, workbooks: Path, tmp_path: Path) -> None:
    file = changed(workbooks / FILE, tmp_path / FILE, lambda book: book.remove(book["_xiaowei"]))
    (told,) = done("import", database, file, "--json").json["files"]
    assert (told["unit"], told["quarter"], told["outcome"]) == ("科技局", "2020Q1", "imported")


def test_a_falling_figure_wants_an_explanation(database: Path, workbooks: Path, tmp_path: Path) -> None:
    commerce = "2020Q3_商务局_季报.xlsx"
    done("import", database, workbooks / "2020Q2_商务局_季报.xlsx")
    silent = changed(workbooks / commerce, tmp_path / commerce, typed("exporters", "情况说明", None),
                     typed("exporters", "本季完成", None))  # fmt: skip
    ran = run("import", database, silent, "--json")
    codes = {issue["code"]: issue["severity"] for issue in ran.json["files"][0]["issues"]}
    assert ran.status == 0
    assert codes["cumulative-falls"] == "warning"
    before = dump(database)
    refused = run("approve", database, "--quarter", "2020Q3", "--unit", "商务局")
    assert refused.status == 1
    assert "商务局第3季度“新增有外贸出口实绩的企业”：累计完成 12 小于上季度的 13" in refused.err
    assert dump(database) == before
    done("approve", database, "--quarter", "2020Q3", "--unit", "商务局", "--reason", "海关数据核减，已核实。")


def test_a_form_of_another_plan_is_refused_beside_a_right_one(database: Path, workbooks: Path, tmp_path: Path) -> None:
    other = changed(workbooks / FILE, tmp_path / "外区.xlsx", hidden("plan", "zhejiang-sme-2020"))
    ran = run("import", database, other, workbooks / "2020Q1_税务局_季报.xlsx", "--json")
    assert ran.status == 1
    assert {Path(f["file"]).name: f["outcome"] for f in ran.json["files"]} == {
        "外区.xlsx": "rejected", "2020Q1_税务局_季报.xlsx": "imported",
    }  # fmt: skip
