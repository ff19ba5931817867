"""下达目标 as a workbook, and a copy of a city's form with the county's figures in it."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from xiaowei_desktop.application.ports.upper_level import COLUMNS, Fillings, HandedDown, ReceivedTargets
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import readable
from xiaowei_desktop.spreadsheets.comment_sizes import keep_comment_sizes
from xiaowei_desktop.spreadsheets.container import Format, format_of, read_parts
from xiaowei_desktop.spreadsheets.form_names import IDENTITY_SHEET
from xiaowei_desktop.spreadsheets.form_page import (
    add_identity,
    new_sheet,
    protect,
    set_page,
    write_heading,
    write_title,
)
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height
from xiaowei_desktop.spreadsheets.opened_book import OpenedBook
from xiaowei_desktop.spreadsheets.reader import read_bytes
from xiaowei_desktop.spreadsheets.saving import save_workbook
from xiaowei_desktop.spreadsheets.table import TableForm, find_heading, read_table

SHEET = "下达目标"
_TABLE = TableForm(SHEET, COLUMNS, "指标编码", frozenset(), frozenset({"出处"}))
_WIDTHS = (26.0, 34.0, 10.0, 12.0, 10.0, 10.0, 14.0, 24.0)
_HEADING_ROW = 3
_ALIGN = {"指标": "left", "出处": "left", "目标值": "right"}
_REMEDY = "请选择上级用“下达目标”导出的工作簿。"


class OpenpyxlUpperLevel:
    """The application's `UpperLevelFiles`."""

    def write_targets(self, targets: HandedDown, path: Path) -> None:
        save_workbook(_build(targets), path)

    def read_targets(self, path: Path) -> ReceivedTargets:
        name = readable(path.name)
        book = OpenedBook(name, read_bytes(path))
        for sheet in book.sheet_names:
            grid = book.grid(sheet)
            heading = None if sheet.startswith("_") else find_heading(grid, _TABLE)
            if heading is not None:
                return ReceivedTargets(_identity(book), read_table(name, grid, _TABLE, heading))
        raise UserError(f"文件“{name}”不是下达目标的工作簿：没有找到“{SHEET}”表的表头。", _REMEDY)

    def fill(self, form: Path, sheet: str, fillings: Fillings, out: Path) -> None:
        name, data = readable(form.name), read_bytes(form)
        if format_of(name, data) is not Format.XLSX:
            raise UserError(
                f"“{name}”不是 .xlsx 工作簿，不能代填。",
                "请在 Excel 或 WPS 中另存为 .xlsx，或者用上级下发的原文件。",
            )
        with_macros = any(part.endswith("vbaProject.bin") for part in read_parts(name, data))
        book = load_workbook(io.BytesIO(data), keep_vba=with_macros)
        page = book[sheet]
        keep_comment_sizes(page, name, data)
        for reference, value in fillings.items():
            place = page[reference]
            put(page, place.row, place.column, value)
        save_workbook(book, out)


def _build(targets: HandedDown) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = new_sheet(book, SHEET, _WIDTHS)
    title = f"{targets.title} {targets.unit_name}目标"
    write_title(sheet, title, f"依据：{targets.document}。请在“目标任务”页用“接收上级目标”读入。", len(COLUMNS))
    write_heading(sheet, _HEADING_ROW, COLUMNS, _WIDTHS)
    for row, texts in enumerate(targets.rows, start=_HEADING_ROW + 1):
        for column, name in enumerate(COLUMNS, start=1):
            dress(put(sheet, row, column, texts[name]), Look.FIXED, _ALIGN.get(name, "center"))
        sheet.row_dimensions[row].height = row_height(
            (str(texts[name]), width) for name, width in zip(COLUMNS, _WIDTHS, strict=True)
        )
    set_page(sheet, _HEADING_ROW, f"{targets.unit_name} {SHEET}")
    protect(sheet)
    add_identity(book, {"kind": "targets", "plan": targets.plan, "unit": targets.unit, "unit_name": targets.unit_name})
    return book


def _identity(book: OpenedBook) -> dict[str, str]:
    if IDENTITY_SHEET not in book.sheet_names:
        return {}
    grid = book.grid(IDENTITY_SHEET)
    return {grid.text(row, 0): grid.text(row, 1) for row in range(grid.height) if grid.text(row, 0)}
