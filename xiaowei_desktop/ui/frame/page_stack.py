"""The pages that have been opened, one of them in view, and what all of them tell the frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoGroup
from PySide6.QtWidgets import QStackedWidget

from xiaowei_desktop.ui.page import Page, PageEntry


class PageStack(QStackedWidget):
    """A page is made when it is first opened.

    `stored` after a page has stored something, of which the others have been told; `issues_changed` when the count
    of the page in view is another; `message`, `undoable` and `wanted` (key, place) are any page's.
    """

    stored = Signal()
    issues_changed = Signal()
    message = Signal(str)
    undoable = Signal(str, object)
    wanted = Signal(str, str)

    def __init__(self, entries: Sequence[PageEntry], undo_group: QUndoGroup) -> None:
        super().__init__()
        self.setObjectName("pages")
        self._entries = {entry.key: entry for entry in entries}
        self._undo_group = undo_group
        self._pages: dict[str, Page] = {}
        self._issues: dict[Page, tuple[int, int]] = {}
        self._period = (0, 0)

    @property
    def current(self) -> Page:
        page = self.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def current_key(self) -> str:
        """The key of the page in view; empty before one is opened."""
        return self.key_of(self.current) if self.count() else ""

    @property
    def issues(self) -> tuple[int, int] | None:
        """Errors and warnings of the page in view; `None` where it counts none."""
        return self._issues.get(self.current)

    def opened(self) -> tuple[Page, ...]:
        return tuple(self._pages.values())

    def key_of(self, page: Page) -> str:
        return next(key for key, opened in self._pages.items() if opened is page)

    def show_page(self, key: str) -> Page:
        """Brings a page into view. `KeyError` where there is none of this key."""
        page = self._pages.get(key) or self._make(self._entries[key])
        self.setCurrentWidget(page)
        self._undo_group.setActiveStack(page.undo_stack)
        self.issues_changed.emit()
        return page

    def set_period(self, year: int, quarter: int) -> None:
        self._period = (year, quarter)
        for page in self._pages.values():
            page.period_changed(year, quarter)

    def mark_stale(self) -> None:
        """All pages may be out of date."""
        for page in self._pages.values():
            page.mark_stale()

    def _make(self, entry: PageEntry) -> Page:
        page = entry.create()
        self._pages[entry.key] = page
        self._undo_group.addStack(page.undo_stack)
        page.message.connect(self.message)
        page.undoable.connect(self.undoable)
        page.page_wanted.connect(self.wanted)
        page.data_changed.connect(lambda: self._stored_by(page))
        page.issues_counted.connect(lambda errors, warnings: self._count(page, errors, warnings))
        if self._period[0]:
            page.period_changed(*self._period)
        self.addWidget(page)
        return page

    def _stored_by(self, source: Page) -> None:
        self.stored.emit()
        for page in self._pages.values():
            if page is not source:
                page.mark_stale()

    def _count(self, page: Page, errors: int, warnings: int) -> None:
        self._issues[page] = (errors, warnings)
        if page is self.currentWidget():
            self.issues_changed.emit()
