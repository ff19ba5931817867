"""The evidence about one organisation in one year, taken from the plan, the figures and the marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, target_text
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Figure, completion, value_at
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.evidence import Measurement, RecordedMark


@dataclass(frozen=True, slots=True)
class OrganisationEvidence:
    """Looks at the whole area for a bureau's items, at the county for a county's.

    An indicator that several items read is measured once.
    """

    plan: Plan
    book: FigureBook
    marks: Mapping[tuple[str, str], RecordedMark]
    unit: str
    year: int
    _measured: dict[str, Measurement] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def subject(self) -> str:
        is_area = self.plan.organisation(self.unit).kind is OrganisationKind.AREA
        return self.unit if is_area else self.plan.subject

    def mark(self, item: str) -> RecordedMark | None:
        return self.marks.get((self.unit, item))

    def measurement(self, indicator: str) -> Measurement:
        if indicator not in self._measured:
            self._measured[indicator] = self._measure(indicator, self.subject)
        return self._measured[indicator]

    def _measure(self, indicator: str, subject: str) -> Measurement:
        counted_in = self.plan.indicator(indicator)
        key = RowKey(indicator, subject)
        quarter = Quarter.last_of(self.year)
        target = self.plan.target(indicator, subject, self.year)
        scope = target.scope if target else Scope(self.year)
        counted = self.book.counted(key, quarter)
        value = value_at(counted_in, self.book.series(key), quarter, scope, self.plan.span)
        benchmark = counted.line.benchmark if counted else None
        return Measurement(
            indicator=indicator,
            name=counted_in.name,
            measure_unit=counted_in.measure_unit,
            target=target.value if target else None,
            target_text=target_text(counted_in, target),
            actual=value,
            benchmark=benchmark,
            completion=completion(counted_in, target, Figure(value, benchmark)),
            source=counted.source(self.plan) if counted else "",
            target_source=f"{self.plan.document} {target.reference}".strip() if target else "",
            open_reason=self.book.why_open(counted_in, subject, quarter)
            or self._why_earlier_open(counted_in, subject, quarter, scope),
        )

    def _why_earlier_open(self, indicator: Indicator, subject: str, quarter: Quarter, scope: Scope) -> str:
        """For a target of the whole span: what the earlier years' final figures lack."""
        if scope.year is not None:
            return ""
        earlier = [Quarter.last_of(year) for year in self.plan.span.years if year < quarter.year]
        return next((r for q in earlier if (r := self.book.why_open(indicator, subject, q))), "")
