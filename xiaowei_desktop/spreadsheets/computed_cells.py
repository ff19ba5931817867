"""Formulas in the workbook: on the page 计算, and from there to the sheet whose figures they are."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.styles import PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.reporting.cells import cell_format
from xiaowei_desktop.reporting.numbers import NumberFormat
from xiaowei_desktop.reporting.score_formulas.calculation import Calculation, Line, Part
from xiaowei_desktop.reporting.score_formulas.calculation_sheet import (
    CHECK,
    DIFFERENT,
    GIVEN,
    SAME,
    VALUE,
    is_compared,
    shown_value,
)
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.sheet import Sheet

_INPUT_FILL: Final = PatternFill("solid", fgColor="FFF8DC")
_OPEN: Final = Protection(locked=False)
_AIR: Final = "_ "
_CLOSE: Final = 9
"""Places at which two points that read alike are alike."""
_MAY: Final = ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort")


class ComputedCells:
    """Puts formulas into a workbook and keeps what they come to now (`values`)."""

    def __init__(self, workbook: Workbook) -> None:
        self.values: dict[int, dict[str, float | str]] = {}
        self._workbook = workbook
        self._waiting: tuple[Worksheet, Sheet, int] | None = None

    def remember(self, worksheet: Worksheet, sheet: Sheet, first: int) -> None:
        """A sheet, its table beginning in row `first`, whose figures the next calculation computes."""
        self._waiting = (worksheet, sheet, first)

    def write_calculation(self, worksheet: Worksheet, calculation: Calculation, first: int) -> None:
        """Formulas in the place of values; the page's cells are locked without a password, but for the inputs."""
        column = get_column_letter(VALUE + 1)
        places = [f"{column}{first + number}" for number in range(len(calculation.lines))]
        for number, line in enumerate(calculation.lines):
            if line.part not in (Part.SECTION, Part.ITEM):
                self._write_line(worksheet, line, first + number, places)
        protection = worksheet.protection
        protection.enable()
        for name in _MAY:
            setattr(protection, name, False)
        if self._waiting is not None:
            self._link(worksheet, calculation, places)
            self._waiting = None

    def _write_line(self, worksheet: Worksheet, line: Line, row: int, places: list[str]) -> None:
        cell = _cell(worksheet, row, VALUE)
        if line.part is Part.INPUT:
            cell.fill, cell.protection = _INPUT_FILL, _OPEN
        if isinstance(line.content, Expression):
            self._put(cell, line.content.text.format(*places), line.content.value)
            cell.number_format = _looking(line.number_format)
        if is_compared(line):
            given = f"{get_column_letter(GIVEN + 1)}{row}"
            formula = f'IF(ROUND({cell.coordinate}-{given},{_CLOSE})=0,"{SAME}","{DIFFERENT}")'
            self._put(_cell(worksheet, row, CHECK), formula, SAME)

    def _link(self, worksheet: Worksheet, calculation: Calculation, places: list[str]) -> None:
        """The figures of the sheet before are those of the calculation."""
        assert self._waiting is not None
        target, sheet, first = self._waiting
        for row, column, cell in sheet.placed_cells():
            is_result = sheet.columns[column].key == calculation.column and isinstance(cell.value, Decimal)
            number = calculation.line_of(cell.source) if is_result and cell.source else None
            if number is not None:
                value = shown_value(calculation.lines[number])
                assert isinstance(value, Decimal)  # the sheet has a figure there
                figure = _cell(target, first + row, column)
                self._put(figure, f"'{worksheet.title}'!{places[number]}", float(value))
                figure.number_format = _looking(cell_format(cell, sheet.columns[column]))

    def _put(self, cell: WorkbookCell, formula: str, value: float | str | bool) -> None:
        cell.value = f"={formula}"
        cell.data_type = "f"
        cell.quotePrefix = False
        if isinstance(value, str) or math.isfinite(value):
            place = self._workbook.sheetnames.index(cell.parent.title) + 1
            known = value if isinstance(value, str) else float(value)
            self.values.setdefault(place, {})[cell.coordinate] = known


def _looking(number_format: NumberFormat) -> str:
    return number_format.excel_code if number_format.places is None else number_format.excel_code + _AIR


def _cell(worksheet: Worksheet, row: int, column: int) -> WorkbookCell:
    cell = worksheet.cell(row, column + 1)
    assert isinstance(cell, WorkbookCell)  # values and points are never covered by a merged cell
    return cell
