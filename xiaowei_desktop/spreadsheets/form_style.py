"""How the cells of a form look: what is filled in is light yellow, what is not is grey, the rest is white."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.spreadsheets.cells import EXCEL_DIGITS
from xiaowei_desktop.spreadsheets.safe_text import write_text
from xiaowei_desktop.spreadsheets.text_extent import LINE_PITCH, text_height

BODY_FONT = "宋体"
TITLE_FONT = "黑体"
SIZE = 10.0
_UNIT_POINTS = 5.25  # an Excel unit of column width: 7 pixels
_ROW_SPARE = 5.0

_LINE = Side(style="thin", color="7F7F7F")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LOCKED = Protection(locked=True)
_OPEN = Protection(locked=False)


class Look(Enum):
    """What a cell is for: its fill colour, whether it is bold, and whether it may be typed in."""

    FIXED = ("FFFFFF", False, _LOCKED)
    FILL_IN = ("FFF8DC", False, _OPEN)
    MAY_FILL_IN = ("FFFFFF", False, _OPEN)
    NOT_ASKED = ("E7E6E6", False, _LOCKED)
    HEADING = ("DDEBF7", True, _LOCKED)
    GROUP = ("F2F2F2", True, _LOCKED)


def dress(cell: Cell, look: Look, horizontal: str = "left", number_format: str = "General") -> None:
    """Give a cell of the table its font, fill, border, alignment and lock."""
    color, bold, protection = look.value
    cell.font = Font(name=BODY_FONT, size=SIZE, bold=bold)
    cell.fill = PatternFill("solid", fgColor=color)
    cell.border = _BOX
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    cell.protection = protection
    cell.number_format = number_format


def dress_title(cell: Cell) -> None:
    cell.font = Font(name=TITLE_FONT, size=18)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def dress_line(cell: Cell, horizontal: str = "left") -> None:
    """A line of text above or below the table."""
    cell.font = Font(name=BODY_FONT, size=SIZE)
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)


def put(sheet: Worksheet, row: int, column: int, value: str | Decimal | date | int | None = None) -> Cell:
    """The cell with a value; a text stays a text, whatever it begins with.

    A figure with more digits than a workbook's numbers keep is written as text, and read as the figure it is.
    """
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} is covered by a merged cell: write it before merging")
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > EXCEL_DIGITS:
        value = f"{value:f}"
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
    return cell


def row_height(cells: Iterable[tuple[str, float]], least_lines: int = 1) -> float:
    """The height in points of a row with these texts in columns of these widths in Excel units."""
    least = least_lines * SIZE * LINE_PITCH
    return max([least, *(text_height(text, width * _UNIT_POINTS, SIZE) for text, width in cells)]) + _ROW_SPARE
