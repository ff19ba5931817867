"""Formulas of score sheets: they come to the clause's points, read as expected, and give way where they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.random_years.varied import varied_year
from tests.random_years.year import random_year
from tests.unit.domain.cases import Case, all_cases, cases
from tests.unit.domain.rule_cases import rule_of
from tests.unit.domain.small_city import CITY, COUNTIES
from tests.unit.domain.small_office import approved, line
from tests.unit.domain.tree_cases import plan_with, scored
from tests.unit.reporting.formula_cases import is_scored, put_points
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import AnyRule, ExternalRule, JudgedRule, ProportionalRule
from xiaowei_desktop.domain.scoring.scheme import Node, Period, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.reporting.score_formulas.calculation import UNSAID, Calculation, Draft, Line, Part
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.score_formulas.items import Scored
from xiaowei_desktop.reporting.score_formulas.unit import calculation

SCORED = [param for param in all_cases("rules*") if is_scored(param.values[0])]


@pytest.mark.parametrize("case", SCORED)
def test_every_case_of_every_rule_comes_to_its_points(case: Case) -> None:
    points = put_points(case, Draft())
    assert isinstance(points.content, Expression)
    assert points.given is not None
    assert points.content.number == float(points.given), points.content.text


def test_the_cases_are_of_every_kind_that_gives_points() -> None:
    kinds = {rule_of(param.values[0]["rule"]).kind for param in SCORED}
    assert kinds == {kind.kind for kind in AnyRule.__args__} - {"veto"}


@pytest.mark.parametrize(
    ("file", "name", "text"),
    [
        ("rules", "差一点不到 100%", "IF({3}>=1,4,0)"),
        ("rules", "算例：督办，迟报两次、反馈不力一次", "MAX(0,MIN(5,SUM(5,-{5},-{6})))"),
        ("rules_step", "90% 多一点", "IF({3}>=0.9,36,IF({3}>=0.8,32,IF({3}>=0.5,20,0)))"),
        (
            "rules_slope",
            "少 1 家",
            "IF(ROUND({3},9)>=0,MAX(0,5),MAX(0,5-INT(ROUND(MAX(0,-{3}),9))*0.5))",
        ),
    ],
)
def test_a_formula_reads_as_its_clause(file: str, name: str, text: str) -> None:
    draft = Draft()
    put_points(next(param.values[0] for param in cases(file) if param.values[0]["name"] == name), draft)
    content = draft.lines[-1].content
    assert isinstance(content, Expression)
    assert content.text == f"ROUND(ROUND({text},9),2)"


def points_of(found: Calculation) -> dict[str, Line]:
    return {line.node: line for line in found.lines if line.part is Part.POINTS}


def compared(evidence: YearEvidence, sheets: Sequence[ScoreSheet]) -> dict[str, dict[str, Line]]:
    """The lines of points by organisation and node; every formula has come to the program's points."""
    known = Scored(evidence.plan, evidence, sheets)
    found = {sheet.unit: points_of(calculation(known, sheet)) for sheet in sheets}
    for sheet in sheets:
        lines = found[sheet.unit]
        assert set(lines) == {scored.node.code for scored in sheet.root.walk()}
        for node in sheet.root.walk():
            content = lines[node.node.code].content
            wanted = sheet.total if node is sheet.root else node.points
            if isinstance(content, Expression):
                assert wanted is not None
                assert content.number == float(wanted)
            else:
                assert content in (wanted, "未齐")
    return found


@pytest.mark.parametrize("case", cases("scoring_tree"))
def test_weights_limits_absences_and_vetoes_of_the_cases(case: Case) -> None:
    found = scored(case)
    lines = compared(found.evidence, [ranked.sheet for ranked in found.ranked.values()])
    changed = {(one["unit"], one["item"]) for one in case.get("adjustments", ())}
    for unit, own in lines.items():
        for code, one in own.items():
            assert ((unit, code) in changed) == ("异议经复核改分" in one.note)
            assert UNSAID in one.note or isinstance(one.content, Expression) or one.note or one.content == "未齐"


def test_random_years_need_no_value_in_the_place_of_a_formula() -> None:
    for seed in range(60):
        year = random_year(seed)
        for own in compared(year.evidence(), year.sheets()).values():
            assert not [one.note for one in own.values() if "算不准" in one.note or "过长" in one.note]


@pytest.mark.parametrize("seed", range(40))
def test_formulas_keep_to_periods_groups_limits_and_what_is_missing(seed: int) -> None:
    year = varied_year(seed)
    compared(year.evidence(), year.sheets())


def one_item(rule: AnyRule, points: str, mark: Mark | None = None) -> Line:
    """The line of an item that is all there is."""
    node = Node("A", "一项", Decimal(points), rule=rule)
    scheme = ScoringScheme("细则", Node("R", "总分", Decimal(points), (node,)), ("甲",))
    plan = plan_with(scheme)
    marks = {} if mark is None else {("甲", "A"): RecordedMark(mark, "评定表")}
    evidence = YearEvidence(plan, FigureBook(plan, ()), marks, 2020)
    return compared(evidence, score_scheme(scheme, evidence))["甲"]["A"]


def test_what_binary_arithmetic_would_round_wrongly_carries_the_value() -> None:
    """100 × 0.55545 − 一点点：差在第 12 位，表格的数分不出来。"""
    mark = Mark("甲", "A", points=Decimal("55.544999999999"))
    found = one_item(ExternalRule(), "100", mark)
    assert (found.content, found.note) == (Decimal("55.54"), f"表格的二进制运算算不准这一项；{UNSAID}")


def test_a_figure_that_a_cell_cannot_hold_carries_the_value() -> None:
    mark = Mark("甲", "A", points=Decimal("12.34567890123456"))
    found = one_item(ExternalRule(), "100", mark)
    assert found.content == Decimal("12.35")
    assert found.note == f"“引用考核得分 12.34567890123456”的位数超过表格能保存的15位；{UNSAID}"


def test_an_open_item_says_what_is_missing() -> None:
    found = one_item(JudgedRule(Decimal(0), Decimal(5)), "5")
    assert (found.content, found.note) == ("未齐", "尚未评定得分")


def test_quarters_are_computed_one_by_one_and_weighted() -> None:
    """半年 250 家是应完成的 500 家的一半，全年完成：10 × 0.5 × 40% + 10 × 60% = 8。"""
    item = Node("A", "新增小微企业", Decimal(10), rule=ProportionalRule("new"))
    periods = (Period(2, Decimal("0.4")), Period(4, Decimal("0.6")))
    scheme = ScoringScheme("细则", Node("0", "总分", Decimal(10), (item,)), ("city",), periods=periods)
    plan = replace(CITY, scheme=scheme)
    returns = [
        approved("market", Quarter(2021, 2), line("new", "250", "city")),
        approved("market", Quarter(2021, 4), line("new", "1000", "city")),
        *(approved(c, Quarter(2021, q), line("new", "1", c)) for c in COUNTIES for q in (2, 4)),
    ]
    evidence = YearEvidence(plan, FigureBook(plan, returns), {}, 2021)
    sheets = score_scheme(scheme, evidence)
    found = compared(evidence, sheets)["city"]["A"]
    assert isinstance(found.content, Expression)
    assert found.content.number == 8
    assert found.content.text == "ROUND(ROUND(SUM({4}*0.4,{8}*0.6),9),2)"
    (sheet,) = sheets
    lines = calculation(Scored(plan, evidence, sheets), sheet).lines
    assert [one.name for one in lines if one.part is Part.STEP] == [
        "第2季度 新增小微企业：完成率",
        "第2季度 得分",
        "第4季度 新增小微企业：完成率",
        "第4季度 得分",
    ]
