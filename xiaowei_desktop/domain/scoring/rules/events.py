"""加扣分事项: a start value, and so many points for each event."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Evidence, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, MarkField
from xiaowei_desktop.domain.scoring.outcome import Input, Outcome, Trail, marked_input, missing
from xiaowei_desktop.domain.scoring.rules.marked import MarkedRule


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: fixed points each (`low` = `high`) or a range; `deducts` takes them away."""

    name: str
    low: Decimal
    high: Decimal
    deducts: bool = False

    @property
    def fixed(self) -> Decimal | None:
        return self.low if self.low == self.high else None

    @property
    def clause(self) -> str:
        ends = "—".join(dict.fromkeys((plain_text(self.low), plain_text(self.high))))
        return f"{self.name}每次{'扣' if self.deducts else '加'}{ends}分"

    def points_of(self, event: MarkEvent) -> Decimal | None:
        """Points of one event, `None` where a range leaves them open and nobody chose."""
        return event.points if event.points is not None else self.fixed

    def admits(self, points: Decimal) -> bool:
        return self.low <= points <= self.high


@dataclass(frozen=True, slots=True)
class _Term:
    """What one registered event adds (above 0) or takes (below 0), in all and for each time."""

    event: MarkEvent
    each: Decimal
    value: Decimal

    @property
    def text(self) -> str:
        return f"{self.event.count}次 × {plain_text(self.each)}分"


@dataclass(frozen=True, slots=True)
class EventsRule(MarkedRule):
    """`start` plus what events add, minus what they take, never above the item's points.

    Nor below `floor`: 0, or less where the item may take points away from the others (只从总分中扣减).
    """

    kind: ClassVar[str] = "events"

    kinds: tuple[EventKind, ...]
    start: Decimal = ZERO
    floor: Decimal | None = None

    def sentence(self, points: Decimal) -> str:
        start = f"基础分{plain_text(self.start)}分，" if self.start else ""
        clauses = "；".join(kind.clause for kind in self.kinds)
        return f"{start}{clauses}。本项最高{plain_text(points)}分，最低{plain_text(self._least)}分；由小微办登记。"

    @property
    def _least(self) -> Decimal:
        return ZERO if self.floor is None else self.floor

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        return self._least, points

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.EVENTS})

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        if mark.none and mark.events:
            return (error("mark-events-contradict", "已填“无”，又登记了加扣分事项。请保留一种。"),)
        if not mark.none and not mark.events:
            return (error("mark-events-missing", "请登记加扣分事项；全年没有的填“无”。"),)
        return tuple(issue for event in mark.events for issue in self.check_event(event))

    def check_event(self, event: MarkEvent) -> tuple[Issue, ...]:
        """What is wrong with one registered event."""
        kind = self.event_kind(event.kind)
        if kind is None:
            choices = "、".join(known.name for known in self.kinds)
            return (error("mark-event-unknown", f"事项“{event.kind}”不在细则中。可选：{choices}。"),)
        if event.count < 1:
            return (error("mark-event-count", f"事项“{event.kind}”的次数 {event.count} 应为 1 或更大的整数。"),)
        value = kind.points_of(event)
        if value is None:
            return (error("mark-event-points", f"请填写事项“{event.kind}”的每次分值（{kind.clause}）。"),)
        if not kind.admits(value):
            message = f"事项“{event.kind}”的每次分值 {plain_text(value)} 超出细则（{kind.clause}）。请核对。"
            return (error("mark-event-range", message),)
        return ()

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        recorded = evidence.mark(item)
        if recorded is None or not (recorded.mark.none or recorded.mark.events):
            return missing(("尚未登记加扣分事项（没有的请填“无”）",))
        wrong = [issue.message for event in recorded.mark.events for issue in self.check_event(event)]
        if wrong:  # Registered under a scheme that has changed since: nobody's points vanish unseen.
            return missing((f"登记的加扣分事项与细则不符：{wrong[0]}",))
        terms = [self._term(event) for event in recorded.mark.events]
        total = sum((term.value for term in terms), self.start)
        value = max(self._least, min(points, total))
        return Outcome(value, lambda: self._trail(terms, total, points, recorded))

    def _term(self, event: MarkEvent) -> _Term:
        kind = next(kind for kind in self.kinds if kind.name == event.kind)
        each = event.points if event.points is not None else kind.low
        return _Term(event, each, (-each if kind.deducts else each) * event.count)

    def _trail(self, terms: list[_Term], total: Decimal, points: Decimal, recorded: RecordedMark) -> Trail:
        if not terms:
            nothing = (marked_input("加扣分事项", "无", recorded),)
            return Trail(nothing, f"无加扣分事项，得{plain_text(total)}分", "无加扣分事项")
        inputs = tuple(Input(term.event.kind, term.text, recorded.source, term.event.basis) for term in terms)
        return Trail(inputs, self._arithmetic(terms, total, points), f"{len(terms)}类事项")

    def _arithmetic(self, terms: list[_Term], total: Decimal, points: Decimal) -> str:
        parts = [plain_text(self.start)] if self.start else []
        for term in terms:
            sign = "−" if term.value < 0 else ("+" if parts else "")
            parts.append(f"{sign} {plain_text(term.each)}×{term.event.count}".strip())
        text = f"{' '.join(parts)} = {plain_text(total)}"
        if total > points:
            return f"{text}，超过本项限额，按{plain_text(points)}分计"
        return f"{text}，扣完为止，按{plain_text(self._least)}分计" if total < self._least else text

    def event_kind(self, name: str) -> EventKind | None:
        return next((kind for kind in self.kinds if kind.name == name), None)
