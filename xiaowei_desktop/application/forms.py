"""Forms that go out: one return workbook for each reporting unit, and the mark workbook."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.marks import mark_form
from xiaowei_desktop.application.ports.workbooks import FormWriter, ReturnForm
from xiaowei_desktop.application.returns import check_quarter, previous_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.files import make_folder, safe_name


def form_name(plan: Plan, unit: str, quarter: Quarter) -> str:
    """2020Q2_市监局_季报.xlsx, without characters that a file system refuses."""
    return safe_name(f"{quarter}_{plan.organisation(unit).name}_季报.xlsx")


def write_return_forms(
    desk: Desk, writer: FormWriter, quarter: Quarter, folder: Path, unit: str | None = None
) -> tuple[Path, ...]:
    """One workbook for each reporting unit (or for `unit` only) in `folder`, which is made where it is missing."""
    plan = desk.plan(quarter.year)
    check_quarter(plan, quarter)
    make_folder(folder)
    written = []
    for code in (unit,) if unit else plan.reporting_units(quarter):
        with desk.work() as work:
            current = work.returns.get(plan.id, code, quarter)
            previous = previous_of(work, plan, code, quarter)
        path = folder / form_name(plan, code, quarter)
        writer.write_return(ReturnForm(plan, code, quarter, plan.due_on(quarter), previous, current), path)
        written.append(path)
    return tuple(written)


def write_mark_form(desk: Desk, writer: FormWriter, year: int, path: Path) -> None:
    """The mark workbook with all judged items and the marks so far."""
    writer.write_marks(mark_form(desk, year), path)
