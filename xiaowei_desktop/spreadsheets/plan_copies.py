"""Sheets of a plan workbook that look like a copy of one of its tables: 目标 (2), 目标 副本."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from xiaowei_desktop.application.ports.plan_tables import PlanTable, PlanTables
from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.spreadsheets.form_names import GUIDE_SHEET
from xiaowei_desktop.spreadsheets.opened_book import Grid, OpenedBook
from xiaowei_desktop.spreadsheets.table import plain_key

HasHeading = Callable[[Grid, PlanTable], bool]


def copied_sheets(
    book: OpenedBook, known: PlanTables, read: Mapping[str, str], has_heading: HasHeading
) -> Iterator[Issue]:
    """An error for every copy that holds something else than the sheet that is read: a clerk may have worked on it.

    `read` gives the name in the book of each sheet that is read, by the table's name.
    """
    for name in book.sheet_names:
        table = _table_like(name, known)
        if table is None or name in read.values():
            continue
        grid = book.grid(name)
        if not has_heading(grid, table):
            continue
        if table.sheet not in read:
            message = f"工作表“{name}”像是“{table.sheet}”表。请把它改名为“{table.sheet}”。"
            yield error("plan-sheet-name", message, Place(table.sheet))
        elif _contents(grid) != _contents(book.grid(read[table.sheet])):
            message = (
                f"工作表“{name}”和“{table.sheet}”都像是“{table.sheet}”表，内容不同，不知道该读哪一张。"
                f"请只保留一张，名为“{table.sheet}”。"
            )
            yield error("plan-sheet-twice", message, Place(name))


def _table_like(name: str, known: PlanTables) -> PlanTable | None:
    plain = plain_key(name)
    if plain.startswith(("_", GUIDE_SHEET)):
        return None
    return next((table for table in known if plain.startswith(table.sheet)), None)


def _contents(grid: Grid) -> list[list[str]]:
    """What stands on the sheet, without what is empty."""
    rows = ([grid.text(row, column) for column in range(grid.width(row))] for row in range(grid.height))
    return [texts for texts in rows if any(texts)]
