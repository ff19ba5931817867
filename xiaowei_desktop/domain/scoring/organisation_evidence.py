"""The evidence about the organisations of one year, taken from the plan, the figures and the marks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from xiaowei_desktop.domain.attainment import Aim, Attainment, attained, attainment
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Direction, Indicator, IndicatorKind, Target, target_text
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Completion, Figure, completion, wants_less
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.evidence import Basis, Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.mark import MarkKey
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure, SupposedFigures

T = TypeVar("T")
_Key = tuple[str, str, Basis]


class YearEvidence:
    """What is known of all organisations at the end of a year, or of one of its quarters.

    A figure that several organisations' items look at is measured once.
    """

    def __init__(
        self,
        plan: Plan,
        book: FigureBook,
        marks: Mapping[MarkKey, RecordedMark],
        year: int,
        quarter: Quarter | None = None,
        likeness: _Likeness | None = None,
    ) -> None:
        self.plan = plan
        self.book = book
        self.marks = marks
        self.year = year
        self.quarter = quarter or Quarter.last_of(year)
        self._measured: dict[_Key, Measurement] = {}
        self._made: dict[Hashable, object] = {}
        self._units: dict[str, OrganisationEvidence] = {}
        self._peers: dict[tuple[str, str], tuple[OrganisationEvidence, ...]] = {}
        self._items: dict[str, frozenset[str]] = {}
        self._likeness = likeness

    def of(self, unit: str) -> OrganisationEvidence:
        found = self._units.get(unit)
        if found is None:
            organisation = self.plan.organisation(unit)
            subject = unit if organisation.kind is OrganisationKind.AREA else self.plan.subject
            found = self._units[unit] = OrganisationEvidence(self, unit, organisation.name, subject)
        return found

    def at(self, number: int) -> YearEvidence:
        """The same at the end of the year's quarter of that number."""
        quarter = Quarter(self.year, number)
        return self if quarter == self.quarter else YearEvidence(self.plan, self.book, self.marks, self.year, quarter)

    def supposing(
        self, figures: Mapping[RowKey, SupposedFigure], marks: Mapping[MarkKey, RecordedMark] | None = None
    ) -> YearEvidence:
        """The same with these figures of the quarter, and these marks, in the place of those there are."""
        book = SupposedFigures(self.book, self.quarter, figures) if figures else self.book
        wholes = (RowKey(row.indicator, self.plan.subject) for row in figures)
        likeness = _Likeness(self, frozenset((*figures, *wholes)))
        return YearEvidence(self.plan, book, {**self.marks, **(marks or {})}, self.year, self.quarter, likeness)

    def measurement(self, indicator: str, subject: str, basis: Basis) -> Measurement:
        key = (indicator, subject, basis)
        found = self._measured.get(key)
        if found is None:
            alike = self._likeness
            if alike is not None and RowKey(indicator, subject) not in alike.but_for:
                found = alike.evidence.measurement(indicator, subject, basis)
            else:
                found = self._measure(self.plan.indicator(indicator), subject, basis)
            self._measured[key] = found
        return found

    def peers(self, unit: str, item: str) -> tuple[OrganisationEvidence, ...]:
        scheme = self.plan.scheme
        if scheme is None:
            return ()
        group = scheme.group_of(unit)
        if (group, item) not in self._peers:
            self._peers[group, item] = tuple(
                self.of(peer)
                for peer in scheme.assessed
                if scheme.group_of(peer) == group and self._takes_part(peer, item)
            )
        return self._peers[group, item]

    def shared(self, about: Hashable, make: Callable[[], T]) -> T:
        if about not in self._made:
            self._made[about] = make()
        return cast("T", self._made[about])

    def _takes_part(self, peer: str, item: str) -> bool:
        recorded = self.marks.get((peer, item))
        is_excused = recorded is not None and recorded.mark.not_applicable
        return not is_excused and item in self._items_of(peer)

    def _items_of(self, unit: str) -> frozenset[str]:
        found = self._items.get(unit)
        if found is None:
            if self._likeness is not None:
                found = self._likeness.evidence._items_of(unit)
            else:
                tree = self.plan.scheme.for_organisation(unit) if self.plan.scheme else None
                found = frozenset(leaf.code for leaf in tree.leaves()) if tree else frozenset()
            self._items[unit] = found
        return found

    def _measure(self, indicator: Indicator, subject: str, basis: Basis) -> Measurement:
        quarter = self.quarter
        found = self._attained(indicator, subject, basis)
        target, counted = found.target, found.counted
        return Measurement(
            indicator=indicator.code,
            name=indicator.name,
            measure_unit=indicator.measure_unit,
            target=target.value if target else None,
            target_text=target_text(indicator, target),
            actual=found.actual,
            benchmark=found.benchmark,
            completion=self._on_schedule(indicator, found),
            source=counted.source(self.plan) if counted else "",
            target_source=f"{self.plan.document} {target.reference}".strip() if target else "",
            open_reason=self.book.why_open(indicator, subject, quarter)
            or self._why_earlier_open(indicator, subject, quarter, found.scope),
            direction=_direction(indicator, target),
        )

    def _attained(self, indicator: Indicator, subject: str, basis: Basis) -> Attainment:
        if basis is Basis.HELD:
            return attainment(self.plan, self.book, indicator, subject, self.quarter)
        scope = Scope(self.year) if basis is Basis.YEAR else WHOLE_PLAN
        aim = Aim(scope, self.plan.target_in(indicator.code, subject, scope))
        return attained(self.plan, self.book, RowKey(indicator.code, subject), self.quarter, aim)

    def _on_schedule(self, indicator: Indicator, found: Attainment) -> Completion:
        """Within the year what is counted up is held against the share of the year's target that is due by then."""
        target, scope = found.target, found.scope
        if target is None or target.value is None or scope.year is None or indicator.kind is not IndicatorKind.FLOW:
            return found.completion
        gone, total = scope.elapsed(self.quarter, self.plan.span)
        if gone == total:
            return found.completion
        due = replace(target, value=target.value * gone / total)
        return completion(indicator, due, Figure(found.actual, found.benchmark))

    def _why_earlier_open(self, indicator: Indicator, subject: str, quarter: Quarter, scope: Scope) -> str:
        """For a target of the whole span: what the earlier years' final figures lack."""
        if scope.year is not None:
            return ""
        earlier = [Quarter.last_of(year) for year in self.plan.span.years if year < quarter.year]
        return next((r for q in earlier if (r := self.book.why_open(indicator, subject, q))), "")


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Evidence that measures the same, but for these rows: what is supposed, and the wholes that it is a part of."""

    evidence: YearEvidence
    but_for: frozenset[RowKey]


def _direction(indicator: Indicator, target: Target | None) -> Direction:
    """Which way is better for the figure: what the indicator says, or what an upper bound makes of it."""
    if target is not None and wants_less(indicator, target):
        return Direction.LOWER
    return indicator.direction


@dataclass(frozen=True, slots=True)
class OrganisationEvidence:
    """Looks at the whole area (`subject`) for a bureau's items, at the county for a county's."""

    year: YearEvidence
    unit: str
    unit_name: str
    subject: str

    def mark(self, item: str) -> RecordedMark | None:
        return self.year.marks.get((self.unit, item))

    def measurement(self, indicator: str, basis: Basis = Basis.HELD) -> Measurement:
        return self.year.measurement(indicator, self.subject, basis)

    def peers(self, item: str) -> Sequence[OrganisationEvidence]:
        return self.year.peers(self.unit, item)

    def shared(self, about: Hashable, make: Callable[[], T]) -> T:
        group = self.year.plan.scheme.group_of(self.unit) if self.year.plan.scheme else ""
        return self.year.shared((group, about), make)
