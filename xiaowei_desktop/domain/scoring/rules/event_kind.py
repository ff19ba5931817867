"""A kind of event (领导批示、季报迟报), and what one event of it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.mark import MarkEvent


class Counting(StrEnum):
    """Which of the registered events count. What adds and what takes away are looked at apart.

    Of equal ones the kind counts that stands first in the scheme; limits of kinds come after that.
    """

    EVERY = "every"
    HIGHEST = "highest"
    """以最高为限: the one with the most points, once."""
    MATTER = "matter"
    """同一事项以最高为限: of those with the same basis (依据) the one with the most points, once."""

    @property
    def clause(self) -> str:
        return {
            Counting.EVERY: "",
            Counting.HIGHEST: "；多项的只计分值最高的一次",
            Counting.MATTER: "；同一事项（依据相同）的只计分值最高的一次",
        }[self]


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: fixed points each (`low` = `high`) or a range; `deducts` takes them away.

    With `percent_of_base` both ends are per cent of the item's points (倒扣基本分 10 %); what is entered for an event
    is in points all the same. All events of the kind together come to `most` points at most. From `zero_from` events
    on the whole item gets nothing (两次及以上此项不得分), less only where the sum is below 0 anyhow. What counts
    `at_most_once` is not registered twice.
    """

    name: str
    low: Decimal
    high: Decimal
    deducts: bool = False
    percent_of_base: bool = False
    most: Decimal | None = None
    zero_from: int | None = None
    at_most_once: bool = False

    def ends(self, base: Decimal) -> tuple[Decimal, Decimal]:
        """The least and the most points of one event, for an item of `base` points."""
        if self.percent_of_base:
            return base * self.low / 100, base * self.high / 100
        return self.low, self.high

    def fixed(self, base: Decimal) -> Decimal | None:
        """The points of one event, where the scheme leaves nothing open."""
        low, high = self.ends(base)
        return low if low == high else None

    def points_of(self, event: MarkEvent, base: Decimal) -> Decimal | None:
        """Points of one event, `None` where a range leaves them open and nobody chose."""
        return event.points if event.points is not None else self.fixed(base)

    def admits(self, points: Decimal, base: Decimal) -> bool:
        low, high = self.ends(base)
        return low <= points <= high

    @property
    def clause(self) -> str:
        ends = "—".join(dict.fromkeys((plain_text(self.low), plain_text(self.high))))
        each = f"基本分的{ends}%" if self.percent_of_base else f"{ends}分"
        limits = "，".join(self._limits())
        return f"{self.name}每次{'扣' if self.deducts else '加'}{each}" + (f"（{limits}）" if limits else "")

    def _limits(self) -> Iterator[str]:
        if self.most is not None:
            yield f"{'最多扣' if self.deducts else '限'}{plain_text(self.most)}分"
        if self.at_most_once:
            yield "只计一次"
        if self.zero_from is not None:
            yield f"{self.zero_from}次及以上本项不得分"

    def check(self, event: MarkEvent, base: Decimal) -> Iterator[Issue]:
        """What is wrong with one registered event of the kind."""
        value = self.points_of(event, base)
        if event.count < 1:
            yield error("mark-event-count", f"事项“{self.name}”的次数 {event.count} 应为 1 或更大的整数。")
        elif value is None:
            yield error("mark-event-points", f"请填写事项“{self.name}”的每次分值（{self.clause}）。")
        elif not self.admits(value, base):
            message = f"事项“{self.name}”的每次分值 {plain_text(value)} 超出细则（{self.clause}）。请核对。"
            yield error("mark-event-range", message)
        elif self.at_most_once and event.count > 1:
            yield error("mark-event-once", f"事项“{self.name}”只计一次，登记了 {event.count} 次。请改为 1 次。")

    def faults(self, points: Decimal) -> Iterator[Issue]:
        """What is wrong with the kind, for an item worth `points`."""
        low, high = self.ends(points)
        if not 0 <= low <= high:
            message = f"“{self.name}”的分值 {plain_text(self.low)}—{plain_text(self.high)} 不是从小到大的正数。"
            yield error("rule-event-range", message)
        if self.most is not None and self.most < low:
            message = f"“{self.name}”的限额 {plain_text(self.most)} 不到一次的分值 {plain_text(low)}。"
            yield error("rule-event-most", message)
        if not self.deducts and high > points > 0:
            message = f"“{self.name}”一次可得{plain_text(high)}分，超过本项分值{plain_text(points)}分。"
            yield error("rule-points-above", message)
        if self.zero_from is not None and self.zero_from < 1:
            yield error("rule-event-zero", f"“{self.name}”的“{self.zero_from}次及以上本项不得分”应从 1 次起。")
        if self.at_most_once and self.zero_from is not None and self.zero_from > 1:
            message = f"“{self.name}”只计一次，到不了“{self.zero_from}次及以上本项不得分”。"
            yield error("rule-event-once", message)
