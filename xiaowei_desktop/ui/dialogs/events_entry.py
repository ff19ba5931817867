"""加扣分事项 as they are typed: rows into events, what is wrong with them, and the points they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity, plain_text
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.given import GivenEvidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.rules import EventKind, EventsRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.grids.entry_content import (
    EntryColumn,
    EntryIssue,
    EntryKind,
    EntryRow,
    EntrySeverity,
    EntryValue,
    Unread,
    show_plain,
)

_WIDE = 20
"""In characters. Columns that grew with what is chosen would move the rows under the mouse."""

KIND, COUNT, POINTS, SUM, BASIS = "kind", "count", "points", "sum", "basis"
_COLUMN_OF_CODE = {
    "mark-event-unknown": KIND,
    "mark-event-count": COUNT,
    "mark-event-points": POINTS,
    "mark-event-range": POINTS,
    "mark-event-once": COUNT,
    "mark-event-basis": BASIS,
    "mark-event-twice": BASIS,
}
Cells = Mapping[str, EntryValue]
"""One row as it stands, by column."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What the office registered for one item: events, or that there were none."""

    events: tuple[MarkEvent, ...] = ()
    none: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class EventsEntry:
    """The rules of one item, applied to rows."""

    node: Node
    rule: EventsRule

    @property
    def columns(self) -> tuple[EntryColumn, ...]:
        names = tuple(kind.name for kind in self.rule.kinds)
        return (
            EntryColumn(KIND, "事项", EntryKind.CHOICE, choices=names, align=Align.LEFT, wrap=True, characters=_WIDE),
            EntryColumn(COUNT, "次数", EntryKind.NUMBER, parse=_parse_count, align=Align.CENTER),
            EntryColumn(POINTS, "每次分值", EntryKind.NUMBER, parse=_parse_points, show=_shown, edit_text=_shown),
            EntryColumn(SUM, "加扣分", EntryKind.NUMBER, editable=False, show=_signed),
            EntryColumn(BASIS, "依据（文号、日期、件数）", wrap=True, characters=_WIDE),
        )

    def row(self, key: str, cells: Cells) -> EntryRow:
        """A row as the table shows it: points that the scheme fixes are filled in and locked."""
        kind = self._kind(cells)
        is_fixed = kind is not None and self.fixed(kind) is not None
        return EntryRow(key, {**cells, **self.followed(cells)}, frozenset({POINTS} if is_fixed else ()))

    def followed(self, cells: Cells) -> Cells:
        """What follows from the kind: once unless told otherwise, the fixed points, the sum."""
        kind = self._kind(cells)
        if kind is None:
            return {SUM: None}
        shown: dict[str, EntryValue] = {COUNT: 1 if cells.get(COUNT) is None else cells[COUNT]}
        if (fixed := self.fixed(kind)) is not None:
            shown[POINTS] = fixed
        event = self._event(cells)
        each = kind.points_of(event, self.node.points)
        shown[SUM] = None if each is None else (-each if kind.deducts else each) * event.count
        return shown

    def events(self, rows: Iterable[Cells]) -> tuple[MarkEvent, ...]:
        """The rows in which something stands."""
        return tuple(self._event(cells) for cells in rows if not is_blank(cells))

    def problems(self, key: str, cells: Cells) -> Iterator[EntryIssue]:
        """What is wrong with a row; what cannot be read is marked by the table itself."""
        if is_blank(cells) or any(isinstance(value, Unread) for value in cells.values()):
            return
        kind = self._kind(cells)
        if kind is None:
            yield EntryIssue(key, KIND, EntrySeverity.ERROR, "请选择事项。")
            return
        for issue in self.rule.check_event(self._event(cells), self.node.points):
            yield EntryIssue(key, _COLUMN_OF_CODE.get(issue.code, KIND), EntrySeverity.ERROR, issue.message)
        if self.fixed(kind) is None:
            yield EntryIssue(key, POINTS, EntrySeverity.NOTE, f"{kind.clause}。")

    def problems_together(self, rows: Mapping[str, Cells]) -> Iterator[EntryIssue]:
        """What is wrong with the rows side by side: nothing counts twice."""
        keys = [key for key, cells in rows.items() if not is_blank(cells)]
        for position, issue in self.rule.check_together(self.events(rows.values())):
            yield EntryIssue(keys[position], _COLUMN_OF_CODE[issue.code], EntrySeverity.ERROR, issue.message)

    def total_words(self, registered: Registered) -> str:
        """The sum with its arithmetic and the item's cap, as the score sheet will print it."""
        mark = Mark("", self.node.code, events=registered.events, none=registered.none)
        if mark.is_empty:
            return "还没有登记事项；全年没有的请勾选“无此类事项”。"
        outcome = self.rule.score(self.node.code, self.node.points, GivenEvidence(RecordedMark(mark, "")))
        if outcome.points is None:
            return f"■ {'；'.join(outcome.open_reasons)}"
        return f"本项得分 {plain_text(outcome.points)} 分（{outcome.arithmetic}）"

    def fixed(self, kind: EventKind) -> Decimal | None:
        """The points of one event, where the scheme leaves nothing open."""
        return kind.fixed(self.node.points)

    def _kind(self, cells: Cells) -> EventKind | None:
        name = cells.get(KIND)
        return self.rule.event_kind(name) if isinstance(name, str) else None

    def _event(self, cells: Cells) -> MarkEvent:
        kind = self._kind(cells)
        count, points = cells.get(COUNT), cells.get(POINTS)
        return MarkEvent(
            str(cells.get(KIND) or ""),
            count if isinstance(count, int) else 1,
            points if isinstance(points, Decimal) and not (kind and self.fixed(kind) is not None) else None,
            str(cells.get(BASIS) or "").strip(),
        )


def cells_of(event: MarkEvent) -> Cells:
    """A registered event as a row."""
    return {KIND: event.kind, COUNT: event.count, POINTS: event.points, BASIS: event.basis or None}


def is_blank(cells: Cells) -> bool:
    return all(cells.get(column) is None for column in (KIND, COUNT, POINTS, BASIS))


def entry_of(node: Node) -> EventsEntry:
    """Raises `TypeError` for an item whose rule registers no events."""
    if not isinstance(node.rule, EventsRule):
        raise TypeError(f"{node.code} registers no events")
    return EventsEntry(node, node.rule)


def without_redundant_points(entry: EventsEntry, events: tuple[MarkEvent, ...]) -> tuple[MarkEvent, ...]:
    """The events without points that the scheme fixes anyway, so that equal entries compare equal."""
    fixed = {kind.name: entry.fixed(kind) for kind in entry.rule.kinds}
    return tuple(replace(e, points=None) if fixed.get(e.kind) == e.points else e for e in events)


def _parse_count(text: str) -> EntryValue:
    digits = text.removesuffix("次").strip()
    if not digits.isdecimal():
        raise ValueError(f"“{text}”不是次数。请填整数，例如 2。")
    return int(digits)


def _parse_points(text: str) -> EntryValue:
    try:
        read = parse_quantity(text, "分")
    except QuantityError as wrong:
        raise ValueError(f"{wrong}。请填每次的分值，例如 0.5。") from wrong
    if read is None:
        raise ValueError(f"“{text}”不是数字。请填每次的分值，例如 0.5。")
    return abs(read.value)


def _shown(value: EntryValue) -> str:
    return plain_text(value) if isinstance(value, Decimal) else show_plain(value)


def _signed(value: EntryValue) -> str:
    if not isinstance(value, Decimal):
        return show_plain(value)
    return f"{'−' if value < 0 else '+'}{plain_text(abs(value))}"
