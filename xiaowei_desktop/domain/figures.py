"""The figures that count: what units reported and what the office accepted, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Figure
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
        text += f"，{self.version.received_on:%Y-%m-%d}收到"
        if self.verified:
            reported = "空" if self.line.cumulative is None else plain_text(self.line.cumulative)
            text += f"；报送数{reported}，{self.verified.verified_by}核定为{plain_text(self.verified.value)}"
            text += f"（{self.verified.reason}）"
        if self.report.approved_at is not None:
            return f"{text}；{self.report.approved_by}于{self.report.approved_at:%Y-%m-%d}审核通过"
        return f"{text}；尚未审核"


class FigureBook:
    """All counted figures of a plan, found by row and quarter."""

    def __init__(self, plan: Plan, returns: Iterable[QuarterlyReturn]) -> None:
        self._plan = plan
        self._found: dict[RowKey, dict[Quarter, list[CountedFigure]]] = {}
        for report in returns:
            for figure in _counted(report):
                quarters = self._found.setdefault(figure.line.key, {})
                quarters.setdefault(report.quarter, []).append(figure)

    def all_of(self, key: RowKey, quarter: Quarter) -> tuple[CountedFigure, ...]:
        """The row as each of its providers reported it, in the order in which the plan names the providers."""
        order = self._plan.reporters_of(self._plan.indicator(key.indicator), key.subject)
        found = [figure for figure in self._found.get(key, {}).get(quarter, []) if figure.report.unit in order]
        return tuple(sorted(found, key=lambda figure: order.index(figure.report.unit)))

    def counted(self, key: RowKey, quarter: Quarter) -> CountedFigure | None:
        """The first provider's figure; further providers confirm it (`disagreement`)."""
        return next((figure for figure in self.all_of(key, quarter) if figure.value is not None), None)

    def series(self, key: RowKey) -> Mapping[Quarter, Figure]:
        """Value and benchmark of every quarter that has a figure."""
        quarters = sorted(self._found.get(key, {}))
        counted = {quarter: self.counted(key, quarter) for quarter in quarters}
        return {
            quarter: Figure(figure.value, figure.line.benchmark)
            for quarter, figure in counted.items()
            if figure is not None
        }

    def why_open(self, indicator: Indicator, subject: str, quarter: Quarter) -> str:
        """What is missing about the row in the quarter, naming unit and row; `""` where it is in and accepted.

        Where several units provide the figure, it stands once all have handed it in, agree and are accepted.
        """
        figures = [f for f in self.all_of(RowKey(indicator.code, subject), quarter) if f.value is not None]
        given = {figure.report.unit for figure in figures}
        reporters = self._plan.reporters_of(indicator, subject)
        about = "" if subject == self._plan.subject else f"{self._plan.organisation(subject).name}的"
        when, name = f"{quarter.year}年第{quarter.number}季度", f"{about}“{indicator.name}”"
        if len(given) < max(1, len(reporters)):
            return f"缺少{self._names(code for code in reporters if code not in given)}{when}{name}的完成数"
        if len({figure.value for figure in figures}) > 1:
            return f"{self._names(reporters)}所报{when}{name}的完成数不一致"
        waiting = self._names(figure.report.unit for figure in figures if not figure.is_accepted)
        return f"{waiting}{when}季报尚未审核（{name}）" if waiting else ""

    def _names(self, units: Iterable[str]) -> str:
        return "、".join(self._plan.organisation(code).name for code in units)


def _counted(report: QuarterlyReturn) -> Iterable[CountedFigure]:
    version = report.current
    if version is None or not report.counts:
        return ()
    return [CountedFigure(report, version, line, report.verified_figure(line.key)) for line in version.lines]


def previous_figures(plan: Plan, unit: str, earlier: QuarterlyReturn | None) -> Mapping[RowKey, Decimal]:
    """The counted cumulative figures of a unit's return of the quarter before."""
    if earlier is None:
        return {}
    rows = {(indicator.code, subject) for indicator, subject in plan.rows_of(unit)}
    return {
        figure.line.key: figure.value
        for figure in _counted(earlier)
        if figure.value is not None and (figure.line.key.indicator, figure.line.key.subject) in rows
    }
