"""支撑材料 of a return's line: the list of that line, from the returns page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer
from tests.gui.pages_office import APPROVED, SECOND, ShowPage
from xiaowei_desktop.application.attachments import attached_to
from xiaowei_desktop.domain.attachment import ReturnPlace
from xiaowei_desktop.ui.dialogs.attachments import AttachmentsDialog
from xiaowei_desktop.ui.pages.returns.page import ReturnsPage
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures"]


def test_a_line_leads_to_its_files(office: Workplace, show_page: ShowPage, qtbot: QtBot, tmp_path: Path) -> None:
    window = show_page(ReturnsPage)
    page = window.current_page
    assert isinstance(page, ReturnsPage)
    page.choose_unit(APPROVED)
    row = page.panel.selected_row()
    assert row is not None
    paper = tmp_path / "名册.xlsx"
    paper.write_text("名册", encoding="utf-8")

    def work(dialog: AttachmentsDialog) -> None:
        assert dialog.box.heading.text().startswith("市监局2020年第2季度季报“")
        dialog.box.attach([paper])
        qtbot.waitUntil(lambda: dialog.box.files.topLevelItemCount() == 1)
        dialog.accept()

    answer(window, AttachmentsDialog, work)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.take_focus()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    (stored,) = attached_to(office.desk, ReturnPlace(APPROVED, SECOND, row))
    assert stored.name == "名册.xlsx"
