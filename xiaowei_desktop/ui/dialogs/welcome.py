"""The first thing a new user sees: make a database, open one, or look at the sample year."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QToolButton, QVBoxLayout, QWidget

from xiaowei_desktop import APPLICATION_NAME
from xiaowei_desktop.ui.theme.theme import Theme


class FirstStep(StrEnum):
    """What the user chose."""

    NEW = "new"
    OPEN = "open"
    SAMPLE = "sample"


_STEPS = (
    (FirstStep.NEW, "plus", "新建数据库", "选择内置方案，从空白年度开始"),
    (FirstStep.OPEN, "folder-open", "打开已有数据库", "打开本机或 U 盘上的 .db 文件"),
    (FirstStep.SAMPLE, "calendar", "打开样例年度", "2020年四个季度的季报和评分，可以随意试用"),
)
_ICON = 28


class WelcomeDialog(QDialog):
    """`step` holds the answer once it is accepted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(APPLICATION_NAME)
        self.step = FirstStep.NEW
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 28)
        layout.setSpacing(12)
        headline = QLabel("从哪里开始？")
        headline.setProperty("role", "headline")
        layout.addWidget(headline)
        choices = [self._choice(theme, step, icon, f"  {title}\n  {text}") for step, icon, title, text in _STEPS]
        for choice in choices:
            layout.addWidget(choice)
        choices[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the choice that has the focus, as the space bar does."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QToolButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def _choice(self, theme: Theme, step: FirstStep, icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "choice")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setText(text)
        button.setMinimumSize(380, 64)
        theme.bind_icon(button, icon, "accent")
        button.clicked.connect(lambda: self._choose(step))
        return button

    def _choose(self, step: FirstStep) -> None:
        self.step = step
        self.accept()
