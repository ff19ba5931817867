"""What a figure is held against: its target, a fixed value, a benchmark, or the mean of all organisations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from xiaowei_desktop.domain.rate import FULL, Rate
from xiaowei_desktop.domain.scoring.evidence import Measurement
from xiaowei_desktop.domain.scoring.outcome import Input
from xiaowei_desktop.domain.scoring.rules.among import field_of
from xiaowei_desktop.domain.scoring.rules.measured import MeasuredRule, Situation
from xiaowei_desktop.domain.scoring.rules.seen import Look


class Reference(StrEnum):
    """What the distance is measured from."""

    TARGET = "target"
    """100% of the target for rates, the target itself for figures: the whole of it within the year as well."""
    FIXED = "fixed"
    """A value that the document names."""
    BENCHMARK = "benchmark"
    """The benchmark that is reported with the figure (全市平均增速)."""
    MEAN = "mean"
    """The mean of all organisations that the item is for."""

    def word(self, look: Look) -> str:
        """What sentences call it; a fixed value and a rate's 100% speak for themselves."""
        if self is Reference.TARGET and look is Look.RATE:
            return ""
        return _WORDS[self]


_WORDS = {Reference.TARGET: "目标", Reference.FIXED: "", Reference.BENCHMARK: "对照值", Reference.MEAN: "平均"}


@dataclass(frozen=True, slots=True)
class Found:
    """The reference of one organisation, or why there is none; a mean may stand and still change."""

    number: Rate | None
    reasons: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()


def found_reference(rule: MeasuredRule, reference: Reference, at: Decimal | None, situation: Situation) -> Found:
    match reference:
        case Reference.FIXED:
            return Found(None, ("没有写明基准数",)) if at is None else Found(Rate(at))
        case Reference.MEAN:
            return _mean(rule, situation)
        case Reference.TARGET if rule.look is Look.RATE:
            return Found(FULL)
        case _:
            return _of_figures(rule, reference, situation)


def _mean(rule: MeasuredRule, situation: Situation) -> Found:
    field = field_of(rule, situation)
    if field.lacking or not field.size:
        return Found(None, field.lacking or ("没有可比的考核对象",), field.inputs)
    return Found(Rate.of(sum(field.numbers, Fraction()) / field.size), field.unaccepted, field.inputs)


def _of_figures(rule: MeasuredRule, reference: Reference, situation: Situation) -> Found:
    """The target or benchmark, combined as the figures are."""
    if rule.look is Look.RATE or not situation.measured:
        return Found(None, ("目标值、对照值只能与指标的完成数比较",))
    standards = [(m, m.target if reference is Reference.TARGET else m.benchmark) for m in situation.measured]
    lacking = tuple(_lacking(m, reference) for m, standard in standards if standard is None)
    number = situation.view.number([replace(m, actual=standard) for m, standard in standards])
    return Found(number, lacking)


def _lacking(measured: Measurement, reference: Reference) -> str:
    return f"“{measured.name}”{'未设目标值' if reference is Reference.TARGET else '缺少对照值'}"
