"""When the program itself fails: a report in the log folder, shown once, and no traceback on screen."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

ShowCrash = Callable[[Path, str], None]


class CrashReporter(QObject):
    """Writes a report for every failure and shows the first of each kind.

    `show` gets the report's path and text, in the window's thread. A failure that repeats with every repaint
    must not bury the clerk under boxes, so a failure from the same place is written and shown only once.
    """

    _caught = Signal(object)

    def __init__(self, log_folder: Path, version: str, show: ShowCrash) -> None:
        super().__init__()
        self._log_folder = log_folder
        self._version = version
        self._show = show
        self._seen: set[tuple[str, ...]] = set()
        self._is_showing = False
        self._caught.connect(self.handle, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Becomes the place where unexpected exceptions of all threads end."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._caught.emit(args.exc_value)

    @Slot(object)
    def handle(self, error: BaseException) -> None:
        """Writes and shows a failure, unless the same one has been before."""
        place = (type(error).__name__, *traceback.format_tb(error.__traceback__)[-1:])
        if place in self._seen:
            return
        self._seen.add(place)
        text = self._text(error)
        path = self._write(text)
        if self._is_showing:
            return
        self._is_showing = True
        try:
            self._show(path, text)
        finally:
            self._is_showing = False

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._caught.emit(error)

    def _text(self, error: BaseException) -> str:
        head = (
            f"时间：{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}",
            f"版本：{self._version}",
            f"系统：{platform.platform()}，Python {platform.python_version()}",
            "",
        )
        return "\n".join(head) + "\n" + "".join(traceback.format_exception(error))

    def _write(self, text: str) -> Path:
        self._log_folder.mkdir(parents=True, exist_ok=True)
        path = self._log_folder / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
        path.write_text(text, "utf-8")
        return path
