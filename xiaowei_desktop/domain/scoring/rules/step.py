"""分档得分: a table of thresholds and their points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import ClassVar

from xiaowei_desktop.domain.indicator import Comparator, Direction
from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO, Rate, exact_text, exactly
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import marked_input
from xiaowei_desktop.domain.scoring.rules.amounts import (
    above_fault,
    amount,
    look_faults,
    rate_faults,
    share_text,
)
from xiaowei_desktop.domain.scoring.rules.measured import Award, MeasuredRule, Situation, of_share
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look

_NOT_FOR_PARTS = "几个指标分别计分时，两档之间的分值无法逐个指标评定"


class Between(StrEnum):
    """What a number between two thresholds gets."""

    NOTHING = "nothing"
    """The points of the threshold that it reaches."""
    LINEAR = "linear"
    """So much more as it is on its way to the next one."""
    JUDGED = "judged"
    """What the office enters, within the points of both."""


@dataclass(frozen=True, slots=True)
class Step:
    """A threshold and its points for the whole item; for a rate `at` 1 is 100%. `included`: reaching it is enough."""

    at: Decimal
    points: Decimal
    included: bool = True

    def comparator(self, best: Best) -> Comparator:
        """What the threshold demands of a number."""
        if best is Best.HIGHEST:
            return Comparator.AT_LEAST if self.included else Comparator.ABOVE
        return Comparator.AT_MOST if self.included else Comparator.BELOW


@dataclass(frozen=True, slots=True)
class StepRule(MeasuredRule):
    """90%得36分、80%得32分……50%以下不得分: thresholds from the best to the last, `otherwise` for what reaches none.

    `unit` is what the sentence counts in where the rule looks at figures (家, 岁).
    """

    kind: ClassVar[str] = "step"

    steps: tuple[Step, ...] = field(kw_only=True)
    between: Between = field(default=Between.NOTHING, kw_only=True)
    otherwise: Decimal = field(default=ZERO, kw_only=True)
    best: Best = field(default=Best.HIGHEST, kw_only=True)
    unit: str = field(default="", kw_only=True)

    def clause(self, points: Decimal) -> str:  # noqa: ARG002 - points stand in the table
        steps = "，".join(f"{self._demand(step)}的得{plain_text(step.points)}分" for step in self.steps)
        text = f"{self.look.word}{steps}，其余的得{plain_text(self.otherwise)}分"
        match self.between:
            case Between.LINEAR:
                text += "；两档之间按比例计分"
            case Between.JUDGED:
                text += "；两档之间由小微办在两档分值之内评定"
        return text

    def better(self, indicator: str) -> Direction | None:  # noqa: ARG002 - one contract
        return self.best.direction if self.look is Look.VALUE else None

    def asks(self) -> frozenset[MarkField]:
        asked = MeasuredRule.asks(self)
        return asked | {MarkField.POINTS} if self.between is Between.JUDGED else asked

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:  # noqa: ARG002 - points stand in the table
        found = [self.otherwise, *(step.points for step in self.steps)]
        return min(found), max(found)

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        return (
            *MeasuredRule.faults(self, points),
            *look_faults(self.look, self.best, self.unit),
            *rate_faults(self.look, (step.at for step in self.steps)),
            *self._order_faults(),
            *above_fault(self.range(points)[1], points),
            *self._judged_faults(),
        )

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:
        """Which two thresholds the figure lies between only the score knows; until then the table's ends bound it."""
        asked = self.asks()
        found: list[Issue] = []
        if MarkField.RATE in asked and (mark.rate is not None or not self.indicators()):
            found.extend(MeasuredRule.check_mark(self, mark, points))
        elif mark.points is None:
            found.append(error("mark-points-missing", "请填写得分。"))
        if mark.points is not None and MarkField.POINTS in asked:
            low, high = self.range(points)
            if not low <= mark.points <= high:
                ends = f"{plain_text(low)}—{plain_text(high)}"
                message = f"得分 {plain_text(mark.points)} 不在 {ends} 分之间。请核对。"
                found.append(error("mark-points-range", message))
        return tuple(found)

    def award(self, number: Rate, situation: Situation) -> Award:
        share = self.share(situation.view)
        place = self._place(number)
        if place is None:
            return _given(self.otherwise, share, partial(self._missed_text, number))
        reached = self.steps[place]
        if place == 0 or self.between is Between.NOTHING or number.compared_to(reached.at) == 0:
            return _given(reached.points, share, partial(self._reached_text, number, reached))
        better = self.steps[place - 1]
        if self.between is Between.LINEAR:
            return self._interpolated(number.fraction, share, reached, better)
        return self._judged(share, reached, better, situation)

    def _missed_text(self, number: Rate) -> str:
        return f"{self._shown(number)}，各档都未达到"

    def _reached_text(self, number: Rate, reached: Step) -> str:
        return f"{self._shown(number)}，{self._demand(reached)}"

    def _interpolated(self, number: Fraction, share: Fraction, reached: Step, better: Step) -> Award:
        start, gap = Fraction(reached.at), Fraction(better.at) - Fraction(reached.at)
        more = Fraction(better.points) - Fraction(reached.points)
        exact = (Fraction(reached.points) + more * (number - start) / gap) * share

        def arithmetic() -> str:
            at, upper, here = (amount(value, self.look, "") for value in (reached.at, better.at, number))
            low, high = plain_text(reached.points), plain_text(better.points)
            sum_ = f"{low} + ({high} − {low}) × ({here} − {at}) ÷ ({upper} − {at})"
            whole = sum_ if share == 1 else f"({sum_}){share_text(share)}"
            return f"{whole} = {exact_text(exact)}"

        return Award(exact, arithmetic)

    def _judged(self, share: Fraction, reached: Step, better: Step, situation: Situation) -> Award:
        if share != 1:
            return Award(None, str, (_NOT_FOR_PARTS,))
        low, high = sorted((reached.points, better.points))
        ends = f"{plain_text(low)}—{plain_text(high)}分"
        recorded = situation.evidence.mark(situation.item)
        if recorded is None or recorded.mark.points is None:
            return Award(None, str, (f"尚未评定得分（{ends}）",))
        value = recorded.mark.points
        if not low <= value <= high:
            return Award(None, str, (f"评定得分 {plain_text(value)} 不在这一档的 {ends}之间，请核对",))
        judgement = f"{plain_text(value)}分"
        told = f"{self._demand(reached)}而未达到上一档，在{ends}之间评定，得{judgement}"
        return Award(Fraction(value), lambda: told, (), (marked_input("评定", judgement, recorded),), judgement)

    def _place(self, number: Rate) -> int | None:
        """The best threshold that the number reaches, by its place in the table."""
        for place, step in enumerate(self.steps):
            if self._reaches(step, number):
                return place
        return None

    def _reaches(self, step: Step, number: Rate) -> bool:
        return step.comparator(self.best).holds(number.compared_to(step.at), ZERO)

    def _demand(self, step: Step) -> str:
        """不低于90%."""
        return step.comparator(self.best).word + amount(step.at, self.look, self.unit)

    def _shown(self, number: Rate) -> str:
        return self.look.word + amount(number.fraction, self.look, self.unit)

    def _order_faults(self) -> Iterator[Issue]:
        for better, worse in pairwise(self.steps):
            gap = better.at - worse.at if self.best is Best.HIGHEST else worse.at - better.at
            if gap == 0 and (better.included or not worse.included):
                yield error("rule-steps-twice", f"“{self._demand(worse)}”这一档没有数能达到，请核对重复的档。")
            elif gap < 0:
                message = f"“{self._demand(worse)}”应排在“{self._demand(better)}”之前：请从最好的一档写起。"
                yield error("rule-steps-order", message)
        worths = [*(step.points for step in self.steps), self.otherwise]
        if any(worse > better for better, worse in pairwise(worths)):
            yield error("rule-steps-points", "较差的一档得分反而更高，请核对各档得分。")

    def _judged_faults(self) -> Iterator[Issue]:
        if self.between is Between.JUDGED and any(self.share(view) != 1 for view in self.views()):
            yield error("rule-judged-parts", f"{_NOT_FOR_PARTS}。请改为平均或最低，或把指标分成几个评分项。")


def _given(points: Decimal, share: Fraction, told: Callable[[], str]) -> Award:
    """The points of a threshold as they stand in the table."""
    value = of_share(exactly(points), share)
    return Award(value, partial(_given_text, points, share, told, value))


def _given_text(points: Decimal, share: Fraction, told: Callable[[], str], value: Fraction) -> str:
    if share == 1:
        return f"{told()}，得{plain_text(points)}分"
    return f"{told()}，{plain_text(points)}{share_text(share)} = {exact_text(value)}"
