"""What a changed plan does to what is stored: figures, marks and totals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_change import PlanChange
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.mark import Mark


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One row of a unit's return."""

    unit: str
    quarter: Quarter
    key: RowKey


@dataclass(frozen=True, slots=True)
class UnfitMark:
    """A stored mark that the changed scheme refuses, and why; `reason` is empty where its item is gone."""

    year: int
    mark: Mark
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TotalChange:
    """An assessed organisation's points in a year, before and after; `None` while there are none or none any more."""

    year: int
    unit: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class UpdatePreview:
    """What storing `new` from `from_year` on would do.

    `old` is the edition that holds for `from_year` now. The new one acts until the end of `until_year`, where a later
    edition takes over or the span ends. `unasked` are stored figures that the new plan no longer asks for: they are
    kept and no longer count. `lacking` are rows that it asks for and returns that are accepted already do not have.
    """

    old: Plan
    new: Plan
    from_year: int
    until_year: int
    changes: tuple[PlanChange, ...]
    unasked: tuple[ReturnRow, ...] = ()
    lacking: tuple[ReturnRow, ...] = ()
    unfit_marks: tuple[UnfitMark, ...] = ()
    totals: tuple[TotalChange, ...] = ()
