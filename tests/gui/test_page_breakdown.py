"""目标任务: the document's table, what is said of an indicator, preview and export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.pages_office import ShowPage
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.ui.dialogs.export import FileKind, ask_target
from xiaowei_desktop.ui.dialogs.preview import PreviewDialog
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.pages.breakdown import BreakdownPage
from xiaowei_desktop.ui.pages.breakdown_facts import facts_of
from xiaowei_desktop.ui.widgets.facts import Fact
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures", "tests.gui.city_fixtures"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(show_page: ShowPage) -> MainWindow:
    return show_page(BreakdownPage)


@pytest.fixture
def page(window: MainWindow) -> BreakdownPage:
    shown = window.current_page
    assert isinstance(shown, BreakdownPage)
    return shown


def test_the_sentence_says_what_the_document_sets(page: BreakdownPage) -> None:
    assert page.header.state == (
        "高新（滨）小微组办〔2020〕1号：18 项任务，21 个指标（其中 16 个有数量），9 个单位报送数据。"
    )


def test_the_selected_indicator_is_explained(page: BreakdownPage) -> None:
    page.show_place("loan_growth")
    text = page.panel.toPlainText()
    for part in ("普惠小微贷款增速", "对照增速", "人行杭州中心支行", "B3.1.1", "口径说明", "也可以：按任务分解表"):
        assert part in text


def test_facts_name_target_clause_and_readings(office: Workplace) -> None:
    facts = facts_of(office.plan(), "company_share")
    assert facts is not None
    texts = {part.word: part.text for part in facts.parts if isinstance(part, Fact)}
    assert texts["目标值（2020年）"].startswith("80%")
    assert "依据：" in texts["目标值（2020年）"]
    assert any("不计分" in text for word, text in texts.items() if word.startswith("口径说明"))
    assert facts_of(office.plan(), "nothing") is None


def test_a_task_is_explained_where_there_is_no_indicator(office: Workplace) -> None:
    plan = office.plan()
    facts = facts_of(plan, plan.tasks[0].code)
    assert facts is not None
    assert facts.title == "第 1 项"
    assert plan.tasks[0].text in [part.text for part in facts.parts if isinstance(part, Fact)]


def test_the_panel_waits_on_a_narrow_window_until_it_is_asked_for(
    window: MainWindow, page: BreakdownPage, qtbot: QtBot
) -> None:
    assert page.panel.isVisible()
    window.resize(911, 480)
    qtbot.waitUntil(lambda: not page.panel.isVisible())
    QTest.keyClick(page, Qt.Key.Key_D, CTRL)
    assert page.panel.isVisible()


def preview(page: BreakdownPage, office: Workplace, qtbot: QtBot) -> PreviewDialog:
    QTest.keyClick(page, Qt.Key.Key_P, CTRL)
    dialog = page.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    qtbot.waitUntil(lambda: dialog.view.page_count > 0 and not office.runner.is_busy)
    return dialog


def test_the_preview_shows_every_page_and_leafs_by_key(page: BreakdownPage, office: Workplace, qtbot: QtBot) -> None:
    dialog = preview(page, office, qtbot)
    count = len(office.printer.page_images(build_sheets(office.desk, SheetRequest("breakdown", year=2020)), 24))
    assert (dialog.view.page_count, dialog.number.text()) == (count, f"第 1 页，共 {count} 页")
    QTest.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog.number.text().startswith("第 2 页")
    QTest.keyClick(dialog.view, Qt.Key.Key_PageUp)
    assert dialog.number.text().startswith("第 1 页")
    QTest.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog.number.text().startswith(f"第 {count} 页")


def test_the_preview_is_drawn_as_the_printer_has_it(page: BreakdownPage, office: Workplace, qtbot: QtBot) -> None:
    dialog = preview(page, office, qtbot)
    qtbot.waitUntil(lambda: ink(dialog.view.grab().toImage()) > 500)


def ink(image: QImage) -> int:
    """How many dark places there are on a coarse grid: none on blank paper."""
    places = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return sum(1 for x, y in places if image.pixelColor(x, y).lightness() < 120)


def test_zoom_by_key_and_by_choice(page: BreakdownPage, office: Workplace, qtbot: QtBot) -> None:
    dialog = preview(page, office, qtbot)
    assert dialog.view.fits_width
    assert not dialog.view.horizontalScrollBar().maximum()
    dialog.zooms.setCurrentIndex(dialog.zooms.findData(150))
    dialog.zooms.activated.emit(dialog.zooms.currentIndex())
    assert dialog.view.zoom == 1.5
    assert dialog.view.horizontalScrollBar().maximum() > 0
    QTest.keyClick(dialog, Qt.Key.Key_0, CTRL)
    assert dialog.view.fits_width


def test_escape_closes_the_preview_while_it_is_still_drawing(
    page: BreakdownPage, office: Workplace, qtbot: QtBot
) -> None:
    QTest.keyClick(page, Qt.Key.Key_P, CTRL)
    dialog = page.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not office.runner.is_busy)
    assert page.findChild(PreviewDialog) is None


@pytest.mark.parametrize(("kind", "begin"), [(FileKind.EXCEL, b"PK"), (FileKind.PDF, b"%PDF")])
def test_the_preview_writes_files(
    page: BreakdownPage,
    office: Workplace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: FileKind,
    begin: bytes,
) -> None:
    dialog = preview(page, office, qtbot)
    choose_file(monkeypatch, tmp_path / f"表{kind.value}")
    dialog.export(kind)
    qtbot.waitUntil(lambda: "已导出" in dialog.banner.text)
    assert (tmp_path / f"表{kind.value}").read_bytes().startswith(begin)


def test_the_page_exports_and_says_where(
    page: BreakdownPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, tmp_path / "分解表.xlsx")
    page.export()
    qtbot.waitUntil(lambda: "分解表.xlsx" in page.banner.text)
    assert (tmp_path / "分解表.xlsx").exists()


def test_an_ending_is_added_and_the_folder_remembered(
    page: BreakdownPage, office: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, tmp_path / "进度2020.1", "PDF 文件 (*.pdf)")
    kinds = (FileKind.EXCEL, FileKind.PDF)
    assert ask_target(page, office.settings, "进度", kinds) == tmp_path / "进度2020.1.pdf"
    asked: list[str] = []

    def leave(_parent: QWidget, _title: str, proposal: str, _filter: str) -> tuple[str, str]:
        asked.append(proposal)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", leave)
    assert ask_target(page, office.settings, "a/b", kinds) is None
    assert asked == [str(tmp_path / "a_b.xlsx")]


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path, chosen_filter: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), chosen_filter))


def test_many_sheets_are_counted_through(page: BreakdownPage, office: Workplace, qtbot: QtBot) -> None:
    sheets = build_sheets(office.desk, SheetRequest("return", quarter=Quarter(2020, 2)))
    dialog = PreviewDialog(office, sheets, page)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.view.page_count == 9 and not office.runner.is_busy)
    dialog.view.go_to(8)
    qtbot.waitUntil(lambda: dialog.number.text() == "第 9 页，共 9 页")
    dialog.reject()


def test_a_citys_page_begins_with_its_first_indicator(city: Workplace, qtbot: QtBot) -> None:
    page = BreakdownPage(city)
    qtbot.addWidget(page)
    page.period_changed(2021, 1)
    page.show()
    assert "新增小微企业" in page.panel.toPlainText()
