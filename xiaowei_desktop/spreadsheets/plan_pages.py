"""The sheets of the plan workbook: headings, rows, words to choose from, and 填写说明."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.plan_tables import PlanColumn, PlanRow, PlanTable, PlanTables
from xiaowei_desktop.spreadsheets.form_names import GUIDE_SHEET
from xiaowei_desktop.spreadsheets.form_page import new_sheet, set_page, write_heading, write_title
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height
from xiaowei_desktop.spreadsheets.mark_lists import ListSheet

_FIGURE = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_BLANK_ROWS = 30
"""Rows below the last entry that are ready to be filled in."""
_LIST_ROWS = 500
_TEXT_FORMAT = "@"  # what is typed stays what it is: code 1.10 is not 1.1
_GUIDE_COLUMNS = ("工作表", "列", "怎样填", "可选内容")
_GUIDE_WIDTHS = (12.0, 16.0, 80.0, 50.0)
_GUIDE_HINT = "每行一项，表头请不要改名；各列次序可以调换，不用的列可以删去。填好后用“方案检查”核对，有错误的不会读入。"
_GUIDE_TITLE_ROW = 3
_SHOWN_CHOICES = 8


def build_plan(tables: PlanTables, title: str) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = [new_sheet(book, table.sheet, [column.width for column in table.columns]) for table in tables]
    guide = new_sheet(book, GUIDE_SHEET, _GUIDE_WIDTHS)
    lists = ListSheet(book, ())
    for sheet, table in zip(sheets, tables, strict=True):
        _write_table(sheet, table, lists, title)
    _write_guide(guide, tables, title)
    return book


def _write_table(sheet: Worksheet, table: PlanTable, lists: ListSheet, title: str) -> None:
    widths = [float(column.width) for column in table.columns]
    write_heading(sheet, 1, [column.heading for column in table.columns], widths)
    blank: list[PlanRow] = [{}] * _BLANK_ROWS
    for number, row in enumerate([*table.rows, *blank], start=2):
        _write_row(sheet, number, row, table.columns)
    for index, column in enumerate(table.columns, start=1):
        if column.choices and not column.many:
            letter = get_column_letter(index)
            sheet.add_data_validation(_list(column, lists, f"{letter}2:{letter}{len(table.rows) + _LIST_ROWS}"))
    set_page(sheet, 1, title)
    last = get_column_letter(len(table.columns))
    sheet.print_area = f"A1:{last}{len(table.rows) + 1}"
    sheet.freeze_panes = "B2"


def _write_row(sheet: Worksheet, number: int, row: PlanRow, columns: Sequence[PlanColumn]) -> None:
    for index, column in enumerate(columns, start=1):
        text = row.get(column.key, "")
        is_figure = column.is_number and _FIGURE.fullmatch(text) is not None
        cell = put(sheet, number, index, Decimal(text) if is_figure else text or None)
        dress(
            cell, Look.FIXED, "right" if column.is_number else "left", "General" if column.is_number else _TEXT_FORMAT
        )
    texts = ((row.get(column.key, ""), float(column.width)) for column in columns)
    sheet.row_dimensions[number].height = row_height(texts)


def _list(column: PlanColumn, lists: ListSheet, cells: str) -> DataValidation:
    """Words to choose from; another may be written, for a unit or a group that is new."""
    rule = DataValidation("list", lists.choices(column.choices), allow_blank=True, sqref=cells)
    rule.errorStyle = "warning"
    rule.errorTitle = column.heading
    rule.error = "不在下拉列表中。是本次新增的单位、指标、分组的，可以继续；否则请从列表中选择。"
    rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle, rule.prompt = column.heading[:32], column.explanation[:255]
    return rule


def _write_guide(sheet: Worksheet, tables: PlanTables, title: str) -> None:
    write_title(sheet, "方案工作簿填写说明", _GUIDE_HINT, len(_GUIDE_COLUMNS))
    write_heading(sheet, _GUIDE_TITLE_ROW, _GUIDE_COLUMNS, _GUIDE_WIDTHS)
    row = _GUIDE_TITLE_ROW
    for table in tables:
        for column in table.columns:
            for texts in _guide_rows(table.sheet, column):
                row += 1
                for index, text in enumerate(texts, start=1):
                    dress(put(sheet, row, index, text), Look.FIXED)
                sheet.row_dimensions[row].height = row_height(zip(texts, _GUIDE_WIDTHS, strict=True))
    set_page(sheet, _GUIDE_TITLE_ROW, title)
    sheet.freeze_panes = f"A{_GUIDE_TITLE_ROW + 1}"


def _guide_rows(sheet: str, column: PlanColumn) -> Iterator[tuple[str, str, str, str]]:
    """What to write in a column, and after it what to write in each of its cases, with an example."""
    yield sheet, column.heading, column.explanation, _some(column.choices)
    for case in column.cases:
        yield sheet, f"{column.heading}：{case.name}", case.explanation, f"例如：\n{case.example}"


def _some(choices: Sequence[str]) -> str:
    """The words to choose from; of a long list, which stands on its own sheet, the first ones."""
    shown = "、".join(choices[:_SHOWN_CHOICES])
    return f"{shown}等" if len(choices) > _SHOWN_CHOICES else shown
