"""Search in a table: what is found is marked, F3 leads to the next, a filter keeps only rows with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

Place = tuple[int, int]


class TableSearch(QObject):
    """Search in one view. `row_block` gives the rows that stay with a row: merged cells, groups."""

    def __init__(
        self,
        view: QTableView,
        text_at: Callable[[int, int], str],
        row_block: Callable[[int], range],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._text_at = text_at
        self._row_block = row_block
        self._text = ""
        self.matches: tuple[Place, ...] = ()
        self._marked: frozenset[Place] = frozenset()

    def find(self, text: str) -> int:
        """Marks every cell that holds `text`, whatever the case, and leads to the first. Returns how many."""
        self._text = text.casefold().strip()
        self.refresh()
        if self.matches:
            self._go_to(self.matches[0])
        return len(self.matches)

    def filter(self, text: str) -> int:
        """Like `find`, and hides the rows in which it is not; an empty text shows all. Returns how many."""
        count = self.find(text)
        kept = {row for found, _ in self.matches for row in self._row_block(found)}
        for row in range(self._view.model().rowCount()):
            self._view.setRowHidden(row, bool(self._text) and row not in kept)
        return count

    def refresh(self) -> None:
        """Searches again, after the content has changed."""
        model = self._view.model()
        places = ((r, c) for r in range(model.rowCount()) for c in range(model.columnCount()))
        self.matches = (
            tuple(place for place in places if self._text in self._text_at(*place).casefold()) if self._text else ()
        )
        self._marked = frozenset(self.matches)
        self._view.viewport().update()

    def is_match(self, row: int, column: int) -> bool:
        return (row, column) in self._marked

    def next(self) -> None:
        """To the next cell found, from the last to the first."""
        here = self._here()
        self._go_first(tuple(place for place in self.matches if place > here) or self.matches)

    def previous(self) -> None:
        """To the cell found before, from the first to the last."""
        here = self._here()
        earlier = tuple(place for place in self.matches if place < here)
        self._go_first((earlier or self.matches)[-1:])

    def _here(self) -> Place:
        current = self._view.currentIndex()
        return current.row(), current.column()

    def _go_first(self, places: tuple[Place, ...]) -> None:
        if places:
            self._go_to(places[0])

    def _go_to(self, place: Place) -> None:
        index = self._view.model().index(*place)
        self._view.setCurrentIndex(index)
        self._view.scrollTo(index)
