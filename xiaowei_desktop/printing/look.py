"""How an official boxed form looks: sizes in points, distances and lines in millimetres."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor

from xiaowei_desktop.reporting import look

TITLE_POINTS: Final = 17.0
HEAD_POINTS: Final = 10.0
TABLE_POINTS: Final = 9.5
NOTE_POINTS: Final = 9.0
FOOTER_POINTS: Final = 9.0
STAMP_POINTS: Final = 12.0
SMALLEST_POINTS: Final = 5.0
"""Text that would not fit otherwise shrinks to this; below it nobody could read it."""

LINE_PITCH: Final = 1.32
"""Distance of two lines of text, in sizes of the text."""

CELL_PADDING_X: Final = 1.3
CELL_PADDING_Y: Final = 1.4
OUTER_LINE: Final = 0.53
INNER_LINE: Final = 0.15
TOTAL_LINE: Final = 0.4

INK: Final = QColor(f"#{look.INK}")
HEADING_FILL: Final = QColor(f"#{look.HEADING_FILL}")
GROUP_FILL: Final = QColor(f"#{look.GROUP_FILL}")
TONE_INK: Final = {tone: QColor(f"#{ink}") for tone, ink in look.TONE_INK.items()}
