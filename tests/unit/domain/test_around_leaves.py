"""Around the leaves: weights, limits, absences, groups, ties, grades, vetoes, answered objections, periods."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.cases import Case, cases, number
from tests.unit.domain.small_office import PLAN, approved, line
from tests.unit.domain.tree_cases import scored
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.progress import Completion
from xiaowei_desktop.domain.rate import FULL, Rate
from xiaowei_desktop.domain.scoring.evaluate import score_organisation, score_scheme
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import JudgedRule, ProportionalRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Group, Node, Period, ScoringScheme


@pytest.mark.parametrize("case", cases("scoring_tree"))
def test_what_a_tree_gives(case: Case) -> None:
    found = scored(case)
    for unit, wanted in case.get("gives", {}).items():
        assert {code: _text(found.points(unit, code)) for code in wanted} == wanted
    for unit, wanted in case.get("says", {}).items():
        assert {code: found.says(unit, code) for code in wanted} == wanted
    for unit, wanted in case.get("missing", {}).items():
        assert [missing.reason for missing in found.ranked[unit].sheet.missing] == wanted
    for unit, wanted in case.get("maximum", {}).items():
        assert found.ranked[unit].sheet.maximum == Decimal(wanted)
    for unit, wanted in case.get("totals", {}).items():
        assert _text(found.ranked[unit].sheet.total) == wanted
    places = case.get("places", {})
    assert {unit: found.ranked[unit].place for unit in places} == {
        unit: None if place == "缺" else place for unit, place in places.items()
    }
    grades = case.get("grades", {})
    assert {unit: found.ranked[unit].grade for unit in grades} == grades


def _text(points: Decimal | None) -> str:
    return "缺" if points is None else f"{points:f}"


def test_sentences_say_weights_and_absences() -> None:
    item = Node("A", "甲项", Decimal(5), rule=JudgedRule(Decimal(0), Decimal(5)), weight=Decimal("0.3"))
    section = Node("S", "节", Decimal(100), (item, replace(item, code="B", title="乙项", weight=Decimal("0.7"))))
    assert section.sentence == "各项得分率按权重（甲项30%、乙项70%）折算成100分。"
    said = {
        Absent.ZERO: "无此任务的不得分。",
        Absent.MEAN: "无此任务的按其他考核对象的平均分得分。",
        Absent.REWEIGHT: "无此任务的不计入满分，所属部分其他各项按比例折算。",
    }
    for absent, text in said.items():
        assert replace(item, absent=absent).sentence.endswith(text)
    shared = replace(item, absent=Absent.SHARE, absent_share=Decimal("0.6"))
    assert shared.sentence.endswith("无此任务的按基本分的60%得分。")
    assert replace(shared, absent_share=None).sentence.endswith("无此任务的按基本分的0%得分。")


PERIODS = (Period(1, Decimal("0.15")), Period(2, Decimal("0.25")), Period(4, Decimal("0.6")))
ITEM = Node("V", "发放科技创新券", Decimal(10), rule=ProportionalRule("voucher"))
BY_PERIODS = ScoringScheme("细则", Node("R", "总分", Decimal(10), (ITEM,)), ("science",), periods=PERIODS)


def _vouchers(*figures: tuple[int, str]) -> YearEvidence:
    returns = [approved("science", Quarter(2020, quarter), line("voucher", value)) for quarter, value in figures]
    plan = replace(PLAN, scheme=BY_PERIODS)
    return YearEvidence(plan, FigureBook(plan, returns), {}, 2020)


def test_quarters_are_held_against_what_is_due_and_weighed() -> None:
    """目标 700：第1季度应完成 175，140 为 80%；第2季度应完成 350，420 封顶；年末 630 为 90%。

    8×15% + 10×25% + 9×60% = 9.1。
    """
    sheet = score_organisation(BY_PERIODS, "science", _vouchers((1, "140"), (2, "420"), (4, "630")))
    assert f"{sheet.total:f}" == "9.10"
    (leaf,) = sheet.root.leaves()
    assert leaf.outcome is not None
    assert leaf.arithmetic.endswith("；8 × 15% + 10 × 25% + 9 × 60% = 9.1")
    assert leaf.arithmetic.startswith("第1季度：完成率 = 140 ÷ 175 = 80.00%；")
    assert leaf.outcome.inputs[0].name == "第1季度 发放科技创新券：目标"


def test_an_item_that_the_office_may_judge_is_scored_quarter_by_quarter_too() -> None:
    """With nothing to judge it comes to the same 9.1."""
    item = replace(ITEM, rule=ProportionalRule("voucher", office_judges=True))
    scheme = replace(BY_PERIODS, root=Node("R", "总分", Decimal(10), (item,)))
    (sheet,) = score_scheme(scheme, _vouchers((1, "140"), (2, "420"), (4, "630")))
    assert f"{sheet.total:f}" == "9.10"


def test_a_quarter_that_lacks_keeps_the_item_open() -> None:
    sheet = score_organisation(BY_PERIODS, "science", _vouchers((1, "140"), (4, "630")))
    assert sheet.total is None
    assert [missing.reason for missing in sheet.missing] == ["缺少科技局2020年第2季度“发放科技创新券”的完成数"]
    (leaf,) = sheet.root.leaves()
    assert leaf.outcome is not None
    assert leaf.outcome.inputs and not leaf.arithmetic


def test_judged_items_are_judged_once_a_year() -> None:
    item = Node("J", "创新", Decimal(5), rule=JudgedRule(Decimal(0), Decimal(5)))
    scheme = replace(BY_PERIODS, root=Node("R", "总分", Decimal(5), (item,)))
    (sheet,) = score_scheme(scheme, _vouchers())
    assert [missing.reason for missing in sheet.missing] == ["尚未评定得分"]


@given(st.permutations(["甲", "乙", "丙"]), st.lists(st.integers(0, 10), min_size=3, max_size=3))
def test_the_order_of_organisations_does_not_matter(order: list[str], points: list[int]) -> None:
    given_ = dict(zip("甲乙丙", points, strict=True))
    nodes = [{"code": "R", "points": "20"}, {"code": "A", "parent": "R", "points": "10", "absent": "mean"}]
    nodes.append({"code": "B", "parent": "R", "points": "10"})
    marks = {unit: {"A": "无此任务" if unit == "甲" else str(given_[unit]), "B": str(given_[unit])} for unit in order}
    found = scored({"nodes": nodes, "marks": marks})
    usual = scored({"nodes": nodes, "marks": {unit: marks[unit] for unit in "甲乙丙"}})
    for unit in "甲乙丙":
        assert found.points(unit, "R") == usual.points(unit, "R")
        assert found.ranked[unit].place == usual.ranked[unit].place


def test_who_stands_in_no_group_is_compared_with_its_like() -> None:
    case: Case = {
        "groups": {"一类": ["甲"]},
        "nodes": [{"code": "R", "points": "10"}, {"code": "A", "parent": "R", "points": "10"}],
        "marks": {"甲": {"A": "1"}, "乙": {"A": "2"}, "丙": {"A": "3"}},
    }
    found = scored(case)
    assert {unit: ranked.place for unit, ranked in found.ranked.items()} == {"甲": 1, "乙": 2, "丙": 1}
    assert number("缺") is None
    assert Group("一类", ("甲",)).name == found.ranked["甲"].group


def test_without_a_scheme_nobody_has_peers() -> None:
    field = YearEvidence(replace(PLAN, scheme=None), FigureBook(PLAN, ()), {}, 2020)
    assert field.of("science").peers("V") == ()


def test_less_is_better_within_the_year_as_well() -> None:
    """上限 700：第1季度至多 175，350 为 50%。"""
    indicators = tuple(replace(i, direction=Direction.LOWER) if i.code == "voucher" else i for i in PLAN.indicators)
    field = _vouchers((1, "350"))
    lower = YearEvidence(replace(field.plan, indicators=indicators), field.book, {}, 2020)
    rate = lower.at(1).of("science").measurement("voucher").completion.rate
    assert rate is not None
    assert rate == Rate(Decimal(175), Decimal(350))
    assert lower.at(4) is lower


def test_none_at_all_within_the_year_is_in_full_where_less_is_better() -> None:
    """上限 700，第1季度一件也没有：100%，不是 175 ÷ 700。"""
    indicators = tuple(replace(i, direction=Direction.LOWER) if i.code == "voucher" else i for i in PLAN.indicators)
    field = _vouchers((1, "0"))
    lower = YearEvidence(replace(field.plan, indicators=indicators), field.book, {}, 2020)
    completion = lower.at(1).of("science").measurement("voucher").completion
    assert completion == Completion(FULL, met=True)
