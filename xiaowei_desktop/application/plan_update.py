"""方案更新: what a changed plan does to what is stored, and storing it as a further edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.editions import plans_by_year
from xiaowei_desktop.application.ports.storage import Change, Edition, StoredMark
from xiaowei_desktop.application.scoring import sheets_of
from xiaowei_desktop.application.units_voice import adjustments_of
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_change import PlanChange, plan_changes
from xiaowei_desktop.domain.plan_update import (
    TotalChange,
    UpdatePreview,
    lacking_rows,
    total_changes,
    unasked_rows,
    unfit_marks,
)
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.plan_change_words import change_words


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the database holds: by year the plan, the marks and what objections changed; all returns; final years."""

    plans: Mapping[int, Plan]
    returns: tuple[QuarterlyReturn, ...]
    marks: Mapping[int, tuple[StoredMark, ...]]
    adjustments: Mapping[int, tuple[Adjustment, ...]]
    final_years: frozenset[int]

    @property
    def years(self) -> tuple[int, ...]:
        """The years about which anything is stored, in order."""
        marked = {year for year, marks in self.marks.items() if marks}
        return tuple(sorted(marked | {report.quarter.year for report in self.returns}))


def preview_update(desk: Desk, new_plan: Plan, from_year: int) -> UpdatePreview:
    """What `update_plan` would do. Raises `UserError` for another plan, no change, or a year outside the span."""
    with desk.work() as work:
        old = work.plans.get(desk.plan_id, from_year)
        editions = work.plans.editions(desk.plan_id)
        plans = plans_by_year(work, desk.plan_id)
        years = range(min(*plans, new_plan.span.first), max(*plans, new_plan.span.last) + 1)
        returns = work.returns.of_years(desk.plan_id, years[0], years[-1])
        stored = _Stored(
            plans,
            returns,
            {year: work.marks.of_year(desk.plan_id, year) for year in years},
            {year: adjustments_of(work, desk.plan_id, year) for year in years},
            frozenset(work.finals.standing(desk.plan_id)),
        )
    changes = plan_changes(old, new_plan)
    _check(old, new_plan, from_year, changes)
    preview = UpdatePreview(old, new_plan, from_year, _until(editions, new_plan, from_year), changes)
    return _with_effects(preview, stored)


def update_plan(desk: Desk, new_plan: Plan, from_year: int, reason: str = "") -> UpdatePreview:
    """Stores the plan as the edition for `from_year` on, with each change in the history; nothing else is altered.

    Gives what was done. Raises `UserError` as `preview_update` does; then nothing is stored.
    """
    preview = preview_update(desk, new_plan, from_year)
    with desk.work() as work:
        work.plans.save(new_plan, desk.author.name, desk.author.now, from_year)
        work.history.add([_entry(desk, preview, change, reason.strip()) for change in preview.changes])
        work.commit()
    return preview


def _check(old: Plan, new: Plan, from_year: int, changes: Sequence[PlanChange]) -> None:
    if new.id != old.id:
        raise UserError(
            f"这是方案“{new.id}”，不是“{old.id}”（{old.title}）。",
            "请用本方案导出的方案工作簿修改；要加入另一个方案，请用“plan add”，窗口中用“新建方案”。",
        )
    if from_year not in new.span:
        raise UserError(f"{from_year} 年不在方案“{new.title}”的规划期（{new.span}）内。", "请核对从哪一年起执行。")
    if not changes:
        raise UserError(
            f"方案“{new.title}”与 {from_year} 年执行的完全相同，没有要更新的内容。",
            "请核对要改的内容是否已经写进去。",
        )


def _until(editions: Sequence[Edition], new: Plan, from_year: int) -> int:
    """The last year in which the new edition holds: a later edition keeps its own years."""
    later = [edition.from_year - 1 for edition in editions if edition.from_year > from_year]
    return min([new.span.last, *later])


def _with_effects(preview: UpdatePreview, stored: _Stored) -> UpdatePreview:
    """A year that is final stays as it is, so that nothing is said of it but that."""
    old, new, held = preview.old, preview.new, range(preview.from_year, preview.until_year + 1)
    years = [year for year in held if year not in stored.final_years]
    returns = [report for report in stored.returns if report.quarter.year in years]
    return UpdatePreview(
        old,
        new,
        preview.from_year,
        preview.until_year,
        preview.changes,
        tuple(unasked_rows(old, new, returns)),
        tuple(lacking_rows(old, new, returns)),
        tuple(
            unfit
            for year in years
            for unfit in unfit_marks(old, new, year, (recorded.mark for recorded in stored.marks[year]))
        ),
        tuple(
            change
            for year in stored.years
            if year >= preview.from_year and year not in stored.final_years
            for change in _totals(preview, stored, year)
        ),
        tuple(year for year in held if year in stored.final_years),
    )


def _totals(preview: UpdatePreview, stored: _Stored, year: int) -> tuple[TotalChange, ...]:
    """Also of years after the new edition's: a target of the whole span looks back on the earlier years."""
    held = range(preview.from_year, preview.until_year + 1)
    after = {**stored.plans, **dict.fromkeys(held, preview.new)}
    returns = [report for report in stored.returns if report.quarter.year <= year]
    marks, adjustments = stored.marks[year], stored.adjustments[year]
    before, now = (
        sheets_of(plans, year, returns, marks, adjustments) if year in plans else () for plans in (stored.plans, after)
    )
    return tuple(total_changes(year, before, now))


def _entry(desk: Desk, preview: UpdatePreview, change: PlanChange, reason: str) -> Change:
    words = change_words(preview, change)
    return desk.change(f"方案（{preview.from_year}年起）{words.thing}", words.field, words.old, words.new, reason)
