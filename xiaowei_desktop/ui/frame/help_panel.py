"""F1: what the page is for and which keys it knows, beside the page so that both can be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import icon_button

_WIDTH = 300
_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


class HelpPanel(QWidget):
    """Shows the help of one page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("helpPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self._title = QLabel()
        self._title.setProperty("role", "headline")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.close_button = icon_button(theme, "x", "关闭帮助（F1）")
        self.close_button.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 8, 12)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        self.hide()

    def show_help(self, page: Page, frame_actions: Sequence[QAction]) -> None:
        """Fills the panel for a page; the keys of the page and of the frame stand below its text."""
        self._title.setText(f"帮助：{page.title}")
        keys = [*_keys(page.actions()), *_keys(frame_actions)]
        self.text.setMarkdown(f"{page.help_text}\n\n#### 快捷键\n\n" + "\n".join(keys))

    def open_for(self, page: Page, frame_actions: Sequence[QAction]) -> None:
        """Shows the panel and puts the keyboard into it, so that it can be scrolled and read."""
        self.show_help(page, frame_actions)
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


def _keys(actions: Sequence[QAction]) -> list[str]:
    known = ((_key_words(action.shortcut().toString()), action.text()) for action in actions)
    return [f"- **{keys}** {text}" for keys, text in known if keys]


def _key_words(keys: str) -> str:
    """The keys as they stand on the keyboard: Alt+←."""
    return "+".join(_ARROWS.get(key, key) for key in keys.split("+"))
