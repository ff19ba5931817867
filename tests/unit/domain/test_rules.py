"""Rule kinds: at, just under and just over each threshold; missing is open; sentences say every parameter."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.cases import Case, all_cases
from tests.unit.domain.rule_cases import known, mark_of, measured, rule_of, scored_rules
from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.given import GivenEvidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome
from xiaowei_desktop.domain.scoring.rules import AnyRule, ConditionRule, ProportionalRule


@pytest.mark.parametrize("case", all_cases("rules*"))
def test_points_and_their_arithmetic(case: Case) -> None:
    rule, points, mark = rule_of(case["rule"]), Decimal(case["points"]), mark_of(case.get("mark"))
    refused = [] if mark is None else [issue.code for issue in rule.check_mark(mark, points)]
    assert refused == ([case["refused"]] if "refused" in case else [])
    if "gives" in case:
        _assert_gives(case, rule.score("A1", points, known(case)))


def _assert_gives(case: Case, outcome: Outcome) -> None:
    assert list(outcome.open_reasons) == case.get("reasons", [])
    if case["gives"] == "未齐":
        assert outcome.points is None
        assert outcome.open_reasons
        assert not outcome.arithmetic
        return
    assert outcome.points is not None
    assert f"{round_half_up(outcome.points, 2):f}" == case["gives"]
    for said in case.get("says", ()):
        assert said in outcome.arithmetic
    assert outcome.inputs
    assert all(given.source for given in outcome.inputs)


@pytest.mark.parametrize("case", all_cases("rules*", "sentences"))
def test_the_sentence_is_made_from_the_parameters(case: Case) -> None:
    assert rule_of(case["rule"]).sentence(Decimal(case["points"])) == case["sentence"]


@pytest.mark.parametrize(
    ("rule", "asks", "indicators"),
    [
        ({"kind": "proportional", "indicator": "x"}, set(), ("x",)),
        ({"kind": "proportional", "indicator": "x", "office_judges": True}, {MarkField.RATE}, ("x",)),
        ({"kind": "proportional"}, {MarkField.RATE}, ()),
        ({"kind": "condition", "conditions": [["x", ">=", "1"], ["x", "<", "2"]]}, set(), ("x",)),
        ({"kind": "graded"}, {MarkField.GRADE, MarkField.POINTS}, ()),
        ({"kind": "judged", "low": "1", "high": "5"}, {MarkField.POINTS}, ()),
        ({"kind": "events", "events": []}, {MarkField.EVENTS}, ()),
        ({"kind": "rank", "table": ["1"]}, {MarkField.PLACE}, ()),
    ],
)
def test_what_a_rule_asks_and_reads(rule: Case, asks: set[MarkField], indicators: tuple[str, ...]) -> None:
    made = rule_of(rule)
    assert (set(made.asks()), made.indicators()) == (asks, indicators)


def test_what_is_judged_needs_no_target_and_knows_no_direction() -> None:
    rule = rule_of({"kind": "judged", "low": "1", "high": "5"})
    assert not rule.needs_target("x")
    assert rule.better("x") is None


def test_the_hint_for_a_percentage_typed_as_a_number() -> None:
    (issue,) = ProportionalRule().check_mark(Mark("market", "A1", rate=Decimal(95)), Decimal(50))
    assert "9500%" in issue.message
    assert "百分之九十五请填 95% 或 0.95" in issue.message


def test_a_condition_rule_has_a_condition_and_takes_no_mark() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ConditionRule(())
    assert rule_of({"kind": "condition", "conditions": [["x", ">=", "1"]]}).check_mark(Mark("a", "b"), Decimal(1)) == ()


def test_an_event_keeps_its_own_basis() -> None:
    rule = rule_of({"kind": "events", "events": [["批示", "1", "1", False]]})
    event = MarkEvent("批示", 1, basis="市长5月批示")
    recorded = RecordedMark(Mark("market", "A1", events=(event,)), "评定表“评定表.xlsx”")
    (given_,) = rule.score("A1", Decimal(5), GivenEvidence(recorded)).inputs
    assert (given_.name, given_.value, given_.basis) == ("批示", "1次 × 1分", "市长5月批示")
    assert given_.source == "评定表“评定表.xlsx”"


@given(scored_rules())
def test_points_stay_within_the_item(scored: tuple[AnyRule, Decimal, GivenEvidence]) -> None:
    rule, full, evidence = scored
    if evidence.recorded is not None:
        assert rule.check_mark(evidence.recorded.mark, full) == ()
    outcome = rule.score("A1", full, evidence)
    assert outcome.points is not None
    assert 0 <= outcome.points <= full


@given(
    st.decimals(min_value=0, max_value=1000, places=2),
    st.decimals(min_value=0, max_value=1000, places=2),
    st.none() | st.decimals(min_value=0, max_value=1, places=2),
    st.decimals(min_value=0, max_value=100, places=1),
)
def test_who_does_more_never_gets_less(one: Decimal, other: Decimal, gate: Decimal | None, full: Decimal) -> None:
    rule = ProportionalRule("x", gate=gate)

    def points(value: Decimal) -> Decimal:
        found = rule.score(
            "A1", full, GivenEvidence(measurements={"x": measured({"value": str(value), "target": "500"})})
        ).points
        assert found is not None
        return round_half_up(found, 2)

    assert points(min(one, other)) <= points(max(one, other))


@given(
    st.decimals(min_value="0.01", max_value="0.99", places=2),
    st.decimals(min_value="1.01", max_value=5, places=2),
    st.decimals(min_value=1, max_value=100, places=1),
    st.sampled_from(list(Comparator)),
)
def test_sentences_name_every_parameter(gate: Decimal, cap: Decimal, full: Decimal, comparator: Comparator) -> None:
    said = ProportionalRule("x", cap=cap, gate=gate).sentence(full)
    for parameter in (f"{plain_text(gate * 100)}%", f"{plain_text(cap * 100)}%", f"{plain_text(full)}分"):
        assert parameter in said
    stated = {"kind": "condition", "conditions": [["甲", comparator.value, str(cap)]]}
    said = rule_of(stated).sentence(full)
    words = {">=": "不低于", ">": "超过", "<=": "不超过", "<": "低于"}
    assert f"“甲”完成率{words[comparator]}{plain_text(cap * 100)}%的得{plain_text(full)}分" in said


@pytest.mark.parametrize(
    ("mark", "empty"),
    [
        (Mark("a", "b"), True),
        (Mark("a", "b", basis="会议纪要"), True),
        (Mark("a", "b", points=Decimal(0)), False),
        (Mark("a", "b", none=True), False),
        (Mark("a", "b", grade="成效较好"), False),
        (Mark("a", "b", events=(MarkEvent("批示", 1),)), False),
    ],
)
def test_a_mark_without_a_judgement_is_empty(mark: Mark, empty: bool) -> None:
    assert mark.is_empty is empty
