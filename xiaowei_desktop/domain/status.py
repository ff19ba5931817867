"""Who has reported for a quarter, when, and how late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnState


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One unit's standing in a quarter.

    `received_on` is when the first version arrived, which decides whether it was on time. `days_late` counts from the
    due day to that day, or to today while nothing has arrived; it is never below 0.
    """

    unit: str
    state: ReturnState
    received_on: date | None
    days_late: int
    versions: int = 0


@dataclass(frozen=True, slots=True)
class QuarterStatus:
    """A quarter's due day and every reporting unit's standing."""

    quarter: Quarter
    due: date
    units: tuple[UnitStatus, ...]

    @property
    def reported(self) -> int:
        return sum(1 for unit in self.units if unit.received_on is not None)

    @property
    def approved(self) -> int:
        return sum(1 for unit in self.units if unit.state in (ReturnState.APPROVED, ReturnState.LOCKED))

    @property
    def late(self) -> int:
        return sum(1 for unit in self.units if unit.days_late > 0)


def quarter_status(plan: Plan, quarter: Quarter, returns: Iterable[QuarterlyReturn], today: date) -> QuarterStatus:
    """The standing of every unit that reports under the plan, in the plan's order."""
    by_unit = {report.unit: report for report in returns}
    due = plan.due_on(quarter)
    missing = (QuarterlyReturn(unit, quarter) for unit in plan.reporting_units(quarter))
    return QuarterStatus(quarter, due, tuple(_unit(by_unit.get(r.unit, r), due, today) for r in missing))


def _unit(report: QuarterlyReturn, due: date, today: date) -> UnitStatus:
    received = report.versions[0].received_on if report.versions else None
    late = max(0, ((received or today) - due).days)
    return UnitStatus(report.unit, report.state, received, late, len(report.versions))
