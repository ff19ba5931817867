"""Fixtures of the page tests: the office's database, opened afresh for each test, and a window with one page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.answering import leave
from tests.gui.pages_office import ShowPage, make_office, office_tools
from xiaowei_desktop import bootstrap
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.page import Page, PageEntry
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace


@pytest.fixture(scope="session")
def office_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "滨江.db"
    make_office(path)
    return path


@pytest.fixture(scope="session")
def office_printer(chinese_app: QApplication) -> Printer:
    return bootstrap.printer()


@pytest.fixture
def office(
    office_database: Path, office_printer: Printer, theme: Theme, settings: QSettings, tmp_path: Path
) -> Iterator[Workplace]:
    """A workplace on a copy of the office's database; what goes wrong on the worker fails the test."""
    folder = tmp_path / "数据"
    folder.mkdir()
    runner = TaskRunner(show_after_ms=0)
    crashes: list[object] = []
    runner.crashed.connect(crashes.append)
    workplace = Workplace(office_tools(), office_printer, theme, runner, settings)
    workplace.set_operator("李四")
    workplace.open(Path(shutil.copy(office_database, folder / "滨江.db")))
    yield workplace
    runner.shut_down()
    workplace.close()
    assert not crashes


@pytest.fixture
def show_page(office: Workplace, qtbot: QtBot) -> ShowPage:
    """Opens a window in which the page stands, in the second quarter; the worker has come to rest."""

    def show(create: Callable[[Workplace], Page]) -> MainWindow:
        entry = PageEntry("page", "页", "house", lambda: create(office))
        window = MainWindow([entry], office.theme, office.runner, office.settings)

        def before_close(_window: MainWindow) -> None:
            # a window that is closed while the worker is busy asks about it
            qtbot.waitUntil(lambda: not office.runner.is_busy)
            leave(window)

        qtbot.addWidget(window, before_close_func=before_close)
        window.set_plan(office.plan().short_title, [2020], 2020, 2)
        window.current_page.page_wanted.disconnect()
        window.resize(1366, 700)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: not office.runner.is_busy)
        return window

    return show
