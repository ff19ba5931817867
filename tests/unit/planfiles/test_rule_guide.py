"""填写说明 says enough to write each way of scoring by hand: what it prints is taken in as it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.application.ports.plan_tables import ColumnCase, PlanRow
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme
from xiaowei_desktop.planfiles.rule_format import RULES
from xiaowei_desktop.planfiles.tables.codec import PlanTablesInWords
from xiaowei_desktop.planfiles.tables.rule_forms import RuleFormsInWords
from xiaowei_desktop.planfiles.tables.rule_guide import rule_cases
from xiaowei_desktop.planfiles.tables.rule_texts import COMMON, INDICATOR

CODEC = PlanTablesInWords()
PLAN = replace(shipped("binjiang-2020"), readings=())
SHARED, *CASES = rule_cases()


def read(row: PlanRow) -> ScoringScheme:
    """The plan's scheme with nothing but one item, written as a technician would."""
    whole = {"code": "0", "title": "总分", "points": row["points"]}
    tables = tuple(
        replace(table, rows=(whole, {"code": "A", "parent": "0", "title": "项", **row}))
        if table.sheet == "考核细则"
        else table
        for table in CODEC.tables(PLAN)
    )
    found = CODEC.read(tables)
    assert found.plan is not None, found.issues
    assert found.plan.scheme is not None
    return found.plan.scheme


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_example_of_a_way_of_scoring_is_taken_in_from_a_table(case: ColumnCase) -> None:
    example = case.example.replace(INDICATOR, "new_enterprises")
    points = "0" if case.name == "一票否决" else "40"
    scheme = read({"points": points, "rule_kind": case.name, "rule_parameters": example})
    (leaf,) = scheme.root.leaves()
    assert leaf.rule is not None and leaf.rule.faults(leaf.points) == ()


def test_every_parameter_of_every_kind_is_explained() -> None:
    assert len(CASES) == len(RULES)
    for case, form in zip(CASES, RuleFormsInWords().forms(), strict=True):
        for field in form.fields:
            where = SHARED if field.key in COMMON else case
            assert f"{field.label}：{field.explanation}" in where.explanation
            assert field.label in case.explanation
            assert all(choice in where.explanation for choice in field.choices if field.choices != ("是", "否"))
            assert all(f"{part.label}=" in where.explanation for part in field.entry)
