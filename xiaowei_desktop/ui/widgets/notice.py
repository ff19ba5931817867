"""A sentence that stays above a table: what everybody who works there has to know."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.banner import BannerTone

_ICON_SIZE = 18


class Notice(QFrame):
    """Looks like a banner, and cannot be closed."""

    def __init__(self, theme: Theme, icon: str, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._picture = QLabel()
        self._text = QLabel(text)
        self._text.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(8)
        layout.addWidget(self._picture)
        layout.addWidget(self._text, 1)
        self.setProperty("kind", "banner")
        self.setProperty("tone", BannerTone.SLOW.value)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def text(self) -> str:
        return self._text.text()

    @Slot()
    def _draw(self) -> None:
        tone = BannerTone.SLOW.value
        self._picture.setPixmap(self._theme.pixmap(self._icon, _ICON_SIZE, tone, self.devicePixelRatioF()))
