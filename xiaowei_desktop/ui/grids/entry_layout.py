"""How wide the columns of an entry grid are, and how high its rows."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtGui import QFontMetrics

from xiaowei_desktop.ui.grids.cell_painter import INDENT, PADDING, text_height
from xiaowei_desktop.ui.grids.column_widths import RememberedWidths, WidthWish
from xiaowei_desktop.ui.grids.entry_model import EntryModel
from xiaowei_desktop.ui.grids.header import heading_width
from xiaowei_desktop.ui.grids.held_table import HELD_TEXT, HeldTable
from xiaowei_desktop.ui.theme.theme import Theme

_LONG_TEXT = 21
_SHORT_TEXT = 7
"""In characters."""
_NARROWEST = 44


class EntryLayout(QObject):
    """Fits a grid to its content in the theme's font, and to the widths the clerk has pulled."""

    def __init__(self, view: HeldTable, theme: Theme, model: EntryModel, settings: QSettings, name: str) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._model = model
        self._name = name
        header = view.horizontalHeader()
        self._widths = RememberedWidths(header, settings)
        # one pull resizes many columns; the rows follow once
        self._height_timer = QTimer(self, singleShot=True, interval=0)
        self._height_timer.timeout.connect(self.fit_heights)
        header.sectionResized.connect(lambda *_: self._height_timer.start())
        theme.changed.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Fits columns and rows: for other rows, another window width, another text size."""
        if self._model.rowCount():
            self._widths.watch(self._name, self._wishes(), self._view.viewport().width())
            self.fit_heights()

    @Slot()
    def fit_heights(self) -> None:
        """At least the row height of the design, and room for three lines of long text."""
        for row in range(self._model.rowCount()):
            height = self._row_height(row)
            if height != self._view.rowHeight(row) and not self._view.isRowHidden(row):
                self._view.setRowHeight(row, height)

    @Slot()
    def forget(self) -> None:
        """Forgets the widths the clerk has pulled."""
        self._widths.forget(self._view.viewport().width())

    def _wishes(self) -> list[WidthWish]:
        """What each column asks for; those with long text share what the others leave."""
        metrics = QFontMetrics(self._theme.font(bold=True))
        return [self._wish(number, metrics) for number in range(len(self._model.columns))]

    def _row_height(self, row: int) -> int:
        least = self._theme.tokens.sizes.row
        if not self._model.is_cell(row):
            return least
        font, width = self._theme.font(), self._view.columnWidth
        wrapping = (number for number, column in enumerate(self._model.columns) if column.wrap)
        texts = ((self._model.text(row, n), width(n) - INDENT * self._model.level(row, n)) for n in wrapping)
        heights = (text_height(text, font, room) for text, room in texts)
        return max([least, *heights])

    def _wish(self, number: int, metrics: QFontMetrics) -> WidthWish:
        column = self._model.columns[number]
        texts = (self._model.text(row, number) for row in range(self._model.rowCount()) if self._model.is_cell(row))
        em = metrics.horizontalAdvance("字")
        longest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        content = column.characters * em or min(_LONG_TEXT * em, longest)
        least = max(_NARROWEST, heading_width(column.title, metrics))
        if column.wrap:
            short = max(column.least, HELD_TEXT if number < self._view.holds else _SHORT_TEXT) * em
            return WidthWish(column.key, max(least, short), max(short, content), stretches=True)
        natural = max(least, content + 3 * PADDING)
        return WidthWish(column.key, natural, natural, stretches=False)
