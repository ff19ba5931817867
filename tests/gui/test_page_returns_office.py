"""季报填报, the office's side: submitting, accepting, sending back, verifying, comparing versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from tests.gui.pages_office import APPROVED, DRAFTED, SECOND, SENT_BACK, WAITING, WITH_ISSUE
from tests.gui.returns_clerk import CTRL, Clerk, column
from xiaowei_desktop.application.returns import open_return, save_draft, submit_draft
from xiaowei_desktop.domain.quarterly_return import Filler, ReturnLine, ReturnState, RowKey
from xiaowei_desktop.ui.dialogs.preview import PreviewDialog
from xiaowei_desktop.ui.dialogs.reason import ReasonDialog
from xiaowei_desktop.ui.dialogs.submit import SubmitDialog
from xiaowei_desktop.ui.dialogs.verify import VerifyDialog
from xiaowei_desktop.ui.pages.returns.versions import VersionsDialog

pytest_plugins = ["tests.gui.pages_fixtures", "tests.gui.returns_fixtures"]

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def job(clerk: Clerk, text: str) -> None:
    """Takes a job from the ⋯ menu or presses its button."""
    found = [action for action in clerk.page.actions() if action.text() == text and action.isVisible()]
    assert len(found) == 1, text
    found[0].trigger()


def offered(clerk: Clerk) -> list[str]:
    return [action.text() for action in clerk.page.actions() if action.isVisible()]


def test_a_draft_is_submitted_with_ctrl_enter(clerk: Clerk) -> None:
    def fill(dialog: SubmitDialog) -> None:
        assert (dialog.person.text(), dialog.received.date()) == ("王芳", QDate(2020, 7, 18))
        dialog.person.selectAll()
        QTest.keyClicks(dialog.person, "Zhao")
        dialog.received.setDate(QDate(2020, 7, 14))
        QTest.keyClick(dialog.person, Qt.Key.Key_Return)

    clerk.open(DRAFTED)
    clerk.answer(SubmitDialog, fill)
    clerk.press(Qt.Key.Key_Return, CTRL)
    stored = clerk.report(DRAFTED)
    assert stored.state is ReturnState.REPORTED
    assert stored.current is not None
    assert stored.current.filler == Filler("Zhao", "0571-80000000", "陈明", date(2020, 7, 14))
    assert stored.current.received_on == date(2020, 7, 14)
    assert clerk.messages[-1] == "商务局2020年第2季度季报已提交。"
    assert clerk.page.header.state == "商务局 第2季度：已报（第1版，2020-07-14 收到，逾期 4 天）。"


def test_after_a_step_the_keyboard_is_in_the_form(clerk: Clerk) -> None:
    clerk.open(DRAFTED)
    submit = next(b for b in clerk.page.header.findChildren(QPushButton) if b.text() == "提交")
    submit.setFocus()
    clerk.answer(SubmitDialog, lambda dialog: dialog.accept())
    submit.click()
    assert clerk.state(DRAFTED) is ReturnState.REPORTED
    assert clerk.window.focusWidget() is clerk.grid


def test_tab_leads_from_the_units_into_the_form(clerk: Clerk) -> None:
    for unit in (DRAFTED, WAITING):
        clerk.open(unit)
        clerk.page.picker.table.setFocus()
        clerk.press(Qt.Key.Key_Tab)
        assert clerk.window.focusWidget() is clerk.grid


def test_a_submission_can_be_left(clerk: Clerk) -> None:
    clerk.open(DRAFTED)
    clerk.answer(SubmitDialog, lambda dialog: dialog.reject())
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert clerk.state(DRAFTED) is ReturnState.DRAFT


def test_a_draft_with_errors_is_not_submitted_and_the_first_one_is_shown(clerk: Clerk) -> None:
    clerk.open(DRAFTED)
    first, second = (indicator.code for indicator, _ in clerk.workplace.plan().rows_of(DRAFTED))
    clerk.enter(second, "cumulative", "8.5")
    clerk.grid.select_cell(clerk.row(first), "progress")
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert clerk.state(DRAFTED) is ReturnState.DRAFT
    assert "应为整数（家）" in clerk.page.banner.text
    assert clerk.grid.place() is not None
    assert clerk.grid.place() == (clerk.row(second), "quarter_value")


def test_empty_rows_and_warnings_are_said_before_submitting(clerk: Clerk) -> None:
    clerk.open(DRAFTED)
    desk = clerk.workplace.desk
    lines = open_return(desk, DRAFTED, SECOND).lines
    save_draft(desk, DRAFTED, SECOND, (replace(lines[0], quarter_value=None, cumulative=Decimal(3)), lines[1]))
    clerk.page.mark_stale()
    second = clerk.workplace.plan().rows_of(DRAFTED)[1][0].code
    clerk.grid.select_cell(clerk.row(second), "cumulative")
    clerk.press(Qt.Key.Key_Delete)
    remarks: list[str] = []

    def look(dialog: SubmitDialog) -> None:
        remarks.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    clerk.answer(SubmitDialog, look)
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert "▲ 有 1 行没有填，将按缺数处理；没有发生的应填 0。" in remarks
    assert "▲ 有 1 处警告，审核前须有情况说明。" in remarks
    assert clerk.state(DRAFTED) is ReturnState.REPORTED


def test_a_return_without_issues_is_accepted_at_once(clerk: Clerk) -> None:
    clerk.open(WAITING)
    clerk.press(Qt.Key.Key_Return, CTRL_SHIFT)
    assert clerk.state(WAITING) is ReturnState.APPROVED
    assert clerk.messages[-1] == "税务局2020年第2季度季报已审核通过。"
    assert "审核：李四 2020-07-18" in clerk.page.panel.origin.text()
    assert column(clerk.page.picker.table, 1)[5] == "● 已审核"


def test_unexplained_warnings_need_the_offices_word(clerk: Clerk) -> None:
    def explain(dialog: ReasonDialog) -> None:
        assert not dialog.accept_button.isEnabled()
        dialog.text.setPlainText("已电话核实，上季度多报。")
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    clerk.open(WITH_ISSUE)
    clerk.answer(ReasonDialog, lambda dialog: dialog.reject())
    clerk.press(Qt.Key.Key_Return, CTRL_SHIFT)
    assert clerk.state(WITH_ISSUE) is ReturnState.REPORTED
    clerk.answer(ReasonDialog, explain)
    clerk.press(Qt.Key.Key_Return, CTRL_SHIFT)
    assert clerk.state(WITH_ISSUE) is ReturnState.APPROVED
    with clerk.workplace.desk.work() as work:
        last = work.history.all(clerk.workplace.desk.plan_id)[-1]
    assert (last.new, last.reason) == ("已审核", "已电话核实，上季度多报。")
    assert clerk.page.panel.origin.text().startswith("核实：已电话核实，上季度多报。　审核：李四 2020-07-18")
    assert "警告" not in clerk.page.header.state
    assert clerk.issue_texts()


def test_a_return_is_sent_back_with_its_reason(clerk: Clerk) -> None:
    def write(dialog: ReasonDialog) -> None:
        dialog.text.setPlainText("累计数小于上季度")
        dialog.accept_button.click()

    clerk.open(WITH_ISSUE)
    clerk.answer(ReasonDialog, write)
    job(clerk, "退回修改")
    assert clerk.state(WITH_ISSUE) is ReturnState.RETURNED
    assert clerk.page.panel.reason.text() == "退回原因：累计数小于上季度"
    assert clerk.page.header.state.startswith("科技局 第2季度：退回（第1版，2020-07-09 收到）")


def test_a_figure_is_verified_beside_the_reported_one_and_withdrawn(clerk: Clerk) -> None:
    code = clerk.workplace.plan().rows_of(WITH_ISSUE)[0][0].code
    key = RowKey(code, clerk.workplace.plan().subject)

    def decide(dialog: VerifyDialog) -> None:
        QTest.keyClicks(dialog.figure, "abc")
        assert dialog.note.text() == "“abc”不是数字。请填数字，单位按“家”。"
        dialog.figure.setText("76家")
        assert not dialog.accept_button.isEnabled()
        dialog.reason_field.setText("按工商登记数核定")
        QTest.keyClick(dialog.reason_field, Qt.Key.Key_Return)

    def withdraw(dialog: ReasonDialog) -> None:
        dialog.text.setPlainText("单位已改正")
        dialog.accept_button.click()

    clerk.open(WITH_ISSUE)
    clerk.grid.select_cell(clerk.row(code), "cumulative")
    assert "撤销核定" not in offered(clerk)
    clerk.answer(VerifyDialog, decide)
    job(clerk, "核定…")
    verified = clerk.report(WITH_ISSUE).verified_figure(key)
    assert verified is not None
    assert verified.value == 76
    assert verified.reason == "按工商登记数核定"
    assert clerk.value(code, "verified") == 76
    assert clerk.value(code, "cumulative") == 30
    clerk.grid.select_cell(clerk.row(code), "verified")
    here = clerk.grid.currentIndex()
    marks = [issue.message for issue in clerk.grid.entries.issues(here.row(), here.column())]
    assert marks == ["李四 2020-07-18 核定，理由：按工商登记数核定"]
    assert "核定数 76（李四）：按工商登记数核定" in clerk.page.panel.detail.text()
    clerk.answer(ReasonDialog, withdraw)
    job(clerk, "撤销核定")
    assert clerk.report(WITH_ISSUE).verified == ()


def test_what_storage_refuses_is_said_on_the_page(clerk: Clerk) -> None:
    code = clerk.workplace.plan().rows_of(WITH_ISSUE)[0][0].code

    def decide(dialog: VerifyDialog) -> None:
        dialog.figure.setText("-1")
        dialog.reason_field.setText("试")
        dialog.accept_button.click()

    clerk.open(WITH_ISSUE)
    clerk.grid.select_cell(clerk.row(code), "cumulative")
    clerk.answer(VerifyDialog, decide)
    job(clerk, "核定…")
    assert "的核定数不能采用" in clerk.page.banner.text


@pytest.mark.parametrize(
    ("unit", "first"),
    [
        (DRAFTED, ["提交", "导入季报", "打印预览"]),
        (WAITING, ["审核通过", "退回修改", "核定…"]),
        (APPROVED, ["打印预览", "退回修改", "核定…"]),
        (SENT_BACK, ["导入季报", "导出季报表", "打印预览"]),
        ("pboc", ["导入季报", "导出季报表", "打印预览"]),
    ],
)
def test_the_state_decides_what_is_offered(clerk: Clerk, unit: str, first: list[str]) -> None:
    clerk.open(unit)
    assert offered(clerk)[:3] == first
    assert len(offered(clerk)) == len(set(offered(clerk)))


def typed_again(line: ReturnLine) -> ReturnLine:
    return replace(line, quarter_value=None, cumulative=Decimal(1584))


def test_two_versions_are_compared_cell_by_cell(clerk: Clerk) -> None:
    desk = clerk.workplace.desk
    save_draft(desk, SENT_BACK, SECOND, tuple(typed_again(line) for line in open_return(desk, SENT_BACK, SECOND).lines))
    submit_draft(desk, SENT_BACK, SECOND, Filler("王芳"), date(2020, 7, 16))
    clerk.page.mark_stale()
    clerk.open(SENT_BACK)
    seen: list[list[str]] = []

    def look(dialog: VersionsDialog) -> None:
        assert dialog.words.text() == "共有 2 处不同。"
        seen.extend([column(dialog.table, number) for number in (1, 2, 3)])
        dialog.new.setCurrentIndex(0)
        assert dialog.words.text() == "两个版本的内容相同。"
        dialog.accept()

    clerk.answer(VersionsDialog, look)
    job(clerk, "版本比较")
    assert seen == [["本季完成", "累计完成"], ["660", "1,320"], ["924", "1,584"]]


def test_the_preview_shows_the_return(clerk: Clerk) -> None:
    clerk.open(APPROVED)
    seen = clerk.answer(PreviewDialog, lambda dialog: dialog.reject())
    job(clerk, "打印预览")
    clerk.qtbot.waitUntil(lambda: bool(seen))
    assert "季报表" in seen[0]
    clerk.rest()


def test_the_units_own_form_is_exported(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    clerk.open("pboc")
    job(clerk, "导出季报表")
    clerk.rest()
    assert (tmp_path / "2020Q2_人行杭州中心支行_季报.xlsx").exists()
    assert "已导出“2020Q2_人行杭州中心支行_季报.xlsx”" in clerk.page.banner.text


def test_a_job_that_is_not_wanted_has_no_button(clerk: Clerk) -> None:
    clerk.page.actions_by_state.arrange(("preview", "form"))
    shown = [button.text() for button in clerk.page.header.findChildren(QPushButton) if not button.isHidden()]
    assert sorted(shown) == ["导出季报表", "打印预览"]
