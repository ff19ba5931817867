"""自评表: the workbook in which an assessed unit gives itself points, says why and lists its evidence."""

from __future__ import annotations

from functools import partial

from openpyxl.workbook import Workbook

from xiaowei_desktop.application.ports.voice_forms import FormItem, SelfAssessmentForm
from xiaowei_desktop.domain.quarterly_return import Filler
from xiaowei_desktop.domain.self_assessment import AssessedItem
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.words import year_title
from xiaowei_desktop.spreadsheets.form_names import SELF_ASSESSMENT_COLUMNS, SELF_ASSESSMENT_SHEET
from xiaowei_desktop.spreadsheets.paper_form import Known, PaperColumn, PaperLayout, build_paper

_COLUMNS = (
    PaperColumn("评分项编码", 9, "center"),
    PaperColumn("考核内容", 20),
    PaperColumn("分值", 6, "center"),
    PaperColumn("计分说明", 36),
    PaperColumn("完成情况", 26),
    PaperColumn("自评得分", 8, "center", is_open=True),
    PaperColumn("自评说明", 28, is_open=True),
    PaperColumn("支撑材料", 28, is_open=True),
    PaperColumn("备注", 10, is_open=True),
)
_SPANS = (((1, 1), (2, 3)), ((4, 4), (5, 5)), ((6, 7), (8, 9)))
_HINT = "黄色单元格由考核对象填写；“完成情况”是小微办现有的数，有出入的请在自评说明中写明。"
_GUIDE = (
    "每一项都请填自评得分；没有开展的填 0。自评得分不能超过分值，小数最多两位。",
    "自评说明写明得分的理由；支撑材料一行写一份（文件名称、文号、日期），材料原件另附。",
    "电子表报送后，请打印本表，签字盖章后存档。表格保护没有密码；请不要修改评分项编码、表头和行的顺序。",
)


def build_self_assessment(form: SelfAssessmentForm) -> Workbook:
    """The unit's workbook for the year, with what it has handed in before."""
    current = form.current.current
    known = {assessed.item: assessed for assessed in (current.items if current else ())}
    layout = PaperLayout(
        kind="self_assessment",
        sheet=SELF_ASSESSMENT_SHEET,
        title=f"{year_title(form.plan, form.year)}自评表",
        hint=_HINT,
        columns=_COLUMNS,
        spans=_SPANS,
        points="自评得分",
        guide=_GUIDE,
        content=partial(_content, known),
    )
    return build_paper(form, layout, current.handed_in.filler if current else Filler(), len(form.current.versions))


def _content(known: dict[str, AssessedItem], member: FormItem) -> dict[str, Known]:
    item = member.item
    assessed = known.get(item.code, AssessedItem(item.code))
    values: tuple[Known, ...] = (
        item.code, item.title, PLAIN.text(item.points), item.sentence, member.figures or "—", assessed.points,
        assessed.explanation, "\n".join(assessed.evidence), assessed.remark,
    )  # fmt: skip
    return dict(zip(SELF_ASSESSMENT_COLUMNS, values, strict=True))
