"""The heading row: bold words in at most two lines, centred, as high as they need."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from xiaowei_desktop.ui.grids.held_table import HeldTable

_PADDING = 12
_MOST_LINES = 2
_WHOLE_TITLE = 4


def heading_width(title: str, metrics: QFontMetrics) -> int:
    """The least width for a heading: short ones stay in one line, longer ones take two."""
    if len(title) <= _WHOLE_TITLE:
        return metrics.horizontalAdvance(title) + _PADDING + 2
    parts = title.split("\n") if "\n" in title else [title[: (len(title) + 1) // 2]]
    return max(metrics.horizontalAdvance(part) for part in parts) + _PADDING + 2


class TwoLineHeader(QHeaderView):
    """Wraps a heading that is wider than its column into two lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self._height = 0
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._tell_height)
        self.sectionResized.connect(lambda *_: self._settle.start())
        if isinstance(parent, HeldTable):
            parent.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.fontMetrics().lineSpacing() * self._lines() + _PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The headings of columns that the table holds stand over what has moved under them."""
        super().paintEvent(event)
        table = self.parentWidget()
        held = table.held if isinstance(table, HeldTable) else 0
        painter = QPainter(self.viewport())
        left = 0
        for section in range(held):
            rect = QRect(left, 0, self.sectionSize(section), self.height())
            painter.save()
            self.paintSection(painter, rect, section)
            painter.restore()
            left = rect.right() + 1
        painter.end()

    @Slot()
    def _tell_height(self) -> None:
        """The table asks for the height only when it is told that it has changed."""
        height = self.sizeHint().height()
        if height != self._height:
            self._height = height
            self.geometriesChanged.emit()

    def _lines(self) -> int:
        model = self.model()
        if model is None:
            return 1
        titles = [str(model.headerData(i, Qt.Orientation.Horizontal) or "") for i in range(self.count())]
        wraps = any(
            "\n" in title or self._text_width(title) > self.sectionSize(index) - _PADDING
            for index, title in enumerate(titles)
        )
        return _MOST_LINES if wraps else 1

    def _text_width(self, title: str) -> int:
        # the stylesheet makes headings bold, which the widget's own metrics do not know
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(title)
