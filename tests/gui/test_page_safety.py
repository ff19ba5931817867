"""数据安全: backups made, listed and restored, the database checked, the history searched."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.answering import press_in_box
from tests.gui.pages_office import SECOND, WAITING, ShowPage
from xiaowei_desktop.application.acceptance import approve
from xiaowei_desktop.application.ports.storage import Change
from xiaowei_desktop.application.standing import status_of
from xiaowei_desktop.ui.pages.safety import SafetyPage
from xiaowei_desktop.ui.pages.safety_backups import backups_of, size_text
from xiaowei_desktop.ui.pages.safety_history import HistoryTable
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures"]


@pytest.fixture
def page(show_page: ShowPage) -> SafetyPage:
    shown = show_page(SafetyPage).current_page
    assert isinstance(shown, SafetyPage)
    return shown


def press(page: SafetyPage, text: str) -> None:
    button = next(one for one in page.header.findChildren(QPushButton) if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def approved(office: Workplace) -> int:
    return status_of(office.desk, SECOND).approved


def back_up(page: SafetyPage, qtbot: QtBot) -> None:
    press(page, "立即备份")
    qtbot.waitUntil(lambda: "已备份到" in page.banner.text)


def test_without_a_backup_the_page_says_so(page: SafetyPage, office: Workplace) -> None:
    assert page.header.state.startswith("还没有备份，共 0 份。")
    assert str(office.desk.store.path) in page.header.state
    assert not page.restore_action.isEnabled()
    page.take_focus()
    assert page.tabs.tabBar().hasFocus()
    offered = [button.text() for button in page.tabs.findChildren(QPushButton) if button.isVisible()]
    assert offered == ["立即备份"]


def test_a_backup_is_made_and_listed(page: SafetyPage, office: Workplace, qtbot: QtBot) -> None:
    back_up(page, qtbot)
    made = backups_of(office.desk.store.path)
    assert len(made) == 1
    assert page.backups.model().index(0, 2).data() == made[0].path.name
    assert page.header.state.startswith("最近备份：")
    assert page.restore_action.isEnabled()


def test_a_backup_goes_to_a_stick(
    page: SafetyPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "U盘备份"), ""))
    page.back_up_elsewhere()
    qtbot.waitUntil(lambda: "U盘备份.db" in page.banner.text)
    assert (tmp_path / "U盘备份.db").exists()
    page.back_up_elsewhere()
    qtbot.waitUntil(lambda: "已经存在，没有备份" in page.banner.text)


def test_restoring_brings_the_old_state_back_and_keeps_the_new(
    page: SafetyPage, office: Workplace, qtbot: QtBot
) -> None:
    back_up(page, qtbot)
    approve(office.desk, WAITING, SECOND)
    assert approved(office) == 2
    press_in_box(page, "恢复")
    with qtbot.waitSignal(page.data_changed):
        press(page, "恢复选中的备份")
    assert approved(office) == 1
    assert "恢复前的数据保留在" in page.banner.text
    assert len(list(office.desk.store.path.parent.glob("*恢复前*.db"))) == 1


def test_who_declines_restores_nothing(page: SafetyPage, office: Workplace, qtbot: QtBot) -> None:
    back_up(page, qtbot)
    approve(office.desk, WAITING, SECOND)
    press_in_box(page, "不恢复")
    press(page, "恢复选中的备份")
    assert approved(office) == 2


def test_a_file_that_is_no_backup_changes_nothing(
    page: SafetyPage, office: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "照片.db").write_bytes(b"not a database at all" * 50)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "照片.db"), ""))
    press_in_box(page, "恢复")
    page.restore_from_elsewhere()
    assert "照片.db" in page.banner.text
    assert office.is_open
    assert approved(office) == 1


def test_nothing_is_restored_while_something_runs(page: SafetyPage, office: Workplace, qtbot: QtBot) -> None:
    back_up(page, qtbot)
    press(page, "检查数据库")
    page.restore_selected()
    assert "现在不能恢复" in page.banner.text
    qtbot.waitUntil(lambda: "没有发现问题" in page.banner.text)


def test_the_history_names_who_what_and_why(page: SafetyPage) -> None:
    page.tabs.setCurrentWidget(page.history)
    model = page.history.table.model()
    rows = [[str(model.index(row, column).data()) for column in range(7)] for row in range(model.rowCount())]
    assert [
        "2020-07-18 09:30", "李四", "人社局2020年第2季度季报", "状态", "已报", "退回", "第2季度发放人数与上季度不符"
    ] in rows  # fmt: skip
    assert rows[-1][3:5] == ["新建", ""]


def test_the_history_is_searched_and_filtered(page: SafetyPage) -> None:
    page.on_search("人社局2020年第2季度")
    assert page.history.table.model().rowCount() == 4
    assert page.history.count.text().endswith("显示 4 条")
    page.history.kinds.setCurrentIndex(page.history.kinds.findData("状态"))
    page.history.kinds.activated.emit(page.history.kinds.currentIndex())
    assert page.history.table.model().rowCount() == 3


def test_years_of_changes_keep_the_filter(theme: Theme, qtbot: QtBot) -> None:
    table = HistoryTable(theme)
    qtbot.addWidget(table)
    moment = datetime(2020, 7, 1)
    changes = [Change(moment, "李四", "p", f"第{number}项", "评定", "", "5分") for number in range(20_000)]
    table.show_changes(changes)
    assert table.count.text() == "共 20000 条"
    assert table.table.model().index(0, 2).data() == "第19999项"


@pytest.mark.parametrize(("size", "text"), [(1, "1 KB"), (4096, "4 KB"), (1_468_006, "1.4 MB")])
def test_sizes_are_rounded_for_reading(size: int, text: str) -> None:
    assert size_text(size) == text
