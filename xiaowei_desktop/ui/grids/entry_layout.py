"""How wide the columns of an entry grid ask to be, and how high its rows are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFontMetrics

from xiaowei_desktop.ui.grids.cell_painter import PADDING, text_height
from xiaowei_desktop.ui.grids.column_widths import WidthWish
from xiaowei_desktop.ui.grids.entry_model import EntryModel
from xiaowei_desktop.ui.grids.header import heading_width
from xiaowei_desktop.ui.theme.theme import Theme

_LONG_TEXT = 300
_SHORT_TEXT = 96
_NARROWEST = 44


class EntryLayout:
    """Measures the content of a grid in the theme's font."""

    def __init__(self, theme: Theme, model: EntryModel) -> None:
        self._theme = theme
        self._model = model

    def wishes(self) -> list[WidthWish]:
        """What each column asks for; those with long text share what the others leave."""
        metrics = QFontMetrics(self._theme.font(bold=True))
        return [self._wish(number, metrics) for number in range(len(self._model.columns))]

    def row_height(self, row: int, column_width: Callable[[int], int]) -> int:
        """At least the row height of the design, and room for three lines of long text."""
        least = self._theme.tokens.sizes.row
        if not self._model.is_cell(row):
            return least
        font = self._theme.font()
        wrapping = (number for number, column in enumerate(self._model.columns) if column.wrap)
        heights = (text_height(self._model.text(row, n), font, column_width(n)) for n in wrapping)
        return max([least, *heights])

    def _wish(self, number: int, metrics: QFontMetrics) -> WidthWish:
        column = self._model.columns[number]
        texts = (self._model.text(row, number) for row in range(self._model.rowCount()) if self._model.is_cell(row))
        content = min(_LONG_TEXT, max((metrics.horizontalAdvance(text) for text in texts), default=0))
        least = max(_NARROWEST, heading_width(column.title, metrics))
        if column.wrap:
            return WidthWish(column.key, max(least, _SHORT_TEXT), max(_SHORT_TEXT, content), stretches=True)
        natural = max(least, content + 3 * PADDING)
        return WidthWish(column.key, natural, natural, stretches=False)
