"""Buttons: one filled button for the main action of a page, plain ones for the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QToolButton

from xiaowei_desktop.ui.theme.theme import Theme


def primary_button(text: str) -> QPushButton:
    """The one filled button."""
    return _button(text, "primary")


def plain_button(text: str) -> QPushButton:
    return _button(text, "plain")


def danger_button(text: str) -> QPushButton:
    """For what can't be undone."""
    return _button(text, "danger")


def link_button(text: str) -> QPushButton:
    """A word in a line of text that does something, such as 撤销."""
    button = _button(text, "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def icon_button(theme: Theme, icon: str, tip: str) -> QToolButton:
    """A button that is only an icon; its tip says what it does, and its shortcut."""
    button = QToolButton()
    theme.bind_icon(button, icon, "text_muted")
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def tip_with_shortcut(action: QAction) -> str:
    """The action's words, and its keys as they stand on the keyboard: 导入季报（Ctrl+I）."""
    keys = action.shortcut().toString()
    return f"{action.text()}（{keys}）" if keys else action.text()


def _button(text: str, kind: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", kind)
    button.setAutoDefault(False)
    return button
