"""What the mark page shows of the year: its list, one table, and the item under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from xiaowei_desktop.ui.pages.marks.book import ItemKey, MarkBook
from xiaowei_desktop.ui.pages.marks.columns import has_events
from xiaowei_desktop.ui.pages.marks.layout import MarksLayout
from xiaowei_desktop.ui.pages.marks.rows import item_key, row_key
from xiaowei_desktop.ui.pages.marks.views import Board, View
from xiaowei_desktop.ui.pages.marks.words import heading, nothing_open, rule_words, standing_words, wrong_words


class MarkViewing(QObject):
    """Keeps list, table and detail on the same item. Nothing is shown before a book is there."""

    def __init__(self, parent: QObject, panes: MarksLayout) -> None:
        super().__init__(parent)
        self._panes = panes
        self._boards = panes.boards
        self._book: MarkBook | None = None
        panes.view_chosen.connect(self._view_chosen)
        panes.filter_chosen.connect(self._filter_chosen)
        panes.list.chosen.connect(self._open_entry)
        panes.detail.wrong_link.clicked.connect(self.go_to_wrong)
        panes.boards.selected.connect(self._show_item)

    @property
    def current_row(self) -> str:
        """The row under the cursor as its table knows it; empty without one."""
        grid = self._boards.grid
        return grid.current_row if grid is not None else ""

    @property
    def current_key(self) -> ItemKey | None:
        return item_key(self.current_row) if self.current_row else None

    def show_book(self, book: MarkBook) -> None:
        """Fills the list for the view that is chosen, and opens the entry that was open, or the first."""
        self._book = book
        self._boards.set_book(book)
        self._panes.show_standings(book)
        entries = self._panes.list
        if not entries.current_key and entries.count():
            entries.setCurrentRow(0)
        elif entries.current_key:
            self._open_entry(entries.current_key)
        self.show_standing()

    def drop_book(self) -> None:
        self._book = None

    def show_standing(self) -> None:
        """Brings list and detail up to what has been typed."""
        if self._book is not None:
            self._panes.show_standings(self._book)
            self._panes.detail.show_wrong(wrong_words(self._book)[1])
            self._show_item(self.current_row)

    def order(self) -> tuple[ItemKey, ...]:
        """All items in the order in which the view shows them."""
        if self._book is None:
            return ()
        view = self._panes.view
        codes = self._book.units() if view is View.BY_UNIT else [node.code for node in self._book.items()]
        return tuple(key for code in codes for key in self._boards.keys_of((view, code)))

    def open(self, board: Board) -> None:
        """Opens a table, and the list at its entry."""
        view, code = board
        if view is not self._panes.view and self._book is not None:
            self._panes.set_view(view)
            self._panes.show_standings(self._book)
        self._panes.list.choose(code)
        self._boards.show_board(board)

    def go_to(self, key: ItemKey) -> None:
        """To an item, in the view that is chosen."""
        view = self._panes.view
        self.open((view, key[0] if view is View.BY_UNIT else key[1]))
        self.select(key)

    def go_to_item(self, key: ItemKey) -> None:
        """To an item beneath those of the other organisations, whichever view is chosen."""
        self.open((View.BY_ITEM, key[1]))
        self.select(key)

    def select(self, key: ItemKey) -> None:
        """To an item of the table in view."""
        grid = self._boards.grid
        if grid is not None:
            grid.go_to_row(row_key(key))
            grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_to_wrong(self) -> None:
        """To the first item that is wrong and not stored."""
        key = wrong_words(self._book)[0] if self._book is not None else None
        if key is not None:
            self.go_to(key)

    @Slot(str)
    def _open_entry(self, code: str) -> None:
        if self._book is not None and code:
            grid = self._boards.show_board((self._panes.view, code))
            grid.stay_on_shown_row()
            self._show_item(grid.current_row)

    @Slot()
    def _view_chosen(self) -> None:
        """The same item in the other view."""
        key = self.current_key
        if self._book is not None:
            self._panes.show_standings(self._book)
            if key is not None:
                self.go_to(key)

    @Slot()
    def switch_view(self) -> None:
        """From 按单位 to 按项目 and back, by keyboard."""
        self._panes.set_view(View.BY_ITEM if self._panes.view is View.BY_UNIT else View.BY_UNIT)
        self._view_chosen()

    def move(self, step: int) -> None:
        """To the organisation or item before (-1) or behind (1) the one that is shown."""
        entries = self._panes.list
        row = entries.currentRow() + step
        if 0 <= row < entries.count():
            entries.setCurrentRow(row)

    @Slot()
    def _filter_chosen(self) -> None:
        self._boards.set_filter(self._panes.shown)
        if self._book is not None:
            self._panes.show_standings(self._book)
            self._open_entry(self._panes.list.current_key)

    @Slot(str)
    def _show_item(self, row: str) -> None:
        detail = self._panes.detail
        if self._book is None or not row:
            detail.clear()
            if self._book is not None and not self._boards.has_rows():
                detail.say(nothing_open(self._panes.view))
            return
        key = item_key(row)
        colour = "bad" if self._book.is_wrong(key) else "text"
        words = rule_words(self._book, key), standing_words(self._book, key)
        detail.show_item(heading(self._book, key), *words, colour)
        detail.evidence_button.show()
        detail.events_button.setVisible(has_events(self._book.node(key)) and not self._book.is_final)
