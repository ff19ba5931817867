"""按名次得分: places in a ranking that the program makes, or that somebody else publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO, Rate, exact_text
from xiaowei_desktop.domain.scoring.evidence import Evidence, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail, marked_input, missing
from xiaowei_desktop.domain.scoring.rules.among import Field, field_of
from xiaowei_desktop.domain.scoring.rules.amounts import share_text
from xiaowei_desktop.domain.scoring.rules.measured import Award, MeasuredRule, Situation
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look


class End(StrEnum):
    """From which end places are counted: 第1名, or 倒数第1名."""

    FIRST = "first"
    LAST = "last"

    def place(self, number: int) -> str:
        return f"第{number}名" if self is End.FIRST else f"倒数第{number}名"


class DropOf(StrEnum):
    """What a drop from place to place is counted in."""

    POINTS = "points"
    BASE = "base"
    """Per cent of the item's points (基本分): 5 is 5 %."""


@dataclass(frozen=True, slots=True)
class RankRule(MeasuredRule):
    """前五名依次加 5—1 分; 第一名 40 分，每递减一名减 2 分; 名次每减 1 位减基本分 5%; 倒数第 1 名 2 分、第 2 名 1.9 分.

    Places are those of the indicator's numbers among the peers; without an indicator the office enters the place.
    Equal numbers share a place and the next is skipped. The points of a place stand in `table`, and lower places get
    `otherwise`; or they are `first` (the item's own where there is none) less `drop` for each further place, never
    below `floor` (0 where there is none).
    """

    kind: ClassVar[str] = "rank"
    entered_clause: ClassVar[str] = "名次由小微办录入"

    table: tuple[Decimal, ...] = ()
    otherwise: Decimal = ZERO
    first: Decimal | None = None
    drop: Decimal | None = None
    drop_of: DropOf = DropOf.POINTS
    floor: Decimal | None = None
    counted_from: End = End.FIRST
    best: Best = Best.HIGHEST

    def better(self, indicator: str) -> Direction | None:  # noqa: ARG002 - one contract
        return self.best.direction if self.look is Look.VALUE else None

    def asks(self) -> frozenset[MarkField]:
        return MeasuredRule.asks(self) if self.indicators() else frozenset({MarkField.PLACE})

    def clause(self, points: Decimal) -> str:
        text = self._table_text() if self.drop is None else self._drop_text(points)
        if not self.indicators():
            return text
        ties = "并列的名次相同、其后名次顺延"
        return f"按{self.look.word}{self.best.order}排名，{text}，{ties}"

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        if self.drop is None:
            found = (*self.table, self.otherwise)
            return min(found), max(found)
        ends = (self._least, self._first(points))
        return min(ends), max(ends)

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        return (*MeasuredRule.faults(self, points), *self._own_faults(points))

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:
        if self.indicators():
            return MeasuredRule.check_mark(self, mark, points)
        if mark.none and mark.place is None:
            return ()
        if mark.place is None:
            return (error("mark-place-missing", "请填写名次；没有名次的填“无”。"),)
        if mark.place < 1:
            return (error("mark-place-range", f"名次 {mark.place} 应为 1 或更大的整数。请核对。"),)
        return ()

    def scorer(self, item: str, points: Decimal) -> Callable[[Evidence], Outcome]:
        if self.indicators():
            return MeasuredRule.scorer(self, item, points)
        return lambda evidence: self._by_place(item, points, evidence)

    def _by_place(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        recorded = evidence.mark(item)
        if recorded is None or (recorded.mark.place is None and not recorded.mark.none):
            return missing(("尚未录入名次",))
        place = recorded.mark.place
        value = self._unplaced if place is None else self.points_at(place, points)
        return Outcome(value, lambda: self._entered_trail(place, points, recorded))

    def award(self, number: Rate, situation: Situation) -> Award:
        field = field_of(self, situation)
        if field.lacking:
            return Award(None, str, field.lacking, field.inputs)
        share = self.share(situation.view)
        whole = situation.whole
        place = self._place(number.fraction, field)
        full = self.points_at(place, whole)
        value = Fraction(full) * share
        where = f"{'并列' if field.is_shared(number.fraction) else ''}{self.counted_from.place(place)}"

        def arithmetic() -> str:
            text = f"在{field.size}个考核对象中居{where}，{self._value_text(place, whole)}"
            if share == 1:
                return text
            return f"{text}，{plain_text(full)}{share_text(share)} = {exact_text(value)}"

        return Award(value, arithmetic, field.unaccepted, field.inputs, where)

    def points_at(self, place: int, points: Decimal) -> Decimal:
        """The points of a place for an item of `points`."""
        if self.drop is None:
            return self.table[place - 1] if place <= len(self.table) else self.otherwise
        return max(self._least, self._first(points) - self._drop(points) * (place - 1))

    @property
    def _least(self) -> Decimal:
        return ZERO if self.floor is None else self.floor

    @property
    def _unplaced(self) -> Decimal:
        return self.otherwise if self.drop is None else self._least

    def _first(self, points: Decimal) -> Decimal:
        return points if self.first is None else self.first

    def _drop(self, points: Decimal) -> Decimal:
        drop = ZERO if self.drop is None else self.drop
        return drop if self.drop_of is DropOf.POINTS else points * drop / 100

    def _place(self, number: Fraction, field: Field) -> int:
        """One more than those who stand nearer to the end from which places are counted."""
        from_highest = (self.best is Best.HIGHEST) == (self.counted_from is End.FIRST)
        return 1 + (field.above(number) if from_highest else field.below(number))

    def _table_text(self) -> str:
        end = self.counted_from
        places = "、".join(f"{end.place(at)}得{plain_text(value)}分" for at, value in enumerate(self.table, start=1))
        return f"{places}，其余名次得{plain_text(self.otherwise)}分" if places else "未写明各名次的得分"

    def _drop_text(self, points: Decimal) -> str:
        first, drop = plain_text(self._first(points)), plain_text(self.drop or ZERO)
        less = f"{drop}分" if self.drop_of is DropOf.POINTS else f"基本分的{drop}%"
        end = self.counted_from
        moves = "每递减一名" if end is End.FIRST else "每往前一名"
        return f"{end.place(1)}得{first}分，{moves}减{less}，最低{plain_text(self._least)}分"

    def _value_text(self, place: int, points: Decimal) -> str:
        value = f"得{plain_text(self.points_at(place, points))}分"
        if self.drop is None or place == 1:
            return value
        first, drop = self._first(points), self._drop(points)
        left = first - drop * (place - 1)
        text = f"{plain_text(first)} − {plain_text(drop)} × {place - 1} = {plain_text(left)}"
        return text if left >= self._least else f"{text}，不足{plain_text(self._least)}分，{value}"

    def _entered_trail(self, place: int | None, points: Decimal, recorded: RecordedMark) -> Trail:
        judgement = self.counted_from.place(place) if place is not None else "无名次"
        value = f"得{plain_text(self._unplaced)}分" if place is None else self._value_text(place, points)
        return Trail((marked_input("名次", judgement, recorded),), f"{judgement}，{value}", judgement)

    def _own_faults(self, points: Decimal) -> Iterator[Issue]:
        if self.table and self.drop is not None:
            yield error("rule-rank-twice", "既写了各名次的得分，又写了每名递减的分值。请只保留一种。")
        if not self.table and self.drop is None:
            yield error("rule-rank-empty", "没有写明各名次的得分，也没有写明每名递减的分值。请补上一种。")
        if self.drop is None and (self.first is not None or self.floor is not None):
            yield error("rule-rank-drop", "写了第一名得分或最低分，没有写明每名递减的分值。")
        if self.drop is not None and self.drop <= 0:
            yield error("rule-rank-drop", f"每名递减的分值 {plain_text(self.drop)} 应大于 0。")
        if self.drop is not None and self._least > self._first(points):
            yield error("rule-rank-floor", f"最低分 {plain_text(self._least)} 高于第一名的得分。")
        if not self._is_falling:
            yield error("rule-rank-order", "名次靠后的得分高于靠前的。请核对各名次的得分。")
        most = self.range(points)[1]
        if most > points:
            yield error("rule-points-above", f"最高可得{plain_text(most)}分，超过本项分值{plain_text(points)}分。")

    @property
    def _is_falling(self) -> bool:
        """Deductions (倒数第 1 名扣得最多) fall as well: the table then rises to what the others get, from below 0."""
        found = (*self.table, self.otherwise)
        steps = list(pairwise(found))
        falls = all(one >= other for one, other in steps)
        return falls or (max(found) <= 0 and all(one <= other for one, other in steps))
