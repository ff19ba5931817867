"""Fixtures for the pages of the year's end: the sample year, opened afresh for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from tests.gui.sample_window import OPEN_MARKS, YEAR
from xiaowei_desktop import bootstrap
from xiaowei_desktop.application.marks import remove_mark
from xiaowei_desktop.application.sample_year import play_sample_year
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Workplace


@pytest.fixture(scope="session")
def sample_database(chinese_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole sample year, judged and approved. Its PDFs need the application to be there."""
    return play_sample_year(bootstrap.toolbox(), tmp_path_factory.mktemp("sample")).database


@pytest.fixture
def complete_year(
    sample_database: Path, chinese_app: QApplication, theme: Theme, settings: QSettings, tmp_path: Path
) -> Iterator[Workplace]:
    """A workplace on a copy of the sample year; what goes wrong on the worker fails the test."""
    runner = TaskRunner()
    crashes: list[object] = []
    runner.crashed.connect(crashes.append)
    workplace = Workplace(bootstrap.toolbox(), bootstrap.printer(), theme, runner, settings)
    workplace.set_operator("王敏")
    workplace.open(Path(shutil.copy(sample_database, tmp_path / "样例.db")))
    yield workplace
    runner.shut_down()
    workplace.close()
    assert not crashes


@pytest.fixture
def open_year(complete_year: Workplace) -> Workplace:
    """The same year with some items still to be judged."""
    for unit, item in OPEN_MARKS:
        remove_mark(complete_year.desk, YEAR, unit, item, "重新评定")
    return complete_year
