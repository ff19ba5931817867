"""The figures that count: what units reported and what the office accepted, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from xiaowei_desktop.domain.counted import Counted, CountedFigure, RolledUpFigure
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, RowKey


class FigureBook:
    """All counted figures of a plan, found by row and quarter.

    What a return was asked, and of whom, is a matter of the plan as it held in the return's year: `editions` has it
    for each year in which that is not `plan` itself. A figure stays where a later edition no longer asks for it.
    """

    def __init__(
        self, plan: Plan, returns: Iterable[QuarterlyReturn], editions: Mapping[int, Plan] | None = None
    ) -> None:
        self._plan = plan
        self._editions = editions or {}
        self._found: dict[Quarter, dict[RowKey, list[CountedFigure]]] = {}
        for report in returns:
            rows = self._found.setdefault(report.quarter, {})
            for figure in _counted(self._editions.get(report.quarter.year, plan), report):
                self._add(rows.setdefault(figure.line.key, []), figure)

    def _held(self, code: str, quarter: Quarter) -> tuple[Plan, Indicator]:
        """The plan of the quarter's year with its indicator; the present one where that year did not know it yet."""
        plan = self._editions.get(quarter.year, self._plan)
        known = plan if plan.has_indicator(code) else self._plan
        return known, known.indicator(code)

    def _add(self, figures: list[CountedFigure], further: CountedFigure) -> None:
        """Keeps the order in which the plan names the row's providers."""
        figures.append(further)
        if len(figures) > 1:
            key = further.line.key
            quarter = further.report.quarter
            plan, indicator = self._held(key.indicator, quarter)
            order = plan.reporters_of(indicator, key.subject, quarter)
            figures.sort(key=lambda figure: order.index(figure.report.unit))

    def all_of(self, key: RowKey, quarter: Quarter) -> Sequence[CountedFigure]:
        """The row as each of its providers reported it, in the order in which the plan names the providers."""
        return self._found.get(quarter, {}).get(key, ())

    def reported(self, key: RowKey, quarter: Quarter) -> CountedFigure | None:
        """The first provider's figure; further providers confirm it (`why_open`)."""
        return next((figure for figure in self.all_of(key, quarter) if figure.value is not None), None)

    def counted(self, key: RowKey, quarter: Quarter) -> Counted | None:
        """What a unit reported; where nobody reports the whole area's figure, what the counties' figures come to."""
        reported = self.reported(key, quarter)
        plan, indicator = self._held(key.indicator, quarter)
        if reported is not None or key.subject != plan.subject:
            return reported
        if plan.reporters_of(indicator, key.subject, quarter):
            return None
        parts = self._parts(indicator, quarter)
        return RolledUpFigure(indicator, parts) if parts else None

    def _parts(self, indicator: Indicator, quarter: Quarter) -> tuple[CountedFigure, ...]:
        """All counties' figures; none where any is missing."""
        plan, held = self._held(indicator.code, quarter)
        asked = plan.parts_of(held)
        found = [self.reported(RowKey(indicator.code, subject), quarter) for subject in asked]
        known = tuple(figure for figure in found if figure is not None)
        return known if len(known) == len(asked) else ()

    def value(self, key: RowKey, quarter: Quarter) -> Decimal | None:
        """The row's value in the quarter; `None` while no provider has given one."""
        counted = self.counted(key, quarter)
        return None if counted is None else counted.value

    def why_open(self, indicator: Indicator, subject: str, quarter: Quarter) -> str:
        """What is missing about the row in the quarter, naming unit and row; `""` where it is in and accepted.

        Where several units provide the figure, it stands once all have handed it in, agree and are accepted.
        """
        figures = [f for f in self.all_of(RowKey(indicator.code, subject), quarter) if f.value is not None]
        plan, indicator = self._held(indicator.code, quarter)
        reporters = plan.reporters_of(indicator, subject, quarter)
        if not reporters and not figures and subject == plan.subject and plan.parts_of(indicator):
            return self._why_parts_open(plan, indicator, quarter)
        all_are_in = len(figures) == max(1, len(reporters))
        waiting = [figure.report.unit for figure in figures if not figure.is_accepted]
        they_differ = any(figure.value != figures[0].value for figure in figures)
        if all_are_in and not they_differ and not waiting:
            return ""
        about = "" if subject == plan.subject else f"{self._name(plan, subject)}的"
        when, name = quarter.in_words, f"{about}“{indicator.name}”"
        if not reporters:
            return f"方案没有写明{when}{name}由谁报送"
        if not all_are_in:
            given = {figure.report.unit for figure in figures}
            return f"缺少{_names(plan, (code for code in reporters if code not in given))}{when}{name}的完成数"
        if they_differ:
            return f"{_names(plan, reporters)}所报{when}{name}的完成数不一致"
        return f"{_names(plan, waiting)}{when}季报尚未审核（{name}）"

    def _why_parts_open(self, plan: Plan, indicator: Indicator, quarter: Quarter) -> str:
        """For a whole that the counties make up: what the first of them lacks that is not in."""
        reasons = (self.why_open(indicator, subject, quarter) for subject in plan.parts_of(indicator))
        return next((reason for reason in reasons if reason), "")

    def _name(self, plan: Plan, subject: str) -> str:
        """A county that an earlier year's plan did not know yet is called as the present one calls it."""
        return (plan if subject in plan.directory else self._plan).organisation(subject).name


def _names(plan: Plan, units: Iterable[str]) -> str:
    return "、".join(plan.organisation(code).name for code in units)


def _counted(plan: Plan, report: QuarterlyReturn) -> Iterator[CountedFigure]:
    """The rows of a return that are used, those that the plan asks of the unit."""
    version = report.current
    if version is None or not report.counts:
        return
    asked = frozenset(plan.row_keys(report.unit, report.quarter))
    verified = {figure.key: figure for figure in report.verified}
    for line in version.lines:
        if line.key in asked:
            yield CountedFigure(report, version, line, verified.get(line.key))


def previous_figures(plan: Plan, earlier: QuarterlyReturn | None) -> Mapping[RowKey, Decimal]:
    """The counted cumulative figures of a unit's return of the quarter before."""
    if earlier is None:
        return {}
    return {figure.line.key: figure.value for figure in _counted(plan, earlier) if figure.value is not None}
