"""The hidden sheet that the mark workbook's drop-down lists are taken from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.domain.scoring.rules import EventsRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.spreadsheets.form_names import LISTS_SHEET
from xiaowei_desktop.spreadsheets.form_style import put

_CODES, _EVENTS = "A", "B"


class ListSheet:
    """Lists in columns. Columns A and B hold every event beside its item's code, items one below the other."""

    def __init__(self, book: Workbook, event_items: Sequence[Node]) -> None:
        self._sheet: Worksheet = book.create_sheet(LISTS_SHEET)
        self._sheet.sheet_state = "hidden"
        self._sheet.protection.sheet = True
        self._known: dict[tuple[str, ...], str] = {}
        self._next_column = 3
        pairs = [(item.code, kind.name) for item in event_items for kind in _rule(item).kinds]
        for row, (code, name) in enumerate(pairs, start=1):
            put(self._sheet, row, 1, code)
            put(self._sheet, row, 2, name)
        self._pairs = len(pairs)

    def choices(self, values: Iterable[str]) -> str:
        """The formula of a list of these values."""
        wanted = tuple(values)
        if wanted not in self._known:
            self._known[wanted] = self._add(wanted)
        return self._known[wanted]

    def events_of(self, code_cell: str) -> str:
        """The formula of the list of events of the item whose code stands in `code_cell`.

        OFFSET and MATCH work the same in Excel, WPS and LibreOffice, and whatever characters codes have.
        """
        codes = f"{LISTS_SHEET}!${_CODES}$1:${_CODES}${max(1, self._pairs)}"
        return f"OFFSET({LISTS_SHEET}!${_EVENTS}$1,MATCH({code_cell},{codes},0)-1,0,COUNTIF({codes},{code_cell}),1)"

    def _add(self, values: tuple[str, ...]) -> str:
        column = self._next_column
        self._next_column += 1
        for row, value in enumerate(values, start=1):
            put(self._sheet, row, column, value)
        letter = get_column_letter(column)
        return f"{LISTS_SHEET}!${letter}$1:${letter}${len(values)}"


def _rule(item: Node) -> EventsRule:
    if not isinstance(item.rule, EventsRule):
        raise TypeError(f"item {item.code} has no events")
    return item.rule
