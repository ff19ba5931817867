"""填写说明: the rule of every item to judge, in words."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import MarkForm
from xiaowei_desktop.domain.scoring.mark import MarkField
from xiaowei_desktop.domain.scoring.rules import AnyRule, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.spreadsheets.form_names import ABSENT, NOTHING
from xiaowei_desktop.spreadsheets.form_page import protect, set_page, write_heading, write_title
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height

GUIDE_WIDTHS = (14.0, 44.0, 8.0, 70.0, 34.0)
_COLUMNS = ("评分项编码", "考核内容", "分值", "评分规则", "怎样填")
_HEADING_ROW = 3
_HINT = "填好后保存，在“评定”页导入本工作簿。工作表名、表头和编码请不要修改；表格保护没有密码。"
_HOW = {
    MarkField.GRADE: "选等次",
    MarkField.POINTS: "填得分",
    MarkField.RATE: "填完成率，如 95%",
    MarkField.PLACE: "填名次；没有名次的填“无”",
    MarkField.RATINGS: "每个评分人一行，各填得分",
    MarkField.EVENTS: "在“加扣分”表逐项登记，等次栏选“有”；全年没有的选“无”",
}


def write_guide(sheet: Worksheet, form: MarkForm, items: Sequence[Node]) -> None:
    title = f"{form.year}年度评定表填写说明"
    write_title(sheet, title, _HINT, len(GUIDE_WIDTHS))
    write_heading(sheet, _HEADING_ROW, _COLUMNS, GUIDE_WIDTHS)
    for row, node in enumerate(items, start=_HEADING_ROW + 1):
        if node.rule is None:
            raise ValueError(f"{node.code} is a section, not an item to judge")
        texts = (
            node.code, node.title, PLAIN.text(node.points), node.sentence, _how(node.rule),
        )  # fmt: skip
        for column, text in enumerate(texts, start=1):
            dress(put(sheet, row, column, text), Look.FIXED, "center" if column in (1, 3) else "left")
        sheet.row_dimensions[row].height = row_height(zip(texts, GUIDE_WIDTHS, strict=True), 2)
    set_page(sheet, _HEADING_ROW, title)
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    protect(sheet)


def _how(rule: AnyRule) -> str:
    if isinstance(rule, VetoRule):
        return f"在等次栏认定情形；没有的选“{NOTHING}”。"
    how = (words for field, words in _HOW.items() if field in rule.asks())
    return "；".join((*how, f"无此任务的，等次选“{ABSENT}”")) + "。"
