"""A real application, look and settings for the tests of the window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.answering import close_all
from xiaowei_desktop.ui.app import prepare_application
from xiaowei_desktop.ui.theme.theme import Look, Theme

RESOURCES = Path(__file__).parents[2] / "resources"

PATIENCE_MS = 60_000
"""How long a loaded machine may take for anything. Only a test that fails waits so long."""


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


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits with more patience than five seconds."""
    for name in ("waitUntil", "waitSignal", "waitExposed"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True)
def _no_dialog_waits_for_ever(qapp: QApplication) -> Iterator[None]:
    """A dialog that no test answers is closed, and fails the test, which would otherwise hang."""
    limit = QTimer(singleShot=True, interval=PATIENCE_MS)

    def give_up() -> None:
        dialog = QApplication.activeModalWidget()
        close_all()
        assert dialog is None, f"nobody has answered {dialog}"

    limit.timeout.connect(give_up)
    limit.start()
    yield
    limit.stop()
