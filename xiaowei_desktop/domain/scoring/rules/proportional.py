"""按比例得分: points × completion rate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ONE, ZERO, Rate, exact_text, exactly, number_text
from xiaowei_desktop.domain.scoring.rules.measured import Award, MeasuredRule, Situation, of_share, percent
from xiaowei_desktop.domain.scoring.rules.seen import Look


@dataclass(frozen=True, slots=True)
class ProportionalRule(MeasuredRule):
    """完成得满分，未完成按比例扣分: points × rate, at most `cap` × points, nothing below `gate`.

    With `full_at` that rate already earns the points, and others their share of it (rate ÷ full_at), within `cap`.
    """

    kind: ClassVar[str] = "proportional"

    cap: Decimal = ONE
    gate: Decimal | None = None
    full_at: Decimal | None = None

    def clause(self, points: Decimal) -> str:
        full = plain_text(points)
        if self.full_at is None:
            text = f"完成目标任务得{full}分，未完成的按完成率比例得分（{full}×完成率）"
        else:
            at = percent(self.full_at)
            whom = "未达到的" if self.cap <= ONE else "未达到和超过的"
            text = f"完成率达到{at}的得{full}分，{whom}按比例得分（{full}×完成率÷{at}）"
        if self.cap != ONE and self.full_at is not None:
            text += f"，最高得{plain_text(points * self.cap)}分"
        elif self.cap != ONE:
            text += f"，完成率超过{percent(self.cap)}的按{percent(self.cap)}计"
        if self.gate is not None:
            text += f"，完成率不到{percent(self.gate)}的不得分"
        return text

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        return ZERO, points * self.cap

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        found = list(MeasuredRule.faults(self, points))
        if self.look is Look.VALUE:
            found.append(error("rule-look", "按比例得分只能按完成率计。请改为完成率，或改用分档得分、增减计分。"))
        if self.full_at is not None and self.full_at <= 0:
            found.append(error("rule-full-at", "得满分的完成率应大于 0。"))
        if self.gate is not None and self.gate > self.cap:
            found.append(error("rule-gate", f"门槛{percent(self.gate)}高于封顶{percent(self.cap)}。"))
        return tuple(found)

    def award(self, number: Rate, situation: Situation) -> Award:
        gate, cap, full_at = self.gate, self.cap, self.full_at
        if gate is not None and number.compared_to(gate) < 0:
            return Award(Fraction(0), lambda: f"完成率{_exactly(number)}%，不到{percent(gate)}，不得分")
        if number.numerator < 0:
            return Award(Fraction(0), lambda: f"完成率{_exactly(number)}%，小于0，不得分")
        worth = of_share(exactly(situation.whole), self.share(situation.view))
        counted = number if full_at is None else Rate(number.numerator, number.denominator * full_at)
        if counted.compared_to(cap) > 0:
            most = worth * Fraction(cap)
            above = f"完成率超过{percent(cap * (full_at or ONE))}"
            return Award(most, lambda: f"{above}，{exact_text(worth)} × {percent(cap)} = {exact_text(most)}")
        value = counted.exactly_times(worth)
        return Award(value, partial(_product, worth, number, full_at, value))


def _product(worth: Fraction, number: Rate, full_at: Decimal | None, value: Fraction) -> str:
    share = "" if full_at is None else f" ÷ {percent(full_at)}"
    return f"{exact_text(worth)} × {number.number_text}{share} = {exact_text(value)}"


def _exactly(rate: Rate) -> str:
    """In per cent, cut and not rounded: 69.999…% is below 70%."""
    return number_text(100 * rate.numerator / rate.denominator)
