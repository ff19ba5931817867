"""试算: a rule tried on figures that are simply typed, with the points and the arithmetic of the score itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xiaowei_desktop.application.plan_indicators import TypedIndicator, TypedIndicators
from xiaowei_desktop.application.rule_editing import EditedItem
from xiaowei_desktop.application.trial_inputs import (
    NONE,
    TrialInput,
    TrialKind,
    looked_at,
    measured_key,
    trial_inputs,
)
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target, target_text
from xiaowei_desktop.domain.period import WHOLE_PLAN
from xiaowei_desktop.domain.progress import Figure, completion
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.domain.scoring.evidence import Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.given import GivenEvidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.domain.scoring.rules import AnyRule, EventsRule, JudgedRule

SOURCE = "试算"
OWN_NAME = "本单位"
PEER_NAMES = tuple(f"其他{number}" for number in range(1, 31))

Typed = Mapping[str, str]
"""What was typed, by the inputs' keys."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the rule gives. `points` are rounded and limited as on the score sheet, `exact` those before.

    `wrong` says by input what can't be read, `refused` why the score would not take what the office enters.
    """

    points: Decimal | None = None
    exact: Decimal | None = None
    arithmetic: str = ""
    lacking: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    wrong: Mapping[str, str] | None = None


def try_rule(
    rule: AnyRule, item: EditedItem, indicators: TypedIndicators, own: Typed, peers: Sequence[Typed] = ()
) -> Trial:
    """Scores what was typed. Peers of whom nothing was typed are left out."""
    inputs = trial_inputs(rule, indicators)
    own = _asked(inputs, own)
    wrong = {one.key: problem for one in inputs if (problem := _problem(one, own.get(one.key, "")))}
    if wrong:
        return Trial(wrong=wrong)
    mark = _mark(rule, item, own)
    refused = tuple(issue.message for issue in rule.check_mark(mark, item.points)) if mark else ()
    if refused:
        return Trial(refused=refused)
    there = [asked for peer in peers if _is_there(inputs, asked := _asked(inputs, peer))]
    others = tuple(_evidence(rule, item, indicators, peer, name) for peer, name in zip(there, PEER_NAMES, strict=False))
    evidence = replace(_evidence(rule, item, indicators, own, OWN_NAME), others=others)
    outcome = rule.score(item.code, item.points, evidence)
    if outcome.points is None:
        return Trial(lacking=outcome.open_reasons)
    node = item.node(rule)
    points = node.limited(round_half_up(outcome.points, item.places))
    return Trial(points, outcome.points, outcome.arithmetic)


def _asked(inputs: Sequence[TrialInput], typed: Typed) -> Typed:
    """Without what was typed for another rule."""
    return {one.key: typed[one.key] for one in inputs if one.key in typed}


def _is_there(inputs: Sequence[TrialInput], peer: Typed) -> bool:
    """Whether anything was typed of a peer that can be read."""
    texts = [(one, peer.get(one.key, "")) for one in inputs if one.of_peers]
    return any(text.strip() for _, text in texts) and not any(_problem(one, text) for one, text in texts)


def _problem(one: TrialInput, text: str) -> str:
    """Why what was typed is none of what is asked for; empty where it is, or nothing was typed."""
    if one.kind in (TrialKind.WORD, TrialKind.TEXT) or not text.strip():
        return ""
    try:
        found = parse_quantity(text, one.unit)
    except QuantityError as reason:
        return f"{reason}。"
    if one.kind is TrialKind.WHOLE and found is not None and found.value != int(found.value):
        return f"“{text.strip()}”不是整数。"
    return ""


def _evidence(rule: AnyRule, item: EditedItem, indicators: TypedIndicators, typed: Typed, name: str) -> GivenEvidence:
    mark = _mark(rule, item, typed)
    recorded = RecordedMark(mark, SOURCE) if mark else None
    return GivenEvidence(recorded, dict(_measurements(rule, indicators, typed)), name, name)


def _measurements(rule: AnyRule, indicators: TypedIndicators, typed: Typed) -> Iterator[tuple[str, Measurement]]:
    for code, basis in looked_at(rule):
        known = indicators.get(code, TypedIndicator(Indicator(code, code, IndicatorKind.FLOW)))
        target, actual, benchmark = (
            _figure(typed, measured_key(what, code, basis), known.indicator.measure_unit)
            for what in ("target", "actual", "benchmark")
        )
        held = known.target or Target(code, "", WHOLE_PLAN)
        yield f"{code}@{basis.value}", _measurement(known.indicator, replace(held, value=target), actual, benchmark)


def _measurement(
    indicator: Indicator, target: Target, actual: Decimal | None, benchmark: Decimal | None
) -> Measurement:
    done = completion(indicator, target, Figure(actual, benchmark))
    return Measurement(
        indicator.code,
        indicator.name,
        indicator.measure_unit,
        target.value,
        target_text(indicator, target),
        actual,
        benchmark,
        done,
        SOURCE,
        SOURCE,
        direction=indicator.direction,
    )


def _mark(rule: AnyRule, item: EditedItem, typed: Typed) -> Mark | None:
    """What the office would enter; `None` while nothing was typed."""
    rate, place = _figure(typed, "rate", "%"), _figure(typed, "place", "")
    mark = Mark(
        OWN_NAME,
        item.code,
        typed.get("grade", ""),
        _figure(typed, "points", "分"),
        None if rate is None else rate / 100,
        None if place is None else int(place),
        tuple(_events(rule, typed)) if isinstance(rule, EventsRule) else (),
        typed.get("none", "") == NONE,
        ratings=tuple(_ratings(rule, typed)) if isinstance(rule, JudgedRule) else (),
    )
    return None if mark.is_empty else mark


def _events(rule: EventsRule, typed: Typed) -> Iterator[MarkEvent]:
    for number, kind in enumerate(rule.kinds):
        if (count := _figure(typed, f"count:{number}", "次")) is not None and count:
            each = _figure(typed, f"points:{number}", "分")
            yield MarkEvent(kind.name, int(count), each, typed.get(f"basis:{number}", "").strip())


def _ratings(rule: JudgedRule, typed: Typed) -> Iterator[Rating]:
    for number, rater in enumerate(rule.raters):
        if (points := _figure(typed, f"rating:{number}", "分")) is not None:
            yield Rating(rater.name, points)


def _figure(typed: Typed, key: str, unit: str) -> Decimal | None:
    """What was typed as a figure; that it can be read is known."""
    found = parse_quantity(typed.get(key, ""), unit)
    return found.value if found else None
