"""Boxes: for an error that belongs to no place on a page, and for questions before what can't be undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.widgets.buttons import danger_button, plain_button, primary_button

_TEXT_WIDTH = 420
_DETAILS_HEIGHT = 140


class MessageBox(QDialog):
    """A headline, a text, perhaps a list of details, and buttons that are verbs. Esc leaves it."""

    def __init__(
        self, parent: QWidget | None, title: str, headline: str, text: str = "", details: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 20, 24, 16)
        self._layout.setSpacing(12)
        self._layout.addWidget(_text_label(headline, "headline"))
        if details:
            self._layout.addWidget(_details(details))
        if text:
            self._layout.addWidget(_text_label(text, ""))
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(0, 8, 0, 0)
        self._buttons.addStretch(1)
        self._layout.addLayout(self._buttons)

    def add_button(self, button: QPushButton) -> QPushButton:
        """Adds a button at the right end of the row."""
        self._buttons.addWidget(button)
        return button


def show_error(parent: QWidget | None, error: UserError) -> None:
    """Shows a known error: what happened, the places, and what to do next."""
    box = MessageBox(parent, "没有完成", error.message, error.hint, error.details)
    _close_with(box, primary_button("知道了"))
    box.exec()


def ask(parent: QWidget | None, question: str, yes_verb: str, no_verb: str, text: str = "") -> bool:
    """Asks before something that can't be undone.

    The buttons say what they do (删除本季季报 / 保留). Enter and Esc take the harmless one.
    """
    box = MessageBox(parent, "请确认", question, text)
    box.add_button(danger_button(yes_verb)).clicked.connect(box.accept)
    no_button = box.add_button(plain_button(no_verb))
    no_button.clicked.connect(box.reject)
    no_button.setDefault(True)
    no_button.setFocus()
    return box.exec() == QDialog.DialogCode.Accepted


def show_crash(parent: QWidget | None, report: Path, text: str) -> None:
    """Says that the program itself has failed, where the report lies, and offers to copy it."""
    box = MessageBox(
        parent,
        "程序出错",
        "程序遇到意外错误，刚才这一步没有完成。",
        "已保存的数据不受影响，可以继续使用。请把报告发给技术人员。",
        (f"错误报告已保存到：{report}",),
    )
    copy = box.add_button(plain_button("复制报告内容"))
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    _close_with(box, primary_button("继续使用"))
    box.exec()


def _close_with(box: MessageBox, button: QPushButton) -> None:
    box.add_button(button).clicked.connect(box.accept)
    button.setDefault(True)
    button.setFocus()


def _text_label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(_TEXT_WIDTH)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _details(lines: tuple[str, ...]) -> QPlainTextEdit:
    box = QPlainTextEdit("\n".join(lines))
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    line = box.fontMetrics().lineSpacing()
    box.setFixedHeight(min(_DETAILS_HEIGHT, line * (len(lines) + 1) + 20))
    return box
