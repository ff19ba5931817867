"""汇总进度: lights, the series of an indicator, where a row leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.pages_office import FIRST, SECOND, ShowPage
from xiaowei_desktop.application.standing import progress_of
from xiaowei_desktop.ui.pages.progress import ProgressPage
from xiaowei_desktop.ui.pages.progress_facts import LightCount, count_lights, progress_facts
from xiaowei_desktop.ui.widgets.facts import Fact, FactTable
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures", "tests.gui.city_fixtures"]


@pytest.fixture
def page(show_page: ShowPage) -> ProgressPage:
    shown = show_page(ProgressPage).current_page
    assert isinstance(shown, ProgressPage)
    return shown


def test_the_sentence_counts_lights_and_gaps(page: ProgressPage) -> None:
    assert page.header.state == "第2季度：● 正常 6 个，▲ 偏慢 0 个，■ 滞后 2 个，5 个还没有数据。"


def test_without_gaps_the_sentence_names_none() -> None:
    assert LightCount(3, 1, 0, 0).sentence == "● 正常 3 个，▲ 偏慢 1 个，■ 滞后 0 个。"


def test_lights_are_counted_from_the_rows(office: Workplace) -> None:
    assert count_lights(progress_of(office.desk, FIRST)).missing == 0


def test_the_series_has_every_quarter_so_far(office: Workplace) -> None:
    year = {quarter: progress_of(office.desk, quarter) for quarter in (FIRST, SECOND)}
    facts = progress_facts(office.plan(), "new_enterprises", year)
    table = next(part for part in facts.parts if isinstance(part, FactTable))
    assert table.rows == (
        ("1季度", "1,475", "25.00%", "25.00%", "● 正常"),
        ("2季度", "2,950", "50.00%", "50.00%", "● 正常"),
    )
    assert Fact("数据状态", "● 已审核") in facts.parts


def test_what_has_not_come_in_is_said_so(office: Workplace) -> None:
    year = {quarter: progress_of(office.desk, quarter) for quarter in (FIRST, SECOND)}
    facts = progress_facts(office.plan(), "loan_growth", year)
    table = next(part for part in facts.parts if isinstance(part, FactTable))
    assert table.rows[1][1] == "未报"
    assert table.rows[0][1] == "25（对照 10）"
    assert Fact("数据状态", "○ 还没有收到") in facts.parts


def test_a_task_without_a_figure_shows_its_status(office: Workplace) -> None:
    facts = progress_facts(office.plan(), "parks", {FIRST: progress_of(office.desk, FIRST)})
    assert Fact("完成状态", "按计划推进") in facts.parts
    assert Fact("进展情况", "按季度计划推进") in facts.parts


def test_the_panel_follows_the_selection_and_the_quarter(page: ProgressPage) -> None:
    page.show_place("new_enterprises")
    assert "2,950" in page.panel.toPlainText()
    page.period_changed(2020, 1)
    assert "第1季度" in page.header.state
    assert "2,950" not in page.panel.toPlainText()
    assert "1,475" in page.panel.toPlainText()


def test_enter_leads_to_the_return_with_the_figure(page: ProgressPage, qtbot: QtBot) -> None:
    page.show_place("loan_growth")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == ["returns", "pboc"]


def test_the_search_finds_a_unit(page: ProgressPage) -> None:
    page.on_search("税务局")
    assert len(page.table.search.matches) == 1


def test_three_years_have_every_state_in_view_on_a_small_screen(city: Workplace, qtbot: QtBot) -> None:
    page = ProgressPage(city)
    qtbot.addWidget(page)
    page.resize(1366 - 142, 676)
    page.period_changed(2022, 2)
    page.show()
    model, titles = page.table.model(), []
    for column in range(model.columnCount()):
        titles.append(str(model.headerData(column, Qt.Orientation.Horizontal)).replace("\n", ""))
    state = page.table.visualRect(model.index(1, titles.index("规划期状态")))
    assert state.right() < page.table.viewport().width()
    assert titles[-2:] == ["规划期序时进度", "数据提供单位"]
    page.table.horizontalScrollBar().setValue(page.table.horizontalScrollBar().maximum())
    assert page.table.held == 1
