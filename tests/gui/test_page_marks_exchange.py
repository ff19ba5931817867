"""评定表 out to Excel and back in: a preview first, then one step that undo cannot confuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer
from tests.gui.sample_window import YEAR, open_window
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.application.marks import mark_form
from xiaowei_desktop.application.self_assessments import write_self_assessment_forms
from xiaowei_desktop.ui.dialogs.import_preview import ImportPreviewDialog
from xiaowei_desktop.ui.pages.marks import MarksPage
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.sample_fixtures"]


@pytest.fixture
def page(open_year: Workplace, qtbot: QtBot) -> MarksPage:
    shown = open_window(open_year, qtbot, "marks").current_page
    assert isinstance(shown, MarksPage)
    return shown


def accept_preview(page: MarksPage, workplace: Workplace, qtbot: QtBot, path: Path) -> None:
    """Previews the file and agrees to what it would bring."""

    def accept(dialog: ImportPreviewDialog) -> None:
        assert (dialog.windowTitle(), dialog.received.isVisible()) == ("导入评定表", False)
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    title = answer(page, ImportPreviewDialog, accept)
    page.exchange.preview(path)
    qtbot.waitUntil(lambda: bool(title) and not workplace.runner.is_busy)


def test_a_filled_workbook_brings_the_missing_marks(page: MarksPage, open_year: Workplace, qtbot: QtBot) -> None:
    path = open_year.tools.samples / "binjiang-2020" / "2020年度评定表.xlsx"
    accept_preview(page, open_year, qtbot, path)
    stored = mark_form(open_year.desk, YEAR).marks
    assert {("science", "A2"), ("science", "C1"), ("commerce", "A5")} <= set(stored)
    assert page.header.state == "2020年度：68 项已评 67 项，科技局还有 1 项。"
    assert not page.undo_stack.canUndo()


def test_what_is_written_is_read_again_without_a_change(
    page: MarksPage, open_year: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "评定表.xlsx"
    page.exchange.write(YEAR, path)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: not open_year.runner.is_busy)
    assert "评定表.xlsx" in page.banner.text
    (outcome,) = TakeIn(open_year.desk, open_year.tools.reader).preview((path,))
    assert (outcome.result, outcome.changes, outcome.issues) == ("unchanged", (), ())


def test_a_return_is_not_taken_for_a_mark_workbook(page: MarksPage, open_year: Workplace, qtbot: QtBot) -> None:
    page.exchange.preview(open_year.tools.samples / "binjiang-2020" / "2020Q4_科技局_季报.xlsx")
    qtbot.waitUntil(lambda: not open_year.runner.is_busy)
    assert "是季报，不是评定表" in page.banner.text


def test_a_self_assessment_is_not_taken_for_a_mark_workbook(
    page: MarksPage, open_year: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    (path,) = write_self_assessment_forms(open_year.desk, open_year.tools.forms, YEAR, tmp_path, "科技局")
    page.exchange.preview(path)
    qtbot.waitUntil(lambda: not open_year.runner.is_busy)
    assert "是自评表，不是评定表" in page.banner.text
    assert "“考核评分”页" in page.banner.text
