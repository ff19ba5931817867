"""比较得分: a share of the best, or between the worst and the best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO, Rate, exact_text
from xiaowei_desktop.domain.scoring.rules.among import Field, field_of
from xiaowei_desktop.domain.scoring.rules.amounts import amount, share_text
from xiaowei_desktop.domain.scoring.rules.measured import Award, MeasuredRule, Situation
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look


@dataclass(frozen=True, slots=True)
class RelativeRule(MeasuredRule):
    """第 1 名得 6 分，其余按第 1 名的比例; 最大计 100、最小计 50 (功效系数); 总量占 30%、增幅占 70% with `parts`.

    The best gets `high` points, the item's own where there is none. With `low` the worst gets that, and those
    between stand in proportion; without it each gets its share of the best (the other way round where the lowest is
    the best). Who equals the best gets the most, so all do where all are equal. A best that is not above 0 has no
    share: the others then get nothing.
    """

    kind: ClassVar[str] = "relative"

    low: Decimal | None = None
    high: Decimal | None = None
    best: Best = Best.HIGHEST

    def better(self, indicator: str) -> Direction | None:  # noqa: ARG002 - one contract
        return self.best.direction if self.look is Look.VALUE else None

    def clause(self, points: Decimal) -> str:
        word, best, worst = self.look.word, self.best.word, self.best.worst_word
        top = plain_text(self._high(points))
        if self.low is not None:
            low, between = plain_text(self.low), plain_text(self._high(points) - self.low)
            own = f"{low}＋{between}×（与{worst}的差÷{best}与{worst}的差）"
            return f"{word}{best}的得{top}分、{worst}的得{low}分，其余的得{own}，全部相同的都得{top}分"
        ratio = f"{word}÷{best}{word}" if self.best is Best.HIGHEST else f"{best}{word}÷{word}"
        return (
            f"{word}{best}的得{top}分，其余的按与{best}的比例得分（{top}×{ratio}），小于0的按0分计，"
            f"{best}的不大于0时其余的不得分"
        )

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        ends = (ZERO if self.low is None else self.low, self._high(points))
        return min(ends), max(ends)

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        return (*MeasuredRule.faults(self, points), *self._own_faults(points))

    def award(self, number: Rate, situation: Situation) -> Award:
        field = field_of(self, situation)
        if field.lacking:
            return Award(None, str, field.lacking, field.inputs)
        top, share = self._high(situation.whole), self.share(situation.view)
        part, how = self._part(number, field)
        low = ZERO if self.low is None else self.low
        value = share * (Fraction(low) + part * Fraction(top - low))

        def arithmetic() -> str:
            counted = f"{plain_text(top - low)} × {Rate.of(part).number_text}"
            if low:
                counted = f"{plain_text(low)} + {counted}"
            if share != 1:
                counted = f"（{counted}）{share_text(share)}"
            return f"{self._ends_text(field)}；{how}；{counted} = {exact_text(value)}"

        return Award(value, arithmetic, field.unaccepted, field.inputs)

    def _high(self, points: Decimal) -> Decimal:
        return points if self.high is None else self.high

    def _part(self, number: Rate, field: Field) -> tuple[Fraction, str]:
        """How far from the worst (0) to the best (1) the number stands, and how that came about."""
        own, text = number.fraction, self._text(number.fraction)
        best, worst = self._ends(field)
        if own == best:
            return Fraction(1), f"居{self.best.word}"
        if self.low is not None:
            far = f"（{text} − {self._text(worst)}） ÷ （{self._text(best)} − {self._text(worst)}）"
            part = (own - worst) / (best - worst)
            return part, f"{far} = {Rate.of(part).number_text}"
        if best <= 0:
            return Fraction(), f"{self.best.word}的不大于0，其余的不得分"
        part = own / best if self.best is Best.HIGHEST else best / own
        if part < 0:
            return Fraction(), "小于0，按0分计"
        over, under = (text, self._text(best)) if self.best is Best.HIGHEST else (self._text(best), text)
        return part, f"{over} ÷ {under} = {Rate.of(part).number_text}"

    def _ends(self, field: Field) -> tuple[Fraction, Fraction]:
        """The best and the worst number."""
        ends = (field.highest, field.lowest)
        return ends if self.best is Best.HIGHEST else (ends[1], ends[0])

    def _text(self, number: Fraction) -> str:
        return amount(number, self.look, "")

    def _ends_text(self, field: Field) -> str:
        return f"{field.size}个考核对象中最高{self._text(field.highest)}、最低{self._text(field.lowest)}"

    def _own_faults(self, points: Decimal) -> Iterator[Issue]:
        top = self._high(points)
        if self.low is not None and self.low >= top:
            yield error(
                "rule-relative-order", f"最差的得分 {plain_text(self.low)} 不低于最好的得分 {plain_text(top)}。"
            )
        if self.low is not None and self.low < 0:
            yield error("rule-relative-low", f"最差的得分 {plain_text(self.low)} 小于 0。")
        if top > points:
            yield error("rule-points-above", f"最高可得{plain_text(top)}分，超过本项分值{plain_text(points)}分。")
