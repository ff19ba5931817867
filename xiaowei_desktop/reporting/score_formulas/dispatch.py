"""From an item's rule to its formula. A rule kind that is not here is an error of types, not a missing line."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    ConditionRule,
    EventsRule,
    ExternalRule,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
    RelativeRule,
    SlopeRule,
    StepRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.seen import View
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.score_formulas.kinds.condition import condition
from xiaowei_desktop.reporting.score_formulas.kinds.entered import external, graded, judged
from xiaowei_desktop.reporting.score_formulas.kinds.events import events
from xiaowei_desktop.reporting.score_formulas.kinds.proportional import proportional
from xiaowei_desktop.reporting.score_formulas.kinds.rank import placed, ranked
from xiaowei_desktop.reporting.score_formulas.kinds.relative import relative
from xiaowei_desktop.reporting.score_formulas.kinds.slope import slope
from xiaowei_desktop.reporting.score_formulas.kinds.step import step
from xiaowei_desktop.reporting.score_formulas.measured import Asked, number_of

_Measured = ProportionalRule | StepRule | SlopeRule | RankRule | RelativeRule


def unrounded(asked: Asked, rule: AnyRule) -> Expression:
    """The points before rounding, of an item that has some; the inputs and steps go into the draft.

    Raises `TooLongError` for an input that a spreadsheet's number cannot hold.
    """
    points, draft = asked.item.points, asked.draft
    match rule:
        case ConditionRule():
            return condition(asked, rule, points)
        case GradedRule():
            return graded(rule, draft, _mark(asked))
        case JudgedRule():
            return judged(rule, draft, _mark(asked))
        case EventsRule():
            return events(rule, points, draft, _mark(asked))
        case ExternalRule():
            return external(rule, points, draft, _mark(asked))
        case VetoRule():
            return x.of(0)
        case RankRule() if not rule.indicators():
            return placed(rule, points, draft, _mark(asked))
        case ProportionalRule() | StepRule() | SlopeRule() | RankRule() | RelativeRule():
            return _of_views(asked, rule, points)
        case _:
            assert_never(rule)


def _of_views(asked: Asked, rule: _Measured, points: Decimal) -> Expression:
    """What is scored at once, or the shares one by one and their sum."""
    views = rule.views()
    if len(views) == 1:
        return _of_view(asked, rule, points, views[0])
    worths = []
    for number, view in enumerate(views, start=1):
        worths.append(asked.draft.step(f"第{number}个指标得分", _of_view(asked, rule, points, view), "分", PLAIN))
    return x.sum_of(worths)


def _of_view(asked: Asked, rule: _Measured, points: Decimal, view: View) -> Expression:
    seen = number_of(asked, rule, view)
    match rule:
        case ProportionalRule():
            return proportional(rule, points, rule.share(view), seen.number)
        case StepRule():
            recorded = asked.evidence.mark(asked.item.code)
            return step(rule, rule.share(view), seen.number, asked.draft, recorded)
        case SlopeRule():
            return slope(asked, rule, view, seen, points)
        case RankRule():
            return ranked(asked, rule, view, seen, points)
        case RelativeRule():
            return relative(asked, rule, view, seen, points)
        case _:
            assert_never(rule)


def _mark(asked: Asked) -> RecordedMark:
    recorded = asked.evidence.mark(asked.item.code)
    assert recorded is not None  # else the item would have no points
    return recorded
