"""Sheets as a workbook: the content and the look of the printed form, with real figures in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.cells import cell_format, cell_text, is_figure
from xiaowei_desktop.reporting.numbers import NumberFormat
from xiaowei_desktop.reporting.row_heights import RowSpan, row_heights
from xiaowei_desktop.reporting.score_formulas.calculation import Calculation
from xiaowei_desktop.reporting.score_formulas.calculation_sheet import CALCULATION, calculation_sheet
from xiaowei_desktop.reporting.sheet import Align, Cell, RowKind, Sheet
from xiaowei_desktop.spreadsheets import sheet_style as style
from xiaowei_desktop.spreadsheets.computed_cells import ComputedCells
from xiaowei_desktop.spreadsheets.safe_text import write_text
from xiaowei_desktop.spreadsheets.saving import save_workbook
from xiaowei_desktop.spreadsheets.sheet_page import (
    column_shares,
    set_columns,
    set_page,
    sheet_widths,
    worksheet_names,
)
from xiaowei_desktop.spreadsheets.text_extent import LINE_PITCH, fitting_size, text_height

_PADDING_X: Final = 6.0  # points that a cell keeps free at its sides
_PADDING_Y: Final = 6.0  # and above and below
_SIGNATURE_HEIGHT: Final = 36.0
_EXACT_DIGITS: Final = 15  # significant figures that a number cell keeps
_AIR: Final = "_ "  # keeps a figure off the line at its right, as the formats of Chinese Excel do


def write_sheets(sheets: Sequence[Sheet], path: Path) -> None:
    """One workbook with a worksheet for each sheet; it replaces `path` whole or not at all (`UserError`).

    A sheet that says how its figures are computed is followed by that: its figures are then formulas.
    """
    if not sheets:
        raise UserError("没有可以导出的表。", "请先选择要导出的表。")
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = sheets[0].title
    workbook.properties.creator = "xiaowei-desktop"
    computed = ComputedCells(workbook)
    pages = list(_pages(sheets))
    for page, name in zip(pages, worksheet_names([page.sheet for page in pages]), strict=True):
        worksheet = workbook.create_sheet(name)
        first = SheetWriter(worksheet, page.sheet).write()
        if page.calculation is not None:
            computed.write_calculation(worksheet, page.calculation, first)
        elif page.sheet.calculation is not None:
            computed.remember(worksheet, page.sheet, first)
    save_workbook(workbook, path, computed.values)


@dataclass(frozen=True, slots=True)
class _Page:
    """A worksheet to be: a sheet, or the calculation of the one before it."""

    sheet: Sheet
    calculation: Calculation | None = None


def _pages(sheets: Sequence[Sheet]) -> Iterator[_Page]:
    for sheet in sheets:
        yield _Page(sheet)
        if sheet.calculation is not None:
            name = CALCULATION if len(sheets) == 1 else f"{CALCULATION}-{sheet.subject}"
            calculation = sheet.calculation()
            yield _Page(calculation_sheet(calculation, sheet.stamp, name), calculation)


class SheetWriter:
    """Writes one sheet, from the top down; `_row` is the worksheet's next free row."""

    def __init__(self, worksheet: Worksheet, sheet: Sheet) -> None:
        self._worksheet = worksheet
        self._sheet = sheet
        self._widths = sheet_widths(sheet, style.TABLE_POINTS)
        self._row = 1

    def write(self) -> int:
        """The whole sheet; gives the row in which its table begins below the headings."""
        set_columns(self._worksheet, self._widths)
        self._write_head()
        set_page(self._worksheet, self._sheet, self._row)
        self._write_headings()
        first = self._row
        self._write_table()
        for note in self._sheet.notes:
            self._write_line((note,), style.NOTE_POINTS, (Align.LEFT,))
        if self._sheet.signatures:
            sides = (Align.LEFT,) * len(self._sheet.signatures)
            self._write_line(self._sheet.signatures, style.TABLE_POINTS, sides, _SIGNATURE_HEIGHT)
        return first

    def _write_head(self) -> None:
        if self._sheet.stamp:
            self._write_line((self._sheet.stamp,), style.STAMP_POINTS, (Align.RIGHT,))
        self._write_line((self._sheet.title,), style.TITLE_POINTS, (Align.CENTER,))
        sides = {1: (Align.LEFT,), 2: (Align.LEFT, Align.RIGHT), 3: (Align.LEFT, Align.CENTER, Align.RIGHT)}
        for texts in self._sheet.head:
            self._write_line(texts, style.TABLE_POINTS, sides[len(texts)])

    def _write_line(self, texts: tuple[str, ...], points: float, sides: tuple[Align, ...], least: float = 0.0) -> None:
        """Texts side by side over the table's whole width."""
        shares = column_shares(self._widths, len(texts))
        if len(shares) < len(texts):
            texts, sides = ("    ".join(texts),), (Align.LEFT,)
            shares = [range(len(self._widths))]
        height = least
        for text, side, share in zip(texts, sides, shares, strict=True):
            cell = self._place(self._row, share.start)
            write_text(cell, text)
            _apply(cell, style.line_style(points, side, strong=points > style.TABLE_POINTS))
            self._merge(self._row, share.start, 1, len(share))
            height = max(height, self._needed(text, share, points))
        self._finish_row(height)

    def _write_headings(self) -> None:
        heights = []
        for index, column in enumerate(self._sheet.columns):
            cell = self._place(self._row, index)
            write_text(cell, column.title)
            _apply(cell, style.heading_style())
            self._box(self._row, 0, index, RowKind.BODY, Cell())
            heights.append(self._needed(column.title, range(index, index + 1), style.TABLE_POINTS))
        self._finish_row(max(heights))

    def _write_table(self) -> None:
        first = self._row
        for index, height in enumerate(self._heights()):
            self._worksheet.row_dimensions[first + index].height = round(height, 1)
        for row, column, cell in self._sheet.placed_cells():
            self._write_cell(first + row, row, column, cell)
            self._box_merged(first, row, column, cell)
        self._row += len(self._sheet.rows)

    def _write_cell(self, place_row: int, row: int, column: int, cell: Cell) -> None:
        place = self._place(place_row, column)
        text, points = self._text_and_size(column, cell)
        if isinstance(cell.value, str):
            write_text(place, text)
        elif cell.value is not None:
            _write_figure(place, cell.value, cell_format(cell, self._sheet.columns[column]))
        _apply(place, style.cell_style(self._sheet.rows[row], cell, self._sheet.columns[column], points))
        self._merge(place_row, column, cell.rows, cell.columns)

    def _heights(self) -> tuple[float, ...]:
        """The rows' heights in points, so that merged cells fit too."""
        minima = [style.TABLE_POINTS * LINE_PITCH + _PADDING_Y] * len(self._sheet.rows)
        spans: list[RowSpan] = []
        for row, column, cell in self._sheet.placed_cells():
            needed = self._cell_height(column, cell)
            if cell.rows == 1:
                minima[row] = max(minima[row], needed)
            else:
                spans.append(RowSpan(row, cell.rows, needed))
        return row_heights(minima, spans, 0, len(minima))

    def _cell_height(self, column: int, cell: Cell) -> float:
        if is_figure(cell) or not self._sheet.columns[column].wrap:
            return 0.0
        text, points = self._text_and_size(column, cell)
        return self._needed(text, range(column, column + cell.columns), points)

    def _text_and_size(self, column: int, cell: Cell) -> tuple[str, float]:
        text = cell_text(cell, self._sheet.columns[column])
        width = self._text_width(range(column, column + cell.columns))
        return text, fitting_size(text, width, style.TABLE_POINTS)

    def _needed(self, text: str, columns: range, points: float) -> float:
        return text_height(text, self._text_width(columns), points) + _PADDING_Y

    def _text_width(self, columns: Iterable[int]) -> float:
        return sum(self._widths[column] for column in columns) - _PADDING_X

    def _place(self, row: int, column: int) -> WorkbookCell:
        place = self._worksheet.cell(row, column + 1)
        assert isinstance(place, WorkbookCell)  # merging comes after writing
        return place

    def _merge(self, row: int, column: int, rows: int, columns: int) -> None:
        if rows > 1 or columns > 1:
            self._worksheet.merge_cells(
                start_row=row, start_column=column + 1, end_row=row + rows - 1, end_column=column + columns
            )

    def _box_merged(self, first: int, row: int, column: int, cell: Cell) -> None:
        """The borders of all places that a cell covers. Its own one stands for the whole merged cell."""
        kind = self._sheet.rows[row].kind
        for below in range(row, row + cell.rows):
            for right in range(column, column + cell.columns):
                self._box(first + below, below + 1, right, kind, Cell())
        self._box(first + row, row + 1, column, kind, cell)

    def _box(self, row: int, above: int, column: int, kind: RowKind, cell: Cell) -> None:
        """The border of a cell with so many rows of the table above it, heading included."""
        below = len(self._sheet.rows) - (above + cell.rows - 1)
        right = len(self._sheet.columns) - (column + cell.columns)
        border = style.table_border(above, below, column, right, kind)
        self._worksheet.cell(row, column + 1).border = border

    def _finish_row(self, height: float) -> None:
        self._worksheet.row_dimensions[self._row].height = round(height, 1)
        self._row += 1


def _apply(cell: WorkbookCell, look: style.CellStyle) -> None:
    cell.font = look.font
    cell.alignment = look.alignment
    if look.fill is not None:
        cell.fill = look.fill


def _write_figure(cell: WorkbookCell, value: Decimal | int, number_format: NumberFormat) -> None:
    """A number where a workbook keeps it to the last figure.

    A longer one, such as a rate from a division, is written as it is printed; where even that has more
    figures than a workbook keeps, as text, so that nothing is lost.
    """
    candidates = (Decimal(value), number_format.rounded(value))
    figure = next((candidate for candidate in candidates if _is_exact(candidate)), None)
    if figure is None:
        write_text(cell, number_format.text(value))
        return
    cell.value = figure
    cell.number_format = number_format.excel_code_for(figure) + _AIR


def _is_exact(value: Decimal) -> bool:
    """Whether Excel shows every figure of the value.

    openpyxl writes it with 16 figures, which for 0.81 end in 1; what is read back is 0.81 all the same.
    """
    return len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS
