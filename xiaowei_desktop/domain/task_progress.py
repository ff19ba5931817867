"""Tasks without a figure: how far they are, and whether their deadline (完成时限) has passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xiaowei_desktop.domain.counted import CountedFigure
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import RowKey, TaskStatus

_FROM_BEHIND = (TaskStatus.NOT_STARTED, TaskStatus.DELAYED, TaskStatus.ON_SCHEDULE, TaskStatus.DONE)


def status_at(book: FigureBook, key: RowKey, quarter: Quarter) -> TaskStatus | None:
    """The status that is furthest behind of those its providers reported for the quarter."""
    told = [figure.line.status for figure in book.all_of(key, quarter) if figure.line.status is not None]
    return min(told, key=_FROM_BEHIND.index) if told else None


def progress_text(figures: Sequence[CountedFigure]) -> str:
    """What all providers wrote of it."""
    return "；".join(figure.line.progress for figure in figures if figure.line.progress)


def deadline_of(plan: Plan, indicator: str) -> date | None:
    """The earliest deadline of the tasks that the indicator follows."""
    return min(
        (task.deadline for task in plan.tasks if indicator in task.indicators and task.deadline is not None),
        default=None,
    )


def is_overdue(plan: Plan, book: FigureBook, key: RowKey, quarter: Quarter) -> bool:
    """Whether the deadline has passed by the quarter's end and the task was not reported 已完成 by then.

    The newest status counts, from whichever quarter it is. A return says how things stand at its quarter's last day:
    what is not done in it by a deadline on that day is overdue, while a return still to come may bring it.
    """
    deadline = deadline_of(plan, key.indicator)
    if deadline is None:
        return False
    now = status_at(book, key, quarter)
    newest = now or _newest_before(plan, book, key, quarter)
    has_passed = deadline < quarter.last_day if now is None else deadline <= quarter.last_day
    return has_passed and newest is not TaskStatus.DONE


def _newest_before(plan: Plan, book: FigureBook, key: RowKey, quarter: Quarter) -> TaskStatus | None:
    earlier = quarter.previous
    while earlier.year >= plan.span.first:
        status = status_at(book, key, earlier)
        if status is not None:
            return status
        earlier = earlier.previous
    return None
