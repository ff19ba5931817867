"""The page of a worksheet: its name, its columns, and how it prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.reporting.cells import cell_text, is_figure
from xiaowei_desktop.reporting.column_widths import column_widths
from xiaowei_desktop.reporting.sheet import Orientation, Sheet
from xiaowei_desktop.spreadsheets.text_extent import text_width

_A4: Final = 9  # Excel's number for the paper
_MARGIN: Final = 15 / 25.4  # inches
_INNER_WIDTH: Final = {Orientation.PORTRAIT: 180.0, Orientation.LANDSCAPE: 267.0}  # millimetres
_PIXELS_PER_MM: Final = 96 / 25.4
_DIGIT_PIXELS: Final = 7  # a figure of the workbook's standard font, the unit of column widths
_CELL_PIXELS: Final = 5  # what Excel adds to each column
_POINTS_PER_MM: Final = 72 / 25.4
_LONGEST_NAME: Final = 31
_FORBIDDEN: Final = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")


def sheet_widths(sheet: Sheet, points: float) -> tuple[float, ...]:
    """The columns' widths in points, sharing the A4 page as on paper; `points` is the size of the figures."""
    figures = [0.0] * len(sheet.columns)
    for _, index, cell in sheet.placed_cells():
        if is_figure(cell) and cell.columns == 1:
            length = text_width(cell_text(cell, sheet.columns[index]), points)
            figures[index] = max(figures[index], length + 2 * points)
    available = _INNER_WIDTH[sheet.orientation] * _POINTS_PER_MM
    return column_widths([column.width for column in sheet.columns], figures, available)


def set_columns(worksheet: Worksheet, widths: Iterable[float]) -> None:
    """Give the columns these widths in points."""
    for index, width in enumerate(widths, start=1):
        pixels = width / _POINTS_PER_MM * _PIXELS_PER_MM
        units = max(1.0, (pixels - _CELL_PIXELS) / _DIGIT_PIXELS)
        worksheet.column_dimensions[get_column_letter(index)].width = round(units, 2)


def column_shares(widths: Sequence[float], count: int) -> list[range]:
    """The columns in at most `count` neighbouring groups of about equal width, for texts side by side."""
    count = min(count, len(widths))
    ends = list(accumulate(widths))
    stops = [0]
    for share in range(1, count):
        wished = ends[-1] * share / count
        candidates = range(stops[-1] + 1, len(widths) - (count - share) + 1)
        stops.append(min(candidates, key=lambda stop: abs(ends[stop - 1] - wished)))
    stops.append(len(widths))
    return [range(start, stop) for start, stop in pairwise(stops)]


def set_page(worksheet: Worksheet, sheet: Sheet, heading_row: int) -> None:
    """A4, one page wide, heading repeated, page number at the foot, counting from 1 on each worksheet."""
    setup = worksheet.page_setup
    setup.paperSize = _A4
    setup.orientation = sheet.orientation.value
    setup.fitToWidth, setup.fitToHeight = 1, 0
    setup.firstPageNumber, setup.useFirstPageNumber = 1, True
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = worksheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = _MARGIN
    margins.header = margins.footer = _MARGIN / 2
    worksheet.print_options.horizontalCentered = True
    worksheet.print_title_rows = f"{heading_row}:{heading_row}"
    worksheet.freeze_panes = f"A{heading_row + 1}"
    worksheet.HeaderFooter = _header_and_footer(sheet)


def _header_and_footer(sheet: Sheet) -> HeaderFooter:
    """The stamp on each page after the first, where it stands in a cell, the sheet's own foot, and the page number.

    The number of all pages is left out: where a clerk prints the whole workbook, Excel would count the pages
    of every worksheet.
    """
    number = HeaderFooterItem()
    if sheet.foot:  # side by side: the writer of these files turns a line break into letters
        number.left.text, number.right.text = _literal(sheet.foot), "第 &P 页"
    else:
        number.center.text = "第 &P 页"
    mark = HeaderFooterItem()
    mark.right.text = _literal(sheet.stamp) or None
    return HeaderFooter(differentFirst=True, firstFooter=number, oddFooter=number, oddHeader=mark)


def _literal(text: str) -> str:
    """In headers and footers & begins an instruction."""
    return text.replace("&", "&&")


def worksheet_names(sheets: Sequence[Sheet]) -> list[str]:
    """A name for each worksheet that Excel accepts and that no other one has."""
    names: list[str] = []
    for sheet in sheets:
        wished = (sheet.subject or sheet.title).translate(_FORBIDDEN).strip() or sheet.name
        names.append(_unused(wished, {name.casefold() for name in names}))
    return names


def _unused(wished: str, taken: set[str]) -> str:
    name, number = wished[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        suffix = f"（{number}）"
        name = wished[: _LONGEST_NAME - len(suffix)] + suffix
    return name
