"""支撑材料 in the window: by item on the scoring page, and at a mark and a return's line in a dialog."""

from __future__ import annotations

import threading
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer
from tests.gui.sample_window import YEAR, open_window
from xiaowei_desktop.application.attachments import attach, attached_to
from xiaowei_desktop.domain.attachment import Attachment, MarkPlace, ReturnPlace, SelfAssessmentPlace
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import Filler, RowKey, Source
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion
from xiaowei_desktop.ui.dialogs.attachments import AttachmentsDialog
from xiaowei_desktop.ui.dialogs.reason import ReasonDialog
from xiaowei_desktop.ui.pages.marks import MarksPage
from xiaowei_desktop.ui.pages.scoring import ScoringPage
from xiaowei_desktop.ui.pages.scoring.evidence_items import COUNT, OTHER_FILES, STATE
from xiaowei_desktop.ui.pages.scoring.evidence_panel import EvidencePanel
from xiaowei_desktop.ui.pages.scoring.self_assessment_panel import SelfAssessmentPanel
from xiaowei_desktop.ui.widgets.attachment_box import AttachmentBox
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.sample_fixtures"]
CTRL = Qt.KeyboardModifier.ControlModifier
ITEM = MarkPlace("market", YEAR, "A2")


class Rig:
    """The panel in view, with 市监局 chosen."""

    def __init__(self, workplace: Workplace, qtbot: QtBot) -> None:
        self.workplace = workplace
        self.qtbot = qtbot
        self.window = open_window(workplace, qtbot, "scoring")
        page = self.window.current_page
        assert isinstance(page, ScoringPage)
        self.page = page
        self.panel = next(panel for panel in page.panels if isinstance(panel, EvidencePanel))
        page.panes.tabs.setCurrentWidget(self.panel)
        page.panes.ranking.choose("market")

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.workplace.runner.is_busy)

    def item(self, code: str) -> None:
        assert self.panel.items.select(code)

    def shown(self) -> list[str]:
        files = self.panel.box.files
        return [files.topLevelItem(row).text(0) for row in range(files.topLevelItemCount())]  # type: ignore[union-attr]

    def state(self) -> tuple[str, str]:
        line = self.panel.items.currentItem()
        return line.text(COUNT), line.text(STATE)

    def stored(self) -> tuple[Attachment, ...]:
        return attached_to(self.workplace.desk, ITEM)


@pytest.fixture
def rig(complete_year: Workplace, qtbot: QtBot) -> Rig:
    return Rig(complete_year, qtbot)


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "来件"
    folder.mkdir()
    paths = [folder / name for name in ("会议纪要.pdf", "照片.jpg")]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    return paths


def drop(box: AttachmentBox, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    here, left, no_keys = QPointF(9, 9), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(here.toPoint(), Qt.DropAction.CopyAction, data, left, no_keys)
    box.dragEnterEvent(enter)
    if enter.isAccepted():
        box.dropEvent(QDropEvent(here, Qt.DropAction.CopyAction, data, left, no_keys))


def test_the_first_item_that_lacks_files_is_shown_with_a_hint(rig: Rig) -> None:
    assert rig.state() == ("0", "■ 缺材料")
    assert rig.panel.box.hint.isVisible()
    assert "拖到这里" in rig.panel.box.hint.text()
    assert rig.panel.summary.text().startswith("市监局：共 0 件，■ ")
    assert not rig.panel.export_button.isEnabled()
    assert not rig.panel.box.open_button.isEnabled()


def test_files_dropped_on_an_item_are_attached_with_the_note(rig: Rig, papers: list[Path]) -> None:
    rig.item("A2")
    rig.panel.box.note.setText("盖章件")
    drop(rig.panel.box, papers)
    rig.rest()
    assert rig.shown() == ["会议纪要.pdf", "照片.jpg"]
    assert rig.state() == ("2", "● 有材料")
    assert [(file.name, file.note, file.attached_by) for file in rig.stored()] == [
        ("会议纪要.pdf", "盖章件", "王敏"), ("照片.jpg", "盖章件", "王敏"),
    ]  # fmt: skip
    assert rig.panel.box.note.text() == ""
    assert not rig.panel.box.banner.isVisible()


def test_files_are_chosen_with_the_button(rig: Rig, papers: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([str(papers[0])], ""))
    rig.item("A2")
    QTest.mouseClick(rig.panel.box.add_button, Qt.MouseButton.LeftButton)
    rig.rest()
    assert rig.shown() == ["会议纪要.pdf"]


def test_what_is_refused_or_there_already_is_told(rig: Rig, papers: list[Path], tmp_path: Path) -> None:
    rig.item("A2")
    rig.panel.box.attach(papers[:1])
    rig.rest()
    empty = tmp_path / "空.pdf"
    empty.touch()
    rig.panel.box.attach([papers[0], empty, papers[1]])
    rig.rest()
    assert rig.panel.box.banner.text == (
        "已附上 1 个文件；“会议纪要.pdf”与这里已有的文件内容相同，没有重复附上。\n"
        "“空.pdf”是空文件，没有附上。请核对原文件，重新保存后再附。"
    )


def test_a_copying_that_is_cancelled_keeps_what_is_done(rig: Rig, tmp_path: Path) -> None:
    """The worker waits at the second file's end until the clerk has pressed 取消."""
    rig.item("A2")
    first, second = tmp_path / "一.bin", tmp_path / "二.bin"
    first.write_bytes(b"1" * 100)
    second.write_bytes(b"2" * (3 << 20))
    reached, pressed = threading.Event(), threading.Event()

    def hold(_done: int, _total: int, text: str) -> None:
        if text.startswith("二.bin"):
            reached.set()

    rig.workplace.runner._reported.connect(
        lambda _task, done, total, text: hold(done, total, text), Qt.ConnectionType.DirectConnection
    )
    rig.workplace.runner._reported.connect(
        lambda *_told: reached.is_set() and pressed.wait(20), Qt.ConnectionType.DirectConnection
    )
    rig.panel.box.attach([first, second])
    rig.qtbot.waitUntil(reached.is_set)
    rig.qtbot.waitUntil(rig.panel.box.work.isVisible)
    assert not rig.panel.box.add_button.isEnabled()
    rig.panel.box.work.cancel_button.click()
    pressed.set()
    rig.rest()
    assert [file.name for file in rig.stored()] == ["一.bin"]
    assert rig.panel.box.banner.text == "已附上 1 个文件；其余已停止。"
    assert rig.panel.box.add_button.isEnabled()
    assert not rig.panel.box.work.isVisible()


def test_a_file_is_opened_from_a_copy_by_enter(rig: Rig, papers: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    attach(rig.workplace.desk, ITEM, papers[0])
    rig.page.refresh()
    rig.rest()
    rig.item("A2")
    rig.panel.box.files.setFocus()
    QTest.keyClick(rig.panel.box.files, Qt.Key.Key_Return)
    rig.rest()
    assert [Path(path).name for path in opened] == ["会议纪要.pdf"]
    assert Path(opened[0]).read_text("utf-8") == "会议纪要.pdf"
    assert Path(opened[0]).is_relative_to(rig.workplace.looking_folder)


def test_a_file_is_taken_off_with_a_reason_by_delete(rig: Rig, papers: list[Path]) -> None:
    rig.item("A2")
    rig.panel.box.attach(papers)
    rig.rest()

    def write_reason(dialog: ReasonDialog) -> None:
        dialog.text.setPlainText("附错了单位")
        QTest.keyClick(dialog.text, Qt.Key.Key_Return, CTRL)

    answer(rig.window, ReasonDialog, write_reason)
    QTest.keyClick(rig.panel.box.files, Qt.Key.Key_Delete)
    assert rig.shown() == ["照片.jpg"]
    with rig.workplace.desk.work() as work:
        assert work.history.all(rig.workplace.desk.plan_id)[-1].reason == "附错了单位"


def test_lines_of_returns_stand_with_their_item_or_at_the_end(rig: Rig, papers: list[Path]) -> None:
    desk, last = rig.workplace.desk, Quarter(YEAR, 4)
    plan = rig.workplace.plan(YEAR)
    read = {code for leaf in plan.scheme.root.leaves() if leaf.rule for code in leaf.rule.indicators()}  # type: ignore[union-attr]
    rows = [(indicator.code, subject) for indicator, subject in plan.rows_of("market", last)]
    unread = next(RowKey(*row) for row in rows if row[0] not in read)
    attach(desk, ReturnPlace("market", last, unread), papers[0])
    rig.page.refresh()
    rig.rest()
    rig.item(OTHER_FILES)
    assert rig.shown() == ["会议纪要.pdf"]
    assert not rig.panel.box.add_button.isEnabled()
    assert rig.panel.box.open_button.isEnabled()
    drop(rig.panel.box, papers[1:])
    rig.rest()
    assert rig.shown() == ["会议纪要.pdf"]


def test_the_folder_is_exported_and_offered(rig: Rig, papers: list[Path], tmp_path: Path) -> None:
    rig.item("A2")
    rig.panel.box.attach(papers)
    rig.rest()
    out = tmp_path / "交"
    rig.panel.export_to(out)
    rig.rest()
    assert sorted(path.name for path in out.iterdir())[1:] == ["材料目录.pdf", "材料目录.xlsx"]
    assert "已导出 2 个文件和材料目录" in rig.page.banner.text
    rig.panel.export_to(out)
    rig.rest()
    assert "不是空的，没有导出" in rig.page.banner.text


def test_another_unit_has_its_own_list(rig: Rig, papers: list[Path]) -> None:
    rig.item("A2")
    rig.panel.box.attach(papers)
    rig.rest()
    rig.page.panes.ranking.choose("science")
    assert rig.panel.summary.text().startswith("科技局：共 0 件")
    assert rig.panel.items.current_code == "A2"
    assert rig.shown() == []


def test_a_mark_leads_to_its_files(complete_year: Workplace, qtbot: QtBot, papers: list[Path]) -> None:
    window = open_window(complete_year, qtbot, "marks")
    page = window.current_page
    assert isinstance(page, MarksPage)
    page.show_place("market|A2")
    titles: list[str] = []

    def work(dialog: AttachmentsDialog) -> None:
        titles.append(dialog.box.heading.text())
        drop(dialog.box, papers)
        qtbot.waitUntil(lambda: dialog.box.files.topLevelItemCount() == 2)
        dialog.accept()

    answer(window, AttachmentsDialog, work)
    page.panes.detail.evidence_button.click()
    assert titles[0].startswith("2020年评定 市监局 A2")
    assert len(attached_to(complete_year.desk, ITEM)) == 2


def test_the_button_of_a_mark_waits_for_an_item(complete_year: Workplace, qtbot: QtBot) -> None:
    window = open_window(complete_year, qtbot, "marks")
    page = window.current_page
    assert isinstance(page, MarksPage)
    page.panes.detail.clear()
    assert not page.panes.detail.evidence_button.isVisible()
    page.show_place("market|A2")
    assert page.panes.detail.evidence_button.isVisible()


def test_a_line_of_a_self_assessment_leads_to_its_files(rig: Rig, papers: list[Path]) -> None:
    received = datetime(2021, 1, 10)
    handed_in = HandedIn(1, Filler("张三"), Source("自评表.xlsx", "0" * 64), received.date(), received, "王敏")
    with rig.workplace.desk.work() as work:
        version = AssessmentVersion(handed_in, (AssessedItem("A2", Decimal(9), evidence=("会议纪要",)),))
        work.self_assessments.add(rig.workplace.desk.plan_id, "market", YEAR, version)
        work.commit()
    rig.page.refresh()
    rig.rest()
    own = next(panel for panel in rig.page.panels if isinstance(panel, SelfAssessmentPanel))
    rig.page.panes.tabs.setCurrentWidget(own)
    assert not own.evidence_action.isEnabled()
    assert own.table.select_source("A2")
    answer(rig.window, AttachmentsDialog, lambda dialog: work_through(dialog, rig, papers))
    own.evidence_action.trigger()
    place = SelfAssessmentPlace("market", YEAR, "A2")
    assert [file.name for file in attached_to(rig.workplace.desk, place)] == ["会议纪要.pdf", "照片.jpg"]
    rig.page.panes.ranking.choose("science")
    assert not own.evidence_action.isEnabled()


def work_through(dialog: AttachmentsDialog, rig: Rig, papers: list[Path]) -> None:
    assert dialog.box.heading.text().startswith("2020年自评 市监局 A2")
    drop(dialog.box, papers)
    rig.qtbot.waitUntil(lambda: dialog.box.files.topLevelItemCount() == len(papers))
    dialog.accept()


def test_every_button_is_reached_by_tab(rig: Rig, papers: list[Path]) -> None:
    rig.item("A2")
    rig.panel.box.attach(papers)
    rig.rest()
    rig.panel.items.setFocus()
    reached: set[QWidget | None] = set()
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget() or rig.window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    box: AttachmentBox = rig.panel.box
    assert {box.files, box.note, box.remove_button, box.open_button, box.add_button} <= reached
