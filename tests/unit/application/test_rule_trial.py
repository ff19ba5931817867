"""试算: whatever is typed gives the points and the arithmetic that the score itself would give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from xiaowei_desktop.application.plan_indicators import TypedIndicator
from xiaowei_desktop.application.ports.rule_forms import RuleCells
from xiaowei_desktop.application.rule_editing import EditedItem
from xiaowei_desktop.application.rule_trial import try_rule
from xiaowei_desktop.application.trial_inputs import TrialKind, compares, trial_inputs
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.period import WHOLE_PLAN
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Bracket,
    Combination,
    Condition,
    ConditionRule,
    EventKind,
    EventsRule,
    ExternalRule,
    Grade,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
    Rater,
    RelativeRule,
    SlopeRule,
    Step,
    StepRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase

ITEM = EditedItem("A1", "新增小微企业", Decimal(10), RuleCells())
FIRMS = Indicator("firms", "新增小微企业", IndicatorKind.FLOW, "家")
GROWTH = Indicator("growth", "贷款增速", IndicatorKind.BENCHMARK, "%", benchmark_name="各项贷款增速")
KNOWN = {
    "firms": TypedIndicator(FIRMS, Target("firms", "area", WHOLE_PLAN, value=Decimal(5900))),
    "growth": TypedIndicator(GROWTH),
}
TARGET, ACTUAL = "target:firms@held", "actual:firms@held"
D = Decimal


@pytest.mark.parametrize(
    ("rule", "typed", "points", "arithmetic"),
    [
        (ProportionalRule("firms"), {TARGET: "5900", ACTUAL: "5600"}, "9.49", "10 × 0.949152"),
        (ProportionalRule("growth"), {"actual:growth@held": "18.2", "benchmark:growth@held": "20"}, "9.1", "10 × 0.91"),
        (ProportionalRule(), {"rate": "95%"}, "9.5", "10 × 0.95"),
        (
            ConditionRule(
                (Condition("firms", basis=Basis.YEAR), Condition("firms", basis=Basis.SPAN)),
                combinations=(
                    Combination(D(10), (1, 2)),
                    Combination(D(8), (2,)),
                    Combination(D(6), (1,)),
                    Combination(D(0)),
                ),
            ),
            {
                "target:firms@year": "50",
                "actual:firms@year": "40",
                "target:firms@span": "100",
                "actual:firms@span": "120",
            },
            "8",
            "得8分",
        ),
        (ConditionRule((Condition(asked="制度健全"),)), {"grade": "是"}, "10", "经认定“制度健全”：是"),
        (
            StepRule("firms", steps=(Step(D("0.9"), D(10)), Step(D("0.8"), D(6)))),
            {TARGET: "100", ACTUAL: "85"},
            "6",
            "不低于80%，得6分",
        ),
        (
            SlopeRule("firms", look=Look.VALUE, below=(Bracket(D(1), D("0.5")),), unit="家"),
            {TARGET: "10", ACTUAL: "7"},
            "8.5",
            "比目标10家少3家，10 − 0.5 × 3 = 8.5",
        ),
        (
            SlopeRule("firms", look=Look.VALUE, reference=Reference.BENCHMARK, below=(Bracket(D(1), D(1)),)),
            {ACTUAL: "7", "benchmark:firms@held": "9"},
            "8",
            "比对照值9家少2家",
        ),
        (GradedRule((Grade("较好", D(5), D(8)), Grade("突出", D(10), D(10)))), {"grade": "突出"}, "10", "评定得10分"),
        (GradedRule((Grade("较好", D(5), D(8)),)), {"grade": "较好", "points": "7.5分"}, "7.5", "评定得7.5分"),
        (JudgedRule(D(1), D(5)), {"points": "4.2"}, "4.2", "评定得4.2分"),
        (
            JudgedRule(D(1), D(5), raters=(Rater("园区", D("0.7")), Rater("乡镇", D("0.3")))),
            {"rating:0": "4", "rating:1": "5"},
            "4.3",
            "园区4 × 70% + 乡镇5 × 30% = 4.3",
        ),
        (JudgedRule(D(1), D(5), raters=(Rater("园区", D(1)),)), {"none": "无"}, "0", "评定得0分"),
        (
            EventsRule(
                (EventKind("领导批示", D(1), D(3), most=D(5)), EventKind("迟报", D("0.2"), D("0.2"), deducts=True))
            ),
            {"count:0": "2", "points:0": "3", "count:1": "1"},
            "4.8",
            "5（领导批示 3×2 = 6，限5分） − 0.2×1 = 4.8",
        ),
        (
            EventsRule((EventKind("甲", D(1), D(1)), EventKind("乙", D(2), D(2))), counting=Counting.MATTER),
            {"count:0": "1", "basis:0": "1号文", "count:1": "1", "basis:1": "1号文"},
            "2",
            "= 2",
        ),
        (EventsRule((EventKind("甲", D(1), D(1)),)), {"count:0": "0", "none": "无"}, "0", "无加扣分事项"),
        (ExternalRule(source="市对区考核"), {"points": "92.5"}, "9.25", "10 × 92.5 ÷ 100 = 9.25"),
        (RankRule(drop=D(2)), {"place": "3"}, "6", "10 − 2 × 2 = 6"),
        (RankRule(drop=D(2)), {"none": "无"}, "0", "无名次"),
        (VetoRule((VetoCase("重大事故", Effect.VOID),)), {"grade": "无"}, "0", "没有否决情形"),
    ],
)
def test_what_is_typed_gives_the_points_of_the_score(
    rule: AnyRule, typed: dict[str, str], points: str, arithmetic: str
) -> None:
    assert set(typed) <= {one.key for one in trial_inputs(rule, KNOWN)}
    trial = try_rule(rule, ITEM, KNOWN, typed)
    assert trial.points == Decimal(points)
    assert arithmetic in trial.arithmetic


@pytest.mark.parametrize(
    ("rule", "own", "peers", "points"),
    [
        (RankRule("firms", table=(D(5), D(3), D(1)), look=Look.VALUE), {ACTUAL: "8"}, [{ACTUAL: "9"}, {}], "3"),
        (RelativeRule("firms"), {TARGET: "10", ACTUAL: "8"}, [{TARGET: "10", ACTUAL: "10"}], "8"),
        (RelativeRule(), {"rate": "50%"}, [{"rate": "100%"}, {"rate": "很好"}], "5"),
        (
            SlopeRule("firms", look=Look.VALUE, reference=Reference.MEAN, below=(Bracket(D(1), D(1)),)),
            {ACTUAL: "6"},
            [{ACTUAL: "10"}],
            "8",
        ),
    ],
)
def test_peers_count_as_far_as_they_are_filled_in(
    rule: AnyRule, own: dict[str, str], peers: list[dict[str, str]], points: str
) -> None:
    assert compares(rule)
    assert {key for peer in peers for key in peer} <= {o.key for o in trial_inputs(rule, KNOWN) if o.of_peers}
    assert try_rule(rule, ITEM, KNOWN, own, peers).points == Decimal(points)


def test_points_are_rounded_and_limited_as_on_the_score_sheet() -> None:
    thirds = {TARGET: "3", ACTUAL: "2"}
    one_place = replace(ITEM, places=1)
    assert try_rule(ProportionalRule("firms"), one_place, KNOWN, thirds).points == Decimal("6.7")
    capped = replace(ITEM, cap=Decimal(5))
    trial = try_rule(ProportionalRule("firms"), capped, KNOWN, {TARGET: "2", ACTUAL: "2"})
    assert (trial.points, trial.exact) == (Decimal(5), Decimal(10))


def test_what_lacks_is_told() -> None:
    assert try_rule(ProportionalRule("firms"), ITEM, KNOWN, {TARGET: "5900"}).lacking == ("缺少完成数",)
    assert try_rule(ProportionalRule(), ITEM, KNOWN, {"rate": " "}).lacking == ("尚未评定完成率",)


@pytest.mark.parametrize(
    ("rule", "typed", "key"),
    [
        (ProportionalRule("firms"), {TARGET: "5900", ACTUAL: "很多"}, ACTUAL),
        (ProportionalRule("firms"), {TARGET: "5900元"}, TARGET),
        (RankRule(drop=D(2)), {"place": "2.5"}, "place"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(rule: AnyRule, typed: dict[str, str], key: str) -> None:
    trial = try_rule(rule, ITEM, KNOWN, typed)
    assert trial.points is None and list(trial.wrong or ()) == [key]


def test_what_the_score_would_refuse_is_refused() -> None:
    rule = GradedRule((Grade("较好", D(5), D(8)),))
    trial = try_rule(rule, ITEM, KNOWN, {"grade": "较好", "points": "9"})
    assert trial.points is None and "不在等次“较好”的分值范围内" in trial.refused[0]


def test_what_was_typed_for_another_rule_is_left_out() -> None:
    typed = {TARGET: "10", ACTUAL: "10", "points": "五", "place": "一"}
    assert try_rule(ProportionalRule("firms"), ITEM, KNOWN, typed).points == 10


def test_an_indicator_that_the_plan_has_not_yet_is_tried_all_the_same() -> None:
    typed = {"target:new@held": "4", "actual:new@held": "3"}
    assert [one.label for one in trial_inputs(ProportionalRule("new"), {})] == ["new：目标", "new：完成"]
    assert try_rule(ProportionalRule("new"), ITEM, {}, typed).points == Decimal("7.5")


def test_the_target_of_the_plan_stands_there_to_begin_with() -> None:
    inputs = trial_inputs(ProportionalRule("firms", office_judges=True), KNOWN)
    assert [(one.key, one.usual) for one in inputs] == [(TARGET, "5900"), (ACTUAL, ""), ("rate", "")]
    assert trial_inputs(ProportionalRule("growth"), KNOWN)[1].label == "贷款增速：对照值"


def test_words_are_chosen_from_what_the_rule_offers() -> None:
    rule = VetoRule((VetoCase("重大事故", Effect.VOID),))
    (grade,) = trial_inputs(rule, KNOWN)
    assert (grade.kind, grade.choices) == (TrialKind.WORD, ("无", "重大事故"))
    assert not compares(rule) and not compares(RankRule(drop=D(1)))
    assert not compares(SlopeRule("firms", below=(Bracket(D(1), D(1)),)))
