"""Sample workbooks with something changed in them, as units do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

Change = Callable[[Workbook], None]


def changed(source: Path, target: Path, *changes: Change) -> Path:
    """A copy of the workbook with the changes made."""
    book = load_workbook(source)
    for change in changes:
        change(book)
    book.save(target)
    return target


def typed(code: str, column: str, value: object, sheet: str = "季报") -> Change:
    """Types a value into the row with this code, in the column of this name."""

    def change(book: Workbook) -> None:
        cell_of(book[sheet], code, column).value = value  # type: ignore[assignment]

    return change


def marked(unit: str, code: str, column: str, value: object) -> Change:
    """Types a value into a unit's item of the mark workbook."""

    def change(book: Workbook) -> None:
        sheet = book["评定"]
        heading = _heading(sheet, "评分项编码")
        for row in sheet.iter_rows(min_row=heading[0]):
            if (row[heading[1]["考核对象"]].value, row[heading[1]["评分项编码"]].value) == (unit, code):
                row[heading[1][column]].value = value  # type: ignore[assignment]
                return
        raise LookupError(f"{unit} {code}")

    return change


def in_head(label: str, value: str) -> Change:
    """Types a value behind a label above the table."""

    def change(book: Workbook) -> None:
        sheet = book["季报"]
        place = next(cell for row in sheet.iter_rows(max_row=4) for cell in row if cell.value == label)
        span = next((found for found in sheet.merged_cells.ranges if place.coordinate in found), None)
        sheet.cell(place.row, (span.max_col if span else place.column) + 1).value = value

    return change


def hidden(name: str, value: str) -> Change:
    """Changes what the hidden sheet says of the form."""

    def change(book: Workbook) -> None:
        rows = book["_xiaowei"].iter_rows()
        next(row for row in rows if row[0].value == name)[1].value = value

    return change


def swapped(first: str, second: str) -> Change:
    """Moves two rows: each now stands where the other stood."""

    def change(book: Workbook) -> None:
        sheet = book["季报"]
        rows = [sheet[cell_of(sheet, code, "指标编码").row] for code in (first, second)]
        values = [[cell.value for cell in row] for row in rows]
        for row, other in zip(rows, reversed(values), strict=True):
            for cell, value in zip(row, other, strict=True):
                cell.value = value

    return change


def deleted(code: str) -> Change:
    """Deletes the row, as with Excel's own command."""

    def change(book: Workbook) -> None:
        sheet = book["季报"]
        row = cell_of(sheet, code, "指标编码").row
        for merged in [found for found in sheet.merged_cells.ranges if found.min_row > row]:
            merged.shift(row_shift=-1)
        sheet.delete_rows(row)

    return change


def cell_of(sheet: Worksheet, code: str, column: str) -> Cell:
    """The cell of the row with this code, in the column of this name."""
    by = "指标编码" if sheet.title == "季报" else "评分项编码"
    heading_row, columns = _heading(sheet, by)
    for row in sheet.iter_rows(min_row=heading_row):
        if row[columns[by]].value == code:
            found = row[columns[column]]
            assert isinstance(found, Cell)
            return found
    raise LookupError(code)


def _heading(sheet: Worksheet, column: str) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows():
        names = {str(cell.value): index for index, cell in enumerate(row) if cell.value is not None}
        if column in names:
            return int(row[0].row or 0), names
    raise LookupError(column)
