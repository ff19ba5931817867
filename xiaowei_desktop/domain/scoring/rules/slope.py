"""增减计分: points at a reference, so much more for each unit above it, so much less for each unit below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ONE, ZERO, Rate, exact_text
from xiaowei_desktop.domain.scoring.rules.amounts import (
    above_fault,
    amount,
    distance,
    is_percentage,
    look_faults,
    rate_faults,
    share_text,
)
from xiaowei_desktop.domain.scoring.rules.brackets import (
    Bracket,
    Units,
    bracket_faults,
    bracket_texts,
    reach,
    terms,
    total,
)
from xiaowei_desktop.domain.scoring.rules.measured import Award, MeasuredRule, Situation
from xiaowei_desktop.domain.scoring.rules.reference import Reference, found_reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look


@dataclass(frozen=True, slots=True)
class SlopeRule(MeasuredRule):
    """达到平均得10分，每超4个百分点加1分、每低3个百分点减1分: `base` points at the `reference`.

    `above` is for what is better than the reference and `below` for what is worse: with `best` LOWEST better is less.
    Instead of the brackets `below`, what misses the reference may get the `short` points (不足3个不得分), which stand
    as they are: `floor` and `cap` limit what is counted. `base` is the item's points where nothing else is said.
    `unit` is what the sentence counts in where the rule looks at figures.
    """

    kind: ClassVar[str] = "slope"

    base: Decimal | None = field(default=None, kw_only=True)
    reference: Reference = field(default=Reference.TARGET, kw_only=True)
    at: Decimal | None = field(default=None, kw_only=True)
    above: tuple[Bracket, ...] = field(default=(), kw_only=True)
    below: tuple[Bracket, ...] = field(default=(), kw_only=True)
    short: Decimal | None = field(default=None, kw_only=True)
    units: Units = field(default=Units.WHOLE, kw_only=True)
    floor: Decimal = field(default=ZERO, kw_only=True)
    cap: Decimal | None = field(default=None, kw_only=True)
    best: Best = field(default=Best.HIGHEST, kw_only=True)
    unit: str = field(default="", kw_only=True)

    def clause(self, points: Decimal) -> str:
        more, less = _more_and_less(self.look, self.unit)
        better, worse = (more, less) if self.best is Best.HIGHEST else (less, more)
        reached, missed = ("达到", "未达到") if self.best is Best.HIGHEST else ("不超过", "超过")
        pieces = [f"{self.look.word}{reached}{self._reference_word()}的得{plain_text(self._base(points))}分"]
        pieces.extend(bracket_texts(self.above, better, "加", self.look, self.unit))
        if self.short is not None:
            pieces.append(f"{missed}的得{plain_text(self.short)}分")
        pieces.extend(bracket_texts(self.below, worse, "扣", self.look, self.unit))
        if self.above or self.below:
            pieces.append(self.units.text)
        pieces.append(f"最低得{plain_text(self.floor)}分")
        if self.cap is not None:
            pieces.append(f"最高得{plain_text(self.cap)}分")
        return "，".join(pieces)

    def better(self, indicator: str) -> Direction | None:  # noqa: ARG002 - one contract
        return self.best.direction if self.look is Look.VALUE else None

    def needs_target(self, indicator: str) -> bool:
        return MeasuredRule.needs_target(self, indicator) or self.reference is Reference.TARGET

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        """Without a cap there may be no most: it is infinite."""
        base = self._base(points)
        most = self._within(base + reach(self.above, self.units))
        if self.short is not None:
            return min(self.short, self._within(base)), max(self.short, most)
        return self._within(base - reach(self.below, self.units)), most

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        return (
            *MeasuredRule.faults(self, points),
            *look_faults(self.look, self.best, self.unit),
            *rate_faults(self.look, self._rates()),
            *self._reference_faults(),
            *bracket_faults("优于基准", self.above),
            *bracket_faults("差于基准", self.below),
            *above_fault(self._base(points), points),
            *self._limit_faults(self._base(points)),
        )

    def award(self, number: Rate, situation: Situation) -> Award:
        found = found_reference(self, self.reference, self.at, situation)
        if found.number is None:
            return Award(None, str, found.reasons, found.inputs)
        away = number.fraction - found.number.fraction
        share, reference, short = self.share(situation.view), found.number, self.short
        ahead = away if self.best is Best.HIGHEST else -away
        if ahead < 0 and short is not None:
            value, arithmetic = _missed(short, share)
        else:
            value, arithmetic = self._counted(situation.whole, ahead, share)
        return Award(
            value,
            lambda: f"{self._lead(away, reference, situation)}，{arithmetic()}",
            found.reasons,
            found.inputs,
        )

    def _counted(self, points: Decimal, ahead: Fraction, share: Fraction) -> tuple[Fraction, Callable[[], str]]:
        """The base and what is added or taken off, within the limits."""
        base = Fraction(self._base(points)) * share
        brackets, sign, mark = (self.above, 1, " + ") if ahead >= 0 else (self.below, -1, " − ")
        counted = terms(brackets, abs(ahead), self.units)
        exact = base + sign * share * total(counted)
        value = max(exact, Fraction(self.floor) * share)
        if self.cap is not None:
            value = min(value, Fraction(self.cap) * share)

        def arithmetic() -> str:
            parts = [f"{plain_text(b.points)} × {exact_text(n)}{share_text(share)}" for b, n in counted]
            text = f"{mark.join((exact_text(base), *parts))} = {exact_text(exact)}"
            if value != exact:
                why = "扣完为止" if value > exact else "超过上限"
                text += f"，{why}，按{exact_text(value)}分计"
            return text

        return value, arithmetic

    def _lead(self, away: Fraction, reference: Rate, situation: Situation) -> str:
        """比目标5900家多100家."""
        unit = self.unit or _measure_unit(situation)
        name = self.reference.word(self.look) + amount(reference.fraction, self.look, unit)
        if not away:
            return f"与{name}持平"
        more, less = _more_and_less(self.look, unit)
        return f"比{name}{more if away > 0 else less}{distance(abs(away), self.look, unit)}"

    def _reference_word(self) -> str:
        if self.reference is Reference.TARGET and self.look is Look.RATE:
            return amount(ONE, self.look, self.unit)
        if self.at is not None:
            return amount(self.at, self.look, self.unit)
        return self.reference.word(self.look) or "基准数"

    def _base(self, points: Decimal) -> Decimal:
        return points if self.base is None else self.base

    def _within(self, value: Decimal) -> Decimal:
        raised = max(self.floor, value)
        return raised if self.cap is None else min(self.cap, raised)

    def _rates(self) -> Iterator[Decimal]:
        """Everything that is a rate where the rule looks at rates."""
        for bracket in (*self.above, *self.below):
            yield from (bracket.step, *(() if bracket.up_to is None else (bracket.up_to,)))
        yield from () if self.at is None else (self.at,)

    def _reference_faults(self) -> Iterator[Issue]:
        if self.reference is Reference.FIXED and self.at is None:
            yield error("rule-reference-at", "以固定数为基准，没有写明基准数。")
        if self.reference is not Reference.FIXED and self.at is not None:
            yield error("rule-reference-at", f"基准不是固定数，又写了基准数 {plain_text(self.at)}。请只保留一种。")
        if self.reference is Reference.BENCHMARK and self.look is Look.RATE:
            yield error("rule-reference-look", "以对照值为基准的，应按完成数计分。")
        if not (self.above or self.below) and self.short is None:
            yield error("rule-slope-empty", "没有写明高于、低于基准时加多少分、扣多少分。")
        if self.short is not None and self.below:
            yield error("rule-slope-short", "既写了未达基准的得分，又写了每低多少扣分。请只保留一种。")

    def _limit_faults(self, base: Decimal) -> Iterator[Issue]:
        if self.cap is not None and self.cap < base:
            yield error("rule-cap", f"最高 {plain_text(self.cap)} 分低于基准分 {plain_text(base)} 分。")
        if self.floor > base:
            yield error("rule-floor", f"最低 {plain_text(self.floor)} 分高于基准分 {plain_text(base)} 分。")
        if self.short is not None and self.short > base:
            message = f"未达基准得 {plain_text(self.short)} 分，高于基准分 {plain_text(base)} 分。"
            yield error("rule-slope-short", message)
        if self.short is not None and self.short < self.floor <= base:
            message = f"未达基准得 {plain_text(self.short)} 分，低于最低 {plain_text(self.floor)} 分。"
            yield error("rule-slope-short", message)


def _missed(short: Decimal, share: Fraction) -> tuple[Fraction, Callable[[], str]]:
    """What is left where the reference is not reached."""
    return Fraction(short) * share, lambda: f"得{plain_text(short)}分{share_text(share)}"


def _more_and_less(look: Look, unit: str) -> tuple[str, str]:
    return ("高", "低") if is_percentage(look, unit) else ("多", "少")


def _measure_unit(situation: Situation) -> str:
    """The unit of all indicators, where it is one."""
    units = {measurement.measure_unit for measurement in situation.measured}
    return units.pop() if len(units) == 1 else ""
