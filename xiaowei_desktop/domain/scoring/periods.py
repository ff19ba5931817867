"""分期计分: a computed item scored at the end of several quarters, each with its weight."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import exact_text
from xiaowei_desktop.domain.scoring.mark import MarkField
from xiaowei_desktop.domain.scoring.outcome import Input, Outcome, Trail, exact_outcome
from xiaowei_desktop.domain.scoring.rule import Rule
from xiaowei_desktop.domain.scoring.scheme import Period


def is_scored_by_period(rule: Rule) -> bool:
    """Whether the rule's points are computed, and so at the end of each quarter; what the office judges is judged once.

    A rate that the office enters where one cannot be computed stands in for it in each quarter in which it cannot.
    """
    return bool(rule.indicators()) and rule.asks() <= {MarkField.RATE}


def over_periods(scored: Sequence[tuple[Period, Outcome]]) -> Outcome:
    """The weighted points of all quarters; open while any of them is."""
    reasons = tuple(dict.fromkeys(reason for _, outcome in scored for reason in outcome.open_reasons))
    known = [(period, outcome, exact) for period, outcome in scored if (exact := outcome.fraction) is not None]
    if len(known) < len(scored):
        return Outcome(None, lambda: Trail(_inputs(scored)), reasons)
    value = sum((Fraction(period.weight) * points for period, _, points in known), Fraction(0))

    def trail() -> Trail:
        each = "；".join(f"第{period.quarter}季度：{outcome.arithmetic}" for period, outcome, _ in known)
        terms = " + ".join(f"{exact_text(points)} × {plain_text(p.weight * 100)}%" for p, _, points in known)
        return Trail(_inputs(scored), f"{each}；{terms} = {exact_text(value)}")

    return exact_outcome(value, trail, reasons, known[-1][1].measurement)


def _inputs(scored: Sequence[tuple[Period, Outcome]]) -> tuple[Input, ...]:
    return tuple(
        Input(f"第{period.quarter}季度 {given.name}", given.value, given.source, given.basis)
        for period, outcome in scored
        for given in outcome.inputs
    )
