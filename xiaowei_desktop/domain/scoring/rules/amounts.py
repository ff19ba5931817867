"""Thresholds, distances and points of rules that look at figures: in words, and exactly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import exact_text
from xiaowei_desktop.domain.scoring.rules.measured import MAX_ENTERED_RATE, percent
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look

PER_CENT = "%"


def amount(number: Fraction | Decimal, look: Look, unit: str) -> str:
    """90% for a rate, 5900家 for a figure; cut and not rounded, so that what is just under 90% does not read 90%."""
    exact = Fraction(number)
    return f"{exact_text(100 * exact)}%" if look is Look.RATE else f"{exact_text(exact)}{unit}"


def distance(number: Fraction | Decimal, look: Look, unit: str) -> str:
    """How far two of them lie apart: 3个百分点, 100家."""
    if is_percentage(look, unit):
        exact = Fraction(number) * (100 if look is Look.RATE else 1)
        return f"{exact_text(exact)}个百分点"
    return amount(number, look, unit)


def is_percentage(look: Look, unit: str) -> bool:
    return look is Look.RATE or unit == PER_CENT


def share_text(share: Fraction) -> str:
    """The part's share as arithmetic prints it; nothing for the whole."""
    return "" if share == 1 else f" × {exact_text(100 * share)}%"


def look_faults(look: Look, best: Best, unit: str) -> Iterator[Issue]:
    """A direction or a unit that completion rates do not have."""
    if look is Look.RATE and best is Best.LOWEST:
        message = "完成率总是越高越好（越低越好的指标，完成率按目标÷完成计算）。请改为越高越好，或按完成数计分。"
        yield error("rule-best-rate", message)
    if look is Look.RATE and unit:
        yield error("rule-unit-rate", f"按完成率计分，不用写计量单位“{unit}”。请清空。")


def rate_faults(look: Look, thresholds: Iterator[Decimal]) -> Iterator[Issue]:
    """A rate above 1000% is a percentage typed as a number."""
    for threshold in thresholds:
        if look is Look.RATE and threshold > MAX_ENTERED_RATE:
            yield error("rule-threshold-rate", f"完成率 {percent(threshold)} 过大。请核对；百分之九十请写 90% 或 0.9。")


def above_fault(most: Decimal, points: Decimal) -> Iterator[Issue]:
    if most > points:
        message = f"最多得 {plain_text(most)} 分，高于本项分值 {plain_text(points)} 分。"
        yield error("rule-points-above", message)
