"""Forms of the 2020 Binjiang plan, and how to find one's way in a written workbook."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import MarkForm, ReturnForm, ReturnWorkbook, TableRow
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, RowKey
from xiaowei_desktop.spreadsheets.reader import CalamineReader

PLANS = Path(__file__).parents[3] / "resources" / "plans"
SECOND_QUARTER = Quarter(2020, 2)

Resave = Callable[[Path, str], Path]


def return_form(plan: Plan, unit: str) -> ReturnForm:
    """A blank form for the second quarter; 1 200 new enterprises were accepted for the first."""
    previous = {RowKey("new_enterprises", plan.subject): Decimal(1200)}
    quarterly = QuarterlyReturn(unit, SECOND_QUARTER)
    return ReturnForm(plan, unit, SECOND_QUARTER, plan.due_on(SECOND_QUARTER), previous, quarterly)


def mark_form(plan: Plan) -> MarkForm:
    if plan.scheme is None:
        raise AssertionError("the plan has a scheme")
    items = tuple((unit, plan.scheme.judged_items(unit)) for unit in plan.scheme.assessed)
    return MarkForm(plan, 2020, items, {})


def open_sheet(path: Path, name: str) -> tuple[Workbook, Worksheet]:
    book = load_workbook(path)
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return book, sheet


def column_letters(sheet: Worksheet, heading_row: int) -> dict[str, str]:
    """Letters of the columns by their heading."""
    return {
        str(sheet.cell(heading_row, column).value): sheet.cell(heading_row, column).coordinate.rstrip("0123456789")
        for column in range(1, sheet.max_column + 1)
        if sheet.cell(heading_row, column).value is not None
    }


def row_of(sheet: Worksheet, code: str) -> int:
    """The row with this code in column B."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == code)


def read_return(path: Path) -> ReturnWorkbook:
    content = CalamineReader().read(path).content
    assert isinstance(content, ReturnWorkbook)
    return content


def row_by_code(book: ReturnWorkbook, code: str) -> TableRow:
    return next(row for row in book.table.rows if row["指标编码"].text == code)


def texts(row: TableRow) -> dict[str, str]:
    """What stands in a row's cells, without the empty ones."""
    return {name: cell.text for name, cell in row.items() if cell.text}
