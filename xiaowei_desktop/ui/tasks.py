"""Long work on one worker, so that the window never freezes and the database has one user at a time.

A job is a callable that takes a `Progress` and returns plain data. What it needs is given to it when it is
made; it never touches a widget. `on_done` and `on_error` are called in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from xiaowei_desktop.errors import UserError

SHOW_AFTER_MS = 200

T = TypeVar("T")


class TaskCancelled(Exception):  # noqa: N818 - it is no error: the clerk asked for it
    """Raised inside a job to leave it after the clerk pressed 取消."""


class Progress(Protocol):
    """What a job tells about itself, and how it learns that it should stop."""

    def report(self, done: int, total: int, text: str) -> None:
        """`done` of `total` steps (0 where the end is not known); `text` says what is being worked on."""

    def is_cancelled(self) -> bool:
        """Whether the clerk pressed 取消. A job leaves at the next point where nothing is half done."""

    def stop_if_cancelled(self) -> None:
        """Raises `TaskCancelled` if the clerk pressed 取消."""


class TaskRunner(QObject):
    """Runs jobs one after another.

    `busy` (label) comes 200 ms after a job has begun, if it still runs; `progressed` (done, total, text)
    only after `busy`; `idle` when nothing is left to do. A `UserError` without an `on_error` goes to
    `failed`, any other exception to `crashed`.
    """

    busy = Signal(str)
    progressed = Signal(int, int, str)
    idle = Signal()
    failed = Signal(UserError)
    crashed = Signal(object)

    # The worker speaks to the window's thread through these. They belong to the runner, which outlives the
    # worker: a signal object of each job's own could be deleted while the worker is still inside `emit`.
    _reported = Signal(object, int, int, str)
    _returned = Signal(object, object)
    _raised = Signal(object, object)

    def __init__(self, parent: QObject | None = None, show_after_ms: int = SHOW_AFTER_MS) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")
        self._tasks: list[_Task] = []
        self._shown = False
        self._show_timer = QTimer(self, singleShot=True, interval=show_after_ms)
        self._show_timer.timeout.connect(self._show)
        queued = Qt.ConnectionType.QueuedConnection
        self._reported.connect(self._take_report, queued)
        self._returned.connect(self._take_result, queued)
        self._raised.connect(self._take_error, queued)

    @property
    def is_busy(self) -> bool:
        return bool(self._tasks)

    @property
    def is_shown(self) -> bool:
        """Whether the job has run so long that the clerk was told of it."""
        return self._shown

    @property
    def label(self) -> str:
        """What is being done now, such as 正在导入季报; empty when idle."""
        return self._tasks[0].label if self._tasks else ""

    def run(
        self,
        label: str,
        job: Callable[[Progress], T],
        on_done: Callable[[T], object],
        on_error: Callable[[UserError], object] | None = None,
    ) -> None:
        """Starts `job` when those before it are done. Neither callback is called for a cancelled job."""
        task = _Task(label, job, on_done, on_error)
        self._tasks.append(task)
        if len(self._tasks) == 1:
            self._show_timer.start()
        self._worker.submit(self._work, task)

    @Slot()
    def cancel(self) -> None:
        """Asks every job to stop; `idle` follows when they have."""
        for task in self._tasks:
            task.cancelled = True

    def shut_down(self) -> None:
        """Cancels and waits for the job that runs to reach a point where it can leave."""
        self.cancel()
        self._worker.shutdown(wait=True)

    def _work(self, task: _Task) -> None:
        """Runs on the worker."""
        progress = _JobProgress(task, self._reported.emit)
        try:
            progress.stop_if_cancelled()
            result = task.job(progress)
        except BaseException as error:  # handed to the window's thread, which shows or reports it
            self._raised.emit(task, error)
        else:
            self._returned.emit(task, result)

    @Slot(object, int, int, str)
    def _take_report(self, task: _Task, done: int, total: int, text: str) -> None:
        if self._shown and not task.cancelled:
            self.progressed.emit(done, total, text)

    @Slot(object, object)
    def _take_result(self, task: _Task, result: object) -> None:
        self._leave(task)
        task.on_done(result)

    @Slot(object, object)
    def _take_error(self, task: _Task, error: BaseException) -> None:
        self._leave(task)
        if isinstance(error, TaskCancelled):
            return
        if not isinstance(error, UserError):
            self.crashed.emit(error)
        elif task.on_error is not None:
            task.on_error(error)
        else:
            self.failed.emit(error)

    def _leave(self, task: _Task) -> None:
        self._tasks.remove(task)
        if self._tasks:
            if self._shown:
                self.busy.emit(self.label)
            return
        self._show_timer.stop()
        self._shown = False
        self.idle.emit()

    @Slot()
    def _show(self) -> None:
        self._shown = True
        self.busy.emit(self.label)


@dataclass(slots=True, eq=False)
class _Task:
    """A job on its way. `cancelled` is written by the window's thread and read by the worker."""

    label: str
    job: Callable[[Progress], object]
    on_done: Callable[..., object]
    on_error: Callable[[UserError], object] | None
    cancelled: bool = False


class _JobProgress:
    """The `Progress` of one job."""

    def __init__(self, task: _Task, emit: Callable[[_Task, int, int, str], object]) -> None:
        self._task = task
        self._emit = emit

    def report(self, done: int, total: int, text: str) -> None:
        self._emit(self._task, done, total, text)

    def is_cancelled(self) -> bool:
        return self._task.cancelled

    def stop_if_cancelled(self) -> None:
        if self.is_cancelled():
            raise TaskCancelled
