"""How much room a text takes in a cell, estimated: a workbook is laid out on machines with other fonts."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Final

LINE_PITCH: Final = 1.45
"""Height of a line in sizes of its text; the tallest of the Chinese fonts that offices have."""

TALLEST_ROW: Final = 409.0
"""Points; Excel allows no taller row."""

_WORD: Final = re.compile(r"[!-~]+|.", re.DOTALL)
_NARROW: Final = 0.6  # of an em: a figure or a Latin letter
_SPARE: Final = 0.8  # of an em that a line may leave empty where 。or ， must not begin the next
_SMALLEST_POINTS: Final = 6.0


def text_width(text: str, points: float) -> float:
    """The width in points of `text` on one line."""
    return sum(_em_width(character) for character in text) * points


def text_height(text: str, width: float, points: float) -> float:
    """The height in points of `text` wrapped in a cell `width` points wide."""
    em_width = max(1.0, width / points - _SPARE)
    lines = sum(_line_count(line, em_width) for line in text.split("\n"))
    return lines * points * LINE_PITCH


def fitting_size(text: str, width: float, points: float) -> float:
    """The size in points, at most `points`, at which `text` is no taller than the tallest row."""
    while text_height(text, width, points) > TALLEST_ROW and points > _SMALLEST_POINTS:
        points -= 0.5
    return points


def _line_count(text: str, em_width: float) -> int:
    lines, used = 1, 0.0
    for word in _WORD.findall(text):
        length = sum(_em_width(character) for character in word)
        if used + length <= em_width:
            used += length
            continue
        lines += 1 if used else 0
        lines += max(0, math.ceil(length / em_width) - 1)
        used = length % em_width if length > em_width else length
    return lines


def _em_width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else _NARROW
