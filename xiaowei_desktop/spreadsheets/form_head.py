"""What forms have above and below their tables: labels with their values, lines of text, signatures."""

from __future__ import annotations

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.spreadsheets.form_style import Look, dress, dress_line, put
from xiaowei_desktop.spreadsheets.return_validation import date_validation

Span = tuple[tuple[int, int], tuple[int, int]]
"""First and last column of a label, and of its value."""

_NUMBER_FORMATS = {"填报日期": "yyyy-mm-dd", "联系电话": "@"}
_GAP = "　" * 26  # room for a signature
SIGNATURES = "填报人（签字）：" + _GAP + "单位负责人（签字）：" + _GAP + "单位（盖章）："


def write_pair(sheet: Worksheet, row: int, span: Span, label: str, value: str | date | None, look: Look) -> None:
    """A label with its value beside it; a date of filling in takes dates only."""
    (first, last), (value_first, value_last) = span
    _write_block(sheet, row, first, last, label, Look.HEADING, "General")
    _write_block(sheet, row, value_first, value_last, value, look, _NUMBER_FORMATS.get(label, "General"))
    if label == "填报日期":
        rule = date_validation()
        rule.add(sheet.cell(row, value_first))
        sheet.add_data_validation(rule)


def _write_block(
    sheet: Worksheet, row: int, first: int, last: int, value: str | date | None, look: Look, number_format: str
) -> None:
    dress(put(sheet, row, first, value), look, "center", number_format)
    for column in range(first + 1, last + 1):
        dress(put(sheet, row, column), look)
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def write_line(sheet: Worksheet, row: int, text: str, columns: int, height: float, first: int = 1) -> None:
    """A line of text across the table, from its column `first` to the last one."""
    dress_line(put(sheet, row, first, text))
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=columns)
    sheet.row_dimensions[row].height = height
