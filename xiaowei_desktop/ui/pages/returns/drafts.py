"""What is typed is kept without being asked for: shortly after each step, and before anything else happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.returns import OpenReturn, save_draft
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import ReturnLine
from xiaowei_desktop.errors import UserError

SAVE_AFTER_MS = 1500


class DraftKeeper(QObject):
    """`saved` with the return as it stands stored; `failed` where that was not possible: it still waits."""

    saved = Signal(OpenReturn)
    failed = Signal(UserError)

    def __init__(self, parent: QObject, lines: Callable[[], tuple[ReturnLine, ...]]) -> None:
        super().__init__(parent)
        self._lines = lines
        self._place: tuple[Desk, str, Quarter] | None = None
        self._is_waiting = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save_now)

    @property
    def is_waiting(self) -> bool:
        """Whether something has been typed that is not stored yet."""
        return self._is_waiting

    def watch(self, desk: Desk, unit: str, quarter: Quarter) -> None:
        """From now on drafts are this unit's. What waited for another form must have been saved."""
        self._timer.stop()
        self._is_waiting = False
        self._place = desk, unit, quarter

    @Slot()
    def typed(self) -> None:
        """Something was typed: it is stored when the clerk pauses."""
        self._is_waiting = True
        self._timer.start()

    def save_now(self) -> bool:
        """Stores what waits; False where that was not possible."""
        self._timer.stop()
        if not self._is_waiting or self._place is None:
            return True
        try:
            stored = save_draft(*self._place, self._lines())
        except UserError as refused:
            self.failed.emit(refused)
            return False
        self._is_waiting = False
        self.saved.emit(stored)
        return True
