"""评定表: the workbook in which the office judges what must be judged."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import MarkForm
from xiaowei_desktop.domain.scoring.rules import AnyRule, EventsRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.spreadsheets.form_names import ABSENT, EVENT_SHEET, GUIDE_SHEET, MARK_COLUMNS, MARK_SHEET
from xiaowei_desktop.spreadsheets.form_page import (
    add_identity,
    new_sheet,
    protect,
    set_page,
    write_heading,
    write_title,
)
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height
from xiaowei_desktop.spreadsheets.mark_absences import write_absences
from xiaowei_desktop.spreadsheets.mark_cells import NUMBER_FORMATS, KnownValues, MarkRules, asked_columns, known_rows
from xiaowei_desktop.spreadsheets.mark_events import EVENT_WIDTHS, write_events
from xiaowei_desktop.spreadsheets.mark_guide import GUIDE_WIDTHS, write_guide
from xiaowei_desktop.spreadsheets.mark_lists import ListSheet

_HEADING_ROW = 3
_WIDTHS = (14.0, 12.0, 45.0, 8.0, 11.0, 10.0, 11.0, 10.0, 38.0, 11.0)
_HINT = (
    "黄色单元格由小微办填写，灰色单元格不填；点选单元格可看到评分要求。"
    "加扣分事项登记在“加扣分”表中，全年没有的在本表等次栏选“无”。"
    f"没有这项任务的，等次栏选“{ABSENT}”；按报表计算的评分项填在表末的空行。"
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
            if node.rule is None:
                raise ValueError(f"{node.code} is a section, not an item to judge")
            for known in known_rows(form.marks.get((unit, node.code)), node.rule):
                row += 1
                _write_item(sheet, row, _given(form, unit, node, known), _Judged(node, node.rule, known, rules))
    row = write_absences(sheet, row + 1, form, rules, dict(zip(MARK_COLUMNS, _WIDTHS, strict=True)))
    set_page(sheet, _HEADING_ROW, title)
    sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{row}"
    sheet.freeze_panes = f"D{_HEADING_ROW + 1}"
    protect(sheet)


@dataclass(frozen=True, slots=True)
class _Judged:
    """One row to fill in."""

    item: Node
    rule: AnyRule
    known: KnownValues
    rules: MarkRules


def _given(form: MarkForm, unit: str, item: Node, known: KnownValues) -> dict[str, str]:
    """What the program prints into a row."""
    given = {
        "考核对象": form.plan.organisation(unit).name, "评分项编码": item.code, "考核内容": item.title,
        "分值": PLAIN.text(item.points),
    }  # fmt: skip
    rater = known.get("评分人")
    return {**given, "评分人": str(rater)} if rater else given


def _write_item(sheet: Worksheet, row: int, given: dict[str, str], judged: _Judged) -> None:
    asked = asked_columns(judged.rule)
    for index, column in enumerate(MARK_COLUMNS, start=1):
        known = judged.known.get(column)
        if column in given:
            side = "left" if column == "考核内容" else "center"
            dress(put(sheet, row, index, given[column]), Look.FIXED, side)
        elif column == "评定依据":
            dress(put(sheet, row, index, known), Look.FILL_IN)
        elif column in asked:
            cell = put(sheet, row, index, known)
            dress(cell, Look.FILL_IN, "center", NUMBER_FORMATS.get(column, "General"))
            sheet.add_data_validation(judged.rules.validation(judged.item, judged.rule, column, cell))
        elif column == "等次":
            cell = put(sheet, row, index, known)
            dress(cell, Look.MAY_FILL_IN, "center")
            sheet.add_data_validation(judged.rules.absence(cell))
        else:
            dress(put(sheet, row, index), Look.NOT_ASKED)
    texts = {**given, "评定依据": str(judged.known.get("评定依据") or "")}
    widths = dict(zip(MARK_COLUMNS, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = row_height(((t, widths[c]) for c, t in texts.items()), 2)
