"""Rules field by field: what a form holds is what the plan's table holds, and every fault stands at its field."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.unit.planfiles.test_round_trip import SHIPPED, schemes
from xiaowei_desktop.application.ports.rule_forms import FieldKind, RuleCells, RuleField, RuleForm
from xiaowei_desktop.domain.scoring.rules import Condition, ConditionRule
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme
from xiaowei_desktop.planfiles.rule_format import RULES
from xiaowei_desktop.planfiles.tables.rule_forms import RuleFormsInWords
from xiaowei_desktop.planfiles.tables.rule_texts import INDICATOR

FORMS = RuleFormsInWords()
NAMELESS = dict.fromkeys((indicator.code for indicator in SHIPPED.indicators), "")
NAMES = {INDICATOR: "某指标", "x": "甲指标"}


def every_field(fields: tuple[RuleField, ...]) -> list[RuleField]:
    return [found for field in fields for found in (field, *every_field(field.entry))]


@settings(deadline=None, max_examples=60)
@given(schemes())
def test_any_rule_comes_back_from_its_form(scheme: ScoringScheme) -> None:
    for leaf in scheme.root.leaves():
        assert leaf.rule is not None
        opened = FORMS.opened(FORMS.written(leaf.rule))
        assert (opened.kind, opened.lost) == (leaf.rule.kind, ())
        assert FORMS.read(opened.kind, opened.values, NAMELESS).rule == leaf.rule


def test_there_is_a_form_for_every_kind() -> None:
    assert [form.kind for form in FORMS.forms()] == list(RULES)


@pytest.mark.parametrize("form", FORMS.forms(), ids=lambda form: form.kind)
def test_the_example_of_a_kind_is_right_as_it_is_written(form: RuleForm) -> None:
    opened = FORMS.opened(RuleCells(form.word, form.example))
    read = FORMS.read(form.kind, opened.values, NAMES)
    assert (opened.lost, read.issues) == ((), ())
    assert read.rule is not None
    points = Decimal(0 if form.kind == "veto" else 40)
    assert read.rule.faults(points) == ()


@pytest.mark.parametrize("form", FORMS.forms(), ids=lambda form: form.kind)
def test_every_kind_says_what_it_is_for(form: RuleForm) -> None:
    assert form.explanation.endswith("。") and form.clauses
    for field in every_field(form.fields):
        assert field.label != field.key
        assert bool(field.choices) == (field.kind in (FieldKind.CHOICE, FieldKind.FLAG))
        assert bool(field.entry) == (field.kind is FieldKind.ENTRIES)
    assert all(field.explanation for field in form.fields)


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        ("proportional", {"indicator": "y"}, [("indicator", "")]),
        ("proportional", {"indicator": "x", "gate": "70"}, [("gate", "")]),
        ("graded", {}, [("grades", "")]),
        ("graded", {"grades": ({"name": "好", "low": "二", "high": "4"}, {})}, [("grades.low", "1")]),
        ("graded", {"grades": ({}, {"name": "好", "low": "2"})}, [("grades.high", "2")]),
        ("judged", {"low": "1"}, [("high", "")]),
        ("rank", {"table": "5、四"}, [("table", "")]),
        ("step", {"indicator": "x", "steps": ({"at": "90%", "points": "5"},), "between": "平均"}, [("between", "")]),
        ("condition", {"conditions": ({"indicator": "z"},)}, [("conditions.indicator", "1")]),
    ],
)
def test_every_fault_stands_at_its_field(kind: str, values: dict[str, str], found: list[tuple[str, str]]) -> None:
    read = FORMS.read(kind, values, NAMES)
    assert read.rule is None
    assert [(issue.place.field, issue.place.row) for issue in read.issues] == found


def test_an_indicator_is_called_by_its_name_where_it_is_given_no_other() -> None:
    rows = ({"indicator": "x"}, {"indicator": "x", "name": "覆盖率"}, {"asked": "制度健全"})
    rule = FORMS.read("condition", {"conditions": rows}, NAMES).rule
    assert isinstance(rule, ConditionRule)
    assert [condition.name for condition in rule.conditions] == ["甲指标", "覆盖率", ""]


def test_what_no_field_takes_is_told() -> None:
    opened = FORMS.opened(RuleCells("分档得分", "指标：x\n档次：标准=90%；得分=五\n次序：3"))
    assert opened.values == {"indicator": "x", "steps": ({"at": "90%", "points": ""},)}
    assert [words[:4] for words in opened.lost] == ["“档次”", "这里没有"]


def test_numbers_that_cannot_be_read_leave_their_field_empty() -> None:
    opened = FORMS.opened(RuleCells("按名次得分", "名次得分：5、四"))
    assert opened.values == {"table": ""} and len(opened.lost) == 1


@pytest.mark.parametrize(("kind", "lost"), [("", 0), ("按心情得分", 1)])
def test_a_row_without_a_known_way_of_scoring(kind: str, lost: int) -> None:
    opened = FORMS.opened(RuleCells(kind))
    assert (opened.kind, opened.values, len(opened.lost)) == ("", {}, lost)


@pytest.mark.parametrize(
    ("kind", "written", "field", "value"),
    [
        ("分档得分", "指标：x\n档次：标准=90%；得分=5\n其余名次：1", "otherwise", Decimal(1)),
        ("视情评分", "最低：1\n最高：5\n分档：0.5", "step", Decimal("0.5")),
        (
            "达标得分",
            "条件：指标=x；名称=甲；完成率=90%",
            "conditions",
            (Condition("x", "甲", bound=Decimal("0.9")),),
        ),
    ],
)
def test_a_workbook_with_a_former_word_is_still_read(kind: str, written: str, field: str, value: object) -> None:
    opened = FORMS.opened(RuleCells(kind, written))
    rule = FORMS.read(opened.kind, opened.values, NAMES).rule
    assert getattr(rule, field) == value


def test_a_word_with_a_full_width_comma_is_found_again() -> None:
    """目标：当年目标，没有的按规划期 goes without saying, and may be written all the same."""
    (basis,) = (field for field in FORMS.forms()[0].fields if field.key == "basis")
    read = FORMS.read("proportional", {"indicator": "x", "basis": basis.usual}, NAMES)
    assert read.issues == () and "，" in basis.usual
