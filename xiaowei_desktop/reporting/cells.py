"""How one cell reads, the same in every rendering: its words, its side of the cell, its weight."""

from __future__ import annotations

from xiaowei_desktop.reporting.numbers import PLAIN, NumberFormat
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, RowKind

_STRONG_ROWS = frozenset({RowKind.GROUP, RowKind.SUBTOTAL, RowKind.TOTAL})


def cell_format(cell: Cell, column: Column) -> NumberFormat:
    """The number format of the cell: its own, else its column's, else as many places as the figure has."""
    return cell.number_format or column.number_format or PLAIN


def cell_text(cell: Cell, column: Column) -> str:
    """The cell's words as printed; a missing figure is an empty text."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    return cell_format(cell, column).text(cell.value)


def cell_align(cell: Cell, column: Column) -> Align:
    """The text's side: the cell's own wish, else the column's; figures go right instead of left."""
    if cell.align is not None:
        return cell.align
    if column.align is Align.LEFT and is_figure(cell):
        return Align.RIGHT
    return column.align


def is_figure(cell: Cell) -> bool:
    """Whether the cell holds a number, which is never broken over two lines."""
    return cell.value is not None and not isinstance(cell.value, str)


def is_strong(row: Row, cell: Cell) -> bool:
    """Whether the cell is set in bold: by its own wish, or because of what its row is for."""
    return cell.bold or row.kind in _STRONG_ROWS
