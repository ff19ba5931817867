"""What the office knows at the end of a quarter: figures with targets and completion rates, marks, who is compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tests.random_years.year import RandomYear
from xiaowei_desktop.domain.indicator import Comparator, Direction, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine, ReturnState
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.scheme import Node


@dataclass(frozen=True, slots=True)
class Fact:
    """One indicator of one county. `rate` is missing with the figure or the target, or where a target or benchmark is
    not above 0 and not reached: then it `is_missed`, and how far is for the office to say.
    """

    value: Fraction | None = None
    target: Fraction | None = None
    benchmark: Fraction | None = None
    rate: Fraction | None = None
    is_missed: bool = False
    is_accepted: bool = False


class Known:
    """A random year as it stands at the end of one of its quarters."""

    def __init__(self, year: RandomYear, quarter: int) -> None:
        self.year, self.scheme, self.marks = year, year.scheme, year.marks
        self.quarter = Quarter(year.number, quarter)
        self._indicators = {found.code: found for found in year.plan.indicators}
        self._targets = {(found.indicator, found.subject, found.scope): found for found in year.plan.targets}
        self._lines = {
            (line.key.indicator, line.key.subject, report.quarter): (line, report)
            for report in year.returns
            if report.state in (ReturnState.REPORTED, ReturnState.APPROVED, ReturnState.LOCKED)
            for line in report.versions[-1].lines
        }

    def mark(self, unit: str, item: str) -> Mark | None:
        return self.marks.get((unit, item))

    def has_task(self, unit: str, item: str) -> bool:
        mark = self.mark(unit, item)
        return mark is None or not mark.not_applicable

    def group(self, unit: str) -> str:
        return next((group.name for group in self.scheme.groups if unit in group.members), "")

    def peers(self, unit: str, item: str) -> list[str]:
        """Those of the unit's group that have the item and the task."""
        return [
            other
            for other in self.scheme.assessed
            if self.group(other) == self.group(unit)
            and is_assessed_on(self.scheme.root, other, item)
            and self.has_task(other, item)
        ]

    def fact(self, code: str, unit: str, basis: Basis) -> Fact:
        indicator = self._indicators[code]
        target = self._target(code, unit, basis)
        spans = target is not None and target.scope.year is None
        found = self._line(code, unit, self.quarter)
        value, accepted = self._value(indicator, unit, spans=spans or (target is None and basis is Basis.SPAN))
        aim = None if target is None else exact(target.value)
        benchmark = None if found is None else exact(found[0].benchmark)
        rate, missed = _completion(indicator, target, value, benchmark, self._due(indicator, target))
        return Fact(value, aim, benchmark, rate, missed, accepted)

    def _target(self, code: str, unit: str, basis: Basis) -> Target | None:
        year, span = (self._targets.get((code, unit, Scope(at))) for at in (self.quarter.year, None))
        return {Basis.HELD: year or span, Basis.YEAR: year, Basis.SPAN: span}[basis]

    def _line(self, code: str, unit: str, quarter: Quarter) -> tuple[ReturnLine, QuarterlyReturn] | None:
        return self._lines.get((code, unit, quarter))

    def _value(self, indicator: Indicator, unit: str, *, spans: bool) -> tuple[Fraction | None, bool]:
        """Over the span what is counted up needs the last quarter of each year before."""
        quarters = [self.quarter]
        if spans and indicator.kind is IndicatorKind.FLOW:
            quarters += [Quarter(year, 4) for year in range(self.year.plan.span.first, self.quarter.year)]
        found = [self._line(indicator.code, unit, quarter) for quarter in quarters]
        values = [None if line is None else exact(line[0].cumulative) for line in found]
        accepted = all(line is not None and line[1].state is not ReturnState.REPORTED for line in found)
        return (None if None in values else sum((v for v in values if v is not None), Fraction(0))), accepted

    def _due(self, indicator: Indicator, target: Target | None) -> Fraction:
        """The share of the year's target that what is counted up must come to by the quarter's end."""
        counted_up = indicator.kind is IndicatorKind.FLOW and target is not None and target.scope.year is not None
        return Fraction(self.quarter.number, 4) if counted_up else Fraction(1)


def _completion(
    indicator: Indicator, target: Target | None, value: Fraction | None, benchmark: Fraction | None, due: Fraction
) -> tuple[Fraction | None, bool]:
    """The rate, and whether the target is missed without one."""
    if indicator.kind is IndicatorKind.BENCHMARK:
        if value is None or benchmark is None:
            return None, False
        if benchmark > 0:
            return value / benchmark, False
        return (Fraction(1), False) if value >= benchmark else (None, True)
    aim = None if target is None else exact(target.value)
    if value is None or target is None or aim is None:
        return None, False
    less = indicator.direction is Direction.LOWER or target.comparator in (Comparator.AT_MOST, Comparator.BELOW)
    met = value <= aim * due if less else value >= aim * due
    if (value <= 0 or aim < 0) if less else aim <= 0:
        return (Fraction(1), False) if met else (None, True)
    return (aim * due / value if less else value / (aim * due)), False


def exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def is_assessed_on(node: Node, unit: str, item: str = "") -> bool:
    """Whether anything in the node is the unit's, or that item, with every section around it."""
    if node.applies_to and unit not in node.applies_to:
        return False
    if node.rule is not None:
        return not item or node.code == item
    return any(is_assessed_on(child, unit, item) for child in node.children)
