"""What 自评表 and 异议表 share: whose they are, items group by group, points that an item admits, the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.voice_forms import FormItem, ObjectionForm, SelfAssessmentForm
from xiaowei_desktop.domain.item_points import PLACES, points_range
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.quarterly_return import Filler
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.spreadsheets.form_head import SIGNATURES, Span, write_line, write_pair
from xiaowei_desktop.spreadsheets.form_names import PAPER_HEAD_LABELS
from xiaowei_desktop.spreadsheets.form_page import (
    add_identity,
    new_sheet,
    protect,
    set_page,
    write_heading,
    write_title,
)
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height

HEADING_ROW = 5
_FIRST_HEAD_ROW = 3
_HEAD_HEIGHT = 22.0
_LEAST_LINES = 2

Paper = SelfAssessmentForm | ObjectionForm
Known = str | Decimal | None


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its name, width in Excel units, how its cells look, and whether the unit fills it in."""

    name: str
    width: float
    align: str = "left"
    number_format: str = "General"
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class PaperLayout:
    """How a paper looks. `content` gives what stands in an item's cells; `points` is the column of points to fill in.

    `spans` are the places of the three labels in a line of the head.
    """

    kind: str
    sheet: str
    title: str
    hint: str
    columns: tuple[PaperColumn, ...]
    spans: tuple[Span, ...]
    points: str
    guide: tuple[str, ...]
    content: Callable[[FormItem], dict[str, Known]]


def build_paper(form: Paper, layout: PaperLayout, filler: Filler, versions: int) -> Workbook:
    """The unit's workbook: head, items group by group, signatures and how to fill it in."""
    book = Workbook()
    book.remove(book.worksheets[0])
    widths = [column.width for column in layout.columns]
    sheet = new_sheet(book, layout.sheet, widths)
    write_title(sheet, layout.title, layout.hint, len(widths))
    _write_head(sheet, form, layout, filler)
    write_heading(sheet, HEADING_ROW, [column.name for column in layout.columns], widths)
    last = _write_foot(sheet, layout, _write_items(sheet, form.items, layout) + 1)
    set_page(sheet, HEADING_ROW, f"{form.plan.organisation(form.unit).name} {layout.title}")
    sheet.print_area = f"A1:{get_column_letter(len(widths))}{last}"
    sheet.freeze_panes = f"C{HEADING_ROW + 1}"
    protect(sheet)
    add_identity(book, {
        "kind": layout.kind, "plan": form.plan.id, "unit": form.unit, "year": str(form.year),
        "submitted": str(versions),
    })  # fmt: skip
    return book


def _write_head(sheet: Worksheet, form: Paper, layout: PaperLayout, filler: Filler) -> None:
    name = form.plan.organisation(form.unit).formal_name
    known: tuple[str | date | None, ...] = (
        name, f"{form.year}年度", filler.name, filler.phone, filler.head, filler.filled_on,
    )  # fmt: skip
    for index, (label, value) in enumerate(zip(PAPER_HEAD_LABELS, known, strict=True)):
        row, span = _FIRST_HEAD_ROW + index // 3, layout.spans[index % 3]
        write_pair(sheet, row, span, label, value, Look.FIXED if index < 2 else Look.FILL_IN)
        sheet.row_dimensions[row].height = _HEAD_HEIGHT
    first, last = layout.spans[0][1]
    room = sum(column.width for column in layout.columns[first - 1 : last])
    sheet.row_dimensions[_FIRST_HEAD_ROW].height = max(_HEAD_HEIGHT, row_height([(name, room)]))


def _write_items(sheet: Worksheet, items: Sequence[FormItem], layout: PaperLayout) -> int:
    """The items with a line where a section begins; gives the last row written."""
    row = HEADING_ROW
    for section, members in groupby(items, key=lambda member: member.section):
        if section:
            row += 1
            _write_section(sheet, row, section, len(layout.columns))
        for member in members:
            row += 1
            _write_item(sheet, row, member, layout)
    return row


def _write_section(sheet: Worksheet, row: int, section: str, columns: int) -> None:
    """From the second column on: what stands in the first is read as an item's code."""
    for column in range(1, columns + 1):
        dress(put(sheet, row, column), Look.GROUP)
    dress(put(sheet, row, 2, section), Look.GROUP)
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=columns)
    sheet.row_dimensions[row].height = 20


def _write_item(sheet: Worksheet, row: int, member: FormItem, layout: PaperLayout) -> None:
    content = layout.content(member)
    for index, column in enumerate(layout.columns, start=1):
        cell = put(sheet, row, index, content.get(column.name))
        dress(cell, Look.FILL_IN if column.is_open else Look.FIXED, column.align, column.number_format)
        if column.name == layout.points:
            sheet.add_data_validation(_points_rule(member.item, column.name, cell))
    texts = [(str(content.get(column.name) or ""), column.width) for column in layout.columns]
    sheet.row_dimensions[row].height = row_height(texts, _LEAST_LINES)


def _points_rule(item: Node, column: str, cell: Cell) -> DataValidation:
    least, most = points_range(item)
    ends = f"{plain_text(least)}—{plain_text(most)}"
    rule = DataValidation("decimal", plain_text(least), plain_text(most), allow_blank=True, operator="between")
    rule.promptTitle, rule.prompt = column, f"请填 {ends} 之间的数字，小数最多{PLACES}位，不写“分”字。"
    rule.errorTitle, rule.error = f"{column}有误", f"{column}请填 {ends} 之间的数字。"
    rule.showInputMessage = rule.showErrorMessage = True
    rule.add(cell)
    return rule


def _write_foot(sheet: Worksheet, layout: PaperLayout, row: int) -> int:
    """From the second column on, like the sections."""
    widths = [column.width for column in layout.columns]
    write_line(sheet, row, SIGNATURES, len(widths), 40, first=2)
    for number, text in enumerate(layout.guide, start=1):
        numbered = f"{'填报说明：' if number == 1 else ''}{number}. {text}"
        height = row_height([(numbered, sum(widths[1:]))])
        write_line(sheet, row + number, numbered, len(widths), height, first=2)
    return row + len(layout.guide)
