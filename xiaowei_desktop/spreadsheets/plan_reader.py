"""Reads the plan workbook's sheets into tables: columns by their headings, in whatever order they stand."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from xiaowei_desktop.application.ports.plan_books import PlanBook
from xiaowei_desktop.application.ports.plan_tables import PlanColumn, PlanRow, PlanTable, PlanTables
from xiaowei_desktop.domain.issues import Issue, Place, error, warning
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.opened_book import Grid, OpenedBook
from xiaowei_desktop.spreadsheets.plan_copies import copied_sheets
from xiaowei_desktop.spreadsheets.table import plain_key

_HEADING_WITHIN = 20
_LEAST_COLUMNS = 2


def read_plan(book: OpenedBook, known: PlanTables) -> PlanBook:
    """Every sheet of `known` that is there; raises `UserError` where none is."""
    reading = _Reading()
    names = {plain_key(name): name for name in reversed(book.sheet_names)}
    there = [table for table in known if table.sheet in names]
    read = (_read_table(book.grid(names[table.sheet]), table, reading) for table in there)
    tables = tuple(table for table in read if table is not None)
    if not there:
        sheets = "、".join(table.sheet for table in known)
        raise UserError(
            f"文件“{book.file_name}”不是方案工作簿：没有找到它的工作表。",
            f"方案工作簿有这些工作表：{sheets}。可以先导出一个方案，在它上面修改。",
        )
    reading.issues += copied_sheets(book, known, {table.sheet: names[table.sheet] for table in there}, _has_heading)
    return PlanBook(tables, tuple(reading.issues), reading.cells)


@dataclass(slots=True)
class _Reading:
    issues: list[Issue] = field(default_factory=list)
    cells: dict[tuple[str, str, str], str] = field(default_factory=dict)


def _read_table(grid: Grid, table: PlanTable, reading: _Reading) -> PlanTable | None:
    """The sheet's rows; `None` where its heading cannot be found, which is told."""
    by_heading, heading = _by_heading(table), _heading(grid, table)
    if not _has_heading(grid, table):
        wanted = "、".join(column.heading for column in table.columns)
        message = f"工作表“{table.sheet}”没有找到表头。表头应有这些列：{wanted}。"
        reading.issues.append(error("plan-heading", message, Place(table.sheet, "A1")))
        return None
    places = _places(grid, heading, table, by_heading, reading)
    found = tuple(column for column in table.columns if column.key in places)
    rows = tuple(_rows(grid, heading, table, places, reading))
    return PlanTable(table.sheet, found, rows)


def _by_heading(table: PlanTable) -> dict[str, PlanColumn]:
    return {plain_key(column.heading): column for column in table.columns}


def _heading(grid: Grid, table: PlanTable) -> int:
    """The row that names most of the table's columns."""
    by_heading = _by_heading(table)
    return max(range(min(grid.height, _HEADING_WITHIN)), key=lambda row: _matches(grid, row, by_heading), default=0)


def _has_heading(grid: Grid, table: PlanTable) -> bool:
    return grid.height > 0 and _matches(grid, _heading(grid, table), _by_heading(table)) >= _LEAST_COLUMNS


def _matches(grid: Grid, row: int, by_heading: dict[str, PlanColumn]) -> int:
    return len({plain_key(grid.text(row, column)) for column in range(grid.width(row))} & by_heading.keys())


def _places(
    grid: Grid, heading: int, table: PlanTable, by_heading: dict[str, PlanColumn], reading: _Reading
) -> dict[str, int]:
    """Where each column stands, by its key. A heading that stands twice is an error, an unknown one is told."""
    places: dict[str, int] = {}
    unknown: list[int] = []
    for place in range(grid.width(heading)):
        column = by_heading.get(plain_key(grid.text(heading, place)))
        cell = grid.cell(heading, place)
        if column is None:
            unknown += [place] if cell.text and _has_content(grid, heading, place) else []
        elif column.key in places:
            message = f"工作表“{table.sheet}”有两列都叫“{column.heading}”，请只保留一列。"
            reading.issues.append(error("plan-heading-twice", message, Place(table.sheet, cell.cell)))
        else:
            places[column.key] = place
            reading.cells[table.sheet, "", column.key] = cell.cell
    missing = [column.heading for column in table.columns if column.key not in places]
    reading.issues.extend(_unknown(grid, heading, place, table.sheet, missing) for place in unknown)
    return places


def _has_content(grid: Grid, heading: int, place: int) -> bool:
    return any(grid.text(row, place) for row in range(heading + 1, grid.height))


def _unknown(grid: Grid, heading: int, place: int, sheet: str, missing: list[str]) -> Issue:
    """An error where a column that lacks may be meant: its contents would be lost without a word."""
    cell = grid.cell(heading, place)
    close = difflib.get_close_matches(plain_key(cell.text), missing, n=1, cutoff=0.5)
    if close:
        message = f"不认识“{cell.text}”这一列，是不是“{close[0]}”？请更正表头，或者删去这一列。"
        return error("plan-unknown-column", message, Place(sheet, cell.cell))
    return warning("plan-unknown-column", f"不认识“{cell.text}”这一列，没有读它的内容。", Place(sheet, cell.cell))


def _rows(grid: Grid, heading: int, table: PlanTable, places: dict[str, int], reading: _Reading) -> Iterator[PlanRow]:
    for row in range(heading + 1, grid.height):
        texts: dict[str, str] = {}
        number = str(row - heading)
        for key, place in places.items():
            cell = grid.cell(row, place)
            reading.cells[table.sheet, number, key] = cell.cell
            if cell.is_error:
                message = f"单元格是公式错误“{cell.text}”。请直接填写内容。"
                reading.issues.append(error("formula-error", message, Place(table.sheet, cell.cell)))
            elif cell.text:
                texts[key] = cell.text.replace("\r\n", "\n")
        yield texts
