"""A rule while it is edited: its sentence, its reach, and every fault at the field that it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from xiaowei_desktop.application import rule_editing
from xiaowei_desktop.application.plan_indicators import typed_indicators
from xiaowei_desktop.application.ports.plan_tables import PlanRow, PlanTable, PlanTables
from xiaowei_desktop.application.ports.rule_forms import FieldValues, RuleCells, RuleForm
from xiaowei_desktop.application.rule_editing import FIELDS_OF_FAULTS, EditedItem, edited_item, look_at
from xiaowei_desktop.domain.indicator import Comparator, Direction, Indicator, IndicatorKind
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.planfiles.tables.rule_forms import RuleFormsInWords

FORMS = RuleFormsInWords()
_CODE = re.compile(r'"(rule-[a-z-]+)"')
RULES = Path(rule_editing.__file__).parents[1] / "domain" / "scoring" / "rules"
ITEM = EditedItem("A1", "新增小微企业", Decimal(10), RuleCells())


def table(sheet: str, *rows: PlanRow) -> PlanTable:
    return PlanTable(sheet, (), rows)


INDICATORS: PlanTables = (
    table(
        "指标",
        {"code": "firms", "name": "新增小微企业", "kind": "累计数", "measure_unit": "家"},
        {"code": "loans", "name": "贷款增速", "kind": "对照增速", "measure_unit": "%", "benchmark_name": "平均"},
        {"code": "cost", "kind": "不知道", "direction": "越低越好"},
        {"name": "没有编码"},
    ),
    table(
        "目标",
        {"indicator": "firms", "value": "6000家", "stretch": "是"},
        {"indicator": "firms", "value": "5，900", "subject": "全区"},
        {"indicator": "firms", "value": "100"},
        {"indicator": "cost", "value": "很低", "comparator": "不超过"},
        {"indicator": "gone", "value": "1"},
    ),
)


def form(kind: str) -> RuleForm:
    return next(found for found in FORMS.forms() if found.kind == kind)


def test_indicators_are_known_as_far_as_they_have_been_typed() -> None:
    found = typed_indicators(INDICATORS)
    assert list(found) == ["firms", "loans", "cost"]
    firms, loans, cost = found.values()
    assert firms.indicator == Indicator("firms", "新增小微企业", IndicatorKind.FLOW, "家")
    assert firms.target is not None and (firms.target.value, firms.target.subject) == (Decimal(5900), "全区")
    assert (loans.indicator.kind, loans.indicator.benchmark_name) == (IndicatorKind.BENCHMARK, "平均")
    assert loans.target is None
    assert (cost.indicator.name, cost.indicator.kind) == ("cost", IndicatorKind.FLOW)
    assert cost.indicator.direction is Direction.LOWER
    assert cost.target is not None and cost.target.value is None
    assert cost.target.comparator is Comparator.AT_MOST
    assert typed_indicators(()) == {}


@pytest.mark.parametrize(
    ("row", "places", "item"),
    [
        (
            {"code": "A1", "title": "项", "points": "12.5", "cap": "10", "floor": "2", "rule_kind": "按比例得分"},
            "1",
            EditedItem("A1", "项", Decimal("12.5"), RuleCells("按比例得分"), Decimal(10), Decimal(2), 1),
        ),
        (
            {"points": "十", "rule_parameters": "指标：x"},
            "很多",
            EditedItem("", "", Decimal(0), RuleCells("", "指标：x")),
        ),
        ({}, "9", EditedItem("", "", Decimal(0), RuleCells())),
        ({}, "", EditedItem("", "", Decimal(0), RuleCells())),
    ],
)
def test_the_item_of_a_row(row: PlanRow, places: str, item: EditedItem) -> None:
    tables = (table("方案", {"item": "标题", "content": "3"}, {"item": "得分小数位", "content": places}), table("指标"))
    assert edited_item(tables, row) == item


def test_the_sentence_and_the_reach_follow_the_form() -> None:
    known = typed_indicators(INDICATORS)
    view = look_at(FORMS, form("proportional"), {"indicator": "firms", "cap": "150%"}, ITEM, known)
    assert [issue.message for issue in view.issues] == ["最多可得 15 分，超过本项的 10 分，也没有填写上限。"]
    assert view.reach == "0—15 分"
    assert view.sentence == ("完成目标任务得10分，未完成的按完成率比例得分（10×完成率），完成率超过150%的按150%计。")
    capped = look_at(FORMS, form("proportional"), {"cap": "150%"}, replace(ITEM, cap=Decimal(12)), known)
    assert capped.reach == "0—12 分" and "最高12分" in capped.sentence and capped.issues == ()
    endless: FieldValues = {"indicator": "firms", "above": ({"step": "1%", "points": "1"},)}
    assert look_at(FORMS, form("slope"), endless, ITEM, known).reach == "10 分起，没有上限"
    veto: FieldValues = {"cases": ({"name": "事故", "effect": "不排名次"},)}
    assert look_at(FORMS, form("veto"), veto, replace(ITEM, points=Decimal(0)), known).reach == "0 分"


def test_what_cannot_be_read_has_no_sentence() -> None:
    view = look_at(FORMS, form("graded"), {}, ITEM, {})
    assert (view.rule, view.sentence) == (None, "")
    assert [(issue.severity, issue.place.field) for issue in view.issues] == [(Severity.ERROR, "grades")]


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("judged", {"low": "5", "high": "1"}, "low"),
        ("proportional", {"indicator": "firms", "look": "完成数"}, "look"),
        ("proportional", {"indicator": "firms", "full_at": "0%"}, "full_at"),
        ("proportional", {"indicator": "firms", "gate": "120%"}, "gate"),
        ("slope", {"indicator": "firms", "reference": "固定数", "short": "0"}, "at"),
        ("step", {"indicator": "firms", "steps": ({"at": "90", "points": "5"},)}, "steps"),
        ("rank", {"indicator": "firms"}, "table"),
        ("events", {"kinds": ({"name": "甲", "low": "1", "high": "1"},), "start": "20"}, "kinds"),
        ("veto", {"cases": ({"name": "无", "effect": "不排名次"},)}, "cases"),
    ],
)
def test_a_fault_of_the_rule_warns_at_its_field_and_blocks_nothing(kind: str, values: FieldValues, field: str) -> None:
    view = look_at(FORMS, form(kind), values, ITEM, typed_indicators(INDICATORS))
    assert view.rule is not None and view.sentence
    assert {issue.severity for issue in view.issues} == {Severity.WARNING}
    assert field in {issue.place.field for issue in view.issues}


def test_every_fault_that_a_rule_may_have_is_given_a_field() -> None:
    codes = {code for path in RULES.glob("*.py") for code in _CODE.findall(path.read_text("utf-8"))}
    assert codes - {"rule-veto-points"} == set(FIELDS_OF_FAULTS)
    keys = {field.key for found in FORMS.forms() for field in found.fields}
    assert {key for fields in FIELDS_OF_FAULTS.values() for key in fields} <= keys
