"""A database with the plan that has an item of every kind, its figures in and nothing judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from tests.random_years.every_kind import every_kind, reported
from xiaowei_desktop import bootstrap
from xiaowei_desktop.application.plans import found_database
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Workplace


@pytest.fixture
def kinds_year(chinese_app: QApplication, theme: Theme, settings: QSettings, tmp_path: Path) -> Iterator[Workplace]:
    tools, runner, plan = bootstrap.toolbox(), TaskRunner(), every_kind()
    path = tmp_path / "各类.db"
    found_database(tools.stores, path, plan, Author("李四", tools.clock))
    workplace = Workplace(tools, bootstrap.printer(), theme, runner, settings)
    workplace.set_operator("王敏")
    workplace.open(path)
    with workplace.desk.work() as work:
        for one in reported():
            work.returns.save(plan.id, one)
        work.commit()
    yield workplace
    runner.shut_down()
    workplace.close()
