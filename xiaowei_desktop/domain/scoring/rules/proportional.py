"""按比例得分: points × completion rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ONE, ZERO, Rate, number_text
from xiaowei_desktop.domain.scoring.evidence import Evidence, Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail, marked_input, measured_inputs, missing

MAX_ENTERED_RATE = Decimal(10)
"""An entered rate above 1000% is a percentage typed as a number."""


@dataclass(frozen=True, slots=True)
class ProportionalRule:
    """完成得满分，未完成按比例扣分: points × rate, at most `cap` × points, nothing below `gate`.

    The rate is the completion rate of `indicator`, or, without one, a rate that the office enters. With
    `office_judges` the office may enter it where the indicator's own cannot be computed (对照值不大于 0).
    """

    kind: ClassVar[str] = "proportional"

    indicator: str = ""
    cap: Decimal = ONE
    gate: Decimal | None = None
    office_judges: bool = False

    def sentence(self, points: Decimal) -> str:
        full = plain_text(points)
        text = f"完成目标任务得{full}分，未完成的按完成率比例得分（{full}×完成率）"
        if self.cap != ONE:
            text += f"，完成率超过{_percent(self.cap)}的按{_percent(self.cap)}计"
        if self.gate is not None:
            text += f"，完成率不到{_percent(self.gate)}的不得分"
        if not self.indicator:
            text += "；完成率由小微办综合评定"
        elif self.office_judges:
            text += "；完成率无法计算的由小微办评定"
        return text + "。"

    def indicators(self) -> tuple[str, ...]:
        return (self.indicator,) if self.indicator else ()

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.RATE}) if self.office_judges or not self.indicator else frozenset()

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        if mark.rate is None:
            return (error("mark-rate-missing", "请填写完成率（如 95%）。"),)
        if not ZERO <= mark.rate <= MAX_ENTERED_RATE:
            message = f"完成率 {_percent(mark.rate)} 不在 0% 至 1000% 之间。请核对；百分之九十五请填 95% 或 0.95。"
            return (error("mark-rate-range", message),)
        return ()

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        entered = evidence.mark(item)
        if not self.indicator:
            return self._entered(points, entered, None)
        measured = evidence.measurement(self.indicator)
        rate = measured.completion.rate
        if rate is None and self.office_judges and measured.completion.met is False:
            return self._entered(points, entered, measured)
        if rate is None:
            return missing(measured.open_reason or measured.completion.reason, measured)
        value, arithmetic = self._points(points, rate)
        reasons = (measured.open_reason,) if measured.open_reason else ()
        return Outcome(
            value, lambda: Trail(measured_inputs(measured), f"{_rate_text(rate)}；{arithmetic()}"), reasons, measured
        )

    def _entered(self, points: Decimal, entered: RecordedMark | None, measured: Measurement | None) -> Outcome:
        if entered is None or entered.mark.rate is None:
            return missing("尚未评定完成率", measured)
        rate = Rate(entered.mark.rate)
        value, arithmetic = self._points(points, rate)
        reasons = (measured.open_reason,) if measured and measured.open_reason else ()

        def trail() -> Trail:
            judged = marked_input("评定完成率", rate.percent_text, entered)
            return Trail((*measured_inputs(measured), judged), arithmetic(), f"完成率{rate.percent_text}")

        return Outcome(value, trail, reasons, measured)

    def _points(self, points: Decimal, rate: Rate) -> tuple[Decimal, Callable[[], str]]:
        """The points, and their arithmetic for whoever asks."""
        gate, cap = self.gate, self.cap
        if gate is not None and rate.compared_to(gate) < 0:
            return ZERO, lambda: f"完成率{_exactly(rate)}%，不到{_percent(gate)}，不得分"
        if rate.compared_to(cap) > 0:
            most = points * cap
            return (
                most,
                lambda: f"完成率超过{_percent(cap)}，{plain_text(points)} × {_percent(cap)} = {plain_text(most)}",
            )
        value = max(ZERO, rate.times(points))
        return value, lambda: f"{plain_text(points)} × {rate.number_text} = {number_text(value)}"


def _rate_text(rate: Rate) -> str:
    return f"完成率 = {plain_text(rate.numerator)} ÷ {plain_text(rate.denominator)} = {rate.percent_text}"


def _exactly(rate: Rate) -> str:
    """In per cent, cut and not rounded: 69.999…% is below 70%."""
    return number_text(100 * rate.numerator / rate.denominator)


def _percent(rate: Decimal) -> str:
    return f"{plain_text(rate * 100)}%"
