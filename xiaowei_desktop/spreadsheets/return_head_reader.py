"""What stands above a form's table: 填报单位, 填报期, 填报人 … by their labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from xiaowei_desktop.application.ports.workbooks import CellText
from xiaowei_desktop.spreadsheets.form_names import HEAD_LABELS
from xiaowei_desktop.spreadsheets.opened_book import Grid
from xiaowei_desktop.spreadsheets.table import plain_key

_BRACKETS = re.compile(r"\(.*?\)")
_COLON = re.compile(r"[:：]")


def read_head(grid: Grid, heading_row: int, labels: Collection[str] = HEAD_LABELS) -> Mapping[str, CellText]:
    """The value of each of the labels found above the heading: in the same cell after a colon, or to its right."""
    found: dict[str, CellText] = {}
    for row in range(heading_row):
        for column in range(grid.width(row)):
            label, has_colon_value = _label_in(grid.text(row, column), labels)
            if label is None or label in found:
                continue
            found[label] = (
                _after_colon(grid, row, column) if has_colon_value else _to_the_right(grid, row, column, labels)
            )
    return found


def _label_in(text: str, labels: Collection[str]) -> tuple[str | None, bool]:
    """The label that the cell's text is, and whether a value follows it in the same cell."""
    name, _, rest = _BRACKETS.sub("", plain_key(text)).partition(":")
    return (name, bool(rest)) if name in labels else (None, False)


def _after_colon(grid: Grid, row: int, column: int) -> CellText:
    whole = grid.cell(row, column)
    value = _COLON.split(whole.text, maxsplit=1)[1]
    return CellText(value.strip(), whole.cell, whole.is_error)


def _to_the_right(grid: Grid, row: int, column: int, labels: Collection[str]) -> CellText:
    """The next cell with a text before the next label; an empty one just beside the label otherwise."""
    beside = grid.merged.get((row, column), column) + 1
    for place in range(beside, grid.width(row)):
        text = grid.text(row, place)
        if text:
            is_label = _label_in(text, labels)[0] is not None
            return CellText("", grid.cell(row, beside).cell) if is_label else grid.cell(row, place)
    return grid.cell(row, beside)
