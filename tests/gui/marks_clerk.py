"""A clerk at the mark page: what is typed there, what is seen, and what the database holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.sample_window import open_window
from xiaowei_desktop.application.marks import mark_form
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.pages.marks import MarksPage
from xiaowei_desktop.ui.pages.marks.grid import MarkGrid
from xiaowei_desktop.ui.workplace import Workplace


class MarksClerk:
    """The page on the screen by keyboard, and what is stored."""

    def __init__(self, workplace: Workplace, qtbot: QtBot) -> None:
        self.workplace = workplace
        self.window: MainWindow = open_window(workplace, qtbot, "marks")
        page = self.window.current_page
        assert isinstance(page, MarksPage)
        self.page = page

    @property
    def grid(self) -> MarkGrid:
        grid = self.page.boards.grid
        assert grid is not None
        return grid

    def go(self, unit: str, item: str, column: str) -> None:
        self.page.show_place(f"{unit}|{item}")
        assert self.grid.select_cell(f"{unit}|{item}", column)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.grid, key, modifier)
        QCoreApplication.sendPostedEvents()

    def type(self, text: str) -> None:
        self.begin(text)
        self.press(Qt.Key.Key_Return)

    def begin(self, text: str) -> None:
        """Types without Enter: the editor stays open."""
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.grid, letter)

    def shown(self, unit: str, item: str, column: str) -> str:
        row = self.grid.entries.row_number(f"{unit}|{item}")
        assert row is not None
        return self.grid.entries.text(row, self.grid.entries.column_number(column))

    def issues(self, unit: str, item: str, column: str) -> list[str]:
        row = self.grid.entries.row_number(f"{unit}|{item}")
        assert row is not None
        return [issue.message for issue in self.grid.entries.issues(row, self.grid.entries.column_number(column))]

    def stored(self, unit: str, item: str) -> Mark | None:
        return mark_form(self.workplace.desk, self.page.year).marks.get((unit, item))

    def history(self) -> list[str]:
        with self.workplace.desk.work() as work:
            return [
                f"{change.who} {change.old}→{change.new}" for change in work.history.all(self.workplace.desk.plan_id)
            ]

    def reasons(self) -> list[str]:
        with self.workplace.desk.work() as work:
            return [change.reason for change in work.history.all(self.workplace.desk.plan_id)]
