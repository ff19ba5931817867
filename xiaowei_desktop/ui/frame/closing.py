"""Before the window closes: what could not be stored is told, and work under way is waited for or stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from xiaowei_desktop.ui.frame.page_stack import PageStack
from xiaowei_desktop.ui.messages import ask
from xiaowei_desktop.ui.tasks import TaskRunner


class Closing(QObject):
    """Closes the window by itself once the work has stopped that it had to wait for."""

    def __init__(self, window: QWidget, pages: PageStack, runner: TaskRunner) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._runner = runner
        self._closes_when_idle = False
        self._given_up = ""
        runner.idle.connect(self._close_if_wanted, Qt.ConnectionType.QueuedConnection)

    def is_allowed(self) -> bool:
        """Whether the window may close now."""
        if self._closes_when_idle:
            return not self._runner.is_busy
        if not self.may_leave():
            return False
        if not self._runner.is_busy:
            return True
        if self._runner.is_shown and not self._may_stop_work():
            return False
        if not self._runner.is_busy:
            return True
        if self._runner.is_shown:
            self._runner.cancel()
        self._closes_when_idle = True  # a moment's work is over before anybody could answer
        return False

    def may_leave(self) -> bool:
        """Asks where a page has something that can't be stored; what was given up once is not asked about again."""
        reasons = [(page, reason) for page in self._pages.opened() if (reason := page.unsaved_reason())]
        words = "\n".join(reason for _, reason in reasons)
        if not reasons or words == self._given_up or ask(self._window, words, "仍然关闭", "返回改正"):
            self._given_up = words
            return True
        page = reasons[0][0]
        self._pages.wanted.emit(self._pages.key_of(page), "")
        page.show_unsaved()
        return False

    def forget(self) -> None:
        """The window goes on with other data: what is given up there is asked about anew."""
        self._given_up = ""

    def _may_stop_work(self) -> bool:
        return ask(
            self._window,
            f"{self._runner.label}还没有完成。要停止并退出吗？",
            "停止并退出",
            "继续等待",
            "已经保存的数据不受影响，没有完成的部分需要重做。",
        )

    @Slot()
    def _close_if_wanted(self) -> None:
        if self._closes_when_idle:
            self._window.close()
