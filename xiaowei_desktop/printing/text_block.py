"""A text set in lines of a given width.

Lines break between any two Chinese characters but never before 。，、； or after an opening bracket, and
inside a Latin word only where it is longer than a line (Unicode line breaking, as Qt does it).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption

from xiaowei_desktop.printing.fonts import MM_PER_POINT, UNITS_PER_MM, Typeface
from xiaowei_desktop.printing.look import INK, LINE_PITCH, SMALLEST_POINTS
from xiaowei_desktop.reporting.sheet import Align

_ENDLESS: Final = 100_000.0  # millimetres; a line that is never broken
_STEP: Final = 0.5  # points by which a text shrinks
_ASCENT: Final = 0.88  # of an em square of Chinese type that stands above the baseline
_SHARE_LEFT: Final = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Size in points, weight and side."""

    points: float
    strong: bool = False
    align: Align = Align.LEFT


class TextBlock:
    """The lines of one text; `height` and `natural_width` (of its longest line) are in millimetres."""

    def __init__(self, typeface: Typeface, text: str, style: TextStyle, width: float = _ENDLESS) -> None:
        self.text = text
        self.style = style
        # Qt breaks a line at U+2028 where a clerk typed a line break.
        self._layout = QTextLayout(text.replace("\n", "\u2028"), typeface.font(style.points, style.strong))
        self._layout.setTextOption(_wrapping())
        self.natural_width, self.height = self._set_lines(width)

    def _set_lines(self, width: float) -> tuple[float, float]:
        em = self.style.points * MM_PER_POINT
        pitch = em * LINE_PITCH
        widest = top = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width * UNITS_PER_MM)
            natural = line.naturalTextWidth() / UNITS_PER_MM
            baseline = top + (pitch - em) / 2 + em * _ASCENT
            x = (width - natural) * _SHARE_LEFT[self.style.align] if width < _ENDLESS else 0.0
            line.setPosition(QPointF(x * UNITS_PER_MM, baseline * UNITS_PER_MM - line.ascent()))
            widest, top = max(widest, natural), top + pitch
        self._layout.endLayout()
        return widest, top

    def lines(self) -> list[str]:
        """The text as it is broken into lines."""
        text = self._layout.text()
        lines = (self._layout.lineAt(index) for index in range(self._layout.lineCount()))
        return [text[line.textStart() :][: line.textLength()].rstrip("\u2028") for line in lines]

    def paint(self, painter: QPainter, x: float, y: float, ink: QColor = INK) -> None:
        """Draw the lines with their upper left corner at `x`, `y`; the painter counts millimetres."""
        painter.save()
        painter.translate(x, y)
        painter.scale(1 / UNITS_PER_MM, 1 / UNITS_PER_MM)
        painter.setPen(ink)
        self._layout.draw(painter, QPointF(0, 0))
        painter.restore()


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    return option


def wrapped_block(typeface: Typeface, text: str, style: TextStyle, width: float, tallest: float) -> TextBlock:
    """The text in lines of `width`, set smaller where it would be taller than `tallest`."""
    block = TextBlock(typeface, text, style, width)
    while block.height > tallest and block.style.points > SMALLEST_POINTS:
        smaller = replace(block.style, points=max(SMALLEST_POINTS, block.style.points - _STEP))
        block = TextBlock(typeface, text, smaller, width)
    return block


def one_line_block(typeface: Typeface, text: str, style: TextStyle, width: float) -> TextBlock:
    """The text on one line, shrunk as far as it must: a figure broken in two is misread."""
    natural = TextBlock(typeface, text, style).natural_width
    while natural > width:
        style = replace(style, points=style.points * width / natural * 0.99)
        natural = TextBlock(typeface, text, style).natural_width
    return TextBlock(typeface, text, style, width)
