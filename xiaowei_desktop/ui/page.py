"""A page of the window: one job of the office, with its title, state, actions and content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent, QUndoStack
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.banner import Banner
from xiaowei_desktop.ui.widgets.empty_state import EmptyState
from xiaowei_desktop.ui.widgets.page_header import PageHeader

_MARGIN = 16
_AREA_KINDS = (QAbstractScrollArea, QTabBar, QComboBox)
_QUARTER_MARK = "@"


class Page(QWidget):
    """Base of all pages. A page sets its content once, and overrides `refresh` to load its data.

    `refresh` is called when the page is first shown, and again when it is shown after `mark_stale`: when the
    period has changed, or another page has changed data. A page never loads while nobody looks at it.

    What a page has to say to the frame it says by signals:
    `data_changed` (after something was stored), `message` (a passing sentence), `undoable` (a sentence and
    a callable that takes it back), `issues_counted` (errors, warnings), `page_wanted` (key of a page, and
    what it is to show there, perhaps in another quarter: `place_in`).
    """

    data_changed = Signal()
    message = Signal(str)
    undoable = Signal(str, object)
    issues_counted = Signal(int, int)
    page_wanted = Signal(str, str)

    help_text = ""
    """What the page is for and how it is used, in Markdown; F1 shows it."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.theme = theme
        self.title = title
        self.year = 0
        self.quarter = 0
        self.undo_stack = QUndoStack(self)
        self.header = PageHeader(theme, title)
        self.banner = Banner(theme)
        self._content: QWidget | None = None
        self._empty: QWidget | None = None
        self._is_stale = True
        self._lay_out()

    # what a page overrides

    def refresh(self) -> None:
        """Loads what the page shows, for `year` and `quarter`."""

    def on_search(self, text: str) -> None:
        """Shows what the search box asks for; an empty text shows everything again."""

    def show_place(self, place: str) -> None:
        """Leads to one thing on the page, as another page's link asked: a unit, an item's code."""

    def show_first_issue(self) -> None:
        """Leads to the first of the issues that the page has counted."""

    def unsaved_reason(self) -> str:
        """What the page could not store, as a sentence; empty where everything is stored or can be given up."""
        return ""

    def show_unsaved(self) -> None:
        """Leads to what could not be stored."""
        self.show_first_issue()

    def period_changed(self, year: int, quarter: int) -> None:
        """Takes over the period of the top bar."""
        self.year = year
        self.quarter = quarter
        self.mark_stale()

    # what a page uses

    def mark_stale(self) -> None:
        """What is shown may be out of date: reloads now if the page is in view, else when it is shown."""
        self._is_stale = True
        if self.isVisible():
            self._refresh_if_stale()

    def set_state(self, sentence: str) -> None:
        """One sentence of state below the title."""
        self.header.set_state(sentence)

    def set_content(self, content: QWidget) -> None:
        """The one widget that fills the page below its head."""
        self._content = content
        self._body.addWidget(content)
        self._body.setCurrentWidget(content)

    def primary_action(self, text: str, run: Callable[[], object], icon: str = "", shortcut: str = "") -> QAction:
        """Adds the main action: the one filled button. `text` is a verb."""
        action = self._make_action(text, run, icon, "on_accent", shortcut)
        self.header.set_primary(action)
        return action

    def plain_action(self, text: str, run: Callable[[], object], icon: str = "", shortcut: str = "") -> QAction:
        """Adds a plain button."""
        action = self._make_action(text, run, icon, "text_muted", shortcut)
        self.header.add_plain(action)
        return action

    def overflow_action(self, text: str, run: Callable[[], object], icon: str = "", shortcut: str = "") -> QAction:
        """Adds an entry to the ⋯ menu."""
        action = self._make_action(text, run, icon, "text_muted", shortcut)
        self.header.add_overflow(action)
        return action

    def show_empty(self, icon: str, headline: str, explanation: str, action: QAction | None = None) -> None:
        """Puts a friendly word in place of the content, and the step that fills the page."""
        self._drop_empty()
        self._empty = EmptyState(self.theme, icon, headline, explanation, action)
        self._body.addWidget(self._empty)
        self._body.setCurrentWidget(self._empty)

    def show_content(self) -> None:
        """Shows the content again after `show_empty`."""
        if self._content is not None:
            self._body.setCurrentWidget(self._content)
        self._drop_empty()

    def show_problem(self, error: UserError) -> None:
        """Shows an error at the top of the page until it is closed, or the page is loaded again."""
        self.banner.show_error(error)

    def take_focus(self) -> None:
        """Puts the keyboard where work on the page begins."""
        shown = self._body.currentWidget()
        if shown is None:
            return
        candidates = (shown, *shown.findChildren(QWidget))
        target = next((w for w in candidates if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.isHidden()), self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def areas(self) -> list[QWidget]:
        """Where F6 stops: the head, then lists, tables and panels from left to right."""
        shown = self._body.currentWidget()
        if shown is None:
            return [self.header]
        found = [one for one in (shown, *shown.findChildren(QWidget)) if isinstance(one, _AREA_KINDS)]
        outer: list[QWidget] = [one for one in found if not any(other.isAncestorOf(one) for other in found)]
        outer.sort(key=lambda one: (one.mapTo(self, QPoint()).x(), one.mapTo(self, QPoint()).y()))
        return [self.header, *(outer or [shown])]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.banner.hide()
            try:
                self.refresh()
            except UserError as error:
                self.show_problem(error)

    def _drop_empty(self) -> None:
        if self._empty is not None:
            self._body.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None

    def _make_action(self, text: str, run: Callable[[], object], icon: str, colour: str, shortcut: str) -> QAction:
        action = QAction(text, self)
        if icon:
            self.theme.bind_icon(action, icon, colour)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked: run())
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        layout.setSpacing(12)
        layout.addWidget(self.header)
        layout.addWidget(self.banner)
        self._body = QStackedLayout()
        layout.addLayout(self._body, 1)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One entry of the navigation: the page is made when it is first opened."""

    key: str
    word: str
    icon: str
    create: Callable[[], Page]


def place_in(place: str, quarter: Quarter) -> str:
    """A place as it is to be seen in a certain quarter: market@2020Q4."""
    return f"{place}{_QUARTER_MARK}{quarter}"


def split_place(wanted: str) -> tuple[str, Quarter | None]:
    """What `place_in` put together; `None` where any quarter will do."""
    place, mark, quarter = wanted.rpartition(_QUARTER_MARK)
    return (place, Quarter.parse(quarter)) if mark else (wanted, None)
