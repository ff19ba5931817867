"""The texts of a sheet's table, set in the width of their columns, and what they need of height."""

from __future__ import annotations

from typing import Final

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.printing.fonts import Typeface
from xiaowei_desktop.printing.look import CELL_PADDING_X, CELL_PADDING_Y, TABLE_POINTS
from xiaowei_desktop.printing.text_block import TextBlock, TextStyle, one_line_block, wrapped_block
from xiaowei_desktop.reporting.cells import cell_align, cell_text, is_figure, is_strong
from xiaowei_desktop.reporting.row_heights import RowSpan
from xiaowei_desktop.reporting.sheet import Align, Cell, Sheet

CONTINUED: Final = "（续）"
_ROUNDING: Final = 0.02  # millimetres; Qt counts in 1/64 of its units
_NAMED: Final = 20  # characters of a cell that tell a clerk which one is meant


class TableText:
    """Every cell's text block. A cell that would be taller than a page is set smaller until it fits.

    `edges` are the columns' edges and `tallest` the height that a row may have, in millimetres.
    """

    def __init__(self, sheet: Sheet, typeface: Typeface, edges: tuple[float, ...], tallest: float) -> None:
        self._sheet = sheet
        self._typeface = typeface
        self._edges = edges
        self._tallest = tallest - 2 * CELL_PADDING_Y
        self._blocks: dict[tuple[int, int, bool], TextBlock] = {}

    def block(self, row: int, column: int, continued: bool) -> TextBlock:
        """The cell's text; `continued` on every page after the one where the merged cell begins."""
        key = (row, column, continued)
        if key not in self._blocks:
            self._blocks[key] = self._cell_block(*key)
        return self._blocks[key]

    def minima(self) -> tuple[float, ...]:
        """What each row needs for its own cells; at least one line of text."""
        line = TextBlock(self._typeface, "", TextStyle(TABLE_POINTS)).height
        heights = [line + 2 * CELL_PADDING_Y] * len(self._sheet.rows)
        for row, column, cell in self._sheet.placed_cells():
            if cell.rows == 1:
                heights[row] = max(heights[row], self._height(row, column, continued=False))
        return tuple(heights)

    def spans(self) -> tuple[RowSpan, ...]:
        """What cells over several rows need, where they begin and where they go on."""
        return tuple(
            RowSpan(row, cell.rows, max(self._height(row, column, part) for part in (False, True)))
            for row, column, cell in self._sheet.placed_cells()
            if cell.rows > 1
        )

    def _height(self, row: int, column: int, continued: bool) -> float:
        return self.block(row, column, continued).height + 2 * CELL_PADDING_Y

    def _cell_block(self, row: int, index: int, continued: bool) -> TextBlock:
        cell, column = self._sheet.rows[row].cells[index], self._sheet.columns[index]
        assert cell is not None  # only placed cells are asked for
        text = cell_text(cell, column)
        if continued and text:
            text += CONTINUED
        style = TextStyle(TABLE_POINTS, is_strong(self._sheet.rows[row], cell), cell_align(cell, column))
        width = _text_width(self._edges, index, cell.columns)
        if is_figure(cell) or not column.wrap:
            return one_line_block(self._typeface, text, style, width)
        block = wrapped_block(self._typeface, text, style, width, self._tallest)
        if block.height > self._tallest:
            raise _too_long(self._sheet, cell, text)
        return block


def heading_blocks(sheet: Sheet, typeface: Typeface, edges: tuple[float, ...]) -> tuple[TextBlock, ...]:
    """The columns' titles, bold and in the middle."""
    style = TextStyle(TABLE_POINTS, strong=True, align=Align.CENTER)
    return tuple(
        TextBlock(typeface, column.title, style, _text_width(edges, index))
        for index, column in enumerate(sheet.columns)
    )


def figure_widths(sheet: Sheet, typeface: Typeface) -> tuple[float, ...]:
    """The width in millimetres that the widest figure of each column needs; 0 where there is none."""
    widths = [0.0] * len(sheet.columns)
    for row, index, cell in sheet.placed_cells():
        if is_figure(cell) and cell.columns == 1:
            style = TextStyle(TABLE_POINTS, is_strong(sheet.rows[row], cell))
            block = TextBlock(typeface, cell_text(cell, sheet.columns[index]), style)
            widths[index] = max(widths[index], block.natural_width + 2 * CELL_PADDING_X + _ROUNDING)
    return tuple(widths)


def _text_width(edges: tuple[float, ...], column: int, columns: int = 1) -> float:
    return edges[column + columns] - edges[column] - 2 * CELL_PADDING_X


def _too_long(sheet: Sheet, cell: Cell, text: str) -> UserError:
    return UserError(
        f"“{sheet.title}”中以“{text[:_NAMED]}”开头的一格有 {len(text)} 字，用最小的字号一页也排不下。",
        "请缩短这一格的文字，或者导出为 Excel 后自行排版。",
        (f"该格占 {cell.rows} 行 {cell.columns} 列。",),
    )
