"""Several plans in one database: the one used last is shown, and the top bar leads to the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.answering import press_in_box
from tests.gui.pages_office import CLOCK, office_tools
from xiaowei_desktop import bootstrap
from xiaowei_desktop.application.plans import add_plan, create_database
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.pages.plan import PlanPage
from xiaowei_desktop.ui.start import Program
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Workplace

FIRST, SECOND = "binjiang-2020", "shaoxing-2021-2023"


@pytest.fixture
def two_plans(tmp_path: Path) -> Path:
    tools, author, path = office_tools(), Author("李四", CLOCK), tmp_path / "两个方案.db"
    create_database(tools.stores, tools.plans, path, FIRST, author)
    store = tools.stores.open(path)
    add_plan(store, tools.plans.load(SECOND), author)
    store.close()
    return path


@pytest.fixture
def window(
    chinese_app: QApplication, theme: Theme, settings: QSettings, qtbot: QtBot, two_plans: Path
) -> Iterator[MainWindow]:
    runner = TaskRunner()
    workplace = Workplace(office_tools(), bootstrap.printer(), theme, runner, settings)
    program = Program(workplace)
    assert program.take_up(two_plans) and program.window is not None
    yield program.window
    qtbot.waitUntil(lambda: not runner.is_busy)
    if any(page.unsaved_reason() for page in program.window.pages.opened()):
        press_in_box(program.window, "仍然关闭")
    program.window.close()
    runner.shut_down()
    workplace.close()


def choose(window: MainWindow, plan_id: str) -> None:
    """Takes a plan in the top bar."""
    chooser = window.top_bar.plans
    chooser.setCurrentIndex(chooser.findData(plan_id))
    chooser.activated.emit(chooser.currentIndex())


def shown_plan(window: MainWindow) -> str:
    window.show_page("readings")
    page = window.current_page
    assert isinstance(page, PlanPage)
    return page.workplace.desk.plan_id


def test_another_plan_brings_its_own_years(window: MainWindow) -> None:
    assert window.top_bar.plans.isVisible() and not window.top_bar.plan.isVisible()
    assert shown_plan(window) == FIRST
    choose(window, SECOND)
    assert shown_plan(window) == SECOND
    assert window.period[0] in (2021, 2022, 2023)
    page = window.current_page
    assert isinstance(page, PlanPage) and "绍" in page.panel.tables["方案"].grid.entries.text(1, 1)


def test_what_is_not_saved_is_asked_about_first(window: MainWindow) -> None:
    assert shown_plan(window) == FIRST
    page = window.current_page
    assert isinstance(page, PlanPage)
    page.panel.current.delete_rows()
    press_in_box(window, "返回改正")
    choose(window, SECOND)
    assert shown_plan(window) == FIRST
    assert window.top_bar.plans.currentData() == FIRST and page.is_changed
    press_in_box(window, "仍然关闭")
    choose(window, SECOND)
    assert shown_plan(window) == SECOND and not page.is_changed
    page.panel.show_sheet("单位")
    page.panel.current.delete_rows()
    press_in_box(window, "返回改正")
    choose(window, FIRST)
    assert shown_plan(window) == SECOND and page.is_changed
