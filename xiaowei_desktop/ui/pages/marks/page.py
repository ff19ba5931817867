"""评定: the office's judgements of a year, typed in or brought in from Excel."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog

from xiaowei_desktop.domain.attachment import MarkPlace
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.attachments import show_attachments
from xiaowei_desktop.ui.dialogs.events import EventsDialog
from xiaowei_desktop.ui.grids.entry_content import EntryValue
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.marks.boards import Change
from xiaowei_desktop.ui.pages.marks.book import ItemKey, MarkBook, open_book
from xiaowei_desktop.ui.pages.marks.columns import has_events
from xiaowei_desktop.ui.pages.marks.events_step import SetEvents, registered_of, with_registered
from xiaowei_desktop.ui.pages.marks.exchange import MarkExchange
from xiaowei_desktop.ui.pages.marks.help import HELP
from xiaowei_desktop.ui.pages.marks.judgement import Typed
from xiaowei_desktop.ui.pages.marks.layout import MarksLayout
from xiaowei_desktop.ui.pages.marks.removal import UNDONE, why_removed
from xiaowei_desktop.ui.pages.marks.rows import item_key
from xiaowei_desktop.ui.pages.marks.viewing import MarkViewing
from xiaowei_desktop.ui.pages.marks.views import Board
from xiaowei_desktop.ui.pages.marks.words import heading, state_sentence
from xiaowei_desktop.ui.workplace import Workplace


class MarksPage(Page):
    """A mark is stored as soon as its row is complete and right; what is wrong stays on the screen, marked."""

    help_text = HELP
    _cleared = Signal()
    """Follows a step that cleared a stored mark. The step is over when the reason is asked for."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "评定")
        self._workplace = workplace
        self._book: MarkBook | None = None
        self.exchange = MarkExchange(self, workplace, self._imported)
        self.panes = MarksLayout(workplace.theme, workplace.settings, self.undo_stack)
        self.boards = self.panes.boards
        self.viewing = MarkViewing(self, self.panes)
        self.set_content(self.panes)
        self.next_action = self.primary_action("下一个未评", self.go_to_next_open, "chevron-right", "F4")
        self.plain_action("导出评定表", lambda: self.exchange.export(self.year), "download", "Ctrl+E")
        self.plain_action("导入评定表", self.exchange.take_in, "file-input", "Ctrl+I")
        self.overflow_action("支撑材料…", self.show_evidence, "folder-open", "Ctrl+M")
        self.overflow_action("换按单位、按项目", self.viewing.switch_view, "", "Ctrl+T")
        self.overflow_action("上一个单位或项目", lambda: self.viewing.move(-1), "", "Alt+Up")
        self.overflow_action("下一个单位或项目", lambda: self.viewing.move(1), "", "Alt+Down")
        self._connect()

    def refresh(self) -> None:
        try:
            book = open_book(self._workplace.desk, self.year)
        except UserError as refused:
            self._book = None
            self.viewing.drop_book()
            self.set_state("")
            self.show_empty("gavel", refused.message, refused.hint)
            return
        former, self._book = self._book, book
        if former is None or _is_other(former, book):
            self.undo_stack.clear()
            self.boards.drop_all()
        else:
            book.keep_unsaved_of(former)
        self.show_content()
        self.viewing.show_book(book)
        self._show_standing()

    def on_search(self, text: str) -> None:
        grid = self.boards.grid
        if grid is None or self._book is None:
            return
        if grid.search.find(text) or not text.strip():
            return
        wanted = text.casefold().strip()
        found = next((key for key in self._book.keys if wanted in heading(self._book, key).casefold()), None)
        if found is not None:
            self.viewing.go_to(found)
            shown = self.boards.grid
            if shown is not None:
                shown.search.find(text)

    def show_place(self, place: str) -> None:
        if self._book is None:
            return
        unit, item = item_key(place)
        if (unit, item) in self._book.keys:
            self.viewing.go_to((unit, item))
        elif unit in self._book.units():
            self.viewing.go_to(self._book.keys_of_unit(unit)[0])
        elif beneath := self._book.keys_of_item(place):
            self.viewing.go_to_item(beneath[0])

    def show_first_issue(self) -> None:
        self.viewing.go_to_wrong()

    def unsaved_reason(self) -> str:
        """What is wrong stays on the screen and is not stored."""
        grid = self.boards.grid
        if grid is not None:
            grid.take_typing()
        self._remove_cleared()
        count = self._book.count(self._book.keys).wrong if self._book is not None else 0
        return f"评定：还有 {count} 项填写有误，没有保存。" if count else ""

    def period_changed(self, year: int, quarter: int) -> None:
        """Judgements are a year's: another quarter changes nothing."""
        is_other = year != self.year
        self.year, self.quarter = year, quarter
        if is_other:
            self.mark_stale()

    def take_focus(self) -> None:
        grid = self.boards.grid
        if grid is not None:
            grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    @Slot()
    def go_to_next_open(self) -> None:
        """To the next item that still has to be judged, in the order in which the page shows them."""
        if self._book is None:
            return
        found = self._book.next_open(self.viewing.order(), self.viewing.current_key)
        if found is None:
            self.message.emit("本年度的评定已全部完成。")
        else:
            self.viewing.go_to(found)

    def register_events(self, row: str) -> None:
        """Opens the events of an item, and takes over what comes back as one step of undo."""
        book = self._book
        if book is None or book.is_final or not has_events(book.node(item_key(row))):
            return
        key = item_key(row)
        before = book.typed(key)
        settings = self._workplace.settings
        dialog = EventsDialog(self.theme, settings, heading(book, key), book.node(key), registered_of(before), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._take_registered(key, with_registered(before, dialog.registered))
        dialog.deleteLater()
        self.take_focus()

    @Slot()
    def show_evidence(self) -> None:
        """The files that stand at the item under the cursor."""
        key = self.viewing.current_key
        if self._book is not None and key is not None:
            if show_attachments(self._workplace, MarkPlace(key[0], self._book.year, key[1]), self):
                self.data_changed.emit()
            self.take_focus()

    def _take_registered(self, key: ItemKey, after: Typed) -> None:
        assert self._book is not None
        before, board = self._book.typed(key), self.boards.shown
        if board is not None and after != before:
            self.undo_stack.push(SetEvents(partial(self._put_typed, board, key), before, after))

    def _put_typed(self, board: Board, key: ItemKey, typed: Typed) -> None:
        if self._book is not None:
            self._book.put({key: typed})
            self._settle(board, (key,))

    def _typed(self, board: Board, changes: list[Change]) -> None:
        if self._book is None:
            return
        rows: dict[ItemKey, dict[str, EntryValue]] = {}
        for row, column, _old, new in changes:
            rows.setdefault(item_key(row), {})[column] = new
        self._book.take(rows)
        self._settle(board, tuple(rows))

    def _settle(self, board: Board, keys: tuple[ItemKey, ...]) -> None:
        """Stores what is right, marks what is not, and brings the table in view where undo has reached."""
        assert self._book is not None
        stored = False
        try:
            stored = self._book.store(self._workplace.desk, keys)
        except UserError as refused:
            self.show_problem(refused)
        self.boards.refresh_items(board, (item for _, item in keys))
        is_elsewhere = board != self.boards.shown
        if is_elsewhere:
            self.viewing.open(board)
        if is_elsewhere or not self.boards.is_in_view(keys[0]):
            self.viewing.select(keys[0])
        self._show_standing()
        if stored:
            self.data_changed.emit()
        if self._book.cleared():
            self._cleared.emit()

    @Slot()
    def _remove_cleared(self) -> None:
        """Takes back what was cleared, with the clerk's reason; without one the step is undone."""
        book = self._book
        cleared = book.cleared() if book is not None else ()
        if book is None or not cleared:
            return
        # only a step that was undone can be redone: what has just been entered needs no reason to be taken back
        reason = UNDONE if self.undo_stack.canRedo() else why_removed([heading(book, key) for key in cleared], self)
        self.take_focus()
        if not reason:
            self.undo_stack.undo()
            return
        try:
            book.remove(self._workplace.desk, reason)
        except UserError as refused:
            self.show_problem(refused)
        if self.boards.shown is not None:
            self.boards.refresh_items(self.boards.shown, (item for _, item in cleared))
        self._show_standing()
        self.data_changed.emit()

    def _imported(self) -> None:
        self.undo_stack.clear()
        self._book = None
        self.banner.hide()
        self.data_changed.emit()
        self.refresh()
        if self.isVisible():
            self.take_focus()

    def _show_standing(self) -> None:
        assert self._book is not None
        whole = self._book.count(self._book.keys)
        self.set_state(state_sentence(self._book))
        self.next_action.setEnabled(whole.open + whole.wrong > 0)
        self.viewing.show_standing()
        self.issues_counted.emit(whole.wrong, 0)

    def _register_current(self) -> None:
        if self.viewing.current_row:
            self.register_events(self.viewing.current_row)

    def _connect(self) -> None:
        self.panes.list.activated.connect(self.take_focus)
        self.panes.detail.evidence_button.clicked.connect(self.show_evidence)
        self.panes.detail.events_button.clicked.connect(self._register_current)
        self._cleared.connect(self._remove_cleared, Qt.ConnectionType.QueuedConnection)
        self.boards.typed.connect(self._typed)
        self.boards.events_wanted.connect(self.register_events)
        self.boards.notice.connect(self.message)


def _is_other(former: MarkBook, book: MarkBook) -> bool:
    """Whether nothing of what was typed belongs to the book: another plan or year, or one finalised or reopened."""
    return (former.plan.id, former.year, former.is_final) != (book.plan.id, book.year, book.is_final)
