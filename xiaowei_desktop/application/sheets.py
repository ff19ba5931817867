"""Sheets by name, built from what is stored, for the screen, the printer and files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xiaowei_desktop.application.chasing import chase_sheets
from xiaowei_desktop.application.desk import Desk, find_reporting_unit, find_unit
from xiaowei_desktop.application.losses import losses_of
from xiaowei_desktop.application.marks import check_year, scheme_of
from xiaowei_desktop.application.returns import check_quarter, open_return
from xiaowei_desktop.application.roll_up import rollup_of
from xiaowei_desktop.application.score_sheets import evaluation_of, one_score_sheet, ranking_of, score_sheets
from xiaowei_desktop.application.scoring import YearScores, finalised_scores, score_year
from xiaowei_desktop.application.standing import progress_of
from xiaowei_desktop.application.voice_sheets import objections_of, self_assessment_of
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UsageError, UserError
from xiaowei_desktop.reporting.breakdown_sheet import breakdown_sheet
from xiaowei_desktop.reporting.county_targets_sheet import county_targets_sheets
from xiaowei_desktop.reporting.progress_sheet import progress_sheet
from xiaowei_desktop.reporting.return_sheet import return_sheet
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.reporting.tasks_sheet import tasks_sheet


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """Which sheet is wanted; `unit` by any of its names, all units without one.

    `final` is the number of a final whose sheets are wanted, whether it still stands or not.
    """

    name: str
    year: int | None = None
    quarter: Quarter | None = None
    unit: str | None = None
    final: int | None = None


def build_sheets(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    """The sheets that the request names. Raises `UsageError` for an unknown name or a period left out."""
    builder = SHEETS.get(request.name)
    if builder is None:
        raise UsageError(f"没有名为“{request.name}”的表。", f"可选：{'、'.join(SHEETS)}。")
    if request.final is not None and request.name not in FINAL_SHEETS:
        raise UsageError(f"“{request.name}”不在定稿中，不能指明第几次定稿。", f"可选：{'、'.join(FINAL_SHEETS)}。")
    return builder(desk, request)


def _breakdown(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    plan, year = _plan_of_year(desk, request)
    return (breakdown_sheet(plan, year),)


def _county_targets(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    plan, year = _plan_of_year(desk, request)
    sheets = county_targets_sheets(plan, year)
    if not sheets:
        raise UserError("方案中没有区县，没有目标可以分解到区县。", "请在“方案设置”的单位中加入区县（类别为地区）。")
    return sheets


def _rollup(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    return rollup_of(desk, _quarter(request))


def _progress(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    quarter = _quarter(request)
    return (progress_sheet(desk.plan(quarter.year), quarter, progress_of(desk, quarter)),)


def _returns(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    quarter = _quarter(request)
    plan = desk.plan(quarter.year)
    check_quarter(plan, quarter)
    units = (find_reporting_unit(plan, request.unit),) if request.unit else plan.reporting_units(quarter)
    opened = (open_return(desk, unit, quarter) for unit in units)
    return tuple(return_sheet(plan, one.report, one.lines) for one in opened)


def _scores(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    scores = _scores_of(desk, request)
    if request.unit is None:
        return score_sheets(scores)
    unit = find_unit(scores.plan, request.unit)
    if unit not in scheme_of(scores.plan).assessed:
        names = "、".join(scores.plan.organisation(code).name for code in scheme_of(scores.plan).assessed)
        raise UserError(f"“{request.unit}”不是考核对象。", f"考核对象：{names}。")
    return (one_score_sheet(scores, unit),)


def _ranking(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    return (ranking_of(_scores_of(desk, request)),)


def _evaluation(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    sheets = evaluation_of(_scores_of(desk, request))
    if not sheets:
        raise UserError("各考核对象的评分项不同，不能逐项排名，没有评价排序表。", "请打印排名表，按总分排名。")
    return sheets


def _self_assessment(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    return (self_assessment_of(_scores_of(desk, request), request.unit),)


def _objections(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    return (objections_of(_scores_of(desk, request), request.unit),)


def _losses(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    return losses_of(desk, _year(request), request.unit)


def _scores_of(desk: Desk, request: SheetRequest) -> YearScores:
    """The scores as they stand; with `final` as they were finalised then."""
    year = _year(request)
    return score_year(desk, year) if request.final is None else finalised_scores(desk, year, request.final)


def _plan_of_year(desk: Desk, request: SheetRequest) -> tuple[Plan, int]:
    """The plan as it holds in the year that is asked for, the span's first one where none is."""
    year = desk.plan().span.first if request.year is None else request.year
    plan = desk.plan(year)
    check_year(plan, year)
    return plan, year


def _tasks(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    quarter = _quarter(request)
    plan = desk.plan(quarter.year)
    check_quarter(plan, quarter)
    if not plan.tasks:
        raise UserError("方案中没有工作任务，没有任务进展情况表。", "请打印进度表。")
    with desk.work() as work:
        returns = work.returns.of_quarter(plan.id, quarter)
    return (tasks_sheet(plan, quarter, FigureBook(plan, returns)),)


def _chase(desk: Desk, request: SheetRequest) -> tuple[Sheet, ...]:
    quarter = _quarter(request)
    unit = find_reporting_unit(desk.plan(quarter.year), request.unit) if request.unit else None
    return chase_sheets(desk, quarter, unit)


def _quarter(request: SheetRequest) -> Quarter:
    if request.quarter is None:
        raise UsageError(f"打印“{request.name}”要指明季度。", "用 --quarter 2020Q2 这样的写法。")
    return request.quarter


def _year(request: SheetRequest) -> int:
    if request.year is None:
        raise UsageError(f"打印“{request.name}”要指明年度。", "用 --year 2020 这样的写法。")
    return request.year


SHEETS: dict[str, Callable[[Desk, SheetRequest], tuple[Sheet, ...]]] = {
    "breakdown": _breakdown,
    "county-targets": _county_targets,
    "return": _returns,
    "rollup": _rollup,
    "progress": _progress,
    "score": _scores,
    "ranking": _ranking,
    "evaluation": _evaluation,
    "self-assessment": _self_assessment,
    "objections": _objections,
    "losses": _losses,
    "tasks": _tasks,
    "chase": _chase,
}
FINAL_SHEETS = ("score", "ranking", "evaluation", "self-assessment", "objections")
"""The sheets that a final keeps."""
