"""Thresholds, slopes and combinations whatever their parameters: limits hold, more is never less, nothing is unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.cases import Case
from tests.unit.domain.rule_cases import measured, rule_of
from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.domain.scoring.given import GivenEvidence
from xiaowei_desktop.domain.scoring.mark import MarkField
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Bracket,
    Combination,
    Condition,
    ConditionRule,
    SlopeRule,
    Step,
    StepRule,
)
from xiaowei_desktop.domain.scoring.rules.brackets import Units
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look
from xiaowei_desktop.domain.scoring.rules.step import Between

FULL = Decimal(20)
values = st.decimals(min_value=-50, max_value=200, places=2)
worths = st.decimals(min_value=0, max_value=FULL, places=1)
strides = st.decimals(min_value="0.1", max_value=10, places=1)
each = st.decimals(min_value="0.1", max_value=3, places=1)


@st.composite
def step_rules(draw: st.DrawFn) -> StepRule:
    """Thresholds from the best to the last, each with no more points than the one before."""
    best = draw(st.sampled_from(Best))
    ats = draw(st.lists(values, min_size=1, max_size=5, unique=True))
    points = sorted(draw(st.lists(worths, min_size=len(ats) + 1, max_size=len(ats) + 1)), reverse=True)
    ordered = sorted(ats, reverse=best is Best.HIGHEST)
    steps = tuple(Step(at, worth, draw(st.booleans())) for at, worth in zip(ordered, points, strict=False))
    between = draw(st.sampled_from([Between.NOTHING, Between.LINEAR]))
    return StepRule("x", steps=steps, between=between, otherwise=points[-1], best=best, look=Look.VALUE, unit="家")


@st.composite
def brackets(draw: st.DrawFn) -> tuple[Bracket, ...]:
    """Up to three of them, one after the other; the last may have no end."""
    ends = sorted(draw(st.lists(strides, max_size=2, unique=True)))
    closed = [Bracket(draw(strides), draw(each), end) for end in ends]
    return (*closed, Bracket(draw(strides), draw(each))) if draw(st.booleans()) else tuple(closed)


@st.composite
def slope_rules(draw: st.DrawFn) -> SlopeRule:
    """Slopes without faults, around a fixed value."""
    base = draw(worths)
    short = draw(st.none() | st.decimals(min_value=0, max_value=base, places=1))
    return SlopeRule(
        "x",
        base=base,
        reference=Reference.FIXED,
        at=draw(values),
        above=draw(brackets()) or (Bracket(Decimal(1), Decimal(1)),),
        below=() if short is not None else draw(brackets()),
        short=short,
        units=draw(st.sampled_from(Units)),
        floor=draw(st.decimals(min_value=0, max_value=base if short is None else short, places=1)),
        cap=draw(st.decimals(min_value=base, max_value=2 * FULL, places=1)),
        best=draw(st.sampled_from(Best)),
        look=Look.VALUE,
        unit="家",
    )


def evidence(value: Decimal) -> GivenEvidence:
    return GivenEvidence(measurements={"x": measured({"value": str(value), "target": "10"})})


def points_of(rule: AnyRule, value: Decimal) -> Decimal:
    outcome = rule.score("A1", FULL, evidence(value))
    assert outcome.points is not None
    return outcome.points


@given(st.one_of(step_rules(), slope_rules()), values)
def test_points_stay_within_what_the_rule_says(rule: StepRule | SlopeRule, value: Decimal) -> None:
    assert rule.faults(FULL) == ()
    low, high = rule.range(FULL)
    assert low >= 0
    assert round_half_up(low, 9) <= round_half_up(points_of(rule, value), 9) <= round_half_up(high, 9)
    if isinstance(rule, SlopeRule):
        assert rule.cap is not None
        assert high <= rule.cap


@given(st.one_of(step_rules(), slope_rules()), values, values)
def test_more_of_a_good_thing_is_never_less(rule: StepRule | SlopeRule, one: Decimal, other: Decimal) -> None:
    worse, better = sorted((one, other), reverse=rule.best is Best.LOWEST)
    assert round_half_up(points_of(rule, worse), 9) <= round_half_up(points_of(rule, better), 9)


@given(step_rules())
def test_the_sentence_names_every_threshold(rule: StepRule) -> None:
    said = rule.sentence(FULL)
    for step in rule.steps:
        demand = step.comparator(rule.best).word
        assert f"{demand}{plain_text(step.at)}家的得{plain_text(step.points)}分" in said
    assert f"其余的得{plain_text(rule.otherwise)}分" in said
    assert ("按比例" in said) == (rule.between is Between.LINEAR)


@given(slope_rules())
def test_the_sentence_names_every_parameter_of_a_slope(rule: SlopeRule) -> None:
    said = rule.sentence(FULL)
    up, down = ("多", "少") if rule.best is Best.HIGHEST else ("少", "多")
    for side, word, verb in ((rule.above, up, "加"), (rule.below, down, "扣")):
        for bracket in side:
            assert f"每{word}{plain_text(bracket.step)}家{verb}{plain_text(bracket.points)}分" in said
            assert bracket.up_to is None or f"{plain_text(bracket.up_to)}家" in said
    assert rule.at is not None
    assert rule.base is not None
    assert rule.cap is not None
    assert f"{plain_text(rule.at)}家的得{plain_text(rule.base)}分" in said
    assert rule.short is None or f"的得{plain_text(rule.short)}分" in said
    assert f"最低得{plain_text(rule.floor)}分，最高得{plain_text(rule.cap)}分" in said
    assert rule.units.text in said


@given(st.lists(st.booleans(), min_size=1, max_size=4), st.sampled_from(Join))
def test_a_join_is_a_short_way_of_writing_a_table(done: list[bool], join: Join) -> None:
    conditions = tuple(Condition(f"x{n}", f"指标{n}") for n in range(len(done)))
    whole = all if join is Join.ALL else any
    table = tuple(
        Combination(FULL if whole(held) else Decimal(0), tuple(n for n, holds in enumerate(held, start=1) if holds))
        for held in product((True, False), repeat=len(done))
    )
    by_table = ConditionRule(conditions, combinations=table)
    assert by_table.faults(FULL) == ()
    known = GivenEvidence(
        measurements={
            f"x{n}": measured({"value": "1" if held else "0", "target": "1"}, f"x{n}") for n, held in enumerate(done)
        }
    )
    assert by_table.score("A1", FULL, known).points == ConditionRule(conditions, join).score("A1", FULL, known).points


def test_many_conditions_are_signed_and_not_all_of_their_combinations_listed() -> None:
    rule = ConditionRule(
        tuple(Condition(f"x{n}", f"指标{n}") for n in range(21)), combinations=(Combination(FULL, (1, 20, 21)),)
    )
    assert "⑳“指标19”" in rule.sentence(FULL)
    assert "仅①⑳〔21〕成立的得20分" in rule.sentence(FULL)
    (fault,) = rule.faults(FULL)
    assert fault.message.count("成立") == 3


@dataclass(frozen=True, slots=True)
class Nobody(GivenEvidence):
    """Someone whose item is for nobody: a new one that is being tried."""

    def peers(self, item: str) -> Sequence[GivenEvidence]:  # noqa: ARG002 - nobody for any
        return ()


def test_a_mean_of_nobody_is_open() -> None:
    rule = SlopeRule("x", reference=Reference.MEAN, short=Decimal(0), look=Look.VALUE)
    outcome = rule.score("A1", FULL, Nobody(measurements={"x": measured({"value": "1"})}))
    assert (outcome.points, outcome.open_reasons) == (None, ("没有可比的考核对象",))


STEP = {"kind": "step", "indicator": "x", "steps": [{"at": 1, "points": 1}]}
SLOPE = {"kind": "slope", "indicator": "x", "short": 0}


@pytest.mark.parametrize(
    ("rule", "asks", "choices", "needs_target", "better"),
    [
        (STEP, set(), (), True, None),
        ({**STEP, "between": "judged"}, {MarkField.POINTS}, (), True, None),
        ({**STEP, "look": "value"}, set(), (), False, Direction.HIGHER),
        ({**STEP, "look": "value", "best": "lowest"}, set(), (), False, Direction.LOWER),
        (SLOPE, set(), (), True, None),
        ({**SLOPE, "office_judges": True}, {MarkField.RATE}, (), True, None),
        ({**SLOPE, "look": "value"}, set(), (), True, Direction.HIGHER),
        ({**SLOPE, "look": "value", "reference": "mean", "best": "lowest"}, set(), (), False, Direction.LOWER),
        ({"kind": "condition", "conditions": [{"indicator": "x"}]}, set(), (), True, None),
        (
            {"kind": "condition", "conditions": [{"indicator": "x", "look": "value"}]},
            set(), (), False, Direction.HIGHER,
        ),
        (
            {"kind": "condition", "conditions": [{"indicator": "x", "look": "value", "comparator": "<"}]},
            set(), (), False, Direction.LOWER,
        ),
        (
            {"kind": "condition", "conditions": [{"indicator": "x", "look": "value", "comparator": c} for c in "<>"]},
            set(), (), False, None,
        ),
        ({"kind": "condition", "conditions": [{"asked": "按期"}]}, {MarkField.GRADE}, ("是", "否"), False, None),
    ],
)  # fmt: skip
def test_what_a_rule_asks_and_wants(
    rule: Case, asks: set[MarkField], choices: tuple[str, ...], needs_target: bool, better: Direction | None
) -> None:
    made = rule_of(rule)
    assert (set(made.asks()), made.choices()) == (asks, choices)
    assert (made.needs_target("x"), made.better("x")) == (needs_target, better)
