"""进度表: for each indicator and subject the target, the actual figure, completion, schedule and light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Completion, Light, quarter_value
from xiaowei_desktop.domain.quarterly_return import RowKey, TaskStatus
from xiaowei_desktop.domain.rate import Rate
from xiaowei_desktop.domain.standings import NO_STANDING, Standing, standings
from xiaowei_desktop.domain.task_progress import deadline_of, is_overdue, progress_text, status_at


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One indicator for one subject at the end of a quarter. `None` is what is missing or does not apply.

    The fields up to `light` are those of the target that is scored, in `scope`: the year's own, else the whole plan's.
    `quarter_value` is what the quarter itself added. `deadline` (完成时限) and `is_overdue` are those of a task.
    """

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
    scope: Scope | None = None
    quarter_value: Decimal | None = None
    year: Standing = NO_STANDING
    span: Standing = NO_STANDING
    deadline: date | None = None
    is_overdue: bool = False

    @property
    def target_value(self) -> Decimal | None:
        return self.target.value if self.target else None


def progress_rows(plan: Plan, book: FigureBook, quarter: Quarter) -> Iterator[ProgressRow]:
    """Every indicator of the plan, group by group, for each of its subjects."""
    for indicator in plan.grouped_indicators:
        for subject in plan.subjects_of(indicator):
            key = RowKey(indicator.code, subject)
            row = _figure_row if indicator.has_figure else _task_row
            yield row(plan, book, quarter, key)


def _figure_row(plan: Plan, book: FigureBook, quarter: Quarter, key: RowKey) -> ProgressRow:
    indicator = plan.indicator(key.indicator)
    found = standings(plan, book, key, quarter)
    counted, scored = found.newest.counted, found.scored
    return ProgressRow(
        indicator,
        key.subject,
        scored.target,
        scored.actual,
        found.newest.benchmark,
        scored.completion,
        scored.schedule,
        scored.light,
        counted is not None and counted.is_accepted,
        progress=counted.progress if counted else "",
        scope=found.scope,
        quarter_value=quarter_value(indicator, lambda when: book.value(key, when), quarter),
        year=found.year,
        span=found.span,
    )


def _task_row(plan: Plan, book: FigureBook, quarter: Quarter, key: RowKey) -> ProgressRow:
    figures = book.all_of(key, quarter)
    return ProgressRow(
        plan.indicator(key.indicator),
        key.subject,
        None,
        None,
        None,
        Completion(None, None),
        None,
        None,
        bool(figures) and all(figure.is_accepted for figure in figures),
        status_at(book, key, quarter),
        progress_text(figures),
        deadline=deadline_of(plan, key.indicator),
        is_overdue=is_overdue(plan, book, key, quarter),
    )
