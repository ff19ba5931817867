"""What all sheets of the forms share: A4 landscape, protection that a unit can lift, and the hidden sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.spreadsheets.form_names import FORM_VERSION, IDENTITY_SHEET
from xiaowei_desktop.spreadsheets.form_style import Look, dress, dress_line, dress_title, put, row_height

_A4 = 9


def new_sheet(book: Workbook, name: str, widths: Iterable[float]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.sheet_view.showGridLines = False
    return sheet


def hide_columns(sheet: Worksheet, numbers: Iterable[int]) -> None:
    """Neither shown nor printed; whoever fills the sheet in may show them again."""
    for number in numbers:
        sheet.column_dimensions[get_column_letter(number)].hidden = True


def set_page(sheet: Worksheet, heading_row: int, footer: str) -> None:
    """A4 landscape, as wide as the paper, the heading on every page, page numbers at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    foot = HeaderFooterItem()
    foot.left.text = footer.replace("&", "&&")
    foot.right.text = "第 &P 页，共 &N 页"
    sheet.HeaderFooter = HeaderFooter(oddFooter=foot)


def protect(sheet: Worksheet) -> None:
    """Locked without a password; rows and columns may be widened to show long texts."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def add_identity(book: Workbook, facts: Mapping[str, str]) -> None:
    """The hidden sheet by which the form is known again: a name and a value in each row."""
    sheet = book.create_sheet(IDENTITY_SHEET)
    sheet.sheet_state = "hidden"
    for row, (name, value) in enumerate({**facts, "version": FORM_VERSION}.items(), start=1):
        put(sheet, row, 1, name)
        put(sheet, row, 2, value).number_format = "@"
    sheet.protection.sheet = True


def write_title(sheet: Worksheet, title: str, hint: str, columns: int) -> None:
    """The title and a line that says how to fill the sheet in, across all columns, in rows 1 and 2."""
    dress_title(put(sheet, 1, 1, title))
    dress_line(put(sheet, 2, 1, hint))
    for row, height in ((1, 34.0), (2, 20.0)):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        sheet.row_dimensions[row].height = height


def write_heading(sheet: Worksheet, row: int, names: Sequence[str], widths: Sequence[float]) -> None:
    for index, name in enumerate(names, start=1):
        dress(put(sheet, row, index, name), Look.HEADING, "center")
    sheet.row_dimensions[row].height = row_height(zip(names, widths, strict=True), 2)
