"""Registered events as one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QUndoCommand

from xiaowei_desktop.ui.dialogs.events_entry import Registered
from xiaowei_desktop.ui.pages.marks.columns import NONE_WORD, SOME_WORD, MarkColumn
from xiaowei_desktop.ui.pages.marks.judgement import Typed


class SetEvents(QUndoCommand):
    """Puts what came back from the dialog in place of what was there, and the other way round."""

    def __init__(self, put: Callable[[Typed], object], before: Typed, after: Typed) -> None:
        super().__init__("登记事项")
        self._put, self._before, self._after = put, before, after

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)


def registered_of(typed: Typed) -> Registered:
    """What the dialog begins with."""
    basis = str(typed.values.get(MarkColumn.BASIS) or "")
    return Registered(typed.events, typed.values.get(MarkColumn.GRADE) == NONE_WORD, basis)


def with_registered(typed: Typed, registered: Registered) -> Typed:
    """The row after the dialog: its events, 有 or 无, and the basis."""
    word = NONE_WORD if registered.none else SOME_WORD
    values = {**typed.values, MarkColumn.GRADE: word, MarkColumn.BASIS: registered.basis or None}
    return replace(typed, values=values, events=registered.events, leading="")
