"""增减计分: so much for each unit above or below a reference."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from xiaowei_desktop.domain.scoring.rules import Bracket, SlopeRule
from xiaowei_desktop.domain.scoring.rules.brackets import Units
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look, View
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.expression import Expression, Operand
from xiaowei_desktop.reporting.score_formulas.measured import Asked, Number, combined
from xiaowei_desktop.reporting.score_formulas.peers import peers_of


def slope(asked: Asked, rule: SlopeRule, view: View, seen: Number, points: Decimal) -> Expression:
    """Base points, what the distance adds or takes, within the rule's own cap and floor."""
    reference = _reference(asked, rule, view, seen)
    away = seen.number - reference if rule.best is Best.HIGHEST else x.of(reference) - seen.number
    ahead = asked.draft.step("优于基准的差距" if rule.best is Best.HIGHEST else "优于基准的差距（越低越好）", away)
    base = x.of(points if rule.base is None else rule.base)
    better = _within(rule, _counted(rule, base, rule.above, ahead, "+"))
    if rule.short is not None:
        worse = x.of(rule.short)
    else:
        worse = _within(rule, _counted(rule, base, rule.below, ahead.negative, "-"))
    reached = x.rounded(ahead, x.CLOSE).compared(">=", 0)
    value = x.if_(reached, better, worse)
    share = rule.share(view)
    return value if share == 1 else value * share


def _reference(asked: Asked, rule: SlopeRule, view: View, seen: Number) -> Operand:
    match rule.reference:
        case Reference.FIXED:
            assert rule.at is not None  # the item has points
            return rule.at
        case Reference.MEAN:
            peers = peers_of(asked, rule, view, seen.number)
            return asked.draft.step("各考核对象平均", peers.total / len(peers.values))
        case Reference.TARGET if rule.look is Look.RATE:
            return 1
        case _:
            standards = [one.target if rule.reference is Reference.TARGET else one.benchmark for one in seen.standards]
            cells = [cell for cell in standards if cell is not None]
            return combined(asked.draft, view, cells, rule.reference.word(Look.VALUE))


def _counted(rule: SlopeRule, base: Expression, brackets: Sequence[Bracket], away: Expression, sign: str) -> Expression:
    value, begins = base, Fraction()
    for bracket in brackets:
        ends = None if bracket.up_to is None else max(begins, Fraction(bracket.up_to))
        if bracket.step > 0 and (ends is None or ends > begins):
            term = _units(bracket, begins, away, rule.units) * bracket.points
            value = value + term if sign == "+" else value - term
        begins = begins if ends is None else ends
    return value


def _units(bracket: Bracket, begins: Fraction, away: Expression, counted: Units) -> Expression:
    """How many units of the distance fall into the bracket."""
    reaching = away if bracket.up_to is None else x.at_most(bracket.up_to, away)
    inside = x.at_least(0, reaching - begins if begins else reaching)
    units = inside if bracket.step == 1 else inside / bracket.step
    return x.whole(x.rounded(units, x.CLOSE)) if counted is Units.WHOLE else units


def _within(rule: SlopeRule, value: Expression) -> Expression:
    raised = x.at_least(rule.floor, value)
    return raised if rule.cap is None else x.at_most(rule.cap, raised)
