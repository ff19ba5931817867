"""试算: what a rule looks at, as fields to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from xiaowei_desktop.application.plan_indicators import TypedIndicator, TypedIndicators
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.mark import MarkField
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    ConditionRule,
    EventsRule,
    JudgedRule,
    RankRule,
    RelativeRule,
    SlopeRule,
)
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.measured import MeasuredRule
from xiaowei_desktop.domain.scoring.rules.reference import Reference

NONE = "无"
"""What is chosen where there is nothing to count."""


class TrialKind(StrEnum):
    """What is filled in."""

    FIGURE = "figure"
    RATE = "rate"
    WHOLE = "whole"
    WORD = "word"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class TrialInput:
    """One thing that the rule looks at. `of_peers`: the other organisations have it as well.

    `key` says what it is: `target`, `actual` and `benchmark` of `indicator@basis`, a field of the mark, or
    `count`, `points` and `basis` of an event kind, `rating` of a rater, by their number.
    """

    key: str
    label: str
    kind: TrialKind
    unit: str = ""
    choices: tuple[str, ...] = ()
    usual: str = ""
    of_peers: bool = False


def compares(rule: AnyRule) -> bool:
    """Whether the points depend on what other organisations have."""
    if isinstance(rule, SlopeRule):
        return rule.reference is Reference.MEAN
    return isinstance(rule, RelativeRule) or (isinstance(rule, RankRule) and bool(rule.indicators()))


def trial_inputs(rule: AnyRule, indicators: TypedIndicators) -> tuple[TrialInput, ...]:
    """Everything that the rule looks at, what is measured before what the office enters."""
    return (*_measured(rule, indicators), *_marked(rule))


def looked_at(rule: AnyRule) -> tuple[tuple[str, Basis], ...]:
    """The indicators that the rule reads, each with the targets that it is held against."""
    if isinstance(rule, ConditionRule):
        return tuple(dict.fromkeys((c.indicator, c.basis) for c in rule.conditions if c.indicator))
    basis = rule.basis if isinstance(rule, MeasuredRule) else Basis.HELD
    return tuple((code, basis) for code in rule.indicators())


def measured_key(what: str, code: str, basis: Basis) -> str:
    return f"{what}:{code}@{basis.value}"


def _measured(rule: AnyRule, indicators: TypedIndicators) -> Iterator[TrialInput]:
    for code, basis in looked_at(rule):
        typed = indicators.get(code, TypedIndicator(Indicator(code, code, IndicatorKind.FLOW)))
        indicator, peers = typed.indicator, compares(rule)
        by_benchmark = indicator.kind is IndicatorKind.BENCHMARK
        when = {Basis.HELD: "", Basis.YEAR: "当年", Basis.SPAN: "累计"}[basis]
        name, unit = f"{indicator.name}：{when}", indicator.measure_unit
        if rule.needs_target(code) and not by_benchmark:
            value = typed.target.value if typed.target else None
            usual = "" if value is None else plain_text(value)
            key = measured_key("target", code, basis)
            yield TrialInput(key, f"{name}目标", TrialKind.FIGURE, unit, usual=usual, of_peers=peers)
        key = measured_key("actual", code, basis)
        yield TrialInput(key, f"{name}完成", TrialKind.FIGURE, unit, of_peers=peers)
        if by_benchmark or (isinstance(rule, SlopeRule) and rule.reference is Reference.BENCHMARK):
            key = measured_key("benchmark", code, basis)
            yield TrialInput(key, f"{name}对照值", TrialKind.FIGURE, unit, of_peers=peers)


def _marked(rule: AnyRule) -> Iterator[TrialInput]:
    asked = rule.asks()
    if MarkField.RATE in asked:
        alone = not rule.indicators()
        label = "评定完成率" if alone else "评定完成率（算不出时）"
        yield TrialInput("rate", label, TrialKind.RATE, "%", of_peers=alone and compares(rule))
    if MarkField.PLACE in asked:
        yield TrialInput("place", "名次", TrialKind.WHOLE)
    if MarkField.GRADE in asked:
        yield TrialInput("grade", "评定", TrialKind.WORD, choices=rule.choices())
    if MarkField.POINTS in asked:
        yield TrialInput("points", "评定得分", TrialKind.FIGURE, "分")
    if isinstance(rule, JudgedRule):
        for number, rater in enumerate(rule.raters):
            yield TrialInput(f"rating:{number}", f"{rater.name}打分", TrialKind.FIGURE, "分")
    if isinstance(rule, EventsRule):
        yield from _events(rule)
    if asked & {MarkField.EVENTS, MarkField.PLACE, MarkField.RATINGS}:
        word = {MarkField.EVENTS: "没有事项", MarkField.PLACE: "没有名次"}
        label = next((said for field, said in word.items() if field in asked), "无此项工作")
        yield TrialInput("none", label, TrialKind.WORD, choices=(NONE,))


def _events(rule: EventsRule) -> Iterator[TrialInput]:
    for number, kind in enumerate(rule.kinds):
        yield TrialInput(f"count:{number}", f"{kind.name}：次数", TrialKind.WHOLE, "次")
        if kind.low != kind.high:
            yield TrialInput(f"points:{number}", f"{kind.name}：每次分值", TrialKind.FIGURE, "分")
        if rule.counting is Counting.MATTER:
            yield TrialInput(f"basis:{number}", f"{kind.name}：依据", TrialKind.TEXT)
