"""The line below the page: saved when, how many issues, long work with 取消, and passing words with 撤销."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import link_button
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel

_MESSAGE_MS = 12_000
_BAR_WIDTH = 140


class StatusLine(QWidget):
    """`issues_clicked` when the clerk presses the count of issues."""

    issues_clicked = Signal()

    def __init__(self, theme: Theme, runner: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._runner = runner
        self._undo: Callable[[], object] | None = None
        self._build()
        self._lay_out()
        self._passing = QTimer(self, singleShot=True, interval=_MESSAGE_MS)
        self._passing.timeout.connect(self.clear_message)
        runner.busy.connect(self._show_busy)
        runner.progressed.connect(self._show_progress)
        runner.idle.connect(self._hide_work)

    def show_message(self, text: str) -> None:
        """A sentence that goes away by itself."""
        self._undo = None
        self.undo_button.hide()
        self.message.setText(text)
        self._passing.start()

    def show_undoable(self, text: str, undo: Callable[[], object]) -> None:
        """A sentence about what was done, with 撤销 behind it as long as it stands."""
        self.show_message(text)
        self._undo = undo
        self.undo_button.show()

    @Slot()
    def clear_message(self) -> None:
        self._undo = None
        self.undo_button.hide()
        self.message.setText("")

    def show_saved(self, at: datetime) -> None:
        """When the data on disk was last brought up to what is on screen."""
        self.saved.setText(f"已保存 {at:%H:%M}")
        self.saved.setToolTip(f"最近一次保存：{at:%Y-%m-%d %H:%M:%S}")

    def show_issues(self, errors: int, warnings: int) -> None:
        """How many issues the page's data has; with none the words say so."""
        parts = [f"错误 {errors}"] if errors else []
        parts += [f"警告 {warnings}"] if warnings else []
        self.issues.setText("，".join(parts) if parts else "无问题")
        tone = "bad" if errors else "slow" if warnings else "good"
        icon = {"bad": "circle-alert", "slow": "triangle-alert", "good": "circle-check"}[tone]
        self._theme.bind_icon(self.issues, icon, tone)
        self.issues.show()

    def hide_issues(self) -> None:
        """For a page that counts none."""
        self.issues.hide()

    def _build(self) -> None:
        self.saved = _small_label()
        self.issues = link_button("")
        self.issues.setToolTip("转到本页第一处问题")
        self.issues.clicked.connect(self.issues_clicked)
        self.issues.hide()
        self.message = ElidedLabel()
        self.undo_button = link_button("撤销")
        self.undo_button.clicked.connect(self._run_undo)
        self.undo_button.hide()
        self.work = ElidedLabel(role="small")
        self.work.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setTextVisible(False)
        self.cancel_button = link_button("取消")
        self.cancel_button.clicked.connect(self._cancel)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 8, 2)
        layout.setSpacing(8)
        layout.addWidget(self.saved)
        layout.addWidget(self.issues)
        layout.addSpacing(8)
        layout.addWidget(self.message)
        layout.addWidget(self.undo_button)
        layout.addStretch(1)
        layout.addWidget(self.work, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.cancel_button)
        self.setMinimumHeight(30)
        self._hide_work()

    @Slot(str)
    def _show_busy(self, label: str) -> None:
        self.work.setText(f"{label}…")
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        for widget in (self.work, self.bar, self.cancel_button):
            widget.show()

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        count = f"（{done}/{total}）" if total else ""
        self.work.setText(f"{self._runner.label}{count}：{text}" if text else f"{self._runner.label}{count}")

    @Slot()
    def _hide_work(self) -> None:
        for widget in (self.work, self.bar, self.cancel_button):
            widget.hide()

    @Slot()
    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.work.setText(f"正在停止：{self._runner.label}…")
        self._runner.cancel()

    @Slot()
    def _run_undo(self) -> None:
        undo = self._undo
        self.clear_message()
        if undo is not None:
            undo()


def _small_label() -> QLabel:
    label = QLabel()
    label.setProperty("role", "small")
    return label
