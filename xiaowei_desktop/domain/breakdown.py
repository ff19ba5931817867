"""分解到区县: a whole's target shared out among its counties, and the check of their sum against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.measure_unit import counts_whole_things
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.period import Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import MAX_PLACES
from xiaowei_desktop.domain.rate import ZERO

_CENT = Decimal("0.01")


class Method(StrEnum):
    """How the counties' targets come about. `same` is for rates, the shares by weight for what can be added up."""

    EQUAL = "equal"
    WEIGHTS = "weights"
    LAST_YEAR = "last-year"
    SAME = "same"
    HAND = "hand"


def counties_of(plan: Plan) -> tuple[str, ...]:
    """The plan's counties, in its order: every area but the whole."""
    areas = (found.code for found in plan.organisations if found.kind is OrganisationKind.AREA)
    return tuple(code for code in areas if code != plan.subject)


def targets_add_up(indicator: Indicator) -> bool:
    """Whether the counties' targets are parts of the whole's: counts and levels; a rate holds for everyone."""
    return indicator.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK)


def step_for(measure_unit: str, total: Decimal) -> Decimal:
    """The smallest amount that is shared out: one whole thing, else a hundredth; finer where the total is finer."""
    step = Decimal(1) if counts_whole_things(measure_unit) else _CENT
    for places in range(MAX_PLACES):
        finer = min(step, Decimal(1).scaleb(-places))
        if total % finer == 0:
            return finer
    return Decimal(1).scaleb(-MAX_PLACES)


def allocate(total: Decimal, weights: Sequence[Decimal], step: Decimal) -> tuple[Decimal, ...]:
    """`total` shared by `weights` in multiples of `step`, by largest remainder; ties go to the earlier.

    The shares sum up to the total exactly, and each is less than one step away from its exact share. Raises
    `ValueError` for a total that is negative or no multiple of the step, and for weights that are negative or all 0.
    """
    units = Fraction(total) / Fraction(step)
    exact = [Fraction(weight) for weight in weights]
    if units < 0 or units.denominator != 1:
        raise ValueError(f"{total} is no multiple of {step}")
    if not any(exact) or min(exact) < 0:
        raise ValueError("weights must not be negative, and not all 0")
    quotas = [units * weight / sum(exact) for weight in exact]
    shares = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda place: (shares[place] - quotas[place], place))
    for place in by_remainder[: int(units) - sum(shares)]:
        shares[place] += 1
    return tuple(share * step for share in shares)


@dataclass(frozen=True, slots=True)
class CountyTarget:
    """One county's target in a breakdown; `None` while the office still has to fill it in."""

    subject: str
    value: Decimal | None
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BreakdownCheck:
    """The counties' targets against the whole's. `whole` is `None` where the document sets no figure."""

    indicator: Indicator
    whole: Decimal | None
    parts: tuple[CountyTarget, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(part.subject for part in self.parts if part.value is None)

    @property
    def total(self) -> Decimal | None:
        """What the counties' targets come to; `None` for rates, and while any is missing."""
        if not targets_add_up(self.indicator) or self.missing or not self.parts:
            return None
        return sum((part.value for part in self.parts if part.value is not None), ZERO)

    @property
    def difference(self) -> Decimal | None:
        """Above 0: more is broken down than the whole has to reach (超分); below 0: less (少分)."""
        return None if self.total is None or self.whole is None else self.total - self.whole

    @property
    def is_settled(self) -> bool:
        """Every county has a target, and together they come to the whole's where they can be added up."""
        return bool(self.parts) and not self.missing and not self.difference


def whole_target(plan: Plan, indicator: str, scope: Scope) -> Target | None:
    """The whole's target in exactly this scope: the one that is scored, else the stretch target."""
    found = [t for t in plan.targets if (t.indicator, t.subject, t.scope) == (indicator, plan.subject, scope)]
    return min(found, key=lambda target: target.stretch, default=None)


def check_breakdown(plan: Plan, indicator: Indicator, whole: Target) -> BreakdownCheck:
    """The counties' targets that the plan has beside `whole`, its scope and stretch."""
    values = {
        target.subject: target.value
        for target in plan.targets
        if (target.indicator, target.scope, target.stretch) == (whole.indicator, whole.scope, whole.stretch)
    }
    parts = tuple(CountyTarget(subject, values.get(subject)) for subject in counties_of(plan))
    return BreakdownCheck(indicator, whole.value, parts)
