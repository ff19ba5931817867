"""The panel beside the tree: why a line has its points."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from xiaowei_desktop.ui.pages.scoring.links import Link
from xiaowei_desktop.ui.pages.scoring.trail import Trail, trail_html
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import plain_button


class TrailPanel(QWidget):
    """`followed` (a `Link`) when the clerk follows one, by the mouse or with Tab and Enter."""

    followed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._trail: Trail | None = None
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setAccessibleName("得分依据")
        self.browser.setPlaceholderText("选中一行，这里显示得分依据。")
        self.browser.anchorClicked.connect(self._follow)
        self.copy_button = plain_button("复制依据")
        self.copy_button.setToolTip("复制得分依据（在明细树中按 Ctrl+C）")
        self.copy_button.clicked.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.browser, 1)
        layout.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignRight)
        theme.changed.connect(self._draw)

    @property
    def trail(self) -> Trail | None:
        return self._trail

    def show_trail(self, trail: Trail | None) -> None:
        self._trail = trail
        self._draw()

    @Slot()
    def copy(self) -> None:
        """Puts the whole trail on the clipboard as text."""
        if self._trail is not None:
            QGuiApplication.clipboard().setText(self._trail.text)

    @Slot()
    def _draw(self) -> None:
        self.copy_button.setEnabled(self._trail is not None)
        self.browser.setHtml(trail_html(self._trail, self._theme.tokens.colours) if self._trail else "")

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        self.followed.emit(Link.parse(url.toString()))
