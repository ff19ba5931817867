"""A written reason: for sending back, for accepting what was asked about, for taking a figure back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from xiaowei_desktop.ui.widgets.buttons import plain_button, primary_button

_WIDTH = 480
_LINES = 4
_MOST_LINES = 7
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ReasonDialog(QDialog):
    """`reason` holds the answer once it is accepted. The button waits until something is written.

    `points` are what the reason is about, each a sentence. Ctrl+Enter accepts; Enter begins a new line.
    """

    def __init__(self, title: str, question: str, verb: str, points: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumWidth(_WIDTH)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + 20)
        self.accept_button = primary_button(verb)
        self.accept_button.setToolTip(f"{verb}（Ctrl+Enter）")
        self.accept_button.setEnabled(False)
        self.accept_button.clicked.connect(self.accept)
        self.text.textChanged.connect(self._check)
        self._lay_out(question, points)
        self.text.setFocus()

    @property
    def reason(self) -> str:
        return self.text.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept_button.click()
            return
        super().keyPressEvent(event)

    @Slot()
    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.reason))

    def _lay_out(self, question: str, points: Sequence[str]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        if points:
            layout.addWidget(_points(points))
        label = _words(question, "strong")
        label.setBuddy(self.text)
        layout.addWidget(label)
        layout.addWidget(self.text)
        layout.addLayout(button_row(self, self.accept_button))


def is_accepted(dialog: QDialog) -> bool:
    """Shows the dialog until it is answered; its answers can be read until control returns to the window."""
    answer = dialog.exec()
    dialog.deleteLater()
    return answer == QDialog.DialogCode.Accepted


def button_row(dialog: QDialog, *buttons: QPushButton) -> QHBoxLayout:
    """取消 and the dialog's own buttons, at the right."""
    leave = plain_button("取消")
    leave.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(leave)
    for button in buttons:
        row.addWidget(button)
    return row


def _points(points: Sequence[str]) -> QPlainTextEdit:
    """What the reason is about; can be read and copied, and scrolls where there is much of it."""
    box = QPlainTextEdit("\n".join(f"▲ {point}" for point in points))
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName("问题")
    metrics = box.fontMetrics()
    lines = sum(metrics.horizontalAdvance(point) // (_WIDTH - 40) + 1 for point in points)
    box.setFixedHeight(metrics.lineSpacing() * min(lines, _MOST_LINES) + 20)
    return box


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMaximumWidth(_WIDTH + 40)
    return label
