"""The clerk of the tests of 季报填报, before a window with the page in the second quarter."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.pages_office import ShowPage
from tests.gui.returns_clerk import Clerk
from xiaowei_desktop.ui.pages.returns import ReturnsPage
from xiaowei_desktop.ui.workplace import Workplace


@pytest.fixture
def clerk(show_page: ShowPage, office: Workplace, qtbot: QtBot) -> Clerk:
    return Clerk(show_page(ReturnsPage), office, qtbot)
