"""Blocks of cells as text, the way Excel and WPS put them on the clipboard.

Cells are parted by tabs, rows end with a line break. A cell that holds line breaks is written in quotes,
quotes inside it doubled. A cell that merely begins with a quote ("最多跑一次"改革) is written as it is, so
a quote opens a quoted cell only if the rest fits.
"""

from __future__ import annotations

from collections.abc import Sequence

_LINE_BREAKS = "\r\n"


def read_block(text: str) -> list[list[str]]:
    """The cells of a block. Rows may differ in length; nothing on the clipboard gives no rows."""
    rows: list[list[str]] = []
    row: list[str] = []
    at = 0
    while at < len(text):
        cell, at = _read_cell(text, at)
        row.append(cell)
        if at < len(text) and text[at] == "\t":
            at += 1
            if at == len(text):
                row.append("")
        else:
            rows.append(row)
            row = []
            at = _after_line_break(text, at)
    if row:
        rows.append(row)
    return rows


def write_block(rows: Sequence[Sequence[str]]) -> str:
    """The block as Excel and WPS take it; a tab inside a cell, which neither can hold, becomes a space."""
    return "".join("\t".join(_write_cell(cell) for cell in row) + "\n" for row in rows)


def _write_cell(cell: str) -> str:
    cell = cell.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in cell or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _read_cell(text: str, start: int) -> tuple[str, int]:
    """The cell that begins at `start`, and where the tab, the line break or the end behind it is."""
    if text.startswith('"', start):
        quoted = _read_quoted(text, start + 1)
        if quoted is not None:
            return quoted
    end = start
    while end < len(text) and text[end] not in "\t\r\n":
        end += 1
    return text[start:end], end


def _read_quoted(text: str, start: int) -> tuple[str, int] | None:
    """A quoted cell from behind its opening quote; `None` if the quote belongs to the words.

    Only a cell with line breaks or doubled quotes has been quoted by the other program. A tab never stands
    in a cell, and \\r\\n parts rows: a quote before either was no opening quote.
    """
    at = start
    was_needed = False
    while at < len(text):
        if text[at] == "\t" or text.startswith("\r\n", at):
            return None
        if text[at] == '"':
            if text.startswith('"', at + 1):
                was_needed = True
                at += 2
                continue
            ends_here = at + 1 == len(text) or text[at + 1] in "\t\r\n"
            return (text[start:at].replace('""', '"'), at + 1) if ends_here and was_needed else None
        was_needed = was_needed or text[at] in _LINE_BREAKS
        at += 1
    return None


def _after_line_break(text: str, at: int) -> int:
    if text.startswith("\r\n", at):
        return at + 2
    return at + 1
