"""视情评分: points within a range, by the office or by several raters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Evidence, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Input, Outcome, Trail, marked_input, missing
from xiaowei_desktop.domain.scoring.rules.marked import MarkedRule


@dataclass(frozen=True, slots=True)
class Rater:
    """One of those who give points (园区), with the weight that they have (1 is 100 %)."""

    name: str
    weight: Decimal

    @property
    def text(self) -> str:
        return f"{self.name}占{plain_text(self.weight * 100)}%"


@dataclass(frozen=True, slots=True)
class JudgedRule(MarkedRule):
    """视工作情况给予 1—5 分: points from `low` to `high`, in steps of `step`; 0 where there is nothing to judge.

    With `raters` each of them gives points (园区占 70%、乡镇占 30%), and the item waits for the last of them.
    """

    kind: ClassVar[str] = "judged"

    low: Decimal
    high: Decimal
    step: Decimal = Decimal("0.1")
    raters: tuple[Rater, ...] = ()

    def sentence(self, points: Decimal) -> str:  # noqa: ARG002 - one contract
        text = f"视工作情况给予{self._ends}分（以{plain_text(self.step)}分为一档），无此项工作的得0分"
        if not self.raters:
            return f"{text}；由小微办评定。"
        return f"{text}；由{'、'.join(rater.name for rater in self.raters)}分别打分，{self._weights}加权计分。"

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:  # noqa: ARG002 - one contract
        return ZERO, self.high

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.RATINGS if self.raters else MarkField.POINTS})

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        return tuple(self._faults(points))

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        if self.raters:
            return tuple(self._wrong_ratings(mark))
        value = ZERO if mark.none and mark.points is None else mark.points
        if value is None:
            return (error("mark-points-missing", "请填写得分；无此项工作的填 0。"),)
        return tuple(self._wrong_points(value, "得分"))

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:  # noqa: ARG002 - one contract
        recorded = evidence.mark(item)
        if self.raters and (recorded is None or not recorded.mark.none):
            return self._rated(recorded)
        if recorded is None or (recorded.mark.points is None and not recorded.mark.none):
            return missing(("尚未评定得分",))
        value = (recorded.mark.points or ZERO) if not self.raters else ZERO
        return Outcome(value, partial(_trail, value, recorded))

    @property
    def _ends(self) -> str:
        return f"{plain_text(self.low)}—{plain_text(self.high)}"

    @property
    def _weights(self) -> str:
        return "、".join(rater.text for rater in self.raters)

    def _wrong_points(self, value: Decimal, what: str) -> Iterator[Issue]:
        if value != 0 and not self.low <= value <= self.high:
            message = f"{what} {plain_text(value)} 不在 {self._ends} 分之间，也不是 0。请核对。"
            yield error("mark-points-range", message)
        elif self.step and value % self.step:
            message = f"{what} {plain_text(value)} 不是 {plain_text(self.step)} 的整数倍。请核对。"
            yield error("mark-points-step", message)

    def _wrong_ratings(self, mark: Mark) -> Iterator[Issue]:
        if mark.none and mark.ratings:
            yield error("mark-ratings-contradict", "已填“无”，又有评分人的打分。请保留一种。")
        if not mark.none and not mark.ratings:
            names = "、".join(rater.name for rater in self.raters)
            yield error("mark-ratings-missing", f"请填写评分人（{names}）的打分；无此项工作的填“无”。")
        known, seen = {rater.name for rater in self.raters}, set[str]()
        for rating in mark.ratings:
            if rating.rater not in known:
                choices = "、".join(rater.name for rater in self.raters)
                yield error("mark-rater-unknown", f"“{rating.rater}”不是本项的评分人。可选：{choices}。")
            elif rating.rater in seen:
                yield error("mark-rater-twice", f"评分人“{rating.rater}”打了两次分。请只保留一个。")
            else:
                yield from self._wrong_points(rating.points, f"{rating.rater}的打分")
            seen.add(rating.rater)

    def _rated(self, recorded: RecordedMark | None) -> Outcome:
        given = {rating.rater: rating for rating in recorded.mark.ratings} if recorded else {}
        late = tuple(f"评分人“{rater.name}”尚未打分" for rater in self.raters if rater.name not in given)
        inputs = tuple(
            Input(f"{r.name}打分", f"{plain_text(given[r.name].points)}分", recorded.source, given[r.name].basis)
            for r in self.raters
            if recorded and r.name in given
        )
        if late:
            return Outcome(None, lambda: Trail(inputs), late)
        value = sum((given[rater.name].points * rater.weight for rater in self.raters), ZERO)

        def trail() -> Trail:
            parts = (
                f"{_before(rater.name)}{plain_text(given[rater.name].points)} × {plain_text(rater.weight * 100)}%"
                for rater in self.raters
            )
            return Trail(inputs, f"{' + '.join(parts)} = {plain_text(value)}", f"{plain_text(value)}分")

        return Outcome(value, trail)

    def _faults(self, points: Decimal) -> Iterator[Issue]:
        if self.low > self.high:
            yield error("rule-judged-order", f"最低分 {plain_text(self.low)} 高于最高分 {plain_text(self.high)}。")
        if self.high > points:
            message = f"最高可得{plain_text(self.high)}分，超过本项分值{plain_text(points)}分。"
            yield error("rule-points-above", message)
        if self.step <= 0:
            yield error("rule-judged-step", f"分档 {plain_text(self.step)} 应大于 0。")
        names = [rater.name for rater in self.raters]
        if len(set(names)) < len(names):
            yield error("rule-raters-twice", "有的评分人写了两次。请只保留一个。")
        total = sum((rater.weight for rater in self.raters), ZERO)
        if self.raters and total != 1:
            yield error("rule-raters-weights", f"评分人的权重合计 {plain_text(total * 100)}%，不是 100%。")


def _before(name: str) -> str:
    """The name in front of a number: 专家1 8.5, where 专家18.5 would be misread."""
    return f"{name} " if name[-1:].isdigit() or name[-1:].isascii() else name


def _trail(value: Decimal, recorded: RecordedMark) -> Trail:
    judgement = f"{plain_text(value)}分" if value else "无此项工作"
    return Trail((marked_input("评定", judgement, recorded),), f"评定得{plain_text(value)}分", judgement)
