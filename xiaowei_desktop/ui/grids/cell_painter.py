"""How the cells of all tables are drawn: ground, text, grid line, focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from xiaowei_desktop.ui.theme.tokens import Colours

PADDING = 6
INDENT = 16
"""How far words stand in for each level of an outline."""
MOST_LINES = 3
_MORE = "…"


def paint_ground(painter: QPainter, rect: QRect, ground: str, line: str) -> None:
    """The ground of a cell and its hairlines at the right and below."""
    # filled strips, because a drawn line leaves gaps between cells at 150% scaling
    painter.fillRect(rect, QColor(ground))
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), QColor(line))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(line))


def paint_focus(painter: QPainter, rect: QRect, colours: Colours) -> None:
    """The frame of the cell in which the keyboard is."""
    painter.setPen(QPen(QColor(colours.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -2, -2))


def paint_text(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, align: Qt.AlignmentFlag) -> None:
    """Text in at most three lines, the last ending in … if there is more; centred from top to bottom."""
    if not text:
        return
    inner = rect.adjusted(PADDING, 2, -PADDING, -2)
    painter.setPen(QColor(colour))
    painter.setFont(font)
    metrics = QFontMetrics(font)
    lines = wrap_lines(text, font, inner.width())
    room = max(1, min(MOST_LINES, (inner.height() + 2) // metrics.lineSpacing()))
    if len(lines) > room:
        # what is cut runs on behind the last line, where it is replaced by …
        last = "".join(lines[room - 1 :])
        lines = [*lines[: room - 1], _cut(last, metrics, inner.width())]
    top = inner.top() + (inner.height() - metrics.lineSpacing() * len(lines)) / 2
    for number, line in enumerate(lines):
        box = QRectF(inner.left(), top + number * metrics.lineSpacing(), inner.width(), metrics.lineSpacing())
        painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter), line)


def wrap_lines(text: str, font: QFont, width: int) -> list[str]:
    """The text in lines of at most `width` pixels; Chinese breaks between any two characters."""
    return [line for part in text.splitlines() or [""] for line in _wrap_part(part, font, width)]


def text_height(text: str, font: QFont, width: int) -> int:
    """How high a cell must be for its text, of at most three lines."""
    lines = min(MOST_LINES, len(wrap_lines(text, font, width - 2 * PADDING)))
    return QFontMetrics(font).lineSpacing() * lines + PADDING


def is_cut(text: str, font: QFont, width: int, height: int) -> bool:
    """Whether a cell of this size shows less than the whole text."""
    lines = len(wrap_lines(text, font, width - 2 * PADDING))
    room = (height - 2) // QFontMetrics(font).lineSpacing()
    return lines > min(MOST_LINES, max(1, room))


def _wrap_part(part: str, font: QFont, width: int) -> list[str]:
    if QFontMetrics(font).horizontalAdvance(part) <= width or not part:
        return [part]
    layout = QTextLayout(part, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Qt counts in UTF-16, where a rare character of a person's name takes two places
    units = part.encode("utf-16-le")
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
        lines.append(units[start:end].decode("utf-16-le"))
    layout.endLayout()
    return lines


def _cut(text: str, metrics: QFontMetrics, width: int) -> str:
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if shown.endswith(_MORE):
        return shown
    return metrics.elidedText(text + _MORE * 2, Qt.TextElideMode.ElideRight, width)
