"""Offices with other plans than Binjiang's, for the window's tests: a city's, a task list; without any return."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from tests.gui.other_plans import CITY_PLAN, OpenPlan
from tests.gui.pages_office import office_tools
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace


@pytest.fixture
def open_plan(office_printer: Printer, theme: Theme, settings: QSettings, tmp_path: Path) -> Iterator[OpenPlan]:
    """Opens a workplace on a new database with a shipped plan."""
    tools, runner = office_tools(), TaskRunner(show_after_ms=0)
    workplace = Workplace(tools, office_printer, theme, runner, settings)

    def opened(plan_id: str) -> Workplace:
        path = tmp_path / f"{plan_id}.db"
        create_database(tools.stores, tools.plans, path, plan_id, Author("李四", tools.clock))
        workplace.open(path)
        return workplace

    yield opened
    runner.shut_down()
    workplace.close()


@pytest.fixture
def city(open_plan: OpenPlan) -> Workplace:
    return open_plan(CITY_PLAN)
