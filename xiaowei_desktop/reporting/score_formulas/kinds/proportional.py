"""按比例得分: points × rate."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from xiaowei_desktop.domain.scoring.rules import ProportionalRule
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.expression import Expression


def proportional(rule: ProportionalRule, points: Decimal, share: Fraction, rate: Expression) -> Expression:
    """Nothing below the gate, nothing above the cap; of a part its share."""
    counted = rate if rule.full_at is None else rate / rule.full_at
    value = x.of(points) * x.at_most(rule.cap, x.at_least(0, counted))
    value = value if share == 1 else value * share
    return value if rule.gate is None else x.if_(rate.compared("<", rule.gate), 0, value)
