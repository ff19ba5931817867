"""自评 and 异议 beside the scores: papers out and in, the difference, and the office's answers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer
from tests.gui.sample_window import YEAR, open_window
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.marks import mark_form
from xiaowei_desktop.application.objections import answer_objection, cases_of_year
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.ui.dialogs.import_preview import ImportPreviewDialog
from xiaowei_desktop.ui.dialogs.objection_answer import ObjectionAnswerDialog
from xiaowei_desktop.ui.dialogs.preview import PreviewDialog
from xiaowei_desktop.ui.pages.scoring import ScoringPage
from xiaowei_desktop.ui.pages.scoring.objections_panel import ObjectionsPanel
from xiaowei_desktop.ui.pages.scoring.paper_panel import PaperPanel
from xiaowei_desktop.ui.pages.scoring.self_assessment_panel import SelfAssessmentPanel
from xiaowei_desktop.ui.pages.workbench_tiles import YearTile, year_gaps
from xiaowei_desktop.ui.widgets.empty_state import EmptyState
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.sample_fixtures"]
UNIT = "science"
CTRL = Qt.KeyboardModifier.ControlModifier
Typed = Mapping[str, Mapping[str, object]]
"""What is typed into a paper: by item and column."""


class Rig:
    """The scoring page with one of the two panels in front, on 科技局."""

    def __init__(self, workplace: Workplace, qtbot: QtBot) -> None:
        self.workplace = workplace
        self.qtbot = qtbot
        page = open_window(workplace, qtbot, "scoring").current_page
        assert isinstance(page, ScoringPage)
        self.page = page
        assert page.panes.ranking.choose(UNIT)

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.workplace.runner.is_busy)

    def panel(self, kind: type[PaperPanel]) -> PaperPanel:
        found = next(panel for panel in self.page.panels if isinstance(panel, kind))
        self.page.panes.tabs.setCurrentWidget(found)
        return found

    def paper(self, panel: PaperPanel, folder: Path, typed: Typed, unit: str = "科技局") -> Path:
        """Exports the papers of all units, and fills in that of one."""
        panel.exchange.write(YEAR, folder)
        self.rest()
        (path,) = folder.glob(f"*_{unit}_*.xlsx")
        book = load_workbook(path)
        sheet = book.worksheets[0]
        places = {str(cell.value): cell.column or 0 for cell in sheet[5]}
        rows = {str(sheet.cell(row, 1).value): row for row in range(6, sheet.max_row + 1)}
        for code, values in typed.items():
            for column, value in values.items():
                sheet.cell(rows[code], places[column]).value = value  # type: ignore[assignment]
        book.save(path)
        return path

    def take_in(self, panel: PaperPanel, path: Path) -> list[str]:
        """Previews the file and agrees to what it would bring; gives the dialog's title and its time."""
        seen: list[str] = []

        def accept(dialog: ImportPreviewDialog) -> None:
            seen.append(str(dialog.files.model().index(0, 2).data()))
            assert dialog.received.isVisible()
            QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

        title = answer(self.page, ImportPreviewDialog, accept)
        panel.exchange.preview([path])
        self.qtbot.waitUntil(lambda: bool(title) and not self.workplace.runner.is_busy)
        return [*title, *seen]


@pytest.fixture
def rig(complete_year: Workplace, qtbot: QtBot) -> Rig:
    return Rig(complete_year, qtbot)


def cell(panel: PaperPanel, row: int, column: int) -> str:
    return str(panel.table.model().index(row, column).data())


def row_of(panel: PaperPanel, code: str) -> int:
    return next(row for row in range(panel.table.model().rowCount()) if cell(panel, row, 0) == code)


def hint(panel: PaperPanel) -> EmptyState:
    return next(state for state in panel.findChildren(EmptyState) if state.isVisible())


def test_without_papers_the_panels_say_what_belongs_there(rig: Rig) -> None:
    for kind, words in ((SelfAssessmentPanel, "科技局还没有报自评表。"), (ObjectionsPanel, "还没有收到异议。")):
        panel = rig.panel(kind)
        assert words in [label.text() for label in hint(panel).findChildren(QLabel)]
        assert [button.text() for button in hint(panel).findChildren(QPushButton)] == [panel.export_action.text()]
        assert not panel.print_action.isEnabled()


def test_a_self_assessment_comes_back_and_stands_beside_the_points(rig: Rig, tmp_path: Path) -> None:
    panel = rig.panel(SelfAssessmentPanel)
    path = rig.paper(panel, tmp_path, {"A1": {"自评得分": 9, "支撑材料": "总结"}, "B2.2": {"自评得分": 25}})
    assert "已导出 6 份自评表" in rig.page.banner.text
    assert rig.take_in(panel, path) == ["导入自评表", "2020年度"]
    row = row_of(panel, "B2.2")
    assert [cell(panel, row, column) for column in (3, 4, 5)] == ["25.00", "24.16", "0.84"]
    assert panel.summary.text().endswith("6 个单位已报 1 个。")
    headings = [rig.page.panes.sheet.model().headerData(n, Qt.Orientation.Horizontal) for n in range(12)]
    assert headings[9:11] == ["自评", "差额"]
    assert rig.page.panes.tree.select("A1")
    assert "自评 9.00 分，与核定差 3.50 分\n支撑材料：总结" in rig.page.panes.trail.browser.toPlainText()
    rig.page.panes.tabs.setCurrentWidget(panel)
    panel.table.setCurrentIndex(panel.table.model().index(row, 0))
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert rig.page.panes.tree.current_code == "B2.2"
    assert not panel.isVisible()
    rig.page.panes.tabs.setCurrentWidget(panel)
    assert rig.page.panes.ranking.choose("market")
    assert hint(panel).isVisible()


def test_the_comparison_is_printed(rig: Rig, tmp_path: Path) -> None:
    panel = rig.panel(SelfAssessmentPanel)
    rig.take_in(panel, rig.paper(panel, tmp_path, {"A1": {"自评得分": 9}}))
    panel.print_action.trigger()
    preview = next(w for w in rig.page.findChildren(PreviewDialog) if w.isVisible())
    rig.rest()
    assert "自评对照表" in preview.windowTitle()
    preview.close()


def objecting(rig: Rig, folder: Path) -> ObjectionsPanel:
    """科技局 objects to two items."""
    panel = rig.panel(ObjectionsPanel)
    assert isinstance(panel, ObjectionsPanel)
    typed: Typed = {"A1": {"异议意见": "应评为突出", "认为应得分": 10}, "C1": {"异议意见": "名次有误"}}
    assert rig.take_in(panel, rig.paper(panel, folder, typed)) == ["导入异议表", "2020年度"]
    return panel


def test_an_objection_is_answered_by_keyboard_and_changes_the_points(rig: Rig, tmp_path: Path) -> None:
    panel = objecting(rig, tmp_path)
    assert panel.summary.text().startswith("■ 2 条尚未答复。")
    assert rig.page.header.state == "2020年度：6 个单位资料齐全，还有 2 条异议没有答复。"
    assert rig.page.panes.tree.select("A1")
    assert "应评为突出\n答复：尚未答复" in rig.page.panes.trail.browser.toPlainText()

    def change(dialog: ObjectionAnswerDialog) -> None:
        assert (dialog.keep.isChecked(), dialog.accept_button.isEnabled()) == (True, False)
        rig.qtbot.waitUntil(dialog.keep.hasFocus)
        QTest.keyClick(dialog.keep, Qt.Key.Key_Right)
        QTest.keyClicks(dialog.figure, "11")
        assert "不在本项的 0—10 分之间" in dialog.note.text()
        dialog.figure.clear()
        QTest.keyClicks(dialog.figure, "8.5")
        dialog.reason_field.setPlainText("已补交文件")  # what an input method hands over
        QTest.keyClick(dialog.reason_field, Qt.Key.Key_Return, CTRL)

    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.table.model().index(0, 5))
    title = answer(rig.page, ObjectionAnswerDialog, change)
    QTest.keyClick(panel.table, Qt.Key.Key_Return, CTRL)
    rig.qtbot.waitUntil(lambda: bool(title) and not rig.workplace.runner.is_busy)
    first, second = cases_of_year(rig.workplace.desk, YEAR)
    assert first.answer is not None
    assert (first.answer.points, first.answer.reason, second.is_open) == (Decimal("8.5"), "已补交文件", True)
    assert [cell(panel, 0, column) for column in (7, 9)] == ["改为8.5分", "8.50"]
    assert rig.page.scores is not None
    assert next(leaf.points for leaf in rig.page.scores.sheet(UNIT).root.leaves()) == Decimal("8.50")


def test_the_workbench_does_not_call_a_year_complete_while_an_objection_waits(rig: Rig, tmp_path: Path) -> None:
    objecting(rig, tmp_path)
    tile = YearTile()
    rig.qtbot.addWidget(tile)
    for item, words in (("A1", "▲ 2 条异议未答复"), ("C1", "▲ 1 条异议未答复"), ("", "● 已齐，可以定稿")):
        tile.show_gaps(year_gaps(score_year(rig.workplace.desk, YEAR), ()))
        assert tile.text == f"{words} 查看评定 查看评分"
        if item:
            answer_objection(rig.workplace.desk, YEAR, UNIT, item, None, "维持")


def test_an_answer_can_be_replaced_and_leaving_the_dialog_changes_nothing(rig: Rig, tmp_path: Path) -> None:
    panel = objecting(rig, tmp_path)

    def keep(dialog: ObjectionAnswerDialog) -> None:
        dialog.reason_field.setPlainText("维持评定")
        dialog.accept_button.click()

    title = answer(rig.page, ObjectionAnswerDialog, keep)
    panel.table.source_opened.emit(f"{UNIT}|A1")
    rig.qtbot.waitUntil(lambda: bool(title) and not rig.workplace.runner.is_busy)
    assert cell(panel, 0, 7) == "维持原分"

    def leave(dialog: ObjectionAnswerDialog) -> None:
        assert dialog.reason_field.toPlainText() == "维持评定"
        assert dialog.points is None
        dialog.reject()

    title = answer(rig.page, ObjectionAnswerDialog, leave)
    panel.answer(f"{UNIT}|A1")
    assert title == ["答复异议"]
    (answered, _) = cases_of_year(rig.workplace.desk, YEAR)
    assert answered.answer is not None
    assert answered.answer.is_kept


def test_a_final_year_takes_no_answers(rig: Rig, tmp_path: Path) -> None:
    panel = objecting(rig, tmp_path)
    for item in ("A1", "C1"):
        answer_objection(rig.workplace.desk, YEAR, UNIT, item, None, "维持")
    finalise(rig.workplace.desk, YEAR)
    rig.page.refresh()
    rig.rest()
    messages: list[str] = []
    rig.page.message.connect(messages.append)
    assert not panel.answer_action.isEnabled()
    panel.answer(f"{UNIT}|A1")
    assert messages == ["本年度已定稿，不能再答复。确需修改的，请先重新开启。"]
    assert [case.is_open for case in cases_of_year(rig.workplace.desk, YEAR)] == [False, False]


def test_a_reply_without_objections(rig: Rig, tmp_path: Path) -> None:
    panel = rig.panel(ObjectionsPanel)
    rig.take_in(panel, rig.paper(panel, tmp_path, {}))
    assert panel.summary.text() == "● 没有待答复的异议。共 0 条异议，6 个单位已回复 1 个。"
    assert isinstance(panel, ObjectionsPanel)
    messages: list[str] = []
    rig.page.message.connect(messages.append)
    panel.answer_current()
    assert messages == ["请先在表中选一条异议。"]


def test_another_kind_of_file_is_not_taken(rig: Rig, tmp_path: Path) -> None:
    path = rig.paper(rig.panel(SelfAssessmentPanel), tmp_path, {"A1": {"自评得分": 9}})
    panel = rig.panel(ObjectionsPanel)
    panel.exchange.preview([path])
    rig.rest()
    assert "是自评表，不是异议表" in rig.page.banner.text
    assert ("science", "A1") in mark_form(rig.workplace.desk, YEAR).marks
