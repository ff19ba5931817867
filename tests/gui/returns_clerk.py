"""A clerk at the page 季报填报: types, presses keys, answers the dialogs that come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.answering import Dialog, answer
from tests.gui.pages_office import SECOND
from xiaowei_desktop.application.returns import open_return
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine, ReturnState
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.grids.entry_content import EntryValue
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.pages.returns import ReturnsPage
from xiaowei_desktop.ui.pages.returns.grid import ReturnGrid
from xiaowei_desktop.ui.workplace import Workplace

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class Clerk:
    """A clerk at the page."""

    def __init__(self, window: MainWindow, workplace: Workplace, qtbot: QtBot) -> None:
        page = window.current_page
        assert isinstance(page, ReturnsPage)
        self.window, self.page, self.workplace, self.qtbot = window, page, workplace, qtbot
        self.messages: list[str] = []
        page.message.connect(self.messages.append)
        window.activateWindow()

    @property
    def grid(self) -> ReturnGrid:
        assert self.page.panel.grid is not None
        return self.page.panel.grid

    def open(self, unit: str) -> None:
        self.page.show_place(unit)
        self.page.take_focus()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        if QApplication.activeModalWidget() is None:
            # without a window manager nobody gives it back its place after a dialog
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        QTest.keyClick(self._focus(), key, modifier)
        # Qt hands what an editor holds to the grid only after the key
        QCoreApplication.sendPostedEvents()

    def write(self, text: str) -> None:
        """Letter by letter, as a keyboard or a Chinese input method gives them."""
        for letter in text:
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, letter)
            QCoreApplication.sendEvent(self._focus(), key)

    def enter(self, row: str, field: str, text: str) -> None:
        """Types into a cell and goes on with Enter."""
        self.grid.select_cell(self.row(row), field)
        self.grid.setFocus()
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def value(self, row: str, field: str) -> EntryValue:
        return self.grid.value(self.row(row), field)

    def row(self, indicator: str) -> str:
        return f"{indicator}|{self.workplace.plan().subject}"

    def stored(self, unit: str) -> dict[str, ReturnLine]:
        return {line.key.indicator: line for line in open_return(self.workplace.desk, unit, SECOND).lines}

    def state(self, unit: str) -> ReturnState:
        return open_return(self.workplace.desk, unit, SECOND).report.state

    def report(self, unit: str) -> QuarterlyReturn:
        return open_return(self.workplace.desk, unit, SECOND).report

    def answer(self, kind: type[Dialog], act: Callable[[Dialog], object]) -> list[str]:
        """Does `act` in the dialog when it comes; what is returned will hold the dialog's title then."""
        return answer(self.page, kind, act)

    def rest(self) -> None:
        """Waits until the worker has nothing left to do."""
        self.qtbot.waitUntil(lambda: not self.workplace.runner.is_busy)

    def issue_texts(self) -> list[str]:
        return column(self.page.panel.issues, 2)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.grid


def column(table: SheetView, number: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]
