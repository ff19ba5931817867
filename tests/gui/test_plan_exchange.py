"""方案工作簿 out and in on the plan page: a draft that the clerk saves, with what is wrong told and mended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer
from tests.gui.pages_office import ShowPage
from tests.gui.test_page_plan import tab, typed, words
from xiaowei_desktop.application.plan_exchange import export_plan
from xiaowei_desktop.application.plan_update import update_plan
from xiaowei_desktop.ui.dialogs.book_issues import BookIssuesDialog
from xiaowei_desktop.ui.dialogs.preview import PreviewDialog
from xiaowei_desktop.ui.pages.plan import PlanPage
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures"]


@pytest.fixture
def page(show_page: ShowPage) -> PlanPage:
    shown = show_page(PlanPage).current_page
    assert isinstance(shown, PlanPage)
    return shown


@pytest.fixture
def book(office: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan's workbook, which every file dialog answers with."""
    path = tmp_path / "方案.xlsx"
    export_plan(office.tools, office.plan(), path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def spoil(path: Path, sheet: str, heading: str, text: str) -> str:
    """Writes a text into the second row of a column; its cell."""
    workbook = load_workbook(path)
    cells = workbook[sheet]
    top = next(row for row in cells.iter_rows() if any(cell.value == heading for cell in row))
    column = next(cell for cell in top if cell.value == heading)
    wrong = cells.cell(column.row + 2, column.column, text)
    workbook.save(path)
    return str(wrong.coordinate)


def test_a_workbook_with_errors_opens_as_a_draft_at_the_first_of_them(
    page: PlanPage, office: Workplace, book: Path, qtbot: QtBot
) -> None:
    cell = spoil(book, "目标", "目标值", "五十")
    listed: list[list[object]] = []

    def open_it(dialog: BookIssuesDialog) -> None:
        listed.extend([part.value for part in row.cells if part] for row in dialog.sheet.rows)
        dialog.copy_button.click()
        dialog.open_button.click()

    answer(page, BookIssuesDialog, open_it)
    page.exchange.take_in()
    qtbot.waitUntil(page.panel.issues.isVisible)
    assert [row[:2] for row in listed] == [["目标", cell]]
    assert f"目标\t{cell}\t" in QGuiApplication.clipboard().text()
    assert page.panel.current.sheet == "目标"
    place = page.panel.current.grid.place()
    assert place is not None and place[1] == "value"
    assert words(tab(page, "目标"), "value")[1] == "五十"
    page.undo_stack.undo()
    page.settle()
    assert not page.is_changed


def test_the_list_can_be_printed_and_the_workbook_left(
    page: PlanPage, office: Workplace, book: Path, qtbot: QtBot
) -> None:
    spoil(book, "单位", "类别", "公司")

    def look(dialog: BookIssuesDialog) -> None:
        dialog.print_button.click()
        preview = dialog.findChild(PreviewDialog)
        assert preview is not None
        preview.reject()
        dialog.reject()

    seen = answer(page, BookIssuesDialog, look)
    page.exchange.take_in()
    qtbot.waitUntil(lambda: bool(seen) and not office.runner.is_busy)
    assert not page.is_changed


def test_a_workbook_without_a_column_is_listed_and_not_opened(page: PlanPage, book: Path, qtbot: QtBot) -> None:
    workbook = load_workbook(book)
    del workbook["指标"]
    workbook.save(book)

    def look(dialog: BookIssuesDialog) -> None:
        assert not dialog.open_button.isVisible()
        dialog.reject()

    seen = answer(page, BookIssuesDialog, look)
    page.exchange.take_in()
    qtbot.waitUntil(lambda: bool(seen))
    assert not page.is_changed


def test_an_empty_workbook_goes_out_and_covers_no_file(
    page: PlanPage, office: Workplace, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page.exchange.export_blank()
    qtbot.waitUntil(lambda: "已经存在" in page.banner.text)
    blank = tmp_path / "空白.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(blank), ""))
    next(action for action in page.actions() if action.text() == "空白方案工作簿…").trigger()
    qtbot.waitUntil(lambda: "空白.xlsx" in page.banner.text)
    assert {"单位", "指标", "填写说明"} <= set(load_workbook(blank).sheetnames)


def test_what_was_stored_meanwhile_is_not_written_over(page: PlanPage, office: Workplace) -> None:
    typed(tab(page, "目标"), 2, "value", "60")
    plan = office.plan()
    update_plan(office.desk, replace(plan, title=f"{plan.title}（修订）"), plan.span.first, "另一处改动")
    page.save()
    assert "已在别处改过" in page.banner.text
    assert office.plan().title.endswith("（修订）") and page.is_changed
