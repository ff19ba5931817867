"""A workbook whose bytes have been checked, sheet by sheet as grids of texts."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from xiaowei_desktop.application.ports.workbooks import CellText
from xiaowei_desktop.spreadsheets.cell_facts import SheetFacts, XmlError
from xiaowei_desktop.spreadsheets.cells import RawValue, cell_text
from xiaowei_desktop.spreadsheets.container import Format, damaged, format_of, locked_by_password, read_parts
from xiaowei_desktop.spreadsheets.limits import check_cells
from xiaowei_desktop.spreadsheets.ods_facts import scan_content
from xiaowei_desktop.spreadsheets.ole_stream import OleError
from xiaowei_desktop.spreadsheets.xls_facts import scan_xls
from xiaowei_desktop.spreadsheets.xlsb_facts import scan_xlsb
from xiaowei_desktop.spreadsheets.xlsx_facts import scan_xlsx


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells from A1 on. `merged` holds the last column of each merged range by its first cell."""

    name: str
    values: list[list[RawValue]]
    facts: SheetFacts
    merged: Mapping[tuple[int, int], int]

    @property
    def height(self) -> int:
        return max(len(self.values), self.facts.rows)

    def width(self, row: int) -> int:
        within = len(self.values[row]) if row < len(self.values) else 0
        return max(within, self.facts.columns)

    def text(self, row: int, column: int) -> str:
        """What the cell shows; an error shows its code."""
        wrong = self.facts.errors.get((row, column))
        if wrong is not None:
            return wrong
        if row >= len(self.values) or column >= len(self.values[row]):
            return ""
        return cell_text(self.values[row][column], (row, column) in self.facts.percents)

    def cell(self, row: int, column: int) -> CellText:
        reference = f"{get_column_letter(column + 1)}{row + 1}"
        return CellText(self.text(row, column), reference, (row, column) in self.facts.errors)


class OpenedBook:
    """Sheets by name. Opening checks the whole file, before the reading library lays anything out in memory."""

    def __init__(self, name: str, data: bytes) -> None:
        self.file_name = name
        kind = format_of(name, data)
        self._facts = _guarded(name, lambda: _read_facts(name, kind, data))
        for sheet, facts in self._facts.items():
            check_cells(name, sheet, facts.rows, facts.columns)
        self._book = _guarded(name, lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
        self.sheet_names: tuple[str, ...] = tuple(n for n in self._book.sheet_names if n in self._facts)

    def grid(self, sheet: str) -> Grid:
        read = _guarded(self.file_name, lambda: self._book.get_sheet_by_name(sheet))
        values = _guarded(self.file_name, lambda: read.to_python(skip_empty_area=False))
        merged = {(top, left): right for (top, left), (_, right) in read.merged_cell_ranges or ()}
        return Grid(sheet, values, self._facts[sheet], merged)


def _read_facts(name: str, kind: Format, data: bytes) -> dict[str, SheetFacts]:
    if kind is Format.XLS:
        return scan_xls(data)
    parts = read_parts(name, data)
    match kind:
        case Format.ODS:
            return scan_content(parts["content.xml"])
        case Format.XLSB:
            return scan_xlsb(parts)
        case _:
            return scan_xlsx(parts)


_T = TypeVar("_T")


def _guarded(name: str, work: Callable[[], _T]) -> _T:
    """What `work` gives; a file that it cannot make sense of is a `UserError`."""
    try:
        return work()
    except PasswordError as error:
        raise locked_by_password(name) from error
    except (CalamineError, XmlError, OleError, struct.error, LookupError, ValueError) as error:
        raise damaged(name) from error
    except BaseException as error:
        # A Rust panic over a broken file comes as an exception that is no Exception.
        if type(error).__module__ == "pyo3_runtime":
            raise damaged(name) from error
        raise
