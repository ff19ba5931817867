"""视情评分: points within a range."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Evidence, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail, marked_input, missing
from xiaowei_desktop.domain.scoring.rules.marked import MarkedRule


@dataclass(frozen=True, slots=True)
class JudgedRule(MarkedRule):
    """视工作情况给予 1—5 分: points from `low` to `high`, in steps of `step`; 0 where there is nothing to judge."""

    kind: ClassVar[str] = "judged"

    low: Decimal
    high: Decimal
    step: Decimal = Decimal("0.1")

    def sentence(self, points: Decimal) -> str:  # noqa: ARG002 - one contract
        ends = f"{plain_text(self.low)}—{plain_text(self.high)}"
        return f"视工作情况给予{ends}分（以{plain_text(self.step)}分为一档），无此项工作的得0分；由小微办评定。"

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:  # noqa: ARG002 - one contract
        return ZERO, self.high

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.POINTS})

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        value = ZERO if mark.none and mark.points is None else mark.points
        if value is None:
            return (error("mark-points-missing", "请填写得分；无此项工作的填 0。"),)
        if value != 0 and not self.low <= value <= self.high:
            ends = f"{plain_text(self.low)}—{plain_text(self.high)}"
            return (error("mark-points-range", f"得分 {plain_text(value)} 不在 {ends} 分之间，也不是 0。请核对。"),)
        if value % self.step:
            message = f"得分 {plain_text(value)} 不是 {plain_text(self.step)} 的整数倍。请核对。"
            return (error("mark-points-step", message),)
        return ()

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:  # noqa: ARG002 - one contract
        recorded = evidence.mark(item)
        if recorded is None or (recorded.mark.points is None and not recorded.mark.none):
            return missing(("尚未评定得分",))
        value = recorded.mark.points or ZERO
        return Outcome(value, lambda: _trail(value, recorded))


def _trail(value: Decimal, recorded: RecordedMark) -> Trail:
    judgement = f"{plain_text(value)}分" if value else "无此项工作"
    return Trail((marked_input("评定", judgement, recorded),), f"评定得{plain_text(value)}分", judgement)
