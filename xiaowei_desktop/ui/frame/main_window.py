"""The window in which every page stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QUndoGroup
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.frame.help_panel import HelpPanel
from xiaowei_desktop.ui.frame.navigation import Navigation
from xiaowei_desktop.ui.frame.status_line import StatusLine
from xiaowei_desktop.ui.frame.top_bar import TopBar
from xiaowei_desktop.ui.frame.window_menu import WindowMenu
from xiaowei_desktop.ui.messages import ask, show_error
from xiaowei_desktop.ui.page import Page, PageEntry
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme

_NARROW = 1100
_SMALLEST = (800, 480)
_GEOMETRY_KEY = "window/geometry"
_COLLAPSED_KEY = "window/navigation-collapsed"
_SHORTCUT_PAGES = 9


class MainWindow(QMainWindow):
    """Navigation, top bar, page, status line.

    Pages are made when they are first opened. `period_changed` (year, quarter) reaches every open page and
    those that wish to know besides; `operator_clicked` and `issues_clicked` are for the program to answer.
    """

    period_changed = Signal(int, int)
    page_changed = Signal(str)
    operator_clicked = Signal()
    issues_clicked = Signal()

    def __init__(self, entries: Sequence[PageEntry], theme: Theme, runner: TaskRunner, settings: QSettings) -> None:
        super().__init__()
        self.theme = theme
        self._entries = tuple(entries)
        self._runner = runner
        self._settings = settings
        self._pages: dict[str, Page] = {}
        self._issues: dict[Page, tuple[int, int]] = {}
        self._is_narrow = False
        self._closes_when_idle = False
        self.undo_group = QUndoGroup(self)
        self.navigation = Navigation(theme, self._entries)
        self.top_bar = TopBar(theme)
        self.status_line = StatusLine(theme, runner)
        self.help_panel = HelpPanel(theme)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._lay_out()
        self.window_menu = WindowMenu(self.top_bar.menu, self)
        self.window_menu.fill(self)
        self._connect()
        self._restore()
        self.show_page(self._entries[0].key)

    @property
    def current_page(self) -> Page:
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def period(self) -> tuple[int, int]:
        """Year and quarter of the top bar; (0, 0) before a plan is open."""
        return self.top_bar.period.period

    def set_plan(self, name: str, years: Sequence[int], year: int, quarter: int) -> None:
        """Names the plan, offers its years and shows the period to begin with."""
        self.top_bar.plan.setText(name)
        self.top_bar.period.set_years(years)
        self.top_bar.period.set_period(year, quarter)

    def set_operator(self, name: str) -> None:
        """Who is working."""
        self.top_bar.set_operator(name)

    def show_page(self, key: str, place: str = "") -> None:
        """Opens a page by its key, and on it the place that is asked for. `KeyError` where there is none."""
        index = next((i for i, entry in enumerate(self._entries) if entry.key == key), None)
        if index is None:
            raise KeyError(key)
        page = self._pages.get(key) or self._make_page(self._entries[index])
        if page is not self._stack.currentWidget() or not self._pages:
            self._clear_search()
        self._stack.setCurrentWidget(page)
        self.navigation.select(index)
        self.undo_group.setActiveStack(page.undo_stack)
        self._show_issues_of(page)
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
        for page in self._pages.values():
            page.mark_stale()

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
        if not self._runner.is_busy:
            self._settings.setValue(_GEOMETRY_KEY, self.saveGeometry())
            event.accept()
            return
        event.ignore()
        if self._closes_when_idle:
            return
        if not self._runner.is_shown:
            self._closes_when_idle = True  # it is over before anybody could answer
            return
        if not self._may_stop_work():
            return
        if not self._runner.is_busy:
            self.close()
            return
        self._closes_when_idle = True
        self._runner.cancel()

    def _may_stop_work(self) -> bool:
        return ask(
            self,
            f"{self._runner.label}还没有完成。要停止并退出吗？",
            "停止并退出",
            "继续等待",
            "已经保存的数据不受影响，没有完成的部分需要重做。",
        )

    def _make_page(self, entry: PageEntry) -> Page:
        page = entry.create()
        self._pages[entry.key] = page
        self.undo_group.addStack(page.undo_stack)
        page.message.connect(self.show_message)
        page.undoable.connect(self.show_undoable)
        page.page_wanted.connect(self.show_page)
        page.data_changed.connect(lambda: self._data_changed(page))
        page.issues_counted.connect(lambda errors, warnings: self._count(page, errors, warnings))
        year, quarter = self.period
        if year:
            page.period_changed(year, quarter)
        self._stack.addWidget(page)
        return page

    def _data_changed(self, source: Page) -> None:
        self.status_line.show_saved(datetime.now())
        for page in self._pages.values():
            if page is not source:
                page.mark_stale()

    def _count(self, page: Page, errors: int, warnings: int) -> None:
        self._issues[page] = (errors, warnings)
        if page is self._stack.currentWidget():
            self._show_issues_of(page)

    def _show_issues_of(self, page: Page) -> None:
        if page in self._issues:
            self.status_line.show_issues(*self._issues[page])
        else:
            self.status_line.hide_issues()

    def _clear_search(self) -> None:
        if self.top_bar.search.text() and self._stack.count():
            self.current_page.on_search("")
        self.top_bar.clear_search()

    @Slot(int, int)
    def _pass_period(self, year: int, quarter: int) -> None:
        for page in self._pages.values():
            page.period_changed(year, quarter)
        self.period_changed.emit(year, quarter)

    @Slot(str)
    def _pass_search(self, text: str) -> None:
        self.current_page.on_search(text)

    @Slot(UserError)
    def _show_failure(self, error: UserError) -> None:
        show_error(self, error)

    @Slot()
    def _close_if_wanted(self) -> None:
        if self._closes_when_idle:
            self.close()

    def _prefers_collapsed(self) -> bool:
        return str(self._settings.value(_COLLAPSED_KEY, 0)) == "1"

    def _restore(self) -> None:
        self.setMinimumSize(*_SMALLEST)
        self.resize(1366, 720)
        geometry = self._settings.value(_GEOMETRY_KEY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.navigation.set_collapsed(collapsed=self._prefers_collapsed() or self.width() < _NARROW)

    def _connect(self) -> None:
        self.navigation.chosen.connect(lambda index: self.show_page(self._entries[index].key))
        self.navigation.toggled.connect(self.toggle_navigation)
        self.top_bar.period.period_changed.connect(self._pass_period)
        self.top_bar.search_requested.connect(self._pass_search)
        self.top_bar.operator_clicked.connect(self.operator_clicked)
        self.status_line.issues_clicked.connect(self.issues_clicked)
        self._runner.failed.connect(self._show_failure)
        self._runner.idle.connect(self._close_if_wanted, Qt.ConnectionType.QueuedConnection)
        for index, entry in enumerate(self._entries[:_SHORTCUT_PAGES]):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self)
            shortcut.activated.connect(lambda key=entry.key: self.show_page(key))

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
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
