"""How far a row has come: its target, its figure and the completion, as progress tables and scores both see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xiaowei_desktop.domain.counted import Counted
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Completion, Figure, completion, missing_quarters, value_at
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


@dataclass(frozen=True, slots=True)
class Aim:
    """The scope that a row is held against, and its target where the document sets one for it."""

    scope: Scope
    target: Target | None


def attainment(plan: Plan, book: FigureBook, indicator: Indicator, subject: str, quarter: Quarter) -> Attainment:
    """Held against the target of the quarter's year, else the whole plan's."""
    target = plan.target(indicator.code, subject, quarter.year)
    aim = Aim(target.scope if target else Scope(quarter.year), target)
    return attained(plan, book, RowKey(indicator.code, subject), quarter, aim)


def attained(plan: Plan, book: FigureBook, key: RowKey, quarter: Quarter, aim: Aim) -> Attainment:
    """Held against that aim. Where a figure over the whole plan lacks earlier ones, the reason names their quarters."""
    indicator = plan.indicator(key.indicator)
    counted = book.counted(key, quarter)
    benchmark = counted.benchmark if counted else None
    needs = (indicator, lambda when: book.value(key, when), quarter, aim.scope, plan.span)
    actual = value_at(*needs)
    done = completion(indicator, aim.target, Figure(actual, benchmark))
    if actual is None and aim.scope.year is None:
        done = replace(done, reason=_lacking(missing_quarters(*needs)) or done.reason)
    return Attainment(aim.target, aim.scope, counted, actual, benchmark, done)


def _lacking(quarters: Sequence[Quarter]) -> str:
    """缺少2021年第4季度、2022年第2季度的数; empty where none is missing."""
    named = "、".join(quarter.in_words for quarter in quarters)
    return f"缺少{named}的数" if named else ""
