"""Plan workbooks that a clerk has worked on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.command_line import done

Written = str | float | None
Mistake = tuple[str, str, str, Written]
"""Sheet, what the row's first cell says, heading, and what is written there."""


def exported(plan: str | Path, path: Path) -> Path:
    done("plan", "export", plan, path)
    return path


def edited(source: Path, target: Path, edit: Callable[[Workbook], None]) -> Path:
    book = load_workbook(source)
    edit(book)
    book.save(target)
    return target


def cell_of(sheet: Worksheet, first: str, heading: str) -> str:
    """The coordinate of the cell under `heading` in the row whose first cell says `first`."""
    headings = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    row = next(row for row in range(2, sheet.max_row + 1) if str(sheet.cell(row, 1).value) == first)
    return sheet.cell(row, headings[heading]).coordinate


def with_mistakes(source: Path, target: Path, mistakes: tuple[Mistake, ...]) -> set[tuple[str, str]]:
    """Plants the mistakes and tells their cells."""
    places: set[tuple[str, str]] = set()

    def plant(book: Workbook) -> None:
        for sheet, first, heading, value in mistakes:
            cell = cell_of(book[sheet], first, heading)
            book[sheet][cell] = value
            places.add((sheet, cell))

    edited(source, target, plant)
    return places


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every value of every sheet."""
    book = load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def written(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """A workbook typed from nothing: a heading row and rows in each sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
