"""What a changed plan does to what is stored: figures, marks and totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.issues import has_errors
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_change import PlanChange
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, RowKey
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.mark_check import check_mark, takes
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet


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
    `final_years` are those of its years that are final: they stay as they were finalised.
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
    final_years: tuple[int, ...] = ()


def unasked_rows(old: Plan, new: Plan, returns: Iterable[QuarterlyReturn]) -> Iterator[ReturnRow]:
    """Rows with something in them that the old plan asked for and the new one does not."""
    for report in returns:
        gone = _asked(old, report) - _asked(new, report)
        for line in report.current.lines if report.current else ():
            if line.key in gone and not line.is_empty:
                yield ReturnRow(report.unit, report.quarter, line.key)


def lacking_rows(old: Plan, new: Plan, returns: Iterable[QuarterlyReturn]) -> Iterator[ReturnRow]:
    """Rows that the new plan asks for and the old one did not, of accepted returns that do not have them."""
    for report in returns:
        if report.is_approved and report.current is not None:
            filled = {line.key for line in report.current.lines if not line.is_empty}
            lacking = _asked(new, report) - _asked(old, report) - filled
            keys = new.row_keys(report.unit, report.quarter)
            yield from (ReturnRow(report.unit, report.quarter, key) for key in keys if key in lacking)


def _asked(plan: Plan, report: QuarterlyReturn) -> set[RowKey]:
    return set(plan.row_keys(report.unit, report.quarter))


def unfit_marks(old: Plan, new: Plan, year: int, marks: Iterable[Mark]) -> Iterator[UnfitMark]:
    """Marks that fitted the old scheme and do not fit the new one."""
    for mark in marks:
        before, after = _why_unfit(old, mark), _why_unfit(new, mark)
        if before is None and after is not None:
            yield UnfitMark(year, mark, after)


def _why_unfit(plan: Plan, mark: Mark) -> str | None:
    """`None` for a mark that fits, `""` where its item is gone, else what the item's rule says of it."""
    item = _judged(plan, mark)
    if item is None:
        return ""
    issues = check_mark(item, mark)
    return issues[0].message if has_errors(issues) else None


def _judged(plan: Plan, mark: Mark) -> Node | None:
    items = plan.scheme.items_of(mark.unit) if plan.scheme else ()
    return next((item for item in items if item.code == mark.item and takes(item, mark)), None)


def total_changes(year: int, before: Iterable[ScoreSheet], after: Iterable[ScoreSheet]) -> Iterator[TotalChange]:
    """The totals of everybody who is assessed before or after, the new scheme's order first."""
    old, new = {sheet.unit: sheet.total for sheet in before}, {sheet.unit: sheet.total for sheet in after}
    for unit in dict.fromkeys((*new, *old)):
        yield TotalChange(year, unit, old.get(unit), new.get(unit))
