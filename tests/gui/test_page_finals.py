"""定稿 on the scoring page of the sample year, which was finalised once and reopened."""

from __future__ import annotations

import contextlib
import sqlite3
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer, press_in_box
from tests.gui.sample_window import YEAR, open_window
from xiaowei_desktop.application.final_checks import finals_of
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.marks import enter_mark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.reporting.final_words import whole_fingerprint
from xiaowei_desktop.ui.dialogs.finals import FinalsDialog
from xiaowei_desktop.ui.dialogs.preview import PreviewDialog
from xiaowei_desktop.ui.dialogs.reason import ReasonDialog
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.pages.marks import MarksPage
from xiaowei_desktop.ui.pages.scoring import ScoringPage
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.sample_fixtures"]
REASON = "商务局补报材料。"


class Rig:
    """The scoring page on the screen."""

    def __init__(self, workplace: Workplace, qtbot: QtBot) -> None:
        self.workplace = workplace
        self.qtbot = qtbot
        self.window: MainWindow = open_window(workplace, qtbot, "scoring")
        page = self.window.current_page
        assert isinstance(page, ScoringPage)
        self.page = page

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.workplace.runner.is_busy)

    def fingerprint(self, number: int) -> str:
        return whole_fingerprint(finals_of(self.workplace.desk, YEAR)[number - 1].fingerprint)

    def finals(self) -> FinalsDialog:
        """历次定稿, opened from the menu."""
        self.page.finals.list_action.trigger()
        self.qtbot.waitUntil(lambda: any(d.isVisible() for d in self.page.findChildren(FinalsDialog)))
        return next(d for d in self.page.findChildren(FinalsDialog) if d.isVisible())


@pytest.fixture
def rig(complete_year: Workplace, qtbot: QtBot) -> Rig:
    return Rig(complete_year, qtbot)


@pytest.fixture
def final(complete_year: Workplace, qtbot: QtBot) -> Rig:
    """The year finalised a second time, with half a point more for one bureau."""
    enter_mark(complete_year.desk, YEAR, Mark("science", "C2.1", points=Decimal("2.5"), basis="补充材料"))
    finalise(complete_year.desk, YEAR)
    return Rig(complete_year, qtbot)


def rows(dialog: FinalsDialog) -> list[tuple[str, ...]]:
    found = dialog.found
    items = [found.topLevelItem(row) for row in range(found.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(5)) for item in items if item is not None]


def test_a_complete_year_is_finalised_after_a_question_and_its_sheets_are_previewed(rig: Rig) -> None:
    button = next(b for b in rig.page.header.findChildren(QPushButton) if b.text() == "定稿…")
    asked: list[str] = []
    press_in_box(rig.page, "定稿", asked.extend)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    rig.qtbot.waitUntil(lambda: bool(rig.page.findChildren(PreviewDialog)))
    rig.rest()
    assert "2020年度资料齐全，现在定稿？" in asked
    (preview,) = rig.page.findChildren(PreviewDialog)
    assert preview.windowTitle() == "打印预览 — 2020年度评分表（全部单位）"
    preview.reject()
    assert rig.page.header.state.startswith("2020年度：已定稿（第2次定稿，")
    assert rig.fingerprint(2) in rig.page.banner.text
    assert "王敏" in rig.page.banner.text
    assert not rig.page.finals.finalise_action.isVisible()
    assert rig.page.finals.reopen_action.isVisible()


def test_the_question_can_be_left(rig: Rig) -> None:
    press_in_box(rig.page, "先不定稿")
    rig.page.finals.finalise_action.trigger()
    rig.rest()
    assert len(finals_of(rig.workplace.desk, YEAR)) == 1
    assert rig.page.finals.finalise_action.isVisible()


def test_a_final_year_is_reopened_with_a_reason(final: Rig) -> None:
    def write(dialog: ReasonDialog) -> None:
        assert not dialog.accept_button.isEnabled()
        dialog.text.setPlainText(REASON)
        dialog.accept_button.click()

    answer(final.page, ReasonDialog, write)
    final.page.finals.reopen_action.trigger()
    final.qtbot.waitUntil(final.page.finals.finalise_action.isVisible)
    final.rest()
    reopened = finals_of(final.workplace.desk, YEAR)[-1].reopened
    assert reopened is not None
    assert (reopened.who, reopened.reason) == ("王敏", REASON)
    assert "已重新开启" in final.page.banner.text
    assert final.page.header.state == "2020年度：6 个单位资料齐全，可以定稿。"


def test_reopening_can_be_left(final: Rig) -> None:
    answer(final.page, ReasonDialog, ReasonDialog.reject)
    final.page.finals.reopen_action.trigger()
    final.rest()
    assert finals_of(final.workplace.desk, YEAR)[-1].reopened is None


def test_a_final_is_verified_from_the_menu(final: Rig) -> None:
    final.page.finals.verify_action.trigger()
    final.qtbot.waitUntil(lambda: "每一项都与定稿相同" in final.page.banner.text)


def test_a_final_that_was_edited_is_told_on_the_page(final: Rig) -> None:
    final.rest()
    with contextlib.closing(sqlite3.connect(final.workplace.desk.store.path)) as connection, connection:
        connection.execute("DROP TRIGGER tr_final_no_update")
        connection.execute("UPDATE final SET document = replace(document, '108.79', '118.79') WHERE number = 2")
    final.page.refresh()
    final.qtbot.waitUntil(lambda: "定稿后被改动过" in final.page.banner.text)
    final.rest()
    final.page.finals.verify_action.trigger()
    final.qtbot.waitUntil(lambda: "2020年度第2次定稿：" in final.page.banner.text)
    assert final.page.banner.property("tone") == "bad"


def test_the_finals_are_listed_compared_verified_and_printed_again(final: Rig) -> None:
    dialog = final.finals()
    assert dialog.finals.topLevelItemCount() == 2
    assert final.fingerprint(2) in dialog.fingerprint.text()
    QTest.mouseClick(dialog.compare_button, Qt.MouseButton.LeftButton)
    final.qtbot.waitUntil(dialog.found.isVisible)
    assert ("科技局", "全表", "总分", "95.66", "96.16") in rows(dialog)
    assert ("科技局", "C2.1 创新工作试点", "得分", "2.00", "2.50") in rows(dialog)
    dialog.finals.setCurrentItem(dialog.finals.topLevelItem(0))  # type: ignore[arg-type]
    assert final.fingerprint(1) in dialog.fingerprint.text()
    assert not dialog.compare_button.isEnabled()
    QTest.mouseClick(dialog.verify_button, Qt.MouseButton.LeftButton)
    final.qtbot.waitUntil(lambda: dialog.said.text().startswith("● 2020年度第1次定稿"))
    QTest.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    final.qtbot.waitUntil(lambda: bool(dialog.findChildren(PreviewDialog)))
    (preview,) = dialog.findChildren(PreviewDialog)
    assert preview.windowTitle() == "打印预览 — 2020年度评分表（第1次定稿）"
    final.rest()
    preview.reject()
    dialog.reject()


def test_a_year_never_finalised_says_how(complete_year: Workplace, qtbot: QtBot) -> None:
    with contextlib.closing(sqlite3.connect(complete_year.desk.store.path)) as connection, connection:
        for table in ("final_reopening", "final"):
            connection.execute(f"DROP TRIGGER tr_{table}_no_delete")
            connection.execute(f"DELETE FROM {table}")
    rig = Rig(complete_year, qtbot)
    rig.page.finals.list_action.trigger()
    qtbot.waitUntil(lambda: "还没有定稿过" in rig.page.banner.text)


def test_the_marks_of_a_final_year_cannot_be_typed(final: Rig) -> None:
    final.page.page_wanted.emit("marks", "science|A2")
    final.rest()
    marks = final.window.current_page
    assert isinstance(marks, MarksPage)
    assert "已定稿，评定已锁定" in marks.header.state
    grid = marks.boards.grid
    assert grid is not None
    grid.select_cell("science|A2", "points")
    QTest.keyClicks(grid, "9")
    assert marks.unsaved_reason() == ""
    assert marks.panes.detail.events_button.isHidden()
