"""Scores on the command line: what is missing stays open, what is there is computed, whatever the order."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.integration.cli.changed_workbooks import changed, typed
from tests.integration.command_line import done, dump, find_node, leaves, run, unit_named
from xiaowei_desktop.application.sample_year import SampleYear

YEAR = ("--year", "2020")
Q4 = ("--quarter", "2020Q4")
VOUCHERS = "缺少科技局2020年第4季度“发放科技创新券”的完成数"
SUPERSEDED = "2020Q2_市监局_季报.xlsx"
DECIMAL = re.compile(r"-?\d+(\.\d+)?")


def score(database: Path) -> Any:
    return done("score", database, *YEAR, "--json").json


def hand_in_again(database: Path, unit: str, workbook: Path) -> None:
    """Sends the unit's return back and takes in another one in its place."""
    done("return", database, *Q4, "--unit", unit, "--reason", "请重报。")
    done("import", database, workbook)
    done("approve", database, *Q4, "--unit", unit, "--reason", "已核实。")


# What is missing


def test_a_missing_figure_leaves_its_item_open(played: Path, workbooks: Path, tmp_path: Path) -> None:
    name = "2020Q4_科技局_季报.xlsx"
    hand_in_again(
        played, "科技局", changed(workbooks / name, tmp_path / name, typed("innovation_vouchers", "累计完成", None))
    )
    scores = score(played)
    assert scores["state"] == "provisional"
    assert scores["open"] == [f"科技局 B2.2 发放科技创新券：{VOUCHERS}"]
    science = unit_named(scores, "科技局")
    item = find_node(science, "B2.2")
    assert (item["points"], item["trail"]["open"]) == (None, [VOUCHERS])
    assert find_node(science, "B2")["points"] == "25.00"
    assert unit_named(scores, "市监局")["total"] == "108.79"


def test_final_is_refused_with_the_list_of_what_is_missing(played: Path, tmp_path: Path) -> None:
    done("return", played, *Q4, "--unit", "科技局", "--reason", "请重报。")
    before = dump(played)
    ran = run("score", played, *YEAR, "--final", "--json", "--out", tmp_path / "评分")
    assert (ran.status, ran.out) == (1, "")
    for line in ("2020年度还有 2 处未齐，不能定稿。", "科技局 B2.1", "科技局 B2.2", VOUCHERS, "请补齐数据"):
        assert line in ran.err
    assert not (tmp_path / "评分").exists()
    assert dump(played) == before


def test_a_return_not_yet_accepted_keeps_scores_provisional(played: Path, workbooks: Path, tmp_path: Path) -> None:
    name = "2020Q4_人社局_季报.xlsx"
    done("return", played, *Q4, "--unit", "人社局", "--reason", "请重报。")
    done("import", played, changed(workbooks / name, tmp_path / name, typed("training", "本季完成", 928)))
    scores = score(played)
    assert scores["open"] == [
        "人社局 B5.1 加强小微企业职业技能培训：人社局2020年第4季度季报尚未审核（“小微企业职业技能培训”）"
    ]
    assert find_node(unit_named(scores, "人社局"), "B5.1")["points"] == "50.00"


def test_without_marks_every_judged_item_is_open(database: Path) -> None:
    scores = score(database)
    assert scores["state"] == "provisional"
    assert all(leaf["points"] is None for unit in scores["units"] for leaf in leaves(unit))
    assert len(scores["open"]) == sum(1 for unit in scores["units"] for leaf in leaves(unit))


# Worked figures that the sample year does not hold


def test_a_loan_growth_below_seven_tenths_scores_nothing(played: Path, workbooks: Path, tmp_path: Path) -> None:
    """13.9 ÷ 20.0 = 0.695 < 0.70: nothing for this half, 12.5 for the other."""
    name = "2020Q4_人行杭州中心支行_季报.xlsx"
    low = changed(workbooks / name, tmp_path / name, typed("loan_growth", "累计完成", 13.9))
    hand_in_again(played, "人行杭州中心支行", low)
    bureau = unit_named(score(played), "发改局（金融办）")
    assert [find_node(bureau, code)["points"] for code in ("B3.1.1", "B3.1.2", "B3.1")] == ["0.00", "12.50", "12.50"]
    assert "69.5%，不到70%，不得分" in find_node(bureau, "B3.1.1")["trail"]["arithmetic"]


def test_a_loan_growth_of_exactly_seven_tenths_scores(played: Path, workbooks: Path, tmp_path: Path) -> None:
    name = "2020Q4_人行杭州中心支行_季报.xlsx"
    edge = changed(workbooks / name, tmp_path / name, typed("loan_growth", "累计完成", 14))
    hand_in_again(played, "人行杭州中心支行", edge)
    assert find_node(unit_named(score(played), "发改局（金融办）"), "B3.1.1")["points"] == "8.75"


# The same scores, whatever the order


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_files_are_named_does_not_matter(
    seed: int, database: Path, workbooks: Path, sample_year: SampleYear
) -> None:
    files = [path for path in sorted(workbooks.glob("*.xlsx")) if path.name != SUPERSEDED]
    random.Random(seed).shuffle(files)
    done("import", database, *files)
    assert points(score(database)) == reported_points(sample_year)


@pytest.mark.parametrize("seed", range(2))
def test_units_may_report_in_any_order(seed: int, database: Path, workbooks: Path, sample_year: SampleYear) -> None:
    """Each file by itself, marks in between; only a unit's own quarters follow each other."""
    chance = random.Random(seed)
    waiting = [sorted(workbooks.glob(f"*_{unit}_*.xlsx")) for unit in ("市监局", "科技局", "人社局", "商务局")]
    waiting += [sorted(workbooks.glob(f"*_{unit}_*.xlsx")) for unit in ("税务局", "人行杭州中心支行", "浙江银保监局")]
    waiting += [sorted(workbooks.glob("2020年度*.xlsx"))]
    queues = [[path for path in files if path.name != SUPERSEDED] for files in waiting]
    while any(queues):
        done("import", database, chance.choice([files for files in queues if files]).pop(0))
    assert points(score(database)) == reported_points(sample_year)


def points(scores: Any) -> dict[tuple[str, str], str | None]:
    return {(unit["unit"], leaf["code"]): leaf["points"] for unit in scores["units"] for leaf in leaves(unit)}


def reported_points(sample_year: SampleYear) -> dict[tuple[str, str], str | None]:
    """The sample year's points before the office verified 科技局's vouchers: 680 of 700 is 24.29."""
    return {**points(score(sample_year.database)), ("科技局", "B2.2"): "24.29"}


# What scripts rely on


def test_the_shape_of_score_json(sample_year: SampleYear) -> None:
    scores = score(sample_year.database)
    assert {"year", "state", "open", "units"} <= set(scores)
    for unit in scores["units"]:
        assert {"unit", "total", "max", "rank", "grade", "nodes"} <= set(unit)
        assert DECIMAL.fullmatch(unit["total"])
        assert DECIMAL.fullmatch(unit["max"])
        pending = list(unit["nodes"])
        while pending:
            node = pending.pop()
            assert {"code", "title", "max", "points", "trail", "children"} <= set(node)
            assert DECIMAL.fullmatch(node["max"])
            assert DECIMAL.fullmatch(node["points"])
            pending += node["children"]


def test_the_shapes_of_status_and_progress_json(sample_year: SampleYear) -> None:
    status = done("status", sample_year.database, *Q4, "--json").json
    assert set(status) == {"quarter", "due", "units"}
    assert (status["quarter"], status["due"]) == ("2020Q4", "2021-01-10")
    assert all(set(unit) == {"unit", "state", "received_on", "days_late"} for unit in status["units"])
    progress = done("progress", sample_year.database, *Q4, "--json").json
    assert set(progress) == {"quarter", "rows"}
    promised = {
        "indicator", "name", "subject", "kind", "measure_unit", "target", "actual", "completion_rate", "schedule_rate",
        "light",
    }  # fmt: skip
    assert all(promised <= set(row) for row in progress["rows"])
    row = next(row for row in progress["rows"] if row["indicator"] == "new_enterprises")
    assert {name: row[name] for name in promised} == {
        "indicator": "new_enterprises", "name": "新增小微企业", "subject": "高新区（滨江）", "kind": "flow",
        "measure_unit": "家", "target": "5900", "actual": "5600", "completion_rate": "0.949153", "schedule_rate": "1",
        "light": "yellow",
    }  # fmt: skip
    task = next(row for row in progress["rows"] if row["indicator"] == "parks")
    assert (task["target"], task["actual"], task["completion_rate"], task["light"]) == (None, None, None, None)


def test_the_shape_of_plan_show_json(sample_year: SampleYear) -> None:
    plan = done("plan", "show", sample_year.database, "--json").json
    assert plan == done("plan", "show", "binjiang-2020", "--json").json
    assert {
        "id", "title", "document", "span", "organisations", "indicators", "tasks", "scheme", "readings",
    } <= set(plan)  # fmt: skip
    assert all({"name", "kind", "aliases"} <= set(found) for found in plan["organisations"])
    promised = {
        "code", "name", "group", "kind", "measure_unit", "direction", "subset_of", "lead", "responsible", "supporting",
        "data_providers", "targets",
    }  # fmt: skip
    assert all(promised <= set(indicator) for indicator in plan["indicators"])
    of_target = {"subject", "scope", "comparator", "value", "stretch", "reference"}
    assert all(of_target <= set(target) for indicator in plan["indicators"] for target in indicator["targets"])


def test_places_within_groups_name_their_group(played: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "方案.xlsx"
    done("plan", "export", played, workbook)
    book = load_workbook(workbook)
    head = {str(row[0].value): row[1] for row in book["方案"].iter_rows(min_row=2)}
    head["考核分组"].value = "名称=一组；成员=市监局、科技局、商务局\n名称=二组；成员=人社局、税务局、发改局（金融办）"
    book.save(workbook)
    done("plan", "update", played, workbook, "--from", "2020")
    places = [tuple(line.split("\t")[:2]) for line in done("score", played, "--year", "2020").out.splitlines()]
    assert places == [
        ("一组第1名", "市监局"),
        ("一组第2名", "科技局"),
        ("一组第3名", "商务局"),
        ("二组第1名", "人社局"),
        ("二组第1名", "税务局"),
        ("二组第3名", "发改局（金融办）"),
    ]
