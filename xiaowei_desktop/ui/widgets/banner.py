"""A message that stays on its page until it is dealt with."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import icon_button, link_button

_ICON_SIZE = 18


class BannerTone(StrEnum):
    """How grave it is; the icon says it as well as the colour."""

    GOOD = "good"
    SLOW = "slow"
    BAD = "bad"


_ICONS = {
    BannerTone.GOOD: "circle-check",
    BannerTone.SLOW: "triangle-alert",
    BannerTone.BAD: "circle-alert",
}


class Banner(QFrame):
    """Hidden until something is shown on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._act: Callable[[], object] | None = None
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = link_button("")
        self._button.clicked.connect(self._run_act)
        self._close = icon_button(theme, "x", "关闭提示")
        self._close.clicked.connect(self.hide)
        self._tone = BannerTone.GOOD
        self._lay_out()
        self.setProperty("kind", "banner")
        theme.changed.connect(self._draw)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_message(
        self, text: str, tone: BannerTone, verb: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Shows `text`; where `act` is given, `verb` stands behind it as a link that does it."""
        self._act = act
        self._text.setText(text)
        self._button.setText(verb)
        self._button.setVisible(act is not None)
        self._tone = tone
        self._draw()
        self.setProperty("tone", tone.value)
        self.style().polish(self)
        self.show()

    def show_error(self, error: UserError) -> None:
        """Shows what went wrong and what to do."""
        self.show_message("\n".join(error.lines()), BannerTone.BAD)

    @Slot()
    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(_ICONS[self._tone], _ICON_SIZE, self._tone.value, ratio))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)

    def _run_act(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()
