"""Texts in workbooks stay texts: a spreadsheet must never run what somebody typed into a form."""

from __future__ import annotations

from typing import Final

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def write_text(cell: Cell, text: str) -> None:
    """Write `text` as text, whatever it begins with.

    Control characters that no workbook can hold are left out. A text that a spreadsheet could take for a
    formula carries the mark (the leading apostrophe of Excel) that keeps it a text when somebody edits
    it.
    """
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True
