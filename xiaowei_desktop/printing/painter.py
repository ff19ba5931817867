"""Paints the pages of one sheet; it knows where each line goes, not on what it draws."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from xiaowei_desktop.printing.fonts import Typeface
from xiaowei_desktop.printing.look import (
    CELL_PADDING_X,
    FOOTER_POINTS,
    GROUP_FILL,
    HEADING_FILL,
    INK,
    INNER_LINE,
    OUTER_LINE,
    TONE_INK,
    TOTAL_LINE,
)
from xiaowei_desktop.printing.paper import MARGIN
from xiaowei_desktop.printing.sheet_layout import PlacedCell, SheetLayout
from xiaowei_desktop.printing.text_block import TextBlock, TextStyle
from xiaowei_desktop.reporting.sheet import Align, RowKind, Sheet

_FOOTER_TOP = 3.5  # millimetres below the printed area
_FOOT_TOP = 1.2  # of the sheet's own foot, where it has one
_BELOW_FOOT = 5.4


class SheetPainter:
    """The pages of a sheet, to be drawn one by one; `footer` is a short text at the foot of each page."""

    def __init__(self, sheet: Sheet, typeface: Typeface, footer: str = "") -> None:
        self.sheet = sheet
        self._typeface = typeface
        self._footer = footer
        self._layout = SheetLayout(sheet, typeface)

    @property
    def page_count(self) -> int:
        """How many pages the sheet takes; at least one."""
        return len(self._layout.pages)

    @property
    def layout(self) -> SheetLayout:
        """Where everything stands."""
        return self._layout

    def paint_page(self, painter: QPainter, index: int) -> None:
        """Draw one page. The painter counts millimetres from the paper's upper left corner."""
        y = MARGIN
        for band in self._layout.bands_above(index):
            band.paint(painter, MARGIN, y)
            y += band.height
        if self._has_table(index):
            self._paint_table(painter, index)
            y = self._layout.table_box(index).bottom()
        tail = self._layout.pages[index].tail
        for band in self._layout.tail[tail.start : tail.stop]:
            band.paint(painter, MARGIN, y)
            y += band.height
        self._paint_footer(painter, index)

    def _has_table(self, index: int) -> bool:
        """Every page but one that only takes up what notes did not fit below the table."""
        return index == 0 or len(self._layout.pages[index].rows) > 0

    def _paint_table(self, painter: QPainter, index: int) -> None:
        headings = tuple(self._layout.heading_boxes(index))
        cells = tuple(self._layout.cells(index))
        for box, _ in headings:
            painter.fillRect(box, HEADING_FILL)
        for placed in cells:
            if placed.kind is RowKind.GROUP:
                painter.fillRect(placed.box, GROUP_FILL)
        for box, block in headings:
            _paint_text(painter, box, block, INK)
        for placed in cells:
            _paint_text(painter, placed.box, placed.block, _ink(placed))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_lines(painter, [box for box, _ in headings], cells)
        _pen(painter, OUTER_LINE)
        painter.drawRect(self._layout.table_box(index))
        painter.restore()

    def _paint_lines(self, painter: QPainter, headings: list[QRectF], cells: tuple[PlacedCell, ...]) -> None:
        """Each box draws its right and lower side, so that no line is drawn twice."""
        _pen(painter, INNER_LINE)
        for box in (*headings, *(placed.box for placed in cells)):
            painter.drawLine(QLineF(box.topRight(), box.bottomRight()))
            painter.drawLine(QLineF(box.bottomLeft(), box.bottomRight()))
        _pen(painter, TOTAL_LINE)
        for placed in cells:
            if placed.begins_row and placed.kind is RowKind.TOTAL:
                painter.drawLine(QLineF(placed.box.topLeft(), placed.box.topRight()))

    def _paint_footer(self, painter: QPainter, index: int) -> None:
        """The page number, and which program printed it; a final says that itself, and looks the same for ever."""
        foot = self.sheet.foot
        number = f"第 {index + 1} 页 共 {self.page_count} 页"
        top = _BELOW_FOOT if foot else _FOOTER_TOP
        program = "" if foot else self._footer
        lines = ((foot, Align.CENTER, _FOOT_TOP), (number, Align.CENTER, top), (program, Align.RIGHT, top))
        width, below = self._layout.paper.inner_width, self._layout.paper.height - MARGIN
        for text, side, down in lines:
            block = TextBlock(self._typeface, text, TextStyle(FOOTER_POINTS, align=side), width)
            block.paint(painter, MARGIN, below + down)


def _paint_text(painter: QPainter, box: QRectF, block: TextBlock, ink: QColor) -> None:
    """The text in the middle of the cell's height, as official forms have it."""
    origin = box.topLeft() + QPointF(CELL_PADDING_X, (box.height() - block.height) / 2)
    block.paint(painter, origin.x(), origin.y(), ink)


def _ink(placed: PlacedCell) -> QColor:
    return TONE_INK[placed.cell.tone] if placed.cell.tone is not None else INK


def _pen(painter: QPainter, width: float) -> None:
    painter.setPen(QPen(INK, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
