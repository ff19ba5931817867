"""分档得分: the first threshold that the number reaches."""

from __future__ import annotations

from fractions import Fraction

from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.rules import Step, StepRule
from xiaowei_desktop.domain.scoring.rules.step import Between
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.calculation import Draft
from xiaowei_desktop.reporting.score_formulas.expression import Expression


def step(
    rule: StepRule, share: Fraction, number: Expression, draft: Draft, recorded: RecordedMark | None
) -> Expression:
    """Nested from the last threshold to the first; what lies between two of them as the rule has it."""
    judged = _judged_cell(rule, draft, recorded)
    value = x.of(rule.otherwise)
    for place in reversed(range(len(rule.steps))):
        reached = rule.steps[place]
        worth = _worth(rule, place, number, judged)
        value = x.if_(number.compared(reached.comparator(rule.best).value, reached.at), worth, value)
    return value if share == 1 else value * share


def _judged_cell(rule: StepRule, draft: Draft, recorded: RecordedMark | None) -> Expression | None:
    """What the office entered for a number between two thresholds; nothing yet is nothing."""
    if rule.between is not Between.JUDGED or recorded is None or recorded.mark.points is None:
        return None
    return draft.figure("评定得分", recorded.mark.points, "分", recorded.source)


def _worth(rule: StepRule, place: int, number: Expression, judged: Expression | None) -> Expression:
    reached = rule.steps[place]
    if place == 0 or rule.between is Between.NOTHING:
        return x.of(reached.points)
    if rule.between is Between.LINEAR:
        return _interpolated(reached, rule.steps[place - 1], number)
    return x.if_(number.compared("=", reached.at), reached.points, judged or x.not_available())


def _interpolated(reached: Step, better: Step, number: Expression) -> Expression:
    gap = better.at - reached.at
    if not gap:  # two thresholds at one number, reached and passed: nothing lies between them
        return x.of(reached.points)
    return x.of(reached.points) + x.of(better.points - reached.points) * (number - reached.at) / gap
