"""失分分析表 of a year: of one organisation, or of all that have points."""

from __future__ import annotations

from xiaowei_desktop.application.assessable import assessed_units
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import final_name
from xiaowei_desktop.application.what_if import Trial, open_trial
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.losses_sheet import losses_sheet
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.reporting.words import PROVISIONAL


def losses_of(desk: Desk, year: int, unit: str | None = None) -> tuple[Sheet, ...]:
    """In the scheme's order. Raises `UserError` where nobody asked for has points yet."""
    trial = open_trial(desk, year)
    return tuple(one_losses_sheet(trial, code) for code in units_with_points(trial, unit))


def units_with_points(trial: Trial, unit: str | None = None) -> tuple[str, ...]:
    """All organisations that have points, or the one that `unit` means. Raises `UserError` where there is none."""
    asked = assessed_units(trial.inputs.plan, trial.inputs.year, unit)
    units = tuple(code for code in asked if has_points(trial, code))
    if not units:
        raise UserError("还没有得分，没有可以分析的失分。", "请先审核季报、完成评定。")
    return units


def has_points(trial: Trial, unit: str) -> bool:
    """Whether the organisation has a total, of however few items."""
    return any(sheet.unit == unit and sheet.total is not None for sheet in trial.scores.sheets)


def one_losses_sheet(trial: Trial, unit: str) -> Sheet:
    """Of a year that is final the sheet names the final whose inputs it was made from."""
    stamp = PROVISIONAL if trial.final is None else ""
    basis = "" if trial.final is None else f"依据{final_name(trial.final.entry.head)}的资料"
    return losses_sheet(trial.inputs.plan, trial.scores.sheet(unit), trial.losses(unit), stamp, basis)
