"""A real application, look and settings for the tests of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from xiaowei_desktop.ui.app import prepare_application
from xiaowei_desktop.ui.theme.theme import Look, Theme

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def resources() -> Path:
    """The folder with icons, styles and fonts."""
    return RESOURCES


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings in a file of their own."""
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture(scope="session")
def chinese_app(qapp: QApplication) -> QApplication:
    """The application as the program prepares it."""
    prepare_application(qapp, RESOURCES)
    return qapp


@pytest.fixture(scope="session")
def session_theme(chinese_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    file = tmp_path_factory.mktemp("look") / "look.ini"
    return Theme(chinese_app, RESOURCES, QSettings(str(file), QSettings.Format.IniFormat))


@pytest.fixture
def theme(session_theme: Theme) -> Theme:
    """The light look at the default text size."""
    session_theme.set_look(Look.LIGHT)
    session_theme.set_text_size(10.5)
    return session_theme
