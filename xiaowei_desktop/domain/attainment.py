"""How far a row has come: its target, its figure and the completion, as progress tables and scores both see it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.counted import Counted
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Completion, Figure, completion, value_at
from xiaowei_desktop.domain.quarterly_return import RowKey


@dataclass(frozen=True, slots=True)
class Attainment:
    """One indicator for one subject at the end of a quarter; what is missing is `None`.

    `counted` is the quarter's own figure, `actual` what it comes to in the target's scope.
    """

    target: Target | None
    scope: Scope
    counted: Counted | None
    actual: Decimal | None
    benchmark: Decimal | None
    completion: Completion


def attainment(plan: Plan, book: FigureBook, indicator: Indicator, subject: str, quarter: Quarter) -> Attainment:
    """Held against the target of the quarter's year, else the whole plan's."""
    key = RowKey(indicator.code, subject)
    target = plan.target(indicator.code, subject, quarter.year)
    scope = target.scope if target else Scope(quarter.year)
    counted = book.counted(key, quarter)
    benchmark = counted.benchmark if counted else None
    actual = value_at(indicator, lambda when: book.value(key, when), quarter, scope, plan.span)
    done = completion(indicator, target, Figure(actual, benchmark))
    return Attainment(target, scope, counted, actual, benchmark, done)
