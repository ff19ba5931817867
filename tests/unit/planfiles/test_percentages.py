"""Rates are written in per cent and figures as they are, whichever of the two a rule looks at."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from tests.unit.planfiles.test_round_trip import SHIPPED
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.rules import AnyRule, Bracket, Condition, ConditionRule, SlopeRule, Step, StepRule
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.planfiles.tables.codec import PlanTablesInWords

CODEC = PlanTablesInWords()
CODE = SHIPPED.indicators[0].code
TENTH = Decimal("0.1")


def plan_of(rule: AnyRule, **of_root: Decimal) -> Plan:
    """The shipped plan with a scheme of one item."""
    item = Node("A", "评分项", Decimal(10), rule=rule, weight=of_root.pop("weight", None))
    root = Node("0", "总分", Decimal(10), (item,), **of_root)  # type: ignore[arg-type]
    readings = tuple(dataclasses.replace(reading, acts_on=(), effects=()) for reading in SHIPPED.readings)
    return dataclasses.replace(SHIPPED, scheme=ScoringScheme("细则", root, ("market",), 2), readings=readings)


def cells(plan: Plan, row: int = 1) -> dict[str, str]:
    return dict(next(table for table in CODEC.tables(plan) if table.sheet == "考核细则").rows[row])


def steps(look: Look, at: Decimal) -> StepRule:
    return StepRule(CODE, steps=(Step(at, Decimal(8), included=False),), look=look)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (steps(Look.RATE, Decimal("0.9")), "档次：标准=90%；得分=8；含本数=否"),
        (steps(Look.VALUE, Decimal(5900)), "档次：标准=5900；得分=8；含本数=否"),
        (SlopeRule(CODE, below=(Bracket(TENTH / 10, TENTH, TENTH),)), "差于基准：每档=1%；得分=0.1；到=10%"),
        (SlopeRule(CODE, look=Look.VALUE, below=(Bracket(TENTH, TENTH),)), "差于基准：每档=0.1；得分=0.1"),
        (SlopeRule(CODE, short=TENTH, cap=Decimal(12)), "封顶：12"),
        (SlopeRule(CODE, reference=Reference.FIXED, at=Decimal("0.9"), short=TENTH), "标准：90%"),
        (ConditionRule((Condition(CODE, "甲", bound=TENTH, basis=Basis.SPAN),)), "标准=10%；目标=规划期目标"),
        (ConditionRule((Condition(CODE, "甲", bound=Decimal(15), look=Look.VALUE),)), "标准=15；计分依据=完成数"),
    ],
)
def test_a_threshold_is_written_as_the_rule_looks_at_it(rule: AnyRule, said: str) -> None:
    plan = plan_of(rule)
    assert said in cells(plan)["rule_parameters"]
    assert CODEC.read(CODEC.tables(plan)).plan == plan


def test_the_limits_of_a_section_are_points_and_its_weights_are_rates() -> None:
    plan = plan_of(steps(Look.RATE, TENTH), cap=Decimal(5), floor=Decimal(1), weight=Decimal("0.6"))
    assert (cells(plan, 0)["cap"], cells(plan, 0)["floor"], cells(plan)["weight"]) == ("5", "1", "60%")
    assert CODEC.read(CODEC.tables(plan)).plan == plan
