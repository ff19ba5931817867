"""Forms that go out: one return workbook for each reporting unit, and the mark workbook."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.marks import mark_form
from xiaowei_desktop.application.ports.workbooks import FormWriter, ReturnForm
from xiaowei_desktop.application.returns import check_quarter, previous_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import make_folder, safe_name

_NAME_THEM = "请在“方案设置”的指标中填写责任单位或数据提供单位。"


def form_name(plan: Plan, unit: str, quarter: Quarter) -> str:
    """2020Q2_市监局_季报.xlsx, without characters that a file system refuses."""
    return safe_name(f"{quarter}_{plan.organisation(unit).name}_季报.xlsx")


def write_return_forms(
    desk: Desk, writer: FormWriter, quarter: Quarter, folder: Path, unit: str | None = None
) -> tuple[Path, ...]:
    """One workbook for each reporting unit (or for `unit` only) in `folder`, which is made where it is missing.

    Raises `UserError` that names the indicators where the plan has nobody who reports.
    """
    plan = desk.plan(quarter.year)
    check_quarter(plan, quarter)
    units = (unit,) if unit else plan.reporting_units(quarter)
    if not units:
        names = tuple(f"{indicator.code} {indicator.name}" for indicator in plan.indicators)
        raise UserError("方案中没有一个指标写明由谁填报，没有季报表可以导出。", _NAME_THEM, names)
    make_folder(folder)
    written = []
    for code in units:
        with desk.work() as work:
            current = work.returns.get(plan.id, code, quarter)
            previous = previous_of(work, plan, code, quarter)
        path = folder / form_name(plan, code, quarter)
        writer.write_return(ReturnForm(plan, code, quarter, plan.due_on(quarter), previous, current), path)
        written.append(path)
    return tuple(written)


def without_reporter(plan: Plan, quarter: Quarter) -> str:
    """A sentence that names the indicators whose figure for the whole area nobody hands in; `""` without any."""
    found = [
        indicator.name
        for indicator in plan.indicators
        if not plan.reporters_of(indicator, plan.subject, quarter) and not plan.parts_of(indicator)
    ]
    if not found:
        return ""
    return f"有 {len(found)} 个指标没有填报单位，收不到全域的数：{'、'.join(found)}。{_NAME_THEM}"


def write_mark_form(desk: Desk, writer: FormWriter, year: int, path: Path) -> None:
    """The mark workbook with all judged items and the marks so far."""
    writer.write_marks(mark_form(desk, year), path)
