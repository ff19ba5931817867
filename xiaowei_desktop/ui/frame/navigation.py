"""The navigation at the left: an icon and a word for each page, or icons only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xiaowei_desktop.ui.page import PageEntry
from xiaowei_desktop.ui.theme.theme import Theme

_SHORTCUT_PAGES = 9
_COLLAPSED_WIDTH = 56
_CHARACTERS_WIDE = 9
_GAP = "\N{THREE-PER-EM SPACE}"


class Navigation(QWidget):
    """Emits `chosen` (index of the entry) when the clerk picks a page, `toggled` when they fold it."""

    chosen = Signal(int)
    toggled = Signal()

    def __init__(self, theme: Theme, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._entries = tuple(entries)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._is_collapsed = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.setSpacing(2)
        for index, entry in enumerate(self._entries):
            layout.addWidget(self._make_button(index, entry))
        layout.addStretch(1)
        self._toggle = _nav_button("收起导航")
        self._toggle.clicked.connect(self.toggled)
        layout.addWidget(self._toggle)
        theme.changed.connect(self._update)
        self.set_collapsed(collapsed=False)

    @property
    def is_collapsed(self) -> bool:
        return self._is_collapsed

    def set_collapsed(self, *, collapsed: bool) -> None:
        """Icons only, or icons and words."""
        self._is_collapsed = collapsed
        self._update()

    def select(self, index: int) -> None:
        """Marks the page that is shown."""
        self._group.button(index).setChecked(True)

    def _make_button(self, index: int, entry: PageEntry) -> QToolButton:
        button = _nav_button(entry.word)
        button.setCheckable(True)
        button.setAccessibleName(entry.word)
        keys = f"（Ctrl+{index + 1}）" if index < _SHORTCUT_PAGES else ""
        button.setToolTip(entry.word + keys)
        self._theme.bind_icon(button, entry.icon, "text_muted")
        self._group.addButton(button, index)
        return button

    @Slot()
    def _update(self) -> None:
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if self._is_collapsed else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        size = self._theme.tokens.sizes.icon
        for button in (*self._group.buttons(), self._toggle):
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(style)
                button.setIconSize(QSize(size, size))
        self._theme.bind_icon(
            self._toggle, "panel-left-open" if self._is_collapsed else "panel-left-close", "text_muted"
        )
        self._toggle.setToolTip("展开导航（Ctrl+B）" if self._is_collapsed else "收起导航（Ctrl+B）")
        wide = self.fontMetrics().horizontalAdvance("字" * _CHARACTERS_WIDE) + size
        self.setFixedWidth(_COLLAPSED_WIDTH if self._is_collapsed else wide)


class _NavButton(QToolButton):
    """Qt leaves no more than 4 px between an icon and its word."""

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = _GAP + self.text()  # type: ignore[attr-defined]
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)


def _nav_button(text: str) -> QToolButton:
    button = _NavButton()
    button.setText(text)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
