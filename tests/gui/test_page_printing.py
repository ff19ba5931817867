"""报表打印: every sheet by its name, for one unit or all, previewed, printed and written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.pages_office import SECOND, ShowPage
from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.ui.pages.printing import PrintingPage
from xiaowei_desktop.ui.pages.printing_choices import choices_for
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures"]


@pytest.fixture
def page(show_page: ShowPage, office: Workplace, qtbot: QtBot) -> PrintingPage:
    shown = show_page(PrintingPage).current_page
    assert isinstance(shown, PrintingPage)
    settle(shown, office, qtbot)
    return shown


def settle(page: PrintingPage, office: Workplace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.view.page_count > 0 and not office.runner.is_busy)


def choose(page: PrintingPage, office: Workplace, qtbot: QtBot, place: str) -> None:
    page.show_place(place)
    settle(page, office, qtbot)


def test_sheets_stand_by_the_names_the_office_knows(page: PrintingPage) -> None:
    words = [page.list.item(row).text() for row in range(page.list.count())]
    assert words == [
        "任务分解表", "季报表", "汇总表", "进度表", "任务进展情况表", "催报单", "评分明细表", "排名表",
        "自评对照表", "异议处理表", "失分分析表",
    ]  # fmt: skip
    assert page.header.state.startswith("第 1 页，共 ")
    assert not page.units.isVisible()


def test_the_keyboard_chooses_a_sheet_and_units_are_offered(
    page: PrintingPage, office: Workplace, qtbot: QtBot
) -> None:
    page.take_focus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    settle(page, office, qtbot)
    assert page.units.isVisible()
    assert page.units.currentText() == "全部 9 个单位"
    assert len(page.sheets) == 9
    QTest.keyClick(page.units, Qt.Key.Key_Down)
    page.units.activated.emit(page.units.currentIndex())
    settle(page, office, qtbot)
    assert [sheet.subject for sheet in page.sheets] == ["区小微办"]


@pytest.mark.parametrize(
    ("place", "count", "title"),
    [
        ("breakdown", 1, "任务分解表"),
        ("return:market", 1, "第2季度季报表"),
        ("progress", 1, "第2季度进度表"),
        ("score", 6, "评分明细表"),
        ("score:science", 1, "科技局"),
        ("ranking", 1, "排名表"),
        ("tasks", 1, "第2季度任务进展情况表"),
    ],
)
def test_each_choice_gives_its_sheets(
    page: PrintingPage, office: Workplace, qtbot: QtBot, place: str, count: int, title: str
) -> None:
    choose(page, office, qtbot, place)
    assert len(page.sheets) == count
    assert title in page.sheets[0].title


def test_the_last_of_quick_choices_is_shown(page: PrintingPage, office: Workplace, qtbot: QtBot) -> None:
    for place in ("score", "return", "progress"):
        page.show_place(place)
    settle(page, office, qtbot)
    assert [sheet.name for sheet in page.sheets] == ["进度表"]


def test_printing_goes_to_the_device_that_is_chosen(
    page: PrintingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "印.pdf"))
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    page.print()
    qtbot.waitUntil(lambda: "印.pdf" in page.banner.text)
    assert (tmp_path / "印.pdf").read_bytes().startswith(b"%PDF")


def test_leaving_the_print_dialog_prints_nothing(
    page: PrintingPage, office: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: int(QDialog.DialogCode.Rejected.value))
    page.print()
    # the preview may still be drawing its pages
    qtbot.waitUntil(lambda: not office.runner.is_busy)
    assert page.banner.isHidden()


@pytest.mark.parametrize(("button", "name"), [("导出 Excel", "进度.xlsx"), ("导出 PDF", "进度.pdf")])
def test_the_buttons_write_files(
    page: PrintingPage,
    office: Workplace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
    name: str,
) -> None:
    choose(page, office, qtbot, "progress")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / name), ""))
    found = next(one for one in page.header.findChildren(QPushButton) if one.text() == button)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: name in page.banner.text)
    assert (tmp_path / name).stat().st_size > 1000


def test_files_are_called_after_sheet_period_and_unit(office: Workplace) -> None:
    plan = office.plan()
    choices = {choice.key: choice for choice in choices_for(plan)}
    assert [choice.file_name(plan, SECOND, None) for choice in choices.values()] == [
        "任务分解表_2020", "季报表_2020Q2", "汇总表_2020Q2", "进度表_2020Q2", "任务进展情况表_2020Q2", "催报单_2020Q2",
        "评分明细表_2020", "排名表_2020", "自评对照表_2020", "异议处理表_2020", "失分分析表_2020",
    ]  # fmt: skip
    assert choices["return"].file_name(plan, SECOND, "market") == "季报表_2020Q2_市监局"


def test_only_who_is_assessed_alike_has_a_ranking_table() -> None:
    offered = {
        plan: {choice.key for choice in choices_for(shipped(plan))} for plan in ("huzhou-2018-2020", "binjiang-2020")
    }
    assert "evaluation" in offered["huzhou-2018-2020"]
    assert "evaluation" not in offered["binjiang-2020"]


def test_every_sheet_stands_in_the_list_without_scrolling(page: PrintingPage) -> None:
    last = page.list.visualItemRect(page.list.item(page.list.count() - 1))
    assert last.bottom() <= page.list.viewport().height()
