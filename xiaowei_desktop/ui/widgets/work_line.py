"""Long work shown where it was begun, with its own 取消: a dialog covers the status line's."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.widgets.buttons import link_button
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel


class WorkLine(QWidget):
    """Hidden but while the work that was begun here takes longer than a moment."""

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.is_on = False
        self.words = ElidedLabel(role="muted")
        self.cancel_button = link_button("取消")
        self.cancel_button.clicked.connect(runner.cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.cancel_button)
        self.hide()
        runner.busy.connect(self._show_label)
        runner.progressed.connect(self._show_progress)
        runner.idle.connect(self.end)

    def begin(self) -> None:
        """From now on what the worker tells is about this work."""
        self.is_on = True

    @Slot()
    def end(self) -> None:
        self.is_on = False
        self.hide()

    @Slot(str)
    def _show_label(self, label: str) -> None:
        if self.is_on:
            self.words.setText(f"{label}…")
            self.show()

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, text: str) -> None:
        if self.is_on:
            self.words.setText(f"第 {done + 1} 个，共 {total} 个：{text}")
