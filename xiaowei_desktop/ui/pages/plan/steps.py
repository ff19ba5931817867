"""Steps that change rows, or several tables at once; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QUndoCommand

from xiaowei_desktop.ui.grids.entry_content import EntryRow

Rows = Mapping[str, Sequence[EntryRow]]
"""The rows of some tables by sheet."""


class ReplaceRows(QUndoCommand):
    """Puts rows in the place of others. `select` (sheet, row key) is where the step leads."""

    def __init__(
        self,
        put: Callable[[Rows, tuple[str, str]], None],
        before: Rows,
        after: Rows,
        select: tuple[str, str],
        words: str,
    ) -> None:
        super().__init__(words)
        self._put = put
        self._before = before
        self._after = after
        self._select = select

    def redo(self) -> None:
        self._put(self._after, self._select)

    def undo(self) -> None:
        self._put(self._before, self._select)
