"""方案更新: what a changed plan does to what is stored, and storing it as a further edition."""

from __future__ import annotations

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_change import plan_changes
from xiaowei_desktop.domain.plan_update import UpdatePreview


def preview_update(desk: Desk, new_plan: Plan, from_year: int) -> UpdatePreview:
    """What `update_plan` would do. Raises `UserError` for another plan, no change, or a year outside the span."""
    old = desk.plan()
    return UpdatePreview(old, new_plan, from_year, new_plan.span.last, plan_changes(old, new_plan))


def update_plan(desk: Desk, new_plan: Plan, from_year: int, reason: str = "") -> UpdatePreview:
    """Stores the plan as the edition for `from_year` on, with each change in the history; nothing else is altered.

    Gives what was done. Raises `UserError` as `preview_update` does; then nothing is stored.
    """
    preview = preview_update(desk, new_plan, from_year)
    with desk.work() as work:
        work.plans.save(new_plan, desk.author.name, desk.author.now, from_year)
        work.history.add([desk.change("方案", "更新", "", new_plan.title, reason)])
        work.commit()
    return preview
