"""加扣分事项: a start value, and so many points for each event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Evidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, missing
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting, EventKind
from xiaowei_desktop.domain.scoring.rules.event_sum import EventSum
from xiaowei_desktop.domain.scoring.rules.marked import MarkedRule

Wrong = tuple[int, Issue]
"""What is wrong with a registered event, and which of them it is, from 0."""


@dataclass(frozen=True, slots=True)
class EventsRule(MarkedRule):
    """`start` plus what events add, minus what they take, never above the item's points.

    Nor below `floor`: 0, or less where the item may take points away from the others (只从总分中扣减). `counting` says
    which of several events count.
    """

    kind: ClassVar[str] = "events"

    kinds: tuple[EventKind, ...]
    start: Decimal = ZERO
    floor: Decimal | None = None
    counting: Counting = Counting.EVERY

    def sentence(self, points: Decimal) -> str:
        start = f"基础分{plain_text(self.start)}分，" if self.start else ""
        clauses = "；".join(kind.clause for kind in self.kinds) + self.counting.clause
        return f"{start}{clauses}。本项最高{plain_text(points)}分，最低{plain_text(self.least)}分；由小微办登记。"

    @property
    def least(self) -> Decimal:
        return ZERO if self.floor is None else self.floor

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        return self.least, points

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.EVENTS})

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        return (*self._own_faults(points), *(issue for kind in self.kinds for issue in kind.faults(points)))

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:
        if mark.none and mark.events:
            return (error("mark-events-contradict", "已填“无”，又登记了加扣分事项。请保留一种。"),)
        if not mark.none and not mark.events:
            return (error("mark-events-missing", "请登记加扣分事项；全年没有的填“无”。"),)
        each = (issue for event in mark.events for issue in self.check_event(event, points))
        return (*each, *(issue for _, issue in self.check_together(mark.events)))

    def check_event(self, event: MarkEvent, points: Decimal) -> tuple[Issue, ...]:
        """What is wrong with one registered event."""
        kind = self.event_kind(event.kind)
        if kind is None:
            choices = "、".join(known.name for known in self.kinds)
            return (error("mark-event-unknown", f"事项“{event.kind}”不在细则中。可选：{choices}。"),)
        found = tuple(kind.check(event, points))
        if not found and self.counting is Counting.MATTER and not event.basis:
            message = f"请填写事项“{event.kind}”的依据：同一事项只计最高的一次，要看依据是否相同。"
            return (error("mark-event-basis", message),)
        return found

    def check_together(self, events: Sequence[MarkEvent]) -> Iterator[Wrong]:
        """What is wrong with the events side by side: nothing counts twice."""
        seen: set[tuple[str, str]] = set()
        kinds: set[str] = set()
        for position, event in enumerate(events):
            kind = self.event_kind(event.kind)
            if event.basis and (event.kind, event.basis) in seen:
                message = (
                    f"事项“{event.kind}”按同一依据“{event.basis}”登记了两行，会重复计分。"
                    "请删去一行；确有两次的，请合并为一行，次数填合计。"
                )
                yield position, error("mark-event-twice", message)
            elif kind is not None and kind.at_most_once and event.kind in kinds:
                yield position, error("mark-event-once", f"事项“{event.kind}”只计一次，登记了两行。请删去一行。")
            seen.add((event.kind, event.basis))
            kinds.add(event.kind)

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        recorded = evidence.mark(item)
        if recorded is None or not (recorded.mark.none or recorded.mark.events):
            return missing(("尚未登记加扣分事项（没有的请填“无”）",))
        events = recorded.mark.events
        wrong = [issue.message for event in events for issue in self.check_event(event, points)]
        wrong.extend(issue.message for _, issue in self.check_together(events))
        if wrong:  # Registered under a scheme that has changed since: nobody's points vanish unseen.
            return missing((f"登记的加扣分事项与细则不符：{wrong[0]}",))
        known = [(kind, event) for event in self.in_order(events) if (kind := self.event_kind(event.kind)) is not None]
        counted = EventSum.of(known, self.counting, self.start, (self.least, points), self._zeroed_by(events))
        return Outcome(counted.value, lambda: counted.trail(recorded))

    def in_order(self, events: Sequence[MarkEvent]) -> tuple[MarkEvent, ...]:
        """The events kind by kind as the scheme has them, so that it is all one in which order they were registered."""
        names = [kind.name for kind in self.kinds]
        return tuple(sorted(events, key=lambda event: names.index(event.kind)))

    def event_kind(self, name: str) -> EventKind | None:
        return next((kind for kind in self.kinds if kind.name == name), None)

    def _zeroed_by(self, events: Sequence[MarkEvent]) -> str:
        """Why the whole item gets nothing, empty where it does not."""
        times = Counter[str]()
        for event in events:
            times[event.kind] += event.count
        over = (kind for kind in self.kinds if kind.zero_from is not None and times[kind.name] >= kind.zero_from)
        return next((f"{kind.name}{times[kind.name]}次，{kind.zero_from}次及以上本项不得分" for kind in over), "")

    def _own_faults(self, points: Decimal) -> Iterator[Issue]:
        names = [kind.name for kind in self.kinds]
        if twice := next((name for name in names if names.count(name) > 1), ""):
            yield error("rule-event-twice", f"事项“{twice}”写了两次。请只保留一个，或者改名。")
        if points <= 0 and any(not kind.deducts for kind in self.kinds):
            yield error("rule-bonus-uncapped", "有加分事项，而本项分值不大于 0，没有加分的上限。请写明本项最高几分。")
        if self.start > points:
            message = f"基础分 {plain_text(self.start)} 高于本项分值 {plain_text(points)}。"
            yield error("rule-points-above", message)
        if self.least > self.start:
            yield error("rule-events-floor", f"扣分下限 {plain_text(self.least)} 高于基础分 {plain_text(self.start)}。")
