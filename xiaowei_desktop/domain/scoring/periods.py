"""分期计分: a computed item scored at the end of several quarters, each with its weight."""

from __future__ import annotations

from collections.abc import Sequence

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO, number_text
from xiaowei_desktop.domain.scoring.outcome import Input, Outcome, Trail
from xiaowei_desktop.domain.scoring.scheme import Period


def over_periods(scored: Sequence[tuple[Period, Outcome]]) -> Outcome:
    """The weighted points of all quarters; open while any of them is."""
    reasons = tuple(dict.fromkeys(reason for _, outcome in scored for reason in outcome.open_reasons))
    known = [(period, outcome, outcome.points) for period, outcome in scored if outcome.points is not None]
    if len(known) < len(scored):
        return Outcome(None, lambda: Trail(_inputs(scored)), reasons)
    value = sum((period.weight * points for period, _, points in known), ZERO)

    def trail() -> Trail:
        each = "；".join(f"第{period.quarter}季度：{outcome.arithmetic}" for period, outcome, _ in known)
        terms = " + ".join(f"{number_text(points)} × {plain_text(p.weight * 100)}%" for p, _, points in known)
        return Trail(_inputs(scored), f"{each}；{terms} = {number_text(value)}")

    return Outcome(value, trail, reasons, known[-1][1].measurement)


def _inputs(scored: Sequence[tuple[Period, Outcome]]) -> tuple[Input, ...]:
    return tuple(
        Input(f"第{period.quarter}季度 {given.name}", given.value, given.source, given.basis)
        for period, outcome in scored
        for given in outcome.inputs
    )
