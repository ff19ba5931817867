"""What a page shows where there is nothing yet: what belongs here, and the step that fills it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import primary_button, tip_with_shortcut

_ICON_SIZE = 48
_TEXT_WIDTH = 440


class EmptyState(QWidget):
    """An icon, a headline, a sentence, and at most one button."""

    def __init__(self, theme: Theme, icon: str, headline: str, explanation: str, action: QAction | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._picture = QLabel()
        self._text = _label(explanation, "muted")
        self._text.setWordWrap(True)
        self._text.setFixedWidth(_TEXT_WIDTH)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (self._picture, _label(headline, "headline")):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        # a wrapped label keeps its height only where it is not aligned itself
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text)
        middle.addStretch(1)
        layout.addLayout(middle)
        if action is not None:
            button = primary_button(action.text())
            button.setToolTip(tip_with_shortcut(action))
            button.clicked.connect(action.trigger)
            layout.addSpacing(4)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self._draw)
        self._draw()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()
        return super().event(event)

    @Slot()
    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.pixmap(self._icon, _ICON_SIZE, "border_strong", ratio))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
