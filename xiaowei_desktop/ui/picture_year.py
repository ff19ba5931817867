"""What the pictures need beyond the sample year: self-assessments, objections with answers, evidence, and a final.

Everything goes through the jobs of the office. What the units write is made up for the pictures; the forms are
filled in by the program itself, as it fills them for a unit that hands one in again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from xiaowei_desktop.application.attachments import attach
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.imports.outcome import Result
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.application.objections import answer_objection
from xiaowei_desktop.application.ports.clock import Author, FixedClock
from xiaowei_desktop.application.ports.voice_forms import ObjectionForm, SelfAssessmentForm
from xiaowei_desktop.application.scoring import YearScores, score_year
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.application.voice_form_items import form_items
from xiaowei_desktop.domain.attachment import MarkPlace, Place, ReturnPlace, SelfAssessmentPlace
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.objection import Objection, ObjectionVersion, UnitObjections
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import Filler, RowKey, Source
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion, SelfAssessment
from xiaowei_desktop.files import make_folder

UNIT = "science"
OBJECTOR = "commerce"
_CLERK = Author("陈晓岚", FixedClock(datetime(2021, 1, 26, 10, 0)))
_FILLER = Filler("周静", "0571-87001234", "吴建华", date(2021, 1, 26))
_HANDED_IN = HandedIn(1, _FILLER, Source(), date(2021, 1, 26), _CLERK.now, _CLERK.name)

_ASSESSED = (
    AssessedItem("A1", Decimal(8), "涉企事项全部网上办理，压缩办理时间一半以上", ("“最多跑一次”改革总结.pdf",)),
    AssessedItem("A2", Decimal(8), "分层建立培育库，入库企业逐家走访", ("梯次培育库名册.xlsx",)),
    AssessedItem("A3", Decimal(8), "扶持政策逐条落实，疫情期间专人对接", ("政策兑现情况说明",)),
    AssessedItem("A4", Decimal(8), "每季度一份运行分析", ()),
    AssessedItem("A5", Decimal(5), "推动企业上云", ("上云企业名单",)),
    AssessedItem("B2.1", Decimal(25), "", ()),
    AssessedItem("B2.2", Decimal(25), "按申报数计算，年底前已全部受理", ("创新券兑付汇总.xlsx",)),
    AssessedItem("C1", Decimal(3), "按时完成", ()),
    AssessedItem("C2.1", Decimal(3), "区级试点已验收", ("试点验收意见",)),
    AssessedItem("C4", Decimal(5), "没有被督办", ()),
)
"""What 科技局 writes in its 自评表."""
_OBJECTED: Mapping[str, tuple[Objection, ...]] = {
    UNIT: (
        Objection("A1", "另有三项改革举措没有计入，总结材料已补报", Decimal(8)),
        Objection("C2.1", "试点已通过区级验收", Decimal(3)),
    ),
    OBJECTOR: (Objection("A5", "有 26 家企业完成数字化改造，名单附后", Decimal(5)),),
}
_ANSWERED = (
    ("A1", Decimal("6.5"), "补报的三项中一项属于本年度，已核实"),
    ("C2.1", None, "验收时间在次年一月，计入下一年度"),
)


def prepare_year(tools: Toolbox, database: Path, year: int) -> None:
    """Adds to the sample year what units say of their scores, some answers, some files of evidence, and a backup."""
    store = tools.stores.open(database)
    try:
        with store.work() as work:
            (plan_id,) = work.plans.ids()
        desk = Desk(store, plan_id, _CLERK)
        papers = database.parent / "单位报来"
        make_folder(papers)
        _take_in(tools, desk, _write_papers(tools, score_year(desk, year), papers))
        for item, points, reason in _ANSWERED:
            answer_objection(desk, year, UNIT, item, points, reason)
        _attach_files(tools, desk, year, papers)
    finally:
        store.close()
    backup = tools.stores.backup(database, None)
    moment = tools.clock.now().timestamp()
    os.utime(backup, (moment, moment))


def finish_year(desk: Desk, year: int) -> None:
    """Answers what is left and freezes the year."""
    clerk = replace(desk, author=_CLERK)
    for objection in _OBJECTED[OBJECTOR]:
        answer_objection(clerk, year, OBJECTOR, objection.item, None, "名单中的企业已在上年度计分")
    finalise(clerk, year)


def _write_papers(tools: Toolbox, scores: YearScores, folder: Path) -> list[Path]:
    paper = folder / "自评表.xlsx"
    current = SelfAssessment(UNIT, scores.year, (AssessmentVersion(_HANDED_IN, _ASSESSED),))
    tools.forms.write_self_assessment(
        SelfAssessmentForm(scores.plan, UNIT, scores.year, form_items(scores, UNIT), current), paper
    )
    written = [paper]
    for unit, objections in _OBJECTED.items():
        paper = folder / f"异议表_{unit}.xlsx"
        raised = UnitObjections(unit, scores.year, (ObjectionVersion(_HANDED_IN, objections),))
        tools.forms.write_objections(
            ObjectionForm(scores.plan, unit, scores.year, form_items(scores, unit), raised), paper
        )
        written.append(paper)
    return written


def _take_in(tools: Toolbox, desk: Desk, papers: list[Path]) -> None:
    for outcome in TakeIn(desk, tools.reader).take(papers):
        if outcome.result is not Result.IMPORTED:
            raise ValueError(f"{outcome.file.name}: {[issue.message for issue in outcome.issues]}")


def _attach_files(tools: Toolbox, desk: Desk, year: int, folder: Path) -> None:
    """Sheets of the program itself serve as the files: real documents, each with a content of its own."""
    last = Quarter.last_of(year)
    vouchers = ReturnPlace(UNIT, last, RowKey("innovation_vouchers", desk.plan(year).subject))
    files: tuple[tuple[str, Place, SheetRequest, str], ...] = (
        ("“最多跑一次”改革总结.pdf", MarkPlace(UNIT, year, "A1"), SheetRequest("breakdown", year), "盖章件"),
        ("补报的改革举措.pdf", MarkPlace(UNIT, year, "A1"), SheetRequest("progress", quarter=last), "异议附件"),
        ("梯次培育库名册.xlsx", SelfAssessmentPlace(UNIT, year, "A2"), SheetRequest("breakdown", year), ""),
        ("创新券兑付汇总.xlsx", vouchers, SheetRequest("progress", quarter=last), "财政局核对"),
    )
    for name, place, request, note in files:
        file = folder / name
        writer = tools.papers if file.suffix == ".pdf" else tools.workbooks
        writer.write(build_sheets(desk, request), file)
        attach(desk, place, file, note)
