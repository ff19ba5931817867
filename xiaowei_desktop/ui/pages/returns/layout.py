"""Where things stand on the page: units at the left of the form, or in one line above it where it is narrow."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent, QUndoStack
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from xiaowei_desktop.ui.pages.returns.form_panel import FormPanel
from xiaowei_desktop.ui.pages.returns.unit_picker import UnitPicker
from xiaowei_desktop.ui.theme.theme import Theme

_NARROW, _LIST_WIDTH = 64, 21
"""In characters."""


class ReturnsLayout(QSplitter):
    """`unit_chosen` when the clerk takes another unit, `form_wanted` when they go on to its form."""

    unit_chosen = Signal(str)
    form_wanted = Signal()

    def __init__(self, theme: Theme, settings: QSettings, undo_stack: QUndoStack) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.picker = UnitPicker(theme, settings)
        self.panel = FormPanel(theme, settings, undo_stack)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picker.line)
        column.addWidget(self.panel, 1)
        self.addWidget(self.picker.table)
        self.addWidget(right)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self._fit_list()
        theme.changed.connect(self._fit_list)
        self.picker.line.hide()
        self.picker.table.source_selected.connect(self.unit_chosen)
        self.picker.table.unit_entered.connect(self.form_wanted)
        self.picker.line.activated.connect(self._line_chosen)

    def order_tabs(self) -> None:
        """Tab leads from the units into the form and on to its findings; to be told whenever the form has changed."""
        if self.panel.grid is not None:
            for first, second in pairwise((self.picker.table, self.picker.line, self.panel.grid, self.panel.issues)):
                QWidget.setTabOrder(first, second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < _NARROW * self._character()
        self.picker.table.setVisible(not narrow)
        self.picker.line.setVisible(narrow)
        super().resizeEvent(event)

    def _character(self) -> int:
        return QFontMetrics(self._theme.font()).horizontalAdvance("字")

    @Slot()
    def _fit_list(self) -> None:
        width = _LIST_WIDTH * self._character()
        self.setSizes([width, max(self.width() - width, width)])

    @Slot(int)
    def _line_chosen(self, index: int) -> None:
        self.unit_chosen.emit(str(self.picker.line.itemData(index)))
        self.form_wanted.emit()
