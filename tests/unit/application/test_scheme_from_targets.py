"""由目标生成细则: 100 points for everybody, shared out exactly, and nothing that the check of a scheme warns of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.domain.small_city import CITY, COUNTIES
from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.application.scheme_from_targets import (
    STEPS,
    SchemeRequest,
    assessable_bureaus,
    assessable_counties,
    offered_indicators,
    plan_with_scheme_from_targets,
    scheme_from_targets,
)
from xiaowei_desktop.domain.indicator import IndicatorKind, Target
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.domain.period import Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.rules import ProportionalRule
from xiaowei_desktop.domain.scoring.scheme import Band, Group, ScoringScheme
from xiaowei_desktop.domain.scoring.scheme_check import scheme_issues
from xiaowei_desktop.errors import UserError

BINJIANG = shipped("binjiang-2020")
BROKEN_DOWN = replace(
    CITY,
    targets=(
        *CITY.targets,
        *(Target(code, unit, Scope(2021), value=Decimal(100)) for code in ("new", "research") for unit in COUNTIES),
        Target("pool", "east", Scope(2021), value=Decimal(50), stretch=True),
    ),
)
EVERY = ("new", "pool", "research", "growth", "voucher", "reform")


def request_of(plan: Plan, *assessed: str, **further: object) -> SchemeRequest:
    """Everything that can be scored for them."""
    codes = tuple(one.code for one in offered_indicators(plan, assessed))
    return SchemeRequest(assessed, codes, **further)  # type: ignore[arg-type]


def warnings(plan: Plan) -> list[str]:
    return [issue.message for issue in scheme_issues(plan) if issue.severity is not Severity.NOTE]


def worths(scheme: ScoringScheme) -> dict[str, Decimal]:
    return {leaf.title: leaf.points for leaf in scheme.root.leaves()}


@pytest.mark.parametrize("step", STEPS)
def test_every_bureau_has_a_hundred_points_of_its_own(step: Decimal) -> None:
    bureaus = assessable_bureaus(BINJIANG)
    plan = plan_with_scheme_from_targets(BINJIANG, request_of(BINJIANG, *bureaus, step=step))
    assert plan.scheme is not None and plan.scheme.assessed == bureaus
    for unit in bureaus:
        tree = plan.scheme.for_organisation(unit)
        assert tree is not None and tree.maximum() == 100
        items = plan.scheme.items_of(unit)
        assert all(item.points % step == 0 for item in items)
        assert max(item.points for item in items) - min(item.points for item in items) <= step
        for item in items:
            (code,) = item.rule.indicators() if item.rule else ()
            assert unit in (plan.indicator(code).responsible or plan.indicator(code).lead)
    assert warnings(plan) == []


def test_counties_are_assessed_alike_on_what_they_have_targets_for() -> None:
    assert assessable_counties(CITY) == () and assessable_counties(BROKEN_DOWN) == COUNTIES
    assert [one.code for one in offered_indicators(BROKEN_DOWN, COUNTIES)] == ["new", "research"]
    plan = plan_with_scheme_from_targets(BROKEN_DOWN, request_of(BROKEN_DOWN, *COUNTIES))
    scheme = plan.scheme
    assert scheme is not None and scheme.assesses_alike and warnings(plan) == []
    assert [(node.code, node.title, int(node.points)) for node in scheme.root.walk()] == [
        ("0", "总分", 100),
        ("A", "稳增长", 50),
        ("A1", "新增小微企业", 50),
        ("B", "其他", 50),
        ("B1", "研发投入占比", 50),
    ]


def test_indicators_of_one_group_need_no_section() -> None:
    scheme = scheme_from_targets(BROKEN_DOWN, SchemeRequest(COUNTIES, ("new",)))
    assert [node.code for node in scheme.root.walk()] == ["0", "A1"]
    assert scheme.title == "小城计划考核细则"


@pytest.mark.parametrize(
    ("weights", "step", "points"),
    [
        ({"new": "2"}, "0.5", ["66.5", "33.5"]),
        ({"new": "2"}, "0.1", ["66.7", "33.3"]),
        ({"new": "70", "research": "30"}, "1", ["70", "30"]),
        ({}, "0.5", ["50", "50"]),
    ],
)
def test_points_follow_the_weights_and_come_to_a_hundred_exactly(
    weights: dict[str, str], step: str, points: list[str]
) -> None:
    given = {code: Decimal(weight) for code, weight in weights.items()}
    scheme = scheme_from_targets(BROKEN_DOWN, SchemeRequest(COUNTIES, EVERY, given, Decimal(step)))
    assert list(worths(scheme).values()) == [Decimal(one) for one in points]


def test_only_what_can_be_scored_is_offered() -> None:
    """No stretch target, no task, no target without a value, unless a benchmark gives it."""
    answered = replace(
        CITY, indicators=tuple(replace(one, lead=("market",)) for one in CITY.indicators), office="market"
    )
    assert assessable_bureaus(CITY) == () and assessable_bureaus(answered) == ("market",)
    offered = [one.code for one in offered_indicators(answered, ("market",))]
    assert offered == ["new", "pool", "growth", "voucher"]
    research = replace(answered.indicator("research"), kind=IndicatorKind.BENCHMARK)
    by_benchmark = replace(
        answered, indicators=tuple(research if one.code == "research" else one for one in answered.indicators)
    )
    scheme = scheme_from_targets(by_benchmark, request_of(by_benchmark, "market"))
    rules = {leaf.title: leaf.rule for leaf in scheme.root.leaves()}
    assert rules["研发投入占比"] == ProportionalRule("research", office_judges=True)
    assert rules["增加值增速"] == ProportionalRule("growth")


def test_what_the_former_scheme_says_of_the_whole_is_kept_and_its_codes_are_not_used_again() -> None:
    former = BINJIANG.scheme
    assert former is not None
    groups = (Group("一类", ("market", "science")), Group("二类", ("labour",)))
    before = replace(
        BINJIANG, scheme=replace(former, bands=(Band("优秀", Decimal(90)),), groups=groups, tie_break=("A1",), places=1)
    )
    plan = plan_with_scheme_from_targets(before, request_of(before, "market", "tax"))
    scheme = plan.scheme
    assert scheme is not None
    assert (scheme.bands, scheme.places, scheme.tie_break) == ((Band("优秀", Decimal(90)),), 1, ())
    assert scheme.groups == (Group("一类", ("market",)),)
    gone = {node.code for node in former.root.walk()}
    assert {node.code for node in scheme.root.walk()} & gone == {"0"}
    known = {one.code for one in plan.indicators} | {node.code for node in scheme.root.walk()}
    assert all(set(reading.acts_on) <= known for reading in plan.readings)
    assert "按目标生成" in scheme.note


@pytest.mark.parametrize(
    ("assessed", "indicators", "weights", "step", "told"),
    [
        ((), ("new",), {}, "0.5", "没有选择考核对象或指标"),
        (COUNTIES, (), {}, "0.5", "没有选择考核对象或指标"),
        (COUNTIES, ("new", "research"), {"new": Decimal(0)}, "0.5", "权重应大于 0"),
        (COUNTIES, ("new", "research"), {"new": Decimal(1000)}, "1", "“研发投入占比”分不到分值"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_reason(
    assessed: tuple[str, ...], indicators: tuple[str, ...], weights: dict[str, Decimal], step: str, told: str
) -> None:
    with pytest.raises(UserError, match=told):
        scheme_from_targets(BROKEN_DOWN, SchemeRequest(assessed, indicators, weights, Decimal(step)))


def test_a_bureau_without_any_of_the_chosen_indicators_is_named() -> None:
    request = replace(request_of(BINJIANG, "market", "tax"), indicators=("new_enterprises",))
    with pytest.raises(UserError, match="税务局没有选中的指标"):
        scheme_from_targets(BINJIANG, request)
