"""Reads everything that a year's score is made from."""

from __future__ import annotations

from xiaowei_desktop.application.editions import plans_by_year
from xiaowei_desktop.application.marks import check_year
from xiaowei_desktop.application.ports.finals import YearInputs
from xiaowei_desktop.application.ports.storage import UnitOfWork
from xiaowei_desktop.application.units_voice import adjustments_of


def read_inputs(work: UnitOfWork, plan_id: str, year: int) -> YearInputs:
    """What is stored now. Raises `UserError` for a year outside the plan's span."""
    plans = plans_by_year(work, plan_id)
    check_year(plans.get(year) or work.plans.get(plan_id, year), year)
    return YearInputs(
        year,
        {held: plan for held, plan in plans.items() if held <= year},
        work.returns.of_years(plan_id, min(plans), year),
        work.marks.of_year(plan_id, year),
        adjustments_of(work, plan_id, year),
        self_assessments=work.self_assessments.of_year(plan_id, year),
        objections=work.objections.of_year(plan_id, year),
        attachments=work.attachments.of_year(plan_id, year),
    )
