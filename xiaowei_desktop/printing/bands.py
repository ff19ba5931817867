"""The strips above and below the table: title, head lines, notes, signatures."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen

from xiaowei_desktop.printing.fonts import Typeface
from xiaowei_desktop.printing.look import (
    HEAD_POINTS,
    INK,
    NOTE_POINTS,
    OUTER_LINE,
    STAMP_POINTS,
    TITLE_POINTS,
)
from xiaowei_desktop.printing.text_block import TextBlock, TextStyle, wrapped_block
from xiaowei_desktop.reporting.sheet import Align

_SIGNATURE_GAP: Final = 8.0  # millimetres above the line, room for a seal's upper edge
_SIGNATURE_SPACE: Final = 6.0  # between one signature's line and the next label
_HEAD_SIDES: Final = {
    1: (Align.LEFT,),
    2: (Align.LEFT, Align.RIGHT),
    3: (Align.LEFT, Align.CENTER, Align.RIGHT),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and where it stands in its band."""

    x: float
    y: float
    block: TextBlock


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of the page: its height, its texts and its lines, in millimetres from its upper left corner."""

    height: float
    texts: tuple[Placed, ...]
    lines: tuple[QLineF, ...] = ()

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the band with its upper left corner at `x`, `y`."""
        for placed in self.texts:
            placed.block.paint(painter, x + placed.x, y + placed.y)
        painter.setPen(QPen(INK, OUTER_LINE / 2))
        for line in self.lines:
            painter.drawLine(line.translated(x, y))


def title_band(typeface: Typeface, title: str, stamp: str, width: float) -> Band:
    """The title in the middle of the first page, the stamp in its right corner."""
    mark = _stamp_box(typeface, stamp, width)
    aside = mark.texts[0].block.natural_width + 5 if mark.texts else 0.0
    style = TextStyle(TITLE_POINTS, strong=True, align=Align.CENTER)
    block = TextBlock(typeface, title, style, width - 2 * aside)
    height = max(block.height, mark.height) + 2.5
    return Band(height, (Placed(aside, 0.0, block), *mark.texts), mark.lines)


def running_band(typeface: Typeface, title: str, stamp: str, width: float) -> Band:
    """The title once more, small, at the head of each following page."""
    mark = _stamp_box(typeface, stamp, width)
    block = TextBlock(typeface, f"{title}（续）", TextStyle(NOTE_POINTS), width * 0.8)
    top = max(0.0, mark.height - block.height)
    return Band(top + block.height + 1.2, (Placed(0.0, top, block), *mark.texts), mark.lines)


def _stamp_box(typeface: Typeface, stamp: str, width: float) -> Band:
    if not stamp:
        return Band(0.0, ())
    block = TextBlock(typeface, stamp, TextStyle(STAMP_POINTS, strong=True))
    left, right, bottom = width - block.natural_width - 4, width, block.height + 1
    corners = ((left, 0.0), (right, 0.0), (right, bottom), (left, bottom), (left, 0.0))
    sides = tuple(QLineF(*start, *end) for start, end in itertools.pairwise(corners))
    return Band(bottom + 1, (Placed(left + 2, 0.5, block),), sides)


def head_band(typeface: Typeface, texts: tuple[str, ...], width: float) -> Band:
    """One line above the table: its texts left, middle and right, each in a share as wide as it needs."""
    sides = _HEAD_SIDES[len(texts)]
    wishes = [TextBlock(typeface, text, TextStyle(HEAD_POINTS)).natural_width + 1 for text in texts]
    even = width / len(texts)
    shares = [even] * len(texts) if max(wishes) <= even else [width * w / sum(wishes) for w in wishes]
    blocks = [
        TextBlock(typeface, text, TextStyle(HEAD_POINTS, align=side), share)
        for text, side, share in zip(texts, sides, shares, strict=True)
    ]
    placed = tuple(Placed(sum(shares[:index]), 0.0, block) for index, block in enumerate(blocks))
    return Band(max(block.height for block in blocks) + 1.2, placed)


def note_band(typeface: Typeface, note: str, width: float, tallest: float) -> Band:
    """One note below the table."""
    block = wrapped_block(typeface, note, TextStyle(NOTE_POINTS), width, tallest - 1.2)
    return Band(block.height + 1.2, (Placed(0.0, 1.2, block),))


def signature_band(typeface: Typeface, signatures: tuple[str, ...], width: float) -> Band:
    """The labels in equal shares of the width, each with a line to sign on where it ends in a colon."""
    share = width / len(signatures)
    texts: list[Placed] = []
    lines: list[QLineF] = []
    for index, label in enumerate(signatures):
        block = TextBlock(typeface, label, TextStyle(HEAD_POINTS), share - _SIGNATURE_SPACE)
        texts.append(Placed(index * share, _SIGNATURE_GAP, block))
        if label.endswith("："):
            foot = _SIGNATURE_GAP + block.height - 0.4
            start = index * share + block.natural_width
            lines.append(QLineF(start, foot, (index + 1) * share - _SIGNATURE_SPACE, foot))
    height = _SIGNATURE_GAP + max(placed.block.height for placed in texts) + 1
    return Band(height, tuple(texts), tuple(lines))
