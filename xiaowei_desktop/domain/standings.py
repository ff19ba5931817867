"""Where a row stands in the year and over the whole plan, each against its own target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.attainment import Aim, Attainment, attained
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Target
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Completion, Light, light, schedule_rate
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.rate import Rate


@dataclass(frozen=True, slots=True)
class Standing:
    """A row in one scope. `actual` is the year to date or what the span's years come to, the level, or the rate.

    `target` is the one that is scored; `stretch` is only striven for (力争): shown, without completion or light.
    """

    target: Target | None
    actual: Decimal | None
    completion: Completion
    schedule: Rate | None
    light: Light | None
    stretch: Target | None = None

    @property
    def shown_target(self) -> Target | None:
        return self.target or self.stretch


NO_STANDING = Standing(None, None, Completion(None, None), None, None)
"""A task without a figure stands nowhere."""


@dataclass(frozen=True, slots=True)
class Standings:
    """The year's and the whole plan's; in a plan of one year they are the same.

    `scored` is the one that is scored, in `scope`: the year's where it has a target or neither has, else the plan's.
    """

    year: Standing
    span: Standing
    scope: Scope
    newest: Attainment

    @property
    def scored(self) -> Standing:
        return self.year if self.scope.year is not None else self.span


def standings(plan: Plan, book: FigureBook, key: RowKey, quarter: Quarter) -> Standings:
    """One row at the end of the quarter."""
    year = Scope(quarter.year)
    target = plan.target(key.indicator, key.subject, quarter.year)
    scope = target.scope if target else year
    if plan.span.first == plan.span.last:
        found = attained(plan, book, key, quarter, Aim(scope, target))
        stretches = (plan.stretch_in(key.indicator, key.subject, when) for when in (year, WHOLE_PLAN))
        only = _standing(plan, key, quarter, found, next((stretch for stretch in stretches if stretch), None))
        return Standings(only, only, scope, found)
    in_year, in_span = (
        attained(plan, book, key, quarter, Aim(when, plan.target_in(key.indicator, key.subject, when)))
        for when in (year, WHOLE_PLAN)
    )
    return Standings(
        _standing(plan, key, quarter, in_year, plan.stretch_in(key.indicator, key.subject, year)),
        _standing(plan, key, quarter, in_span, plan.stretch_in(key.indicator, key.subject, WHOLE_PLAN)),
        scope,
        in_year,
    )


def _standing(plan: Plan, key: RowKey, quarter: Quarter, found: Attainment, stretch: Target | None) -> Standing:
    schedule = schedule_rate(plan.indicator(key.indicator), found.target, quarter, found.scope, plan.span)
    shown = light(found.completion.rate, schedule, plan.lights)
    return Standing(found.target, found.actual, found.completion, schedule, shown, stretch)
