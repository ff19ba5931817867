"""The list at the left: organisations or items, each with how far it is, as a word with a shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from xiaowei_desktop.reporting.sheet import Tone
from xiaowei_desktop.ui.grids.cell_painter import PADDING
from xiaowei_desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_KEY = Qt.ItemDataRole.UserRole
_STANDING = Qt.ItemDataRole.UserRole + 1
_TONE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Standing:
    """One entry: its name, and its standing in words."""

    key: str
    name: str
    words: str
    tone: Tone


class StandingList(QListWidget):
    """`chosen` (key) when another entry becomes the current one, by the clerk or by the page."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._delegate = _StandingDelegate(theme)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.currentItemChanged.connect(
            lambda now, _before: self.chosen.emit(now.data(_KEY)) if now is not None else None
        )
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current_key(self) -> str:
        index = self.currentIndex()
        return str(index.data(_KEY)) if index.isValid() else ""

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Shows the entries; where they are the same as before, only their words change."""
        keys = [self.item(row).data(_KEY) for row in range(self.count())]
        if keys != [standing.key for standing in standings]:
            self.blockSignals(True)
            self.clear()
            for standing in standings:
                self.addItem(QListWidgetItem(standing.name))
            self.blockSignals(False)
        for row, standing in enumerate(standings):
            item = self.item(row)
            item.setData(_KEY, standing.key)
            item.setData(_STANDING, standing.words)
            item.setData(_TONE, standing.tone)
            item.setToolTip(f"{standing.name}　{standing.words}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{standing.name}，{standing.words}")

    def choose(self, key: str) -> bool:
        """Makes the entry current; False where it is not in the list."""
        row = next((row for row in range(self.count()) if self.item(row).data(_KEY) == key), None)
        if row is None:
            return False
        self.setCurrentRow(row)
        return True


class _StandingDelegate(QStyledItemDelegate):
    """The name above, the standing below in its colour; a bar at the left of the current entry."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        name, small = QFontMetrics(self._theme.font()), QFontMetrics(self._small())
        return QSize(0, name.lineSpacing() + small.lineSpacing() + 2 * PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        colours = self._theme.tokens.colours
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.raised))
        name_font, small_font = self._theme.font(bold=bool(state & QStyle.StateFlag.State_Selected)), self._small()
        inner = rect.adjusted(PADDING + 6, PADDING, -PADDING, -PADDING)
        name_metrics = QFontMetrics(name_font)
        painter.setFont(name_font)
        painter.setPen(QColor(colours.text))
        name = name_metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), name)
        painter.setFont(small_font)
        tone = index.data(_TONE)
        painter.setPen(QColor(colours.text_muted if tone in (None, Tone.MUTED) else getattr(colours, tone)))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), index.data(_STANDING))
        painter.restore()

    def _small(self) -> QFont:
        return self._theme.font(self._theme.tokens.sizes.small_pt)
