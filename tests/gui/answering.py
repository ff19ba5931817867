"""Answers to boxes and dialogs, which keep everything else waiting while they are open.

What goes wrong while a dialog is answered fails the test, and closes the dialog: otherwise it would wait for its answer
for ever, and so would the test.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.messages import MessageBox

Dialog = TypeVar("Dialog", bound=QDialog)

_LOOK_EVERY_MS = 5


def answer(owner: QObject, kind: type[Dialog], act: Callable[[Dialog], object]) -> list[str]:
    """Does `act` in the dialog of this kind that comes next, whenever that is; a dialog of another kind fails the test.

    The watch goes with its owner. Returns what will hold the dialog's title then.
    """
    seen: list[str] = []
    watch = QTimer(owner, interval=_LOOK_EVERY_MS)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        watch.stop()
        try:
            assert isinstance(dialog, kind), f"{dialog} came instead of {kind.__name__}"
            seen.append(dialog.windowTitle())
            act(dialog)
        except BaseException:
            close_all()
            raise

    watch.timeout.connect(look)
    watch.start()
    return seen


def press_in_box(owner: QObject, verb: str, read: Callable[[list[str]], object] = lambda _texts: None) -> list[str]:
    """Presses a button of the box that comes next, by its word; `read` gets the box's texts before."""

    def press(box: MessageBox) -> None:
        read([label.text() for label in box.findChildren(QLabel)])
        next(button for button in box.findChildren(QPushButton) if button.text() == verb).click()

    return answer(owner, MessageBox, press)


def leave(window: MainWindow) -> None:
    """Makes ready for closing a window at the end of a test: what could not be stored is given up."""
    if any(page.unsaved_reason() for page in window.pages.opened()):
        press_in_box(window, "仍然关闭")


def close_all() -> None:
    """Closes every open dialog, also one that would ask before it closes."""
    while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
        QDialog.done(dialog, QDialog.DialogCode.Rejected.value)
