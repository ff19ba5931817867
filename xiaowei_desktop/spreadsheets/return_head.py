"""What stands above and below a return form's table: title, 填报单位 …, how to fill it in, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import ReturnForm
from xiaowei_desktop.domain.quarterly_return import Filler, ReturnState
from xiaowei_desktop.spreadsheets.form_head import SIGNATURES, Span, write_line, write_pair
from xiaowei_desktop.spreadsheets.form_names import HEAD_LABELS
from xiaowei_desktop.spreadsheets.form_page import write_title
from xiaowei_desktop.spreadsheets.form_style import Look, row_height

_HEAD_HEIGHT = 22.0
_FIRST_HEAD_ROW = 3
HEADING_ROW = 5
_SPANS: tuple[Span, ...] = (((1, 2), (3, 3)), ((4, 5), (6, 8)), ((9, 11), (12, 15)))
"""First and last columns of the three labels in a line, and of their values."""
_SPANS_OF_TASKS: tuple[Span, ...] = (((1, 2), (3, 3)), ((4, 11), (12, 13)), ((14, 14), (15, 15)))
"""The same where the columns of figures (5 to 11) are hidden: each begins in a column that is shown."""
_TASK_GUIDE = (
    "完成状态从下拉列表中选择；进展情况写明本季度做了哪些工作、有什么成效、还有什么困难。",
    "本季度没有进展的，也请选择完成状态，并在“情况说明”中写明原因。",
)
_GUIDE = (
    "本季完成填本季度新发生的数，累计完成填本年 1 月 1 日至本季末的累计数，两栏填一栏即可，"
    "另一栏由系统推算；两栏都填的，"
    "上季累计 + 本季完成应等于累计完成（点选单元格可看到上季累计）。存量、比率、增速等指标只填累计完成（季末的数）。",
    "没有发生的填 0；暂时无法提供的留空，并与小微办联系。数字后面不写单位；百分数填百分号前的数，填 100 表示 100%。",
    "累计数比上季减少、与目标值相差悬殊等，系统会提示核对；确属实的，请在“情况说明”中写明原因。",
)
_LAST_GUIDE = "电子表报送后，请打印本表，签字盖章后存档。表格保护没有密码；请不要修改指标编码和表头。"


def has_figures(form: ReturnForm) -> bool:
    """Whether the unit reports any figure, or on tasks alone."""
    return any(indicator.has_figure for indicator, _ in form.plan.rows_of(form.unit, form.quarter))


def write_head(sheet: Worksheet, form: ReturnForm, widths: Sequence[float]) -> None:
    """Title, a line that explains the colours, and two lines of labels with their values."""
    title = f"{form.plan.short_title} {form.quarter.in_words}季报表"
    hint = "黄色单元格由填报单位填写，灰色单元格不填。"
    if form.current.state is ReturnState.RETURNED:
        hint = f"退回原因：{form.current.reason}　请改好后重报。{hint}"
    write_title(sheet, title, hint, _SPANS[-1][1][1])
    sheet.row_dimensions[2].height = max(sheet.row_dimensions[2].height or 0, row_height([(hint, sum(widths))]))
    spans = _SPANS if has_figures(form) else _SPANS_OF_TASKS
    filler = form.current.current.filler if form.current.current else Filler()
    known = (
        form.plan.organisation(form.unit).formal_name, form.quarter.in_words, filler.name, filler.phone, filler.head,
        filler.filled_on,
    )  # fmt: skip
    for index, (label, value) in enumerate(zip(HEAD_LABELS, known, strict=True)):
        row, span = _FIRST_HEAD_ROW + index // 3, spans[index % 3]
        write_pair(sheet, row, span, label, value, Look.FIXED if index < 2 else Look.FILL_IN)
        height = max(_HEAD_HEIGHT, sheet.row_dimensions[row].height or 0, _value_height(value, span, widths))
        sheet.row_dimensions[row].height = height


def _value_height(value: str | date | None, span: Span, widths: Sequence[float]) -> float:
    first, last = span[1]
    return row_height([(value if isinstance(value, str) else "", sum(widths[first - 1 : last]))])


def write_foot(sheet: Worksheet, form: ReturnForm, row: int, widths: Sequence[float]) -> int:
    """Signatures and how to fill the form in, from `row` on; gives the last row written."""
    whole = sum(widths)
    write_line(sheet, row, SIGNATURES, len(widths), 40)
    due = f"{form.due.year}年{form.due.month}月{form.due.day}日"
    directory = form.plan.directory
    office = directory[form.plan.office].name if form.plan.office in directory else "小微办"
    guide = _GUIDE if has_figures(form) else _TASK_GUIDE
    lines = (f"请于 {due}前（含当日）报送{office}。", *guide, _LAST_GUIDE)
    for number, text in enumerate(lines, start=1):
        numbered = f"{'填报说明：' if number == 1 else ''}{number}. {text}"
        write_line(sheet, row + number, numbered, len(widths), row_height([(numbered, whole)]))
    return row + len(lines)
