"""The rule cases of the office as calculations: one item each, with what the clause gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.unit.domain.cases import Case
from tests.unit.domain.rule_cases import known, rule_of
from tests.unit.domain.small_city import CITY
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.domain.scoring.rules import VetoRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.score_formulas.calculation import Draft, Line, Part
from xiaowei_desktop.reporting.score_formulas.dispatch import unrounded
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.score_formulas.measured import Asked
from xiaowei_desktop.reporting.score_formulas.sections import half_up


def is_scored(case: Case) -> bool:
    """Whether the case gives points that a formula could come to; vetoes have none to compute."""
    return case.get("gives", "未齐") != "未齐" and not isinstance(rule_of(case["rule"]), VetoRule)


def put_case(case: Case, draft: Draft) -> Expression:
    """The case's lines at the end of the draft; the points before rounding."""
    item = Node("A1", case["name"], Decimal(case["points"]), rule=rule_of(case["rule"]))
    assert item.rule is not None
    draft.heading(Part.ITEM, "", case["name"])
    return unrounded(Asked(_plan(case), item, known(case), draft), item.rule)


def put_points(case: Case, draft: Draft) -> Line:
    """The same with the line of its rounded points."""
    given = round_half_up(Decimal(case["gives"]), 2)
    line = Line(Part.POINTS, "得分", half_up(put_case(case, draft), 2), node=case["name"], given=given)
    draft.points(line)
    return line


def _plan(case: Case) -> Plan:
    figures = case.get("figures") or {"x": case.get("figure", {})}
    codes = {code.partition("@")[0]: IndicatorKind(stated.get("kind", "flow")) for code, stated in figures.items()}
    indicators = tuple(Indicator(code, code, kind) for code, kind in codes.items())
    return replace(CITY, indicators=indicators, targets=())
