"""The head of a page: title and state at the left; plain actions, ⋯ and the main action at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import icon_button, plain_button, primary_button, tip_with_shortcut
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel

_TEXT_WIDTH = 260
_SPACING = 8


class ActionButton(QObject):
    """Keeps a button's words, tip and states as its action has them. Belongs to the button."""

    def __init__(self, button: QPushButton, action: QAction) -> None:
        super().__init__(button)
        self._button = button
        self._action = action
        button.clicked.connect(action.trigger)
        action.changed.connect(self._update)
        self._update()

    @Slot()
    def _update(self) -> None:
        self._button.setText(self._action.text())
        self._button.setIcon(self._action.icon())
        self._button.setEnabled(self._action.isEnabled())
        self._button.setToolTip(tip_with_shortcut(self._action))


class PageHeader(QWidget):
    """Where there is no room for all plain actions, the last ones move into the ⋯ menu."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self._state = ElidedLabel(role="muted")
        self._plain: list[tuple[QPushButton, QAction]] = []
        self._primary: QPushButton | None = None
        self._primary_action: QAction | None = None
        self._overflow: list[QAction] = []
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more = icon_button(theme, "ellipsis", "更多操作")
        self._more.setMenu(self._menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(_SPACING)
        self._buttons.addWidget(self._more)
        self._lay_out()

    @property
    def state(self) -> str:
        return self._state.text()

    def set_state(self, sentence: str) -> None:
        """One sentence of state: 第2季度：8 个单位已报 5 个，逾期 1 个。"""
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))

    def set_primary(self, action: QAction) -> None:
        """The one filled button, last at the right."""
        self._primary = primary_button(action.text())
        self._primary_action = action
        self._take(self._primary, action)
        self._buttons.addWidget(self._primary)
        self._fit()

    def add_plain(self, action: QAction) -> None:
        """A plain button, left of ⋯, in the order of adding."""
        button = plain_button(action.text())
        self._take(button, action)
        self._buttons.insertWidget(len(self._plain), button)
        self._plain.append((button, action))
        self._fit()

    def add_overflow(self, action: QAction) -> None:
        """An entry of the ⋯ menu."""
        self._overflow.append(action)
        action.visibleChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(_TEXT_WIDTH, super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._state)
        self._state.hide()
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(words, 1)
        layout.addLayout(self._buttons)
        layout.setAlignment(self._buttons, Qt.AlignmentFlag.AlignVCenter)

    def _take(self, button: QPushButton, action: QAction) -> None:
        ActionButton(button, action)
        action.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        room = self.width() - _TEXT_WIDTH
        if self._primary is not None and self._primary_action is not None:
            self._primary.setVisible(self._primary_action.isVisible())
            room -= self._primary.sizeHint().width() + _SPACING if self._primary_action.isVisible() else 0
        wanted = [button for button, action in self._plain if action.isVisible()]
        widths = [button.sizeHint().width() + _SPACING for button in wanted]
        more = self._more.sizeHint().width() + _SPACING
        shown = len(wanted)
        while shown and sum(widths[:shown]) + (more if self._needs_menu(len(wanted) - shown) else 0) > room:
            shown -= 1
        for button, _ in self._plain:
            button.setVisible(button in wanted[:shown])
        self._more.setVisible(self._needs_menu(len(wanted) - shown))

    def _needs_menu(self, moved: int) -> bool:
        return moved > 0 or any(action.isVisible() for action in self._overflow)

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        moved = [action for button, action in self._plain if button.isHidden() and action.isVisible()]
        self._menu.addActions(moved)
        if moved and self._overflow:
            self._menu.addSeparator()
        self._menu.addActions(self._overflow)
