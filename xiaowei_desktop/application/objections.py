"""异议: provisional sheets that go out for objections, and the office's answers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from xiaowei_desktop.application.assessable import assessed_units, item_name, item_of
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import check_open
from xiaowei_desktop.application.imports.row_cells import MAX_TEXT
from xiaowei_desktop.application.ports.voice_forms import ObjectionForm, VoiceFormWriter
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.application.units_voice import standing_cases
from xiaowei_desktop.application.voice_form_items import form_items, write_papers
from xiaowei_desktop.domain.item_points import check_points
from xiaowei_desktop.domain.objection import Answer, ObjectionCase
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.voice_words import answer_text


def write_objection_forms(
    desk: Desk, writer: VoiceFormWriter, year: int, folder: Path, unit: str | None = None
) -> tuple[Path, ...]:
    """One 异议表 for each assessed unit, or for the one that `unit` means: its sheet as it stands."""

    def write(scores: YearScores, code: str, path: Path) -> None:
        with desk.work() as work:
            current = work.objections.get(scores.plan.id, code, year)
        writer.write_objections(ObjectionForm(scores.plan, code, year, form_items(scores, code), current), path)

    return write_papers(desk, year, folder, unit, "异议表", write)


def cases_of_year(desk: Desk, year: int) -> tuple[ObjectionCase, ...]:
    """All objections of the year, unit by unit in the scheme's order."""
    plan = desk.plan(year)
    units = assessed_units(plan, year, None)
    with desk.work() as work:
        found = {
            objections.unit: standing_cases(plan, objections) for objections in work.objections.of_year(plan.id, year)
        }
    return tuple(case for unit in units for case in found.get(unit, ()))


def answer_objection(desk: Desk, year: int, unit: str, item: str, points: Decimal | None, reason: str) -> None:
    """Answers the unit's objection to an item: kept without `points`, changed to them otherwise.

    Raises `UserError` where there is no such objection, no reason, or points that the item does not admit.
    """
    plan = desk.plan(year)
    name = item_name(plan, unit, item)
    with desk.work() as work:
        check_open(work, plan.id, year)
        objections = work.objections.get(plan.id, unit, year)
        case = objections.case(item)
        if case is None:
            raise UserError(f"{name}没有异议，不用答复。", "请核对单位和评分项编码；异议表还没有导入的，请先导入。")
        _check_answer(plan, case, name, points, reason)
        answer = Answer(item, case.number, points, reason.strip(), desk.author.name, desk.author.now)
        work.objections.answer(plan.id, unit, year, answer)
        before = answer_text(case.answer) if case.answer else ""
        work.history.add([desk.change(f"{year}年异议 {name}", "异议答复", before, answer_text(answer), answer.reason)])
        work.commit()


def _check_answer(plan: Plan, case: ObjectionCase, name: str, points: Decimal | None, reason: str) -> None:
    if not reason.strip():
        raise UserError(f"{name}：答复没有写理由。", "请写明维持或改分的理由，打印在评分明细表上。")
    if len(reason.strip()) > MAX_TEXT:
        raise UserError(f"{name}：理由有 {len(reason.strip())} 字，超过 {MAX_TEXT} 字，没有答复。", "请缩短。")
    if points is None:
        return
    node = item_of(plan, case.unit, case.item)
    if node is None:
        raise UserError(f"{name}：这一项已不在考核细则中，不能改分。", "请答复为维持原分，并写明理由。")
    for issue in check_points(node, points):
        raise UserError(f"{name}：{issue.message}")
