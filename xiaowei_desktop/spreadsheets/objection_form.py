"""异议表: a unit's provisional sheet as a workbook, with room for an objection at each line."""

from __future__ import annotations

from functools import partial

from openpyxl.workbook import Workbook

from xiaowei_desktop.application.ports.voice_forms import FormItem, ObjectionForm
from xiaowei_desktop.domain.objection import Objection
from xiaowei_desktop.domain.quarterly_return import Filler
from xiaowei_desktop.reporting.numbers import PLAIN, POINTS
from xiaowei_desktop.reporting.words import year_title
from xiaowei_desktop.spreadsheets.form_names import OBJECTION_COLUMNS, OBJECTION_SHEET
from xiaowei_desktop.spreadsheets.paper_form import Known, PaperColumn, PaperLayout, build_paper

_COLUMNS = (
    PaperColumn("评分项编码", 10, "center"),
    PaperColumn("考核内容", 26),
    PaperColumn("分值", 8, "center"),
    PaperColumn("得分", 10, "center", POINTS.excel_code),
    PaperColumn("计算过程", 48),
    PaperColumn("异议意见", 44, is_open=True),
    PaperColumn("认为应得分", 16, "center", is_open=True),
)
_SPANS = (((1, 1), (2, 2)), ((3, 4), (5, 5)), ((6, 6), (7, 7)))
_HINT = "得分为试算，定稿以前可能变动。有异议的，在黄色单元格写明意见和认为应得的分；没有异议的留空。"
_GUIDE = (
    "异议意见写明理由和依据；认为应得分不能超过分值，小数最多两位。",
    "全部没有异议的，也请填好填报人后报回。以前提出的异议已填在表中，清空即为撤回。",
    "电子表报送后，请打印本表，签字盖章后存档。表格保护没有密码；请不要修改评分项编码、表头和行的顺序。",
)
OPEN = "未齐"


def build_objections(form: ObjectionForm) -> Workbook:
    """The unit's workbook for the year, with the objections of its newest reply."""
    current = form.current.current
    known = {objection.item: objection for objection in (current.objections if current else ())}
    layout = PaperLayout(
        kind="objections",
        sheet=OBJECTION_SHEET,
        title=f"{year_title(form.plan, form.year)}考核得分异议表",
        hint=_HINT,
        columns=_COLUMNS,
        spans=_SPANS,
        points="认为应得分",
        guide=_GUIDE,
        content=partial(_content, known),
    )
    return build_paper(form, layout, current.handed_in.filler if current else Filler(), len(form.current.versions))


def _content(known: dict[str, Objection], member: FormItem) -> dict[str, Known]:
    item, raised = member.item, known.get(member.item.code)
    points: Known = OPEN if member.points is None else member.points
    values: tuple[Known, ...] = (
        item.code, item.title, PLAIN.text(item.points), points, member.arithmetic or "—",
        raised.text if raised else None, raised.wanted if raised else None,
    )  # fmt: skip
    return dict(zip(OBJECTION_COLUMNS, values, strict=True))
