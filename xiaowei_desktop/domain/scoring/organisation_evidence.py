"""The evidence about one organisation in one year, taken from the plan, the figures and the marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xiaowei_desktop.domain.attainment import attainment
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, target_text
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.evidence import Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.mark import MarkKey


@dataclass(frozen=True, slots=True)
class OrganisationEvidence:
    """Looks at the whole area for a bureau's items, at the county for a county's.

    An indicator that several items read is measured once.
    """

    plan: Plan
    book: FigureBook
    marks: Mapping[MarkKey, RecordedMark]
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
            self._measured[indicator] = self._measure(self.plan.indicator(indicator), self.subject)
        return self._measured[indicator]

    def _measure(self, indicator: Indicator, subject: str) -> Measurement:
        quarter = Quarter.last_of(self.year)
        found = attainment(self.plan, self.book, indicator, subject, quarter)
        target, counted = found.target, found.counted
        return Measurement(
            indicator=indicator.code,
            name=indicator.name,
            measure_unit=indicator.measure_unit,
            target=target.value if target else None,
            target_text=target_text(indicator, target),
            actual=found.actual,
            benchmark=found.benchmark,
            completion=found.completion,
            source=counted.source(self.plan) if counted else "",
            target_source=f"{self.plan.document} {target.reference}".strip() if target else "",
            open_reason=self.book.why_open(indicator, subject, quarter)
            or self._why_earlier_open(indicator, subject, quarter, found.scope),
        )

    def _why_earlier_open(self, indicator: Indicator, subject: str, quarter: Quarter, scope: Scope) -> str:
        """For a target of the whole span: what the earlier years' final figures lack."""
        if scope.year is not None:
            return ""
        earlier = [Quarter.last_of(year) for year in self.plan.span.years if year < quarter.year]
        return next((r for q in earlier if (r := self.book.why_open(indicator, subject, q))), "")
