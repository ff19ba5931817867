"""工作台: what the quarter still needs, where each row leads, and the forms that go out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.pages_office import APPROVED, DRAFTED, FIRST, SECOND, SENT_BACK, WAITING, WITH_ISSUE, ShowPage
from tests.random_years.every_kind import JIA, every_kind, reported
from tests.random_years.plan import YEAR
from xiaowei_desktop.application.marking import Marking
from xiaowei_desktop.application.ports.finals import YearInputs
from xiaowei_desktop.application.scoring import scored
from xiaowei_desktop.application.standing import status_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.ui.pages.workbench import WorkbenchPage
from xiaowei_desktop.ui.pages.workbench_tasks import next_step, quarter_sentence, unit_tasks
from xiaowei_desktop.ui.pages.workbench_tiles import YearGaps, quarter_tile, year_gaps
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures"]


@pytest.fixture
def page(show_page: ShowPage) -> WorkbenchPage:
    shown = show_page(WorkbenchPage).current_page
    assert isinstance(shown, WorkbenchPage)
    return shown


def row_of(page: WorkbenchPage, unit: str) -> list[str]:
    assert page.table.select_source(unit)
    index = page.table.currentIndex()
    return [str(index.siblingAtColumn(column).data()) for column in range(7)]


def test_the_sentence_counts_what_came_and_what_is_late(page: WorkbenchPage) -> None:
    assert page.header.state == "第2季度（7月10日前报）：9 个单位已报 4 个、已审核 1 个，逾期未报 5 个，退回 1 个。"


@pytest.mark.parametrize(
    ("unit", "row"),
    [
        (APPROVED, ["市监局", "● 已审核", "2020-07-09", "", "", "第 1 版", "查看季报 ›"]),
        (WAITING, ["税务局", "▲ 已报", "2020-07-12", "○ 晚报 2 天", "", "第 1 版", "审核 ›"]),
        (WITH_ISSUE, ["科技局", "▲ 已报", "2020-07-09", "", "■ 2 处", "第 1 版", "核对 2 处问题，再审核 ›"]),
        (SENT_BACK, ["人社局", "■ 退回", "2020-07-09", "", "", "第 1 版", "催单位改正，收到后重新导入 ›"]),
        (DRAFTED, ["商务局", "○ 草稿", "", "■ 逾期 8 天", "", "", "填完后提交草稿 ›"]),
        ("pboc", ["人行杭州中心支行", "○ 未报", "", "■ 逾期 8 天", "", "", "催报，收到后导入季报 ›"]),
    ],
)
def test_each_unit_has_its_state_and_next_step(page: WorkbenchPage, unit: str, row: list[str]) -> None:
    assert row_of(page, unit) == row


def test_what_is_to_be_done_stands_before_what_is_done(page: WorkbenchPage) -> None:
    model = page.table.model()
    first_column = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert first_column[0] == "待办（8）"
    assert first_column[-2:] == ["已审核（1）", "市监局"]


def test_enter_and_a_click_on_the_next_step_lead_to_the_unit(page: WorkbenchPage, qtbot: QtBot) -> None:
    page.table.select_source(WAITING)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == ["returns", WAITING]
    page.table.select_source(WITH_ISSUE)
    last = page.table.currentIndex().siblingAtColumn(6)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        click(page, last.row(), 6)
    assert wanted.args == ["returns", WITH_ISSUE]
    with qtbot.assertNotEmitted(page.page_wanted):
        click(page, last.row(), 0)


def click(page: WorkbenchPage, row: int, column: int) -> None:
    place = page.table.visualRect(page.table.model().index(row, column)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_main_action_asks_for_the_import(page: WorkbenchPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == ["returns", "import:"]


def test_tiles_tell_the_year(page: WorkbenchPage) -> None:
    assert [tile.text for tile in page.tiles] == [
        "一季度 已报 9/9　已审 9/9 ● 已完成",
        "二季度（当前） 已报 4/9　已审 1/9 ■ 逾期未报 5 个",
        "三季度 已报 0/9　已审 0/9 ○ 本季未结束",
        "四季度 已报 0/9　已审 0/9 ○ 尚未开始",
    ]


def test_a_quarter_that_is_over_names_its_due_day(office: Workplace) -> None:
    status = status_of(office.desk, Quarter(2020, 3))
    assert quarter_tile(status, date(2020, 10, 2)).state == "○ 10月10日前报"


def test_the_year_tile_leads_to_what_is_missing(page: WorkbenchPage, qtbot: QtBot) -> None:
    assert page.year_tile.text == "▲ 还有 82 处未齐 评定 68 数据 14"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.mouseClick(page.year_tile.marks_link, Qt.MouseButton.LeftButton)
    assert wanted.args == ["marks", ""]
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.mouseClick(page.year_tile.scoring_link, Qt.MouseButton.LeftButton)
    assert wanted.args == ["scoring", ""]


def test_another_quarter_shows_its_own_list(page: WorkbenchPage, qtbot: QtBot) -> None:
    page.period_changed(2020, 1)
    assert page.header.state == "第1季度（4月10日前报）：9 个单位已全部审核。"
    page.period_changed(2020, 3)
    assert "都还没有报。可以导出季报表" in page.header.state
    assert row_of(page, "market")[-1] == "等待报送（10月10日前），收到后导入季报 ›"


def test_the_search_keeps_only_the_unit(page: WorkbenchPage) -> None:
    page.on_search("科技")
    model = page.table.model()
    shown = [str(model.index(row, 0).data()) for row in range(model.rowCount()) if not page.table.isRowHidden(row)]
    assert shown == ["科技局"]


def test_forms_go_to_the_folder_that_is_chosen(
    page: WorkbenchPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path / "发出")
    page.export_forms()
    qtbot.waitUntil(lambda: "9 份" in page.banner.text)
    assert len(list((tmp_path / "发出").glob("2020Q2_*_季报.xlsx"))) == 9
    assert str(tmp_path / "发出") in page.banner.text


def test_a_folder_that_refuses_is_told_on_the_page(
    page: WorkbenchPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "文件").touch()
    choose_folder(monkeypatch, tmp_path / "文件")
    page.export_forms()
    qtbot.waitUntil(lambda: "不能建立文件夹" in page.banner.text)


def choose_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    answer: Callable[..., str] = lambda *_args, **_words: str(folder)  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)


def test_words_of_a_finished_quarter(office: Workplace) -> None:
    status, tasks = status_of(office.desk, FIRST), unit_tasks(office.desk, FIRST)
    assert quarter_sentence(status, tasks) == "第1季度（4月10日前报）：9 个单位已全部审核。"
    assert {next_step(task, status.due) for task in tasks} == {"查看季报"}
    assert {task.issues for task in unit_tasks(office.desk, SECOND)} == {0, 2}


def test_the_year_tile_counts_judgements_by_item_and_figures_by_reason() -> None:
    """29 items to be judged, two raters' item once; 甲县's missing figure counts in the item that asks a question
    beside it and keeps all three unplaced, and two counties wait for the third one's rate.
    """
    inputs = YearInputs(YEAR, {YEAR: every_kind()}, reported((JIA, "pool")), ())
    assert year_gaps(scored(inputs), Marking(inputs).owed()) == YearGaps(marks=29, figures=1 + 3 + 2)
