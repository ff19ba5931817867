"""无此任务: what an item comes to for an organisation that has no such task."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO, Rate, number_text
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.outcome import Input, Outcome, Trail
from xiaowei_desktop.domain.scoring.scheme import Absent, Node

MEAN_OPEN = "无此任务的按平均分得分，其他考核对象的得分尚未齐全"


def absent_outcome(item: Node, recorded: RecordedMark, others: Sequence[Decimal | None]) -> Outcome:
    """The item's points under the scheme's policy; where it has none, the item is left out (`Absent.REWEIGHT`).

    `others` are the rounded points of those that have the task, `None` while they have none.
    """
    match item.absent:
        case Absent.ZERO:
            return _given(recorded, ZERO, "无此任务，不得分")
        case Absent.SHARE:
            return _share(item, recorded)
        case Absent.MEAN:
            return _mean(recorded, others)
        case _:
            return _given(recorded, None, "无此任务，不计入满分")


def _share(item: Node, recorded: RecordedMark) -> Outcome:
    share = ZERO if item.absent_share is None else item.absent_share
    value = item.points * share
    text = f"无此任务，{plain_text(item.points)} × {plain_text(share * 100)}% = {plain_text(value)}"
    return _given(recorded, value, text)


def _mean(recorded: RecordedMark, others: Sequence[Decimal | None]) -> Outcome:
    known = [points for points in others if points is not None]
    if not others:
        return _given(recorded, None, "无此任务，其他考核对象也都没有，不计入满分")
    if not known:
        return Outcome(None, lambda: _trail(recorded, ""), (MEAN_OPEN,))
    mean = Rate(sum(known, ZERO), Decimal(len(known))).times(Decimal(1))
    text = f"无此任务，其他{len(known)}个考核对象的平均分 {plain_text(sum(known, ZERO))} ÷ {len(known)}"
    reasons = (MEAN_OPEN,) if len(known) < len(others) else ()
    return Outcome(mean, lambda: _trail(recorded, f"{text} = {number_text(mean)}"), reasons)


def _given(recorded: RecordedMark, points: Decimal | None, text: str) -> Outcome:
    return Outcome(points, lambda: _trail(recorded, text))


def _trail(recorded: RecordedMark, text: str) -> Trail:
    return Trail((Input("评定", "无此任务", recorded.source, recorded.mark.basis),), text, "无此任务")
