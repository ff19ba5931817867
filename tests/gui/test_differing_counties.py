"""Counties that do not come to what was reported for the whole: on the to-do list, and when a return is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer
from tests.gui.pages_office import office_tools
from tests.unit.application.city_desk import desk_with, hand_in
from tests.unit.domain.small_city import CITY
from tests.unit.domain.test_roll_up import EAST, Q1, SOUTH, WEST, WHOLE
from xiaowei_desktop.ui.dialogs.reason import ReasonDialog
from xiaowei_desktop.ui.pages.returns import ReturnsPage
from xiaowei_desktop.ui.pages.workbench import WorkbenchPage
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace

pytest_plugins = ["tests.gui.pages_fixtures"]


@pytest.fixture
def city(office_printer: Printer, theme: Theme, settings: QSettings, tmp_path: Path) -> Iterator[Workplace]:
    """The small city: every return is in, that of 市监局 still waits for acceptance."""
    tools, path = office_tools(), tmp_path / "小城.db"
    desk = desk_with(tools.stores, path, CITY)
    for report in (WHOLE, EAST, WEST, SOUTH):
        version = report.current
        assert version is not None
        hand_in(desk, report.unit, Q1, *version.lines, accepted=report is not WHOLE)
    desk.store.close()
    runner = TaskRunner(show_after_ms=0)
    workplace = Workplace(tools, office_printer, theme, runner, settings)
    workplace.open(path)
    yield workplace
    runner.shut_down()
    workplace.close()


def texts(page: WorkbenchPage) -> list[list[str]]:
    model = page.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_workbench_lists_them_and_leads_to_who_reports_the_whole(city: Workplace, qtbot: QtBot) -> None:
    page = WorkbenchPage(city)
    qtbot.addWidget(page)
    page.period_changed(Q1.year, Q1.number)
    page.show()
    assert page.header.state.endswith("2 个指标的区县合计与全域数不一致。")
    rows = texts(page)
    at = [row[0] for row in rows].index("区县合计与全域数不一致（2）")
    assert rows[at + 1][:2] == ["市监局", "■ 不一致"]
    assert "小城市报送100家，3个区县合计105家" in rows[at + 1][-1]
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.table.activated.emit(page.table.model().index(at + 1, 0))
    assert wanted.args == ["returns", "market"]


def test_they_are_told_when_the_return_is_accepted(city: Workplace, qtbot: QtBot) -> None:
    page = ReturnsPage(city)
    qtbot.addWidget(page)
    page.period_changed(Q1.year, Q1.number)
    page.show()
    page.show_place("market")

    def explain(dialog: ReasonDialog) -> None:
        dialog.text.setPlainText("已电话核实")
        dialog.accept_button.click()

    answer(page, ReasonDialog, explain)
    page.office.approve("market", Q1)
    assert "区县合计多5家" in page.banner.text
    with qtbot.waitSignal(page.page_wanted) as wanted:
        next(button for button in page.banner.findChildren(QPushButton) if button.text() == "看汇总表").click()
    assert wanted.args == ["printing", "rollup"]
