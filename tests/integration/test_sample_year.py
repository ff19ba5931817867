"""The sample year, played from the shipped plan to the final sheets, against scores worked out by hand."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from resources.samples.make_samples import make
from tests.integration.command_line import done, dump, find_node, leaves, unit_named
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.ports.storage import Change
from xiaowei_desktop.application.sample_year import SampleYear, play_sample_year
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, RowKey
from xiaowei_desktop.errors import UserError

CASE = tomllib.loads((Path(__file__).parents[1] / "cases" / "sample_year_2020.toml").read_text(encoding="utf-8"))
UNITS: Mapping[str, Any] = CASE["units"]
MARK_FILES = ("2020年度评定表.xlsx", "2020年度加扣分登记表.xlsx")


@pytest.fixture(scope="module")
def scores(sample_year: SampleYear, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """`score --final --json` of the sample year, on a copy: a final year is locked."""
    copy = shutil.copy(sample_year.database, tmp_path_factory.mktemp("final") / "样例.db")
    printed: Mapping[str, Any] = done("score", copy, "--year", "2020", "--final", "--json").json
    return printed


@pytest.fixture(scope="module")
def history(sample_year: SampleYear, tools: Toolbox) -> tuple[Change, ...]:
    store = tools.stores.open(sample_year.database)
    try:
        with store.work() as work:
            return work.history.all("binjiang-2020")
    finally:
        store.close()


def stored_return(sample_year: SampleYear, tools: Toolbox, unit: str, quarter: str) -> QuarterlyReturn:
    store = tools.stores.open(sample_year.database)
    try:
        with Desk(store, "binjiang-2020", Author("审计", tools.clock)).work() as work:
            return work.returns.get("binjiang-2020", unit, Quarter.parse(quarter))
    finally:
        store.close()


# Scores


def test_nothing_is_open(scores: Mapping[str, Any]) -> None:
    assert (scores["year"], scores["state"], scores["open"]) == (2020, "final", [])
    assert [unit["unit"] for unit in scores["units"]] == list(UNITS)


@pytest.mark.parametrize("name", UNITS)
def test_every_item_has_the_points_worked_out_by_hand(scores: Mapping[str, Any], name: str) -> None:
    unit = unit_named(scores, name)
    assert {leaf["code"]: leaf["points"] for leaf in leaves(unit)} == UNITS[name]["leaves"]
    assert {node["code"]: node["points"] for node in unit["nodes"]} == UNITS[name]["sections"]


@pytest.mark.parametrize("name", UNITS)
def test_totals_and_places(scores: Mapping[str, Any], name: str) -> None:
    unit = unit_named(scores, name)
    assert (unit["total"], unit["rank"]) == (UNITS[name]["total"], UNITS[name]["rank"])


@pytest.mark.parametrize("name", UNITS)
def test_every_bureau_can_reach_120(scores: Mapping[str, Any], name: str) -> None:
    unit = unit_named(scores, name)
    assert (unit["max"], [node["max"] for node in unit["nodes"]]) == ("120", ["50", "50", "20"])


def test_equal_totals_share_the_better_place(scores: Mapping[str, Any]) -> None:
    assert sorted(unit["rank"] for unit in scores["units"]) == [1, 2, 2, 4, 5, 6]


@pytest.mark.parametrize("worked", CASE["worked"], ids=lambda worked: worked["says"])
def test_figures_worked_in_the_rules(scores: Mapping[str, Any], worked: Mapping[str, Any]) -> None:
    node = find_node(unit_named(scores, worked["unit"]), worked["node"])
    assert node["points"] == worked["points"]
    assert worked["arithmetic"] in node["trail"]["arithmetic"]
    said = " ".join(given["source"] for leaf in leaves({"nodes": [node]}) for given in leaf["trail"]["inputs"])
    assert [source for source in worked["sources"] if source not in said] == []


@pytest.mark.parametrize("name", UNITS)
def test_every_item_says_where_its_points_come_from(scores: Mapping[str, Any], name: str) -> None:
    for leaf in leaves(unit_named(scores, name)):
        trail = leaf["trail"]
        assert trail["rule"].endswith("。")
        assert trail["arithmetic"]
        assert trail["open"] == []
        assert all(given["name"] and given["value"] and given["source"] for given in trail["inputs"])
        files = " ".join(given["source"] for given in trail["inputs"])
        if leaf["code"].startswith("B") and leaf["code"] != "B3.2":
            assert "2020Q4_" in files
            assert "审核通过" in files
        else:
            assert any(file in files for file in MARK_FILES)


# The year as it went


def test_the_history_is_that_of_the_year(history: tuple[Change, ...]) -> None:
    days = [change.at.date().isoformat() for change in history]
    assert days == sorted(days)
    assert (days[0], days[-1]) == ("2020-06-18", "2021-01-25")
    assert {change.who for change in history} == {"陈晓岚", "许国良"}


def test_a_late_return_is_late_by_its_days(sample_year: SampleYear) -> None:
    late: dict[tuple[str, str], int] = {}
    for quarter in ("2020Q1", "2020Q2", "2020Q3", "2020Q4"):
        status = done("status", sample_year.database, "--quarter", quarter, "--json").json
        assert {unit["state"] for unit in status["units"]} == {"approved"}
        late |= {(quarter, unit["unit"]): unit["days_late"] for unit in status["units"] if unit["days_late"]}
    assert late == {("2020Q2", "商务局"): 4, ("2020Q4", "商务局"): 2}


def test_a_return_handed_in_again_keeps_both_versions(
    sample_year: SampleYear, tools: Toolbox, history: tuple[Change, ...]
) -> None:
    report = stored_return(sample_year, tools, "market", "2020Q2")
    key = RowKey("new_enterprises", "binjiang")
    lines = [version.line(key) for version in report.versions]
    assert [str(line.cumulative) for line in lines if line] == ["2364", "2436"]
    assert [version.source.file for version in report.versions] == [
        "2020Q2_市监局_季报.xlsx", "2020Q2_市监局_季报_重报.xlsx",
    ]  # fmt: skip
    assert any("登记系统" in change.reason and change.new == "退回" for change in history)


def test_a_falling_figure_was_accepted_with_its_explanation(sample_year: SampleYear, tools: Toolbox) -> None:
    key = RowKey("exporters", "binjiang")
    quarters = (stored_return(sample_year, tools, "commerce", quarter) for quarter in ("2020Q2", "2020Q3"))
    lines = [line for report in quarters for version in report.versions if (line := version.line(key)) is not None]
    assert [str(line.cumulative) for line in lines] == ["13", "12"]
    assert "海关出口数据" in lines[1].explanation


def test_figures_written_as_texts_are_read_exactly(sample_year: SampleYear) -> None:
    """5，600 and 1，190家, 236.8万元 and ９９．８％ stand in the workbooks."""
    actual: dict[tuple[str, str], str | None] = {}
    for quarter in ("2020Q2", "2020Q3", "2020Q4"):
        rows = done("progress", sample_year.database, "--quarter", quarter, "--json").json["rows"]
        actual |= {(quarter, row["indicator"]): row["actual"] for row in rows}
    assert actual["2020Q4", "new_enterprises"] == "5600"
    assert actual["2020Q2", "eight_industries"] == "1190"
    assert actual["2020Q2", "innovation_vouchers"] == "236.8"
    assert actual["2020Q3", "tax_benefit"] == "99.8"


# Files


def test_the_sheets_are_written_as_pdf_and_workbook(sample_year: SampleYear) -> None:
    names = {path.stem for path in sample_year.sheets}
    bureaus = {f"评分明细表_2020_{name}" for name in UNITS}
    assert names == {"任务分解表_2020", "进度表_2020Q4", "排名表_2020", *bureaus}
    assert {path.suffix for path in sample_year.sheets} == {".pdf", ".xlsx"}
    assert len(sample_year.sheets) == 2 * len(names)
    assert all(path.stat().st_size > 0 for path in sample_year.sheets)


def test_playing_again_replaces_the_sample_and_nothing_else(
    sample_year: SampleYear, tools: Toolbox, tmp_path: Path
) -> None:
    shutil.copy(sample_year.database, tmp_path)
    copy = tmp_path / sample_year.database.name
    done("return", copy, "--quarter", "2020Q4", "--unit", "税务局", "--reason", "试一下")
    own = tmp_path / "单位自己的文件.txt"
    own.write_text("保留", encoding="utf-8")
    again = play_sample_year(tools, tmp_path)
    assert again.database == copy
    assert dump(again.database) == dump(sample_year.database)
    assert own.read_text(encoding="utf-8") == "保留"


def test_a_sample_that_is_open_elsewhere_stays(sample_year: SampleYear, tools: Toolbox, tmp_path: Path) -> None:
    shutil.copy(sample_year.database, tmp_path)
    held = tools.stores.open(tmp_path / sample_year.database.name)
    try:
        with pytest.raises(UserError, match="正在使用中"):
            play_sample_year(tools, tmp_path)
    finally:
        held.close()
    assert dump(tmp_path / sample_year.database.name) == dump(sample_year.database)


@pytest.fixture
def own_samples(tools: Toolbox, tmp_path: Path) -> Toolbox:
    """The program with a copy of the samples that a test may spoil."""
    shutil.copytree(tools.samples / "binjiang-2020", tmp_path / "samples" / "binjiang-2020")
    return replace(tools, samples=tmp_path / "samples")


def test_a_sample_file_that_is_refused_stops_the_year(own_samples: Toolbox, tmp_path: Path) -> None:
    (own_samples.samples / "binjiang-2020" / "2020Q1_市监局_季报.xlsx").write_bytes(b"")
    with pytest.raises(UserError, match="样例年度没有走完") as refused:
        play_sample_year(own_samples, tmp_path / "out")
    assert refused.value.details[0].startswith("2020Q1_市监局_季报.xlsx：")


def test_a_step_that_nobody_knows_is_a_fault_of_the_sample(own_samples: Toolbox, tmp_path: Path) -> None:
    year = own_samples.samples / "binjiang-2020" / "year.toml"
    year.write_text(year.read_text(encoding="utf-8").replace('do = "verify"', 'do = "guess"'), encoding="utf-8")
    with pytest.raises(ValueError, match="guess"):
        play_sample_year(own_samples, tmp_path / "out")


def test_the_shipped_workbooks_hold_the_figures(tools: Toolbox, tmp_path: Path) -> None:
    """Run `python -m resources.samples.make_samples` where this fails: figures or forms have changed."""
    shipped = tools.samples / "binjiang-2020"
    made = make(tmp_path)
    assert {path.name for path in made} == {path.name for path in shipped.glob("*.xlsx")}
    for path in made:
        assert tools.reader.read(path).content == tools.reader.read(shipped / path.name).content, path.name
