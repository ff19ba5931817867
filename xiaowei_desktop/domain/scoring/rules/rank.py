"""按名次得分."""

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
class RankRule(MarkedRule):
    """前五名依次加 5—1 分: `table` holds the points of the first, second … place; lower places get `otherwise`.

    The place is entered by the office: it comes from a ranking that somebody else publishes.
    """

    kind: ClassVar[str] = "rank"

    table: tuple[Decimal, ...]
    otherwise: Decimal = ZERO

    def sentence(self, points: Decimal) -> str:  # noqa: ARG002 - one contract
        places = "、".join(f"第{place}名得{plain_text(value)}分" for place, value in enumerate(self.table, start=1))
        return f"{places}，其余名次得{plain_text(self.otherwise)}分；名次由小微办录入。"

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:  # noqa: ARG002 - one contract
        found = (*self.table, self.otherwise)
        return min(found), max(found)

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.PLACE})

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        if mark.none and mark.place is None:
            return ()
        if mark.place is None:
            return (error("mark-place-missing", "请填写名次；没有名次的填“无”。"),)
        if mark.place < 1:
            return (error("mark-place-range", f"名次 {mark.place} 应为 1 或更大的整数。请核对。"),)
        return ()

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:  # noqa: ARG002 - one contract
        recorded = evidence.mark(item)
        if recorded is None or (recorded.mark.place is None and not recorded.mark.none):
            return missing(("尚未录入名次",))
        place = recorded.mark.place
        value = self.table[place - 1] if place is not None and place <= len(self.table) else self.otherwise
        return Outcome(value, lambda: _trail(place, value, recorded))


def _trail(place: int | None, value: Decimal, recorded: RecordedMark) -> Trail:
    judgement = f"第{place}名" if place is not None else "无名次"
    return Trail((marked_input("名次", judgement, recorded),), f"{judgement}，得{plain_text(value)}分", judgement)
