"""加扣分事项: a start value, and so many points for each event that counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import MarkEvent
from xiaowei_desktop.domain.scoring.rules import EventKind, EventsRule
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.reporting.numbers import COUNT
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.calculation import Draft
from xiaowei_desktop.reporting.score_formulas.expression import Expression


@dataclass(frozen=True, slots=True)
class _Registered:
    """The cells of one registered event."""

    kind: EventKind
    event: MarkEvent
    count: Expression
    each: Expression


def events(rule: EventsRule, points: Decimal, draft: Draft, recorded: RecordedMark) -> Expression:
    """The start value and what each kind comes to, within the item's limits; nothing where a kind zeroes the item."""
    found = [_registered(rule, event, points, draft, recorded) for event in rule.in_order(recorded.mark.events)]
    if not found:
        draft.word("加扣分事项", "无", recorded.source)
    parts = [x.of(rule.start)] if rule.start or not found else []
    parts.extend(sum_.negative if kind.deducts else sum_ for kind, sum_ in _kinds(rule, found, draft))
    limited = x.at_least(rule.least, x.at_most(points, x.sum_of(parts)))
    zeroing = list(_zeroing(found))
    return x.if_(x.any_of(zeroing), x.at_most(0, limited), limited) if zeroing else limited


def _registered(
    rule: EventsRule, event: MarkEvent, points: Decimal, draft: Draft, recorded: RecordedMark
) -> _Registered:
    kind = rule.event_kind(event.kind)
    assert kind is not None  # else the item would have no points
    each = kind.points_of(event, points) or Decimal(0)
    name, sign = event.kind, "扣" if kind.deducts else "加"
    source = "；".join(filter(None, (event.basis, recorded.source)))
    count = draft.figure(f"{name}：次数", event.count, "次", source, COUNT)
    return _Registered(kind, event, count, draft.figure(f"{name}：每次{sign}", each, "分", source))


def _kinds(rule: EventsRule, found: Sequence[_Registered], draft: Draft) -> Iterator[tuple[EventKind, Expression]]:
    """What the events of each kind come to, within the kind's own limit."""
    times = [_times(rule.counting, one, found, draft) for one in found]
    for kind in dict.fromkeys(one.kind for one in found):
        terms = [one.each * count for one, count in zip(found, times, strict=True) if one.kind == kind]
        total = x.sum_of(terms)
        limited = total if kind.most is None else x.at_most(kind.most, total)
        yield kind, draft.step(f"{kind.name}：合计{'扣' if kind.deducts else '加'}", limited, "分")


def _times(counting: Counting, own: _Registered, found: Sequence[_Registered], draft: Draft) -> Expression:
    """How many times it counts: 以最高为限, the first of those with the most points counts once, the others never."""
    if counting is Counting.EVERY:
        return own.count
    rivals = [other for other in found if _rivals(other, counting) == _rivals(own, counting)]
    place = next(number for number, rival in enumerate(rivals) if rival is own)
    beaten = [
        own.each.compared(">" if number < place else ">=", rival.each)
        for number, rival in enumerate(rivals)
        if number != place
    ]
    chosen = x.if_(x.all_of(beaten), 1, 0) if beaten else x.of(1)
    return draft.step(f"{own.kind.name}：计入次数（以最高为限）", chosen, "次", COUNT)


def _rivals(one: _Registered, counting: Counting) -> tuple[bool, str]:
    return one.kind.deducts, one.event.basis if counting is Counting.MATTER else ""


def _zeroing(found: Sequence[_Registered]) -> Iterator[Expression]:
    """两次及以上此项不得分, for each kind of which so many would be too many."""
    for kind in dict.fromkeys(one.kind for one in found):
        if kind.zero_from is not None:
            counts = [one.count for one in found if one.kind == kind]
            yield x.sum_of(counts).compared(">=", kind.zero_from)
