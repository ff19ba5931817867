"""评定表: the workbook in which the office judges what must be judged."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import MarkForm
from xiaowei_desktop.domain.scoring.rules import EventsRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.spreadsheets.form_names import EVENT_SHEET, GUIDE_SHEET, MARK_COLUMNS, MARK_SHEET
from xiaowei_desktop.spreadsheets.form_page import (
    add_identity,
    new_sheet,
    protect,
    set_page,
    write_heading,
    write_title,
)
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height
from xiaowei_desktop.spreadsheets.mark_cells import NUMBER_FORMATS, MarkRules, asked_columns, known_values
from xiaowei_desktop.spreadsheets.mark_events import EVENT_WIDTHS, write_events
from xiaowei_desktop.spreadsheets.mark_guide import GUIDE_WIDTHS, write_guide
from xiaowei_desktop.spreadsheets.mark_lists import ListSheet

_HEADING_ROW = 3
_WIDTHS = (14.0, 12.0, 48.0, 8.0, 11.0, 10.0, 11.0, 10.0, 42.0)
_HINT = (
    "黄色单元格由小微办填写，灰色单元格不填；点选单元格可看到评分要求。"
    "加扣分事项登记在“加扣分”表中，全年没有的在本表等次栏选“无”。"
)


def build_marks(form: MarkForm) -> Workbook:
    """The year's mark workbook: each assessed unit's judged items with the marks so far, and events."""
    book = Workbook()
    book.remove(book.worksheets[0])
    marks = new_sheet(book, MARK_SHEET, _WIDTHS)
    events = new_sheet(book, EVENT_SHEET, EVENT_WIDTHS)
    guide = new_sheet(book, GUIDE_SHEET, GUIDE_WIDTHS)
    items = tuple({node.code: node for _, nodes in form.items for node in nodes}.values())
    lists = ListSheet(book, [node for node in items if isinstance(node.rule, EventsRule)])
    _write_marks(marks, form, MarkRules(lists))
    write_events(events, form, lists)
    write_guide(guide, form, items)
    add_identity(book, {"kind": "marks", "plan": form.plan.id, "year": str(form.year)})
    return book


def _write_marks(sheet: Worksheet, form: MarkForm, rules: MarkRules) -> None:
    title = f"{form.plan.short_title} {form.year}年度评定表"
    write_title(sheet, title, _HINT, len(_WIDTHS))
    write_heading(sheet, _HEADING_ROW, MARK_COLUMNS, _WIDTHS)
    row = _HEADING_ROW
    for unit, nodes in form.items:
        for node in nodes:
            row += 1
            _write_item(sheet, row, form, unit, node, rules)
    set_page(sheet, _HEADING_ROW, title)
    sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{row}"
    sheet.freeze_panes = f"D{_HEADING_ROW + 1}"
    protect(sheet)


def _write_item(sheet: Worksheet, row: int, form: MarkForm, unit: str, node: Node, rules: MarkRules) -> None:
    if node.rule is None:
        raise ValueError(f"{node.code} is a section, not an item to judge")
    given = {
        "考核对象": form.plan.organisation(unit).name, "评分项编码": node.code, "考核内容": node.title,
        "分值": PLAIN.text(node.points),
    }  # fmt: skip
    asked, known = asked_columns(node.rule), known_values(form.marks.get((unit, node.code)), node.rule)
    for index, column in enumerate(MARK_COLUMNS, start=1):
        if column in given:
            side = "left" if column == "考核内容" else "center"
            dress(put(sheet, row, index, given[column]), Look.FIXED, side)
        elif column == "评定依据":
            dress(put(sheet, row, index, known.get(column)), Look.FILL_IN)
        elif column in asked:
            cell = put(sheet, row, index, known.get(column))
            dress(cell, Look.FILL_IN, "center", NUMBER_FORMATS.get(column, "General"))
            sheet.add_data_validation(rules.validation(node, node.rule, column, cell))
        else:
            dress(put(sheet, row, index), Look.NOT_ASKED)
    texts = {**given, "评定依据": str(known.get("评定依据") or "")}
    widths = dict(zip(MARK_COLUMNS, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = row_height(((t, widths[c]) for c, t in texts.items()), 2)
