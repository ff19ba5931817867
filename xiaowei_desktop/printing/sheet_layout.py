"""A sheet laid out on its pages: what stands where, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRectF

from xiaowei_desktop.printing.bands import (
    Band,
    head_band,
    note_band,
    running_band,
    signature_band,
    title_band,
)
from xiaowei_desktop.printing.fonts import Typeface
from xiaowei_desktop.printing.look import CELL_PADDING_Y
from xiaowei_desktop.printing.paginate import PagePlan, PageRoom, TableMeasure, paginate
from xiaowei_desktop.printing.paper import MARGIN, paper
from xiaowei_desktop.printing.table_text import TableText, figure_widths, heading_blocks
from xiaowei_desktop.printing.text_block import TextBlock
from xiaowei_desktop.reporting.column_widths import column_widths
from xiaowei_desktop.reporting.sheet import Cell, RowKind, Sheet


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """The part of a cell that lies on one page."""

    box: QRectF
    block: TextBlock
    cell: Cell
    kind: RowKind
    begins_row: bool  # False where the cell began on an earlier page


class SheetLayout:
    """The pages of one sheet. Everything is measured once, the same for screen, printer and PDF."""

    def __init__(self, sheet: Sheet, typeface: Typeface) -> None:
        self.sheet = sheet
        self.paper = paper(sheet.orientation)
        width, height = self.paper.inner_width, self.paper.inner_height
        wished = [column.width for column in sheet.columns]
        widths = column_widths(wished, figure_widths(sheet, typeface), width)
        self.edges = tuple(accumulate(widths, initial=MARGIN))
        self._first = (
            title_band(typeface, sheet.title, sheet.stamp, width),
            *(head_band(typeface, texts, width) for texts in sheet.head),
        )
        self._following = (running_band(typeface, sheet.title, sheet.stamp, width),)
        self.headings = heading_blocks(sheet, typeface, self.edges)
        self.heading_height = max(block.height for block in self.headings) + 2 * CELL_PADDING_Y
        room = self._room(height)
        self.text = TableText(sheet, typeface, self.edges, min(room.first, room.following))
        self.tail = _tail(sheet, typeface, width, room.following)
        measure = TableMeasure(
            self.text.minima(),
            tuple(row.kind for row in sheet.rows),
            self.text.spans(),
            tuple(band.height for band in self.tail),
        )
        self.pages: tuple[PagePlan, ...] = paginate(measure, room)

    def _room(self, height: float) -> PageRoom:
        height -= self.heading_height
        return PageRoom(
            height - sum(band.height for band in self._first),
            height - sum(band.height for band in self._following),
        )

    def bands_above(self, page: int) -> tuple[Band, ...]:
        """Title and head lines on the first page, the running title on the others."""
        return self._following if page else self._first

    def table_top(self, page: int) -> float:
        """Where the heading row begins."""
        return MARGIN + sum(band.height for band in self.bands_above(page))

    def heading_boxes(self, page: int) -> Iterator[tuple[QRectF, TextBlock]]:
        """The heading row's cells."""
        top = self.table_top(page)
        for left, right, block in zip(self.edges, self.edges[1:], self.headings, strict=False):
            yield QRectF(left, top, right - left, self.heading_height), block

    def cells(self, page: int) -> Iterator[PlacedCell]:
        """The cells on a page; one that runs over the break is closed there and begins again."""
        plan = self.pages[page]
        tops = tuple(accumulate(plan.heights, initial=self.table_top(page) + self.heading_height))
        for row, column, cell in self.sheet.placed_cells():
            first, stop = max(row, plan.rows.start), min(row + cell.rows, plan.rows.stop)
            if first >= stop:
                continue
            top, bottom = tops[first - plan.rows.start], tops[stop - plan.rows.start]
            left, right = self.edges[column], self.edges[column + cell.columns]
            yield PlacedCell(
                QRectF(left, top, right - left, bottom - top),
                self.text.block(row, column, first > row),
                cell,
                self.sheet.rows[row].kind,
                first == row,
            )

    def table_box(self, page: int) -> QRectF:
        """The closed border of the table on this page, heading included."""
        height = self.heading_height + sum(self.pages[page].heights)
        return QRectF(self.edges[0], self.table_top(page), self.edges[-1] - self.edges[0], height)


def _tail(sheet: Sheet, typeface: Typeface, width: float, tallest: float) -> tuple[Band, ...]:
    notes = tuple(note_band(typeface, note, width, tallest) for note in sheet.notes)
    if not sheet.signatures:
        return notes
    return (*notes, signature_band(typeface, sheet.signatures, width))
