"""What registered events come to, and the arithmetic as the sheet prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import MarkEvent
from xiaowei_desktop.domain.scoring.outcome import Input, Trail, marked_input
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting, EventKind


@dataclass(frozen=True, slots=True)
class _Term:
    """One registered event with its points each time, and how many times it counts: all, one, or none."""

    kind: EventKind
    event: MarkEvent
    each: Decimal
    times: int

    @property
    def value(self) -> Decimal:
        """Above 0 for what adds, below for what takes away."""
        return (-self.each if self.kind.deducts else self.each) * self.times

    @property
    def text(self) -> str:
        text = f"{self.event.count}次 × {plain_text(self.each)}分"
        if self.times == self.event.count:
            return text
        return f"{text}（以最高为限，{'只计一次' if self.times else '不计'}）"


@dataclass(frozen=True, slots=True)
class EventSum:
    """`start` and the terms, within `limits` (least and most)."""

    terms: tuple[_Term, ...]
    start: Decimal
    limits: tuple[Decimal, Decimal]
    zeroed_by: str

    @classmethod
    def of(
        cls,
        events: Sequence[tuple[EventKind, MarkEvent]],
        counting: Counting,
        start: Decimal,
        limits: tuple[Decimal, Decimal],
        zeroed_by: str,
    ) -> EventSum:
        terms = []
        for kind, event in events:
            terms.append(_Term(kind, event, kind.points_of(event, limits[1]) or ZERO, event.count))
        return cls(tuple(_counted(terms, counting)), start, limits, zeroed_by)

    @property
    def total(self) -> Decimal:
        """Before the item's limits, after those of the kinds."""
        return sum((value for _, value in self._kinds()), self.start)

    @property
    def value(self) -> Decimal:
        least, most = self.limits
        value = max(least, min(most, self.total))
        return min(ZERO, value) if self.zeroed_by else value

    def trail(self, recorded: RecordedMark) -> Trail:
        if not self.terms:
            nothing = (marked_input("加扣分事项", "无", recorded),)
            return Trail(nothing, f"无加扣分事项，得{plain_text(self.value)}分", "无加扣分事项")
        inputs = tuple(Input(term.kind.name, term.text, recorded.source, term.event.basis) for term in self.terms)
        return Trail(inputs, self._arithmetic(), f"{len(self.terms)}类事项")

    def _kinds(self) -> list[tuple[tuple[_Term, ...], Decimal]]:
        """The counted terms kind by kind, with what the kind comes to within its own limit."""
        kinds = dict.fromkeys(term.kind for term in self.terms)
        found = []
        for kind in kinds:
            terms = tuple(term for term in self.terms if term.kind is kind and term.times)
            value = sum((term.value for term in terms), ZERO)
            if kind.most is not None:
                value = max(-kind.most, min(kind.most, value))
            found.append((terms, value))
        return found

    def _arithmetic(self) -> str:
        parts = [plain_text(self.start)] if self.start else []
        for terms, value in self._kinds():
            if value == sum((term.value for term in terms), ZERO):
                parts.extend(_signed(f"{plain_text(t.each)}×{t.times}", t.value, parts) for t in terms)
            else:
                parts.append(_limited(terms, value, parts))
        text = f"{' '.join(parts)} = {plain_text(self.total)}"
        least, most = self.limits
        if self.zeroed_by:
            return f"{text}；{self.zeroed_by}，按{plain_text(self.value)}分计"
        if self.total > most:
            return f"{text}，超过本项限额，按{plain_text(most)}分计"
        return f"{text}，扣完为止，按{plain_text(least)}分计" if self.total < least else text


def _counted(terms: Sequence[_Term], counting: Counting) -> list[_Term]:
    """The terms with how many times each counts."""
    if counting is Counting.EVERY:
        return list(terms)
    best: dict[tuple[bool, str], _Term] = {}
    for term in terms:
        known = best.setdefault(_rivals(term, counting), term)
        if term.each > known.each:
            best[_rivals(term, counting)] = term
    chosen = {id(term) for term in best.values()}
    return [_Term(t.kind, t.event, t.each, 1 if id(t) in chosen else 0) for t in terms]


def _rivals(term: _Term, counting: Counting) -> tuple[bool, str]:
    """Of the terms with the same key one counts."""
    return term.kind.deducts, term.event.basis if counting is Counting.MATTER else ""


def _signed(text: str, value: Decimal, before: Sequence[str]) -> str:
    sign = "−" if value < 0 else ("+" if before else "")
    return f"{sign} {text}".strip()


def _limited(terms: Sequence[_Term], value: Decimal, before: Sequence[str]) -> str:
    """5（领导批示 2×4 = 8，限5分）: a kind's terms that came to more than the kind may."""
    told = " + ".join(f"{plain_text(term.each)}×{term.times}" for term in terms)
    total = plain_text(abs(sum((term.value for term in terms), ZERO)))
    most = plain_text(abs(value))
    return _signed(f"{most}（{terms[0].kind.name} {told} = {total}，限{most}分）", value, before)
