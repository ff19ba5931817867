"""A city's office for the window's tests: the Shaoxing plan, without any return."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from tests.gui.pages_office import office_tools
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace

CITY_PLAN = "shaoxing-2021-2023"


@pytest.fixture
def city(office_printer: Printer, theme: Theme, settings: QSettings, tmp_path: Path) -> Iterator[Workplace]:
    """A workplace on a new database of the city."""
    tools = office_tools()
    path = tmp_path / "绍兴.db"
    create_database(tools.stores, tools.plans, path, CITY_PLAN, Author("李四", tools.clock))
    runner = TaskRunner(show_after_ms=0)
    workplace = Workplace(tools, office_printer, theme, runner, settings)
    workplace.open(path)
    yield workplace
    runner.shut_down()
    workplace.close()
