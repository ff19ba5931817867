"""引用得分: a score that another assessment gave, converted to the item's points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO, Rate, number_text
from xiaowei_desktop.domain.scoring.evidence import Evidence, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail, marked_input, missing
from xiaowei_desktop.domain.scoring.rules.marked import MarkedRule


@dataclass(frozen=True, slots=True)
class ExternalRule(MarkedRule):
    """引用考核得分折算: the score that `source` gave out of `scale`, as a share of the item's points."""

    kind: ClassVar[str] = "external"

    scale: Decimal = Decimal(100)
    source: str = ""

    def sentence(self, points: Decimal) -> str:
        named = f"“{self.source}”" if self.source else "引用考核"
        full, scale = plain_text(points), plain_text(self.scale)
        return f"{named}得分（满分{scale}分）折算成{full}分（{full}×得分÷{scale}）；得分由小微办录入。"

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.POINTS})

    def faults(self, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        return tuple(self._faults())

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        if mark.points is None:
            return (error("mark-points-missing", "请填写引用的得分（折算前的原始得分）。"),)
        if not ZERO <= mark.points <= self.scale:
            ends = f"0—{plain_text(self.scale)}"
            message = f"引用的得分 {plain_text(mark.points)} 不在 {ends} 分之间。请填折算前的原始得分，并核对。"
            return (error("mark-points-range", message),)
        return ()

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        recorded = evidence.mark(item)
        if recorded is None or recorded.mark.points is None:
            return missing(("尚未录入引用的得分",))
        if self.scale <= 0:
            return missing(("引用得分的满分应大于 0，请改正考核细则",))
        given = recorded.mark.points
        value = Rate(given, self.scale).times(points)
        return Outcome(value, lambda: self._trail(given, points, value, recorded))

    def _trail(self, given: Decimal, points: Decimal, value: Decimal, recorded: RecordedMark) -> Trail:
        judgement = f"{plain_text(given)}分"
        entered = marked_input(f"{self.source or '引用考核'}得分", judgement, recorded)
        text = f"{plain_text(points)} × {plain_text(given)} ÷ {plain_text(self.scale)} = {number_text(value)}"
        return Trail((entered,), text, judgement)

    def _faults(self) -> Iterator[Issue]:
        if self.scale <= 0:
            yield error("rule-external-scale", f"引用得分的满分 {plain_text(self.scale)} 应大于 0。")
