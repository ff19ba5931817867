"""Draws the cells of a sheet: weights of groups and totals, tones, marks of the search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from xiaowei_desktop.reporting.sheet import RowKind, Tone
from xiaowei_desktop.ui.grids.cell_painter import paint_focus, paint_ground, paint_text
from xiaowei_desktop.ui.grids.sheet_model import SheetModel
from xiaowei_desktop.ui.theme.theme import Theme

_BOLD_KINDS = {RowKind.GROUP, RowKind.SUBTOTAL, RowKind.TOTAL}


class SheetDelegate(QStyledItemDelegate):
    """Paints from the model and the theme's tokens alone."""

    def __init__(self, theme: Theme, model: SheetModel, is_match: Callable[[int, int], bool]) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._is_match = is_match

    def font(self, row: int, column: int) -> QFont:
        """The font of a cell: bold for groups and totals, and where the sheet asks for it."""
        kind = self._model.kind(row)
        if kind is None:
            return self._theme.font(self._theme.tokens.sizes.small_pt)
        cell = self._model.cell(row, column)
        return self._theme.font(bold=kind in _BOLD_KINDS or (cell is not None and cell.bold))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.row(), index.column()
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        colours = self._theme.tokens.colours
        painter.save()
        painter.setClipRect(rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        is_note = self._model.kind(row) is None
        ground = colours.accent_soft if selected else self._ground(row, column)
        paint_ground(painter, rect, ground, ground if is_note else colours.line)
        if self._model.kind(row) is RowKind.TOTAL:
            painter.setPen(QPen(QColor(colours.border_strong), 2))
            painter.drawLine(rect.topLeft(), rect.topRight())
        paint_text(
            painter,
            rect,
            self._model.text(row, column),
            self.font(row, column),
            self._colour(row, column),
            self._model.align(row, column),
        )
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect, colours)
        painter.restore()

    def _ground(self, row: int, column: int) -> str:
        colours = self._theme.tokens.colours
        if self._is_match(row, column):
            return colours.match
        return colours.raised if self._model.kind(row) is RowKind.GROUP else colours.surface

    def _colour(self, row: int, column: int) -> str:
        colours = self._theme.tokens.colours
        cell = self._model.cell(row, column)
        tone = cell.tone if cell else None
        if self._model.kind(row) is None or tone is Tone.MUTED:
            return colours.text_muted
        return {Tone.GOOD: colours.good, Tone.SLOW: colours.slow, Tone.BAD: colours.bad}.get(
            tone or Tone.MUTED, colours.text
        )
