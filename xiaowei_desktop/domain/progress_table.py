"""进度表: for each indicator and subject the target, the actual figure, completion, schedule and light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.attainment import attainment
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Completion, Light, light, schedule_rate
from xiaowei_desktop.domain.quarterly_return import RowKey, TaskStatus
from xiaowei_desktop.domain.rate import Rate


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One indicator for one subject at the end of a quarter. `None` is what is missing or does not apply."""

    indicator: Indicator
    subject: str
    target: Target | None
    actual: Decimal | None
    benchmark: Decimal | None
    completion: Completion
    schedule: Rate | None
    light: Light | None
    is_accepted: bool
    status: TaskStatus | None = None
    progress: str = ""

    @property
    def target_value(self) -> Decimal | None:
        return self.target.value if self.target else None


def progress_rows(plan: Plan, book: FigureBook, quarter: Quarter) -> Iterator[ProgressRow]:
    """Every indicator of the plan, group by group, for each of its subjects."""
    for indicator in plan.grouped_indicators:
        for subject in plan.subjects_of(indicator):
            yield _row(plan, book, quarter, indicator, subject)


def _row(plan: Plan, book: FigureBook, quarter: Quarter, indicator: Indicator, subject: str) -> ProgressRow:
    if not indicator.has_figure:
        return _task_row(book, quarter, indicator, subject)
    found = attainment(plan, book, indicator, subject, quarter)
    schedule = schedule_rate(indicator, found.target, quarter, found.scope, plan.span)
    return ProgressRow(
        indicator,
        subject,
        found.target,
        found.actual,
        found.benchmark,
        found.completion,
        schedule,
        light(found.completion.rate, schedule, plan.lights),
        found.counted is not None and found.counted.is_accepted,
        progress=found.counted.progress if found.counted else "",
    )


def _task_row(book: FigureBook, quarter: Quarter, indicator: Indicator, subject: str) -> ProgressRow:
    """A task without a figure: the status that is furthest behind of those its providers reported."""
    figures = book.all_of(RowKey(indicator.code, subject), quarter)
    order = (TaskStatus.NOT_STARTED, TaskStatus.DELAYED, TaskStatus.ON_SCHEDULE, TaskStatus.DONE)
    statuses = [figure.line.status for figure in figures if figure.line.status is not None]
    text = "；".join(figure.line.progress for figure in figures if figure.line.progress)
    return ProgressRow(
        indicator,
        subject,
        None,
        None,
        None,
        Completion(None, None),
        None,
        None,
        bool(figures) and all(figure.is_accepted for figure in figures),
        min(statuses, key=order.index) if statuses else None,
        text,
    )
