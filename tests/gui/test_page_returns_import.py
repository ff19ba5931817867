"""季报填报: workbooks chosen or dropped, previewed with everything they change, and taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QDate, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from tests.gui.pages_office import DRAFTED, SECOND
from tests.gui.returns_clerk import Clerk, column
from xiaowei_desktop.application.forms import write_return_forms
from xiaowei_desktop.domain.quarterly_return import ReturnState
from xiaowei_desktop.ui.dialogs.import_preview import ImportPreviewDialog
from xiaowei_desktop.ui.pages.returns.page import IMPORT_PLACE

pytest_plugins = ["tests.gui.pages_fixtures", "tests.gui.returns_fixtures"]

BROKEN, UNIT, SAME = "坏文件.xlsx", "2020Q2_商务局_季报.xlsx", "2020Q2_税务局_季报.xlsx"


@pytest.fixture
def post(clerk: Clerk, tmp_path: Path) -> Path:
    """What came in: a good return, one that is stored already, and a file that is no workbook."""
    folder = tmp_path / "收件"
    desk, forms = clerk.workplace.desk, clerk.workplace.tools.forms
    for unit in (DRAFTED, "tax"):
        write_return_forms(desk, forms, SECOND, folder, unit)
    fill(folder / UNIT, "累计完成", (40, 12))
    (folder / BROKEN).write_bytes(b"PK\x03\x04 not a workbook")
    return folder


def fill(path: Path, heading: str, figures: Sequence[int]) -> None:
    """Fills a column of the form, as a unit does in Excel."""
    book = load_workbook(path)
    sheet = book["季报"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == heading)
    below = (sheet.cell(row, head.column) for row in range(head.row + 1, sheet.max_row + 1))
    open_cells = [cell for cell in below if not cell.protection.locked]
    for cell, figure in zip(open_cells, figures, strict=True):
        cell.value = figure
    book.save(path)


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))


def test_the_preview_says_what_every_file_would_do(clerk: Clerk, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    details: list[list[str]] = []

    def look(dialog: ImportPreviewDialog) -> None:
        seen.extend([column(dialog.files, number) for number in (0, 1, 3, 4)])
        details.append(column(dialog.issues, 3))
        dialog.files.select_source(str(seen[0].index(UNIT)))
        details.extend(column(dialog.changes, number) for number in (1, 2, 3))
        assert dialog.summary == "共 3 个文件：可导入 1 份，未变化 1 份，有错误 1 份，不会导入。"
        assert dialog.accept_button.text() == "导入 1 份"
        dialog.reject()

    choose(monkeypatch, *sorted(post.iterdir()))
    title = clerk.answer(ImportPreviewDialog, look)
    clerk.page.show_place(IMPORT_PLACE)
    clerk.qtbot.waitUntil(lambda: bool(title))
    by_file = dict(zip(seen[0], zip(*seen[1:], strict=True), strict=True))
    assert by_file[BROKEN] == ("—", "■ 有错误", "")
    assert by_file[SAME] == ("税务局", "○ 未变化", "")
    assert by_file[UNIT] == ("商务局", "● 可导入", "4")
    assert len(details[0]) == 1
    assert BROKEN in details[0][0] or "Excel" in details[0][0]
    assert details[1] == ["本季完成", "累计完成", "本季完成", "累计完成"]
    assert details[3] == ["21", "40", "6", "12"]
    assert clerk.state(DRAFTED) is ReturnState.DRAFT


def test_only_what_is_right_is_taken_in_with_the_day_it_came(
    clerk: Clerk, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(dialog: ImportPreviewDialog) -> None:
        dialog.received.setDate(QDate(2020, 7, 13))
        dialog.accept_button.click()

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(post))
    clerk.open("office")
    clerk.answer(ImportPreviewDialog, take)
    with clerk.qtbot.waitSignal(clerk.page.intake.taken):
        clerk.page.jobs.import_folder()
    stored = clerk.report(DRAFTED)
    assert stored.state is ReturnState.REPORTED
    assert stored.current is not None
    assert (stored.current.source.file, stored.current.received_on) == (UNIT, date(2020, 7, 13))
    assert clerk.page.unit == DRAFTED
    assert clerk.page.header.state == "商务局 第2季度：已报（第1版，2020-07-13 收到，逾期 3 天）。"
    assert clerk.page.banner.text == "已导入 1 份；1 份有错误，没有导入。"
    assert f"文件：{UNIT}" in clerk.page.panel.origin.text()


def test_files_are_dropped_onto_the_page(clerk: Clerk, post: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(post / UNIT))])
    here, copy = QPointF(300, 300), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(here.toPoint(), copy, data, left, none)
    clerk.page.dragEnterEvent(enter)
    assert enter.isAccepted()
    clerk.answer(ImportPreviewDialog, lambda dialog: dialog.accept_button.click())
    with clerk.qtbot.waitSignal(clerk.page.intake.taken):
        clerk.page.dropEvent(QDropEvent(here, copy, data, left, none))
    assert clerk.state(DRAFTED) is ReturnState.REPORTED


def test_what_is_no_file_is_not_taken(clerk: Clerk) -> None:
    data = QMimeData()
    data.setText("43")
    here, left, none = QPointF(300, 300), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(here.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    enter.setAccepted(False)
    clerk.page.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_an_empty_folder_is_said_on_the_page(clerk: Clerk, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    clerk.page.intake.preview([empty])
    clerk.qtbot.waitUntil(lambda: "没有 Excel 文件" in clerk.page.banner.text)


def test_the_problems_are_exported_for_the_units(
    clerk: Clerk, post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "问题.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    written: list[str] = []

    def export(dialog: ImportPreviewDialog) -> None:
        dialog.export_problems()
        clerk.rest()
        written.append(dialog.banner.text)
        dialog.reject()

    done = clerk.answer(ImportPreviewDialog, export)
    clerk.page.intake.preview([post])
    clerk.qtbot.waitUntil(lambda: bool(done) and bool(written))
    assert written == [f"问题清单已导出到“{out}”。"]
    texts = [str(cell) for row in load_workbook(out).active.iter_rows(values_only=True) for cell in row if cell]  # type: ignore[union-attr]
    assert BROKEN in texts
    assert "错误" in texts


def test_a_batch_without_anything_new_can_only_be_left(clerk: Clerk, post: Path) -> None:
    enabled: list[bool] = []

    def look(dialog: ImportPreviewDialog) -> None:
        enabled.append(dialog.accept_button.isEnabled())
        dialog.reject()

    clerk.answer(ImportPreviewDialog, look)
    clerk.page.intake.preview([post / SAME])
    clerk.qtbot.waitUntil(lambda: bool(enabled))
    assert enabled == [False]
