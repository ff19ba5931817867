"""The figures that count: what units reported and what the office accepted, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.quarterly_return import (
    QuarterlyReturn,
    ReturnLine,
    ReturnVersion,
    RowKey,
    VerifiedFigure,
)


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """One row of the newest version of a return, with the verified figure in the place of the reported one."""

    report: QuarterlyReturn
    version: ReturnVersion
    line: ReturnLine
    verified: VerifiedFigure | None

    @property
    def value(self) -> Decimal | None:
        return self.verified.value if self.verified else self.line.cumulative

    @property
    def is_accepted(self) -> bool:
        return self.report.is_approved

    def source(self, plan: Plan) -> str:
        """Where the figure came from, for a reader years later: unit, quarter, version, file, acceptance."""
        unit = plan.organisation(self.report.unit).name
        quarter = self.report.quarter
        text = f"{unit}{quarter.year}年第{quarter.number}季度季报第{self.version.number}版"
        text += f"，文件“{self.version.source.file}”" if self.version.source.file else "，直接录入"
        text += f"，{self.version.received_on.isoformat()}收到"
        if self.verified:
            reported = "空" if self.line.cumulative is None else plain_text(self.line.cumulative)
            text += f"；报送数{reported}，{self.verified.verified_by}核定为{plain_text(self.verified.value)}"
            text += f"（{self.verified.reason}）"
        if self.report.approved_at is not None:
            return f"{text}；{self.report.approved_by}于{self.report.approved_at.date().isoformat()}审核通过"
        return f"{text}；尚未审核"


class FigureBook:
    """All counted figures of a plan, found by row and quarter."""

    def __init__(self, plan: Plan, returns: Iterable[QuarterlyReturn]) -> None:
        self._plan = plan
        self._found: dict[Quarter, dict[RowKey, list[CountedFigure]]] = {}
        for report in returns:
            rows = self._found.setdefault(report.quarter, {})
            for figure in _counted(plan, report):
                self._add(rows.setdefault(figure.line.key, []), figure)

    def _add(self, figures: list[CountedFigure], further: CountedFigure) -> None:
        """Keeps the order in which the plan names the row's providers."""
        figures.append(further)
        if len(figures) > 1:
            key = further.line.key
            order = self._plan.reporters_of(self._plan.indicator(key.indicator), key.subject)
            figures.sort(key=lambda figure: order.index(figure.report.unit))

    def all_of(self, key: RowKey, quarter: Quarter) -> Sequence[CountedFigure]:
        """The row as each of its providers reported it, in the order in which the plan names the providers."""
        return self._found.get(quarter, {}).get(key, ())

    def counted(self, key: RowKey, quarter: Quarter) -> CountedFigure | None:
        """The first provider's figure; further providers confirm it (`why_open`)."""
        return next((figure for figure in self.all_of(key, quarter) if figure.value is not None), None)

    def value(self, key: RowKey, quarter: Quarter) -> Decimal | None:
        """The row's value in the quarter; `None` while no provider has given one."""
        counted = self.counted(key, quarter)
        return None if counted is None else counted.value

    def why_open(self, indicator: Indicator, subject: str, quarter: Quarter) -> str:
        """What is missing about the row in the quarter, naming unit and row; `""` where it is in and accepted.

        Where several units provide the figure, it stands once all have handed it in, agree and are accepted.
        """
        figures = [f for f in self.all_of(RowKey(indicator.code, subject), quarter) if f.value is not None]
        reporters = self._plan.reporters_of(indicator, subject)
        all_are_in = len(figures) == max(1, len(reporters))
        waiting = [figure.report.unit for figure in figures if not figure.is_accepted]
        they_differ = any(figure.value != figures[0].value for figure in figures)
        if all_are_in and not they_differ and not waiting:
            return ""
        about = "" if subject == self._plan.subject else f"{self._plan.organisation(subject).name}的"
        when, name = f"{quarter.year}年第{quarter.number}季度", f"{about}“{indicator.name}”"
        if not all_are_in:
            given = {figure.report.unit for figure in figures}
            return f"缺少{self._names(code for code in reporters if code not in given)}{when}{name}的完成数"
        if they_differ:
            return f"{self._names(reporters)}所报{when}{name}的完成数不一致"
        return f"{self._names(waiting)}{when}季报尚未审核（{name}）"

    def _names(self, units: Iterable[str]) -> str:
        return "、".join(self._plan.organisation(code).name for code in units)


def _counted(plan: Plan, report: QuarterlyReturn) -> Iterator[CountedFigure]:
    """The rows of a return that are used, those that the plan asks of the unit."""
    version = report.current
    if version is None or not report.counts:
        return
    asked = {(indicator.code, subject) for indicator, subject in plan.rows_of(report.unit)}
    verified = {figure.key: figure for figure in report.verified}
    for line in version.lines:
        if line.key in asked:
            yield CountedFigure(report, version, line, verified.get(line.key))


def previous_figures(plan: Plan, earlier: QuarterlyReturn | None) -> Mapping[RowKey, Decimal]:
    """The counted cumulative figures of a unit's return of the quarter before."""
    if earlier is None:
        return {}
    return {figure.line.key: figure.value for figure in _counted(plan, earlier) if figure.value is not None}
