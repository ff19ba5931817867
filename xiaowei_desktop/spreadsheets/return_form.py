"""季报: the workbook that a reporting unit fills in, prints, stamps and sends back."""

from __future__ import annotations

from itertools import groupby

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import ReturnForm
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.spreadsheets.form_names import RETURN_SHEET
from xiaowei_desktop.spreadsheets.form_page import add_identity, hide_columns, new_sheet, protect, set_page
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height
from xiaowei_desktop.spreadsheets.return_columns import FormColumn, columns_for
from xiaowei_desktop.spreadsheets.return_head import HEADING_ROW, write_foot, write_head
from xiaowei_desktop.spreadsheets.return_rows import ReturnRow, subject_name, write_row

_AUTHOR = "小微办"


def build_return(form: ReturnForm) -> Workbook:
    """The unit's workbook for the quarter: its rows, grouped as in the plan, and what is known already."""
    book = Workbook()
    book.remove(book.worksheets[0])
    pairs = tuple(form.plan.rows_of(form.unit, form.quarter))
    columns = columns_for((i for i, _ in pairs), (subject_name(form.plan, s) for _, s in pairs))
    sheet = new_sheet(book, RETURN_SHEET, (column.width for column in columns))
    hide_columns(sheet, (number for number, column in enumerate(columns, start=1) if column.is_hidden))
    widths = [column.shown_width for column in columns]
    write_head(sheet, form, widths)
    _write_heading(sheet, columns)
    last = _write_table(sheet, form, columns, pairs)
    last = write_foot(sheet, form, last + 1, widths)
    unit = form.plan.organisation(form.unit).name
    set_page(sheet, HEADING_ROW, f"{unit} {form.quarter.in_words}")
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.freeze_panes = f"D{HEADING_ROW + 1}"
    protect(sheet)
    add_identity(book, {
        "kind": "return", "plan": form.plan.id, "unit": form.unit, "quarter": str(form.quarter),
        "submitted": str(len(form.current.versions)),
    })  # fmt: skip
    return book


def _write_heading(sheet: Worksheet, columns: tuple[FormColumn, ...]) -> None:
    for index, column in enumerate(columns, start=1):
        cell = put(sheet, HEADING_ROW, index, column.name)
        dress(cell, Look.HEADING, "center")
        if column.comment:
            cell.comment = Comment(column.comment, _AUTHOR, width=260, height=90)
    sheet.row_dimensions[HEADING_ROW].height = row_height((), 2)  # names have four characters, two in a narrow column


def _write_table(
    sheet: Worksheet, form: ReturnForm, columns: tuple[FormColumn, ...], pairs: tuple[tuple[Indicator, str], ...]
) -> int:
    """Group rows and rows from below the heading on; gives the last row written."""
    row = HEADING_ROW
    own_numbers = all(indicator.row for indicator, _ in pairs)
    counted = list(enumerate(pairs, start=1))
    for group, members in groupby(counted, key=lambda member: member[1][0].group):
        if group:
            row += 1
            _write_group(sheet, row, group, len(columns))
        for number, (indicator, subject) in members:
            row += 1
            line = form.current.current.line(RowKey(indicator.code, subject)) if form.current.current else None
            shown = indicator.row if own_numbers else str(number)
            write_row(sheet, row, columns, ReturnRow(form, indicator, subject, shown, line))
    return row


def _write_group(sheet: Worksheet, row: int, group: str, columns: int) -> None:
    for column in range(1, columns + 1):
        dress(put(sheet, row, column), Look.GROUP)
    dress(put(sheet, row, 1, group), Look.GROUP)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.row_dimensions[row].height = 20
