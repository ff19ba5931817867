"""The window in which every page stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QByteArray, QSettings, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QUndoGroup
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.frame.areas import go_to_next_area
from xiaowei_desktop.ui.frame.closing import Closing
from xiaowei_desktop.ui.frame.help_panel import HelpPanel
from xiaowei_desktop.ui.frame.navigation import Navigation
from xiaowei_desktop.ui.frame.page_stack import PageStack
from xiaowei_desktop.ui.frame.status_line import StatusLine
from xiaowei_desktop.ui.frame.top_bar import TopBar
from xiaowei_desktop.ui.frame.window_menu import WindowMenu
from xiaowei_desktop.ui.messages import show_error
from xiaowei_desktop.ui.page import Page, PageEntry, split_place
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme

_NARROW = 1100
_SMALLEST = (800, 480)
_GEOMETRY_KEY = "window/geometry"
_COLLAPSED_KEY = "window/navigation-collapsed"
_SHORTCUT_PAGES = 9


class MainWindow(QMainWindow):
    """Navigation, top bar, page, status line.

    `period_changed` (year, quarter) reaches every open page and those that wish to know besides;
    `operator_clicked` is for the program to answer.
    """

    period_changed = Signal(int, int)
    page_changed = Signal(str)
    operator_clicked = Signal()

    def __init__(self, entries: Sequence[PageEntry], theme: Theme, runner: TaskRunner, settings: QSettings) -> None:
        super().__init__()
        self.theme = theme
        self._entries = tuple(entries)
        self._settings = settings
        self._is_narrow = False
        self.undo_group = QUndoGroup(self)
        self.pages = PageStack(self._entries, self.undo_group)
        self._closing = Closing(self, self.pages, runner)
        self.navigation = Navigation(theme, self._entries)
        self.top_bar = TopBar(theme)
        self.status_line = StatusLine(theme, runner)
        self.help_panel = HelpPanel(theme)
        self._lay_out()
        self.window_menu = WindowMenu(self.top_bar.menu, self)
        self.window_menu.fill(self)
        self._connect(runner)
        self._restore()
        self.show_page(self._entries[0].key)

    @property
    def current_page(self) -> Page:
        return self.pages.current

    @property
    def period(self) -> tuple[int, int]:
        """Year and quarter of the top bar; (0, 0) before a plan is open."""
        return self.top_bar.period.period

    def set_plan(self, name: str, years: Sequence[int], year: int, quarter: int) -> None:
        """Names the plan, offers its years and shows the period to begin with."""
        self._closing.forget()
        self.top_bar.plan.setText(name)
        self.top_bar.period.set_years(years)
        self.top_bar.period.set_period(year, quarter)

    def set_operator(self, name: str) -> None:
        """Who is working."""
        self.top_bar.set_operator(name)

    def show_page(self, key: str, place: str = "") -> None:
        """Opens a page by its key, and on it the place that is asked for. `KeyError` where there is none.

        A place may name the quarter in which it is to be seen: `market@2020Q4`.
        """
        index = next((i for i, entry in enumerate(self._entries) if entry.key == key), None)
        if index is None:
            raise KeyError(key)
        place, quarter = split_place(place)
        if quarter is not None:
            self.top_bar.period.set_period(quarter.year, quarter.number)
        if key != self.pages.current_key:
            self._clear_search()
        page = self.pages.show_page(key)
        self.navigation.select(index)
        if self.help_panel.isVisible():
            self.help_panel.show_help(page, self.window_menu.actions)
        page.take_focus()
        if place:
            page.show_place(place)
        self.page_changed.emit(key)

    def show_message(self, text: str) -> None:
        """A passing sentence in the status line."""
        self.status_line.show_message(text)

    def show_undoable(self, text: str, undo: Callable[[], object]) -> None:
        """A passing sentence with 撤销 behind it."""
        self.status_line.show_undoable(text, undo)

    @Slot()
    def mark_all_stale(self) -> None:
        """For what changes data from outside the pages: a restored backup, another plan."""
        self.pages.mark_stale()

    def may_leave(self) -> bool:
        """Whether the data may be left for other data; asks where a page has something that can't be stored."""
        return self._closing.may_leave()

    @Slot()
    def next_area(self) -> None:
        """F6: navigation, top bar, and the parts of the page, one after the other."""
        go_to_next_area(self._areas(), QApplication.focusWidget(), 1)

    @Slot()
    def previous_area(self) -> None:
        """Shift+F6."""
        go_to_next_area(self._areas(), QApplication.focusWidget(), -1)

    @Slot()
    def toggle_navigation(self) -> None:
        """Folds or unfolds the navigation; remembered for windows that are wide enough to choose."""
        collapsed = not self.navigation.is_collapsed
        self.navigation.set_collapsed(collapsed=collapsed)
        if not self._is_narrow:
            self._settings.setValue(_COLLAPSED_KEY, int(collapsed))

    @Slot()
    def toggle_help(self) -> None:
        """F1."""
        if self.help_panel.isVisible():
            self.help_panel.hide()
            self.current_page.take_focus()
        else:
            self.help_panel.open_for(self.current_page, self.window_menu.actions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.navigation.set_collapsed(collapsed=narrow or self._prefers_collapsed())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing.is_allowed():
            self._settings.setValue(_GEOMETRY_KEY, self.saveGeometry())
            event.accept()
        else:
            event.ignore()

    def _areas(self) -> tuple[QWidget, ...]:
        return (self.navigation, self.top_bar, *self.current_page.areas(), self.help_panel)

    @Slot()
    def _show_saved(self) -> None:
        self.status_line.show_saved(datetime.now())

    @Slot()
    def _show_issues(self) -> None:
        if self.pages.issues is None:
            self.status_line.hide_issues()
        else:
            self.status_line.show_issues(*self.pages.issues)

    @Slot()
    def _show_first_issue(self) -> None:
        self.current_page.show_first_issue()

    def _clear_search(self) -> None:
        if self.top_bar.search.text() and self.pages.count():
            self.current_page.on_search("")
        self.top_bar.clear_search()

    @Slot(int, int)
    def _pass_period(self, year: int, quarter: int) -> None:
        self.pages.set_period(year, quarter)
        self.period_changed.emit(year, quarter)

    @Slot(str)
    def _pass_search(self, text: str) -> None:
        self.current_page.on_search(text)

    @Slot(UserError)
    def _show_failure(self, error: UserError) -> None:
        show_error(self, error)

    def _prefers_collapsed(self) -> bool:
        return str(self._settings.value(_COLLAPSED_KEY, 0)) == "1"

    def _restore(self) -> None:
        self.setMinimumSize(*_SMALLEST)
        self.resize(1366, 720)
        geometry = self._settings.value(_GEOMETRY_KEY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.navigation.set_collapsed(collapsed=self._prefers_collapsed() or self.width() < _NARROW)

    def _connect(self, runner: TaskRunner) -> None:
        self.navigation.chosen.connect(lambda index: self.show_page(self._entries[index].key))
        self.navigation.toggled.connect(self.toggle_navigation)
        self.top_bar.period.period_changed.connect(self._pass_period)
        self.top_bar.search_requested.connect(self._pass_search)
        self.top_bar.operator_clicked.connect(self.operator_clicked)
        self.status_line.issues_clicked.connect(self._show_first_issue)
        self.pages.message.connect(self.show_message)
        self.pages.undoable.connect(self.show_undoable)
        self.pages.wanted.connect(self.show_page)
        self.pages.stored.connect(self._show_saved)
        self.pages.issues_changed.connect(self._show_issues)
        runner.failed.connect(self._show_failure)
        for index, entry in enumerate(self._entries[:_SHORTCUT_PAGES]):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self)
            shortcut.activated.connect(lambda key=entry.key: self.show_page(key))

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.help_panel)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addLayout(middle, 1)
        right.addWidget(self.status_line)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)
