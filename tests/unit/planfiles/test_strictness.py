"""Mistakes planted in the shipped plan: each is found, at its place, and all of them at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.unit.planfiles.documents import faults, shipped_document, with_value, without
from xiaowei_desktop.planfiles.document import plan_from_document
from xiaowei_desktop.planfiles.findings import PlanFileError

WRONG: list[tuple[str, object, str, str]] = [
    # what stands at a path, the fault's code, a piece of its sentence
    ("tite", "x", "plan-unknown-key", "title"),
    ("indicators[2].subsetof", "x", "plan-unknown-key", "subset_of"),
    ("scheme.nodes[11].rule.gats", 1, "plan-unknown-key", "gate"),
    ("organisations[3].name", 5, "plan-type", "应为文字，现在是整数"),
    ("organisations[3].name", " ", "plan-empty", "不能为空"),
    ("organisations[3].code", "市 监", "plan-code", "空格"),
    ("organisations[3].kind", "burau", "plan-choice", "bureau"),
    ("organisations[3].aliases", "市监", "plan-type", "列表"),
    ("organisations[3].valid_from", "2018年", "plan-date", "2020-06-17"),
    ("organisations[3].valid_from", datetime(2018, 6, 1), "plan-type", "文字"),
    ("organisations", [], "plan-too-few", "至少"),
    ("span", [2020], "plan-type", "[2021, 2023]"),
    ("span", [2021, 2020], "plan-years", "早于"),
    ("span[2]", "2020", "plan-type", "整数"),
    ("due_days", True, "plan-type", "true/false"),
    ("due_days", -1, "plan-number", "小于 0"),
    ("lights", 10, "plan-type", "表"),
    ("indicators[14].kind", "bench", "plan-choice", "benchmark"),
    ("indicators[4].asks_parts", 1, "plan-type", "true"),
    ("indicators[4].group", "“创新”工程", "plan-unknown-code", "“创新发展”工程"),
    ("indicators[2].subset_of", "new_enterprise", "plan-unknown-code", "new_enterprises"),
    ("indicators[5].responsible[1]", "member", "plan-unknown-code", "members"),
    ("indicators[5].lead[1]", "nobody", "plan-unknown-code", "没有编码为“nobody”的单位"),
    ("indicators[5].supporting", "market", "plan-type", "列表"),
    ("indicators[5].data_providers[1]", "市监局", "plan-unknown-code", "单位"),
    ("subject", "xiaoshan", "plan-unknown-code", "单位"),
    ("office", "", "plan-code", "不能为空"),
    ("targets[1].indicator", "new_firms", "plan-unknown-code", "指标"),
    ("targets[1].subject", "yuhang", "plan-unknown-code", "单位"),
    ("targets[1].value", 5900.5, "plan-float", '"5900.5"'),
    ("targets[1].value", "5,900", "plan-number", "半角"),
    ("targets[1].value", "１２", "plan-number", "半角"),
    ("targets[1].value", "NaN", "plan-number", "不是数"),
    ("targets[1].value", "1234567890123", "plan-number", "12 位"),
    ("targets[1].value", [5900], "plan-type", "列表"),
    ("targets[1].scope", "2020", "plan-type", "年份"),
    ("targets[1].scope", 2021, "plan-years", "2021 年不在规划期 2020"),
    ("targets[1].comparator", "≥", "plan-choice", ">="),
    ("tasks[3].indicators[2]", "company_shares", "plan-unknown-code", "company_share"),
    ("tasks[3].responsible[1]", "nobody", "plan-unknown-code", "单位"),
    ("tasks[3].deadline", "2020-13-01", "plan-date", "不是日期"),
    ("scheme.assessed[6]", "taxes", "plan-unknown-code", "tax"),
    ("scheme.assessed", [], "plan-too-few", "至少"),
    ("scheme.nodes[9].applies_to[1]", "industry", "plan-unknown-code", "考核对象"),
    ("scheme.nodes[9].points", 0.5, "plan-float", '"0.5"'),
    ("scheme.nodes[1].parent", "A", "plan-tree", "第一行"),
    ("scheme.nodes[9].parent", "BB", "plan-unknown-code", "评分项"),
    ("scheme.nodes[9].parent", "C4", "plan-tree", "之后"),
    ("scheme.nodes[11].rule.kind", "proportion", "plan-unknown-rule", "proportional"),
    ("scheme.nodes[11].rule.kind", 1, "plan-type", "文字"),
    ("scheme.nodes[11].rule", "proportional", "plan-type", "表"),
    ("scheme.nodes[11].rule.indicator", "new_firms", "plan-unknown-code", "指标"),
    ("scheme.nodes[3].rule.grades", [], "plan-too-few", "至少"),
    ("scheme.nodes[3].rule.grades[2].low", 1.5, "plan-float", '"1.5"'),
    ("readings[2].acts_on[2]", "B3.1.9", "plan-unknown-code", "指标或评分项"),
    ("notes[1]", "", "plan-empty", "不能为空"),
]


@pytest.mark.parametrize(("path", "value", "code", "words"), WRONG, ids=[f"{p}={v}" for p, v, _, _ in WRONG])
def test_a_mistake_is_found_at_its_place(path: str, value: object, code: str, words: str) -> None:
    found = faults(with_value(path, value))
    assert path in found
    assert found[path].code == code
    assert words in found[path].message
    assert found[path].message.endswith(("。", "？"))


REPEATED = [
    ("organisations[4].code", "market", "organisations[3].code"),
    ("organisations[4].name", "区 市监局", "organisations[3]"),
    ("indicators[2].code", "new_enterprises", "indicators[1].code"),
    ("tasks[2].code", "T1", "tasks[1].code"),
    ("readings[2].code", "labour_points", "readings[1].code"),
    ("scheme.nodes[4].code", "A1", "scheme.nodes[3].code"),
    ("groups[2]", "“稳企业稳增长”工程", "groups[1]"),
    ("targets[2].indicator", "new_enterprises", "targets[1]"),
    ("scheme.assessed[2]", "market", "scheme.assessed[1]"),
]


@pytest.mark.parametrize(("path", "value", "first"), REPEATED, ids=[p for p, _, _ in REPEATED])
def test_what_stands_twice_names_the_first(path: str, value: str, first: str) -> None:
    repeated = [issue for issue in faults(with_value(path, value)).values() if issue.code == "plan-duplicate"]
    assert [path.startswith(issue.place.field) for issue in repeated] == [True]
    assert f"已在 {first} 出现过" in repeated[0].message


@pytest.mark.parametrize(
    "path",
    ["id", "subject", "indicators[3].kind", "targets[3].scope", "scheme.nodes[2].title", "scheme.nodes[11].rule.kind"],
)
def test_a_missing_key_is_named(path: str) -> None:
    found = faults(without(path))
    assert found[path].code == "plan-missing-key"


def test_a_node_has_children_or_a_rule() -> None:
    assert faults(without("scheme.nodes[11].rule"))["scheme.nodes[11].rule"].code == "plan-tree"
    both = with_value("scheme.nodes[2].rule", {"kind": "rank", "table": [1]})
    assert "下级" in faults(both)["scheme.nodes[2].rule"].message
    assert "没有写明" in faults(without("scheme.nodes[2].parent"))["scheme.nodes[2].parent"].message


def test_a_node_that_is_its_own_section_does_not_hang() -> None:
    assert faults(with_value("scheme.nodes[9].parent", "B1"))["scheme.nodes[9].parent"].code == "plan-tree"


def test_lists_and_tables_that_are_neither() -> None:
    assert faults(with_value("indicators[2]", "x"))["indicators[2]"].code == "plan-type"
    assert faults(with_value("scheme", []))["scheme"].code == "plan-type"


def test_all_mistakes_are_told_at_once() -> None:
    document = shipped_document()
    planted: dict[str, Any] = {"due_days": "10", "subject": "nowhere"}
    document.update(planted)
    document["indicators"][2]["knd"] = "flow"
    document["indicators"][4]["responsible"] = ["nobody"]
    document["targets"][1]["value"] = 2700.5
    document["scheme"]["nodes"][10]["rule"] = {"kind": "guess"}
    assert set(faults(document)) == {
        "due_days",
        "subject",
        "indicators[3].knd",
        "indicators[5].responsible[1]",
        "targets[2].value",
        "scheme.nodes[11].rule.kind",
    }


def test_the_message_is_for_a_person() -> None:
    with pytest.raises(PlanFileError) as refused:
        plan_from_document(with_value("indicators[1].kind", "flw"), "2020.toml")
    assert refused.value.message == "方案文件“2020.toml”有 1 处错误，没有读入。"
    assert refused.value.details == (
        "indicators[1].kind：没有“flw”这种写法。可用：flow、stock、ratio、growth、benchmark、task。是否应为：flow？",
    )
    assert "从 1 数起" in refused.value.hint


def test_the_shipped_document_itself_is_sound() -> None:
    assert faults(shipped_document()) == {}
