"""季报填报 by keyboard: typing a return, what is filled in beside it, undo, drafts, and what can't be read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.pages_office import DRAFTED, SECOND, SENT_BACK
from tests.gui.returns_clerk import ALT, CTRL, Clerk, column
from xiaowei_desktop.application.acceptance import send_back
from xiaowei_desktop.application.returns import open_return, save_draft
from xiaowei_desktop.domain.quarterly_return import ReturnLine, ReturnState, TaskStatus
from xiaowei_desktop.ui.grids.entry_content import Unread
from xiaowei_desktop.ui.pages.returns import ReturnsPage
from xiaowei_desktop.ui.pages.returns.cells import Converted, Filled
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures", "tests.gui.returns_fixtures"]


@pytest.fixture
def commerce_rows(office: Workplace) -> tuple[str, str]:
    """The two indicators of the unit with a draft; both are counted up over the year, 19 and 6 so far."""
    first, second = (indicator.code for indicator, _ in office.plan().rows_of(DRAFTED))
    return first, second


@pytest.fixture
def empty(clerk: Clerk) -> Clerk:
    """The unit's form with nothing in it."""
    desk, unit = clerk.workplace.desk, DRAFTED
    lines = tuple(ReturnLine(line.key) for line in open_return(desk, unit, SECOND).lines)
    save_draft(desk, unit, SECOND, lines)
    clerk.page.mark_stale()
    clerk.open(unit)
    return clerk


def test_a_whole_return_is_typed_with_tab_and_enter(empty: Clerk, commerce_rows: tuple[str, str]) -> None:
    clerk, (first, second) = empty, commerce_rows
    clerk.write("12")
    clerk.press(Qt.Key.Key_Tab)
    clerk.press(Qt.Key.Key_Tab)
    clerk.write("正常")
    clerk.press(Qt.Key.Key_Tab)
    clerk.press(Qt.Key.Key_Tab)
    clerk.write("3")
    clerk.press(Qt.Key.Key_Return)
    assert [clerk.value(first, field) for field in ("quarter_value", "cumulative", "progress")] == [12, 31, "正常"]
    assert [clerk.value(second, field) for field in ("quarter_value", "cumulative")] == [3, 9]
    assert clerk.page.header.state == "商务局 第2季度：草稿（应于 2020-07-10 前报，已逾期 8 天）。"


def test_the_keyboard_chooses_the_unit_and_leaves_the_last_cell_with_tab(clerk: Clerk) -> None:
    clerk.open(DRAFTED)
    clerk.press(Qt.Key.Key_Down, ALT)
    assert clerk.page.unit == "tax"
    clerk.press(Qt.Key.Key_Up, ALT)
    assert clerk.page.unit == DRAFTED
    rows, columns = clerk.grid.entries.rowCount(), clerk.grid.entries.columnCount()
    clerk.grid.setCurrentIndex(clerk.grid.entries.index(rows - 1, columns - 1))
    clerk.press(Qt.Key.Key_Tab)
    assert not clerk.grid.hasFocus()


def test_only_what_was_typed_is_kept_and_the_other_follows_its_correction(
    empty: Clerk, commerce_rows: tuple[str, str]
) -> None:
    clerk, (first, _) = empty, commerce_rows
    clerk.enter(first, "quarter_value", "5")
    assert isinstance(clerk.value(first, "cumulative"), Filled)
    assert "自动算出" not in clerk.page.panel.detail.text()
    clerk.grid.select_cell(clerk.row(first), "cumulative")
    assert "24 由同一行的数自动算出" in clerk.page.panel.detail.text()
    clerk.page.settle()
    kept = clerk.stored(DRAFTED)[first]
    assert kept.quarter_value == 5
    assert kept.cumulative is None
    clerk.open("tax")
    clerk.open(DRAFTED)
    clerk.enter(first, "quarter_value", "6")
    assert clerk.value(first, "cumulative") == 25


def test_figures_that_agree_follow_whichever_is_changed(clerk: Clerk, commerce_rows: tuple[str, str]) -> None:
    clerk.open(SENT_BACK)
    training = clerk.workplace.plan().rows_of(SENT_BACK)[0][0].code
    assert [clerk.value(training, field) for field in ("quarter_value", "cumulative")] == [660, 1320]
    clerk.enter(training, "cumulative", "1400")
    assert clerk.value(training, "quarter_value") == 740
    clerk.page.undo_stack.undo()
    assert [clerk.value(training, field) for field in ("quarter_value", "cumulative")] == [660, 1320]
    clerk.enter(training, "quarter_value", "700")
    assert clerk.value(training, "cumulative") == 1360
    clerk.page.settle()
    assert clerk.state(SENT_BACK) is ReturnState.DRAFT
    assert clerk.page.panel.reason.text() == "退回原因：第2季度发放人数与上季度不符"


def test_two_typed_figures_that_differ_are_an_error_at_the_cell(
    empty: Clerk, commerce_rows: tuple[str, str], qtbot: QtBot
) -> None:
    clerk, (first, _) = empty, commerce_rows
    clerk.enter(first, "quarter_value", "5")
    clerk.enter(first, "cumulative", "30")
    row, place = clerk.grid.entries.row_number(clerk.row(first)), clerk.grid.entries.column_number("cumulative")
    assert row is not None
    assert [issue.message for issue in clerk.grid.entries.issues(row, place)] == clerk.issue_texts()
    assert "上季累计 19 + 本季完成 5 = 24，与累计完成 30 不符" in clerk.issue_texts()[0]
    clerk.grid.select_first_open_cell()
    issues = clerk.page.panel.issues
    spot = issues.visualRect(issues.model().index(0, 2)).center()
    QTest.mouseClick(issues.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert clerk.grid.place() == (clerk.row(first), "cumulative")


def test_undo_and_redo_take_what_was_filled_in_with_them(empty: Clerk, commerce_rows: tuple[str, str]) -> None:
    clerk, (first, _) = empty, commerce_rows
    undo = clerk.page.undo_stack
    clerk.enter(first, "quarter_value", "5")
    clerk.enter(first, "cumulative", "30")
    undo.undo()
    assert clerk.value(first, "cumulative") == 24
    assert isinstance(clerk.value(first, "cumulative"), Filled)
    undo.undo()
    assert (clerk.value(first, "quarter_value"), clerk.value(first, "cumulative")) == (None, None)
    undo.redo()
    undo.redo()
    assert (clerk.value(first, "quarter_value"), clerk.value(first, "cumulative")) == (5, 30)
    clerk.grid.select_cell(clerk.row(first), "quarter_value")
    clerk.press(Qt.Key.Key_Delete)
    assert clerk.value(first, "quarter_value") == 11
    undo.undo()
    assert clerk.value(first, "quarter_value") == 5


def test_clearing_one_of_two_agreeing_figures_clears_both(clerk: Clerk, commerce_rows: tuple[str, str]) -> None:
    clerk.open(SENT_BACK)
    training = clerk.workplace.plan().rows_of(SENT_BACK)[0][0].code
    clerk.grid.select_cell(clerk.row(training), "quarter_value")
    clerk.press(Qt.Key.Key_Delete)
    assert (clerk.value(training, "quarter_value"), clerk.value(training, "cumulative")) == (None, None)
    clerk.page.undo_stack.undo()
    assert (clerk.value(training, "quarter_value"), clerk.value(training, "cumulative")) == (660, 1320)


def test_a_figure_with_another_unit_is_converted_and_says_so(clerk: Clerk) -> None:
    clerk.open("science")
    desk = clerk.workplace.desk
    send_back(desk, "science", SECOND, "请核对")
    clerk.page.mark_stale()
    voucher = clerk.workplace.plan().rows_of("science")[1][0].code
    clerk.enter(voucher, "cumulative", "0.03亿元")
    found = clerk.value(voucher, "cumulative")
    assert isinstance(found, Converted)
    assert found == 300
    clerk.grid.select_cell(clerk.row(voucher), "cumulative")
    assert "已换算：0.03亿元 = 300万元" in clerk.page.panel.detail.text()
    here = clerk.grid.currentIndex()
    notes = [issue.message for issue in clerk.grid.entries.issues(here.row(), here.column())]
    assert "已按计量单位换算：0.03亿元 = 300万元。" in notes
    clerk.page.undo_stack.undo()
    clerk.page.undo_stack.redo()
    assert clerk.value(voucher, "cumulative") == 300


def test_letters_stay_marked_and_come_back_with_the_unit(empty: Clerk, commerce_rows: tuple[str, str]) -> None:
    clerk, (first, second) = empty, commerce_rows
    clerk.enter(second, "cumulative", "8")
    clerk.enter(first, "quarter_value", "十二")
    bad = clerk.value(first, "quarter_value")
    assert isinstance(bad, Unread)
    assert bad.text == "十二"
    assert clerk.issue_texts() == [bad.problem]
    assert clerk.page.header.state.endswith("，1 处错误、1 行还没有填。")
    clerk.open("tax")
    clerk.open(DRAFTED)
    assert clerk.value(first, "quarter_value") == bad
    assert clerk.value(second, "cumulative") == 8
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert clerk.state(DRAFTED) is ReturnState.DRAFT
    assert "还有 1 处错误，没有提交。" in clerk.page.banner.text
    assert clerk.grid.place() == (clerk.row(first), "quarter_value")


def test_closing_tells_of_letters_in_a_figures_cell_and_leads_back_to_them(
    empty: Clerk, commerce_rows: tuple[str, str]
) -> None:
    clerk, (first, _) = empty, commerce_rows
    clerk.enter(first, "quarter_value", "abc")
    clerk.open("tax")
    assert clerk.page.unsaved_reason() == "季报填报：还有 1 处没能识别的内容没有保存。"
    wanted: list[tuple[str, str]] = []
    clerk.page.page_wanted.connect(lambda key, place: wanted.append((key, place)))
    clerk.page.show_unsaved()
    assert wanted == [("returns", f"{DRAFTED}@2020Q2")]
    clerk.open(DRAFTED)
    clerk.grid.select_cell(clerk.row(first), "progress")
    clerk.page.show_first_issue()
    assert clerk.grid.place() == (clerk.row(first), "quarter_value")
    clerk.enter(first, "quarter_value", "7")
    assert clerk.page.unsaved_reason() == ""


def test_a_block_from_excel_goes_past_the_headings_as_one_step(clerk: Clerk) -> None:
    send_back(clerk.workplace.desk, "market", SECOND, "请核对")
    clerk.open("market")
    clerk.page.mark_stale()
    codes = [indicator.code for indicator, _ in clerk.workplace.plan().rows_of("market")]
    clerk.grid.select_cell(clerk.row(codes[0]), "cumulative")
    QGuiApplication.clipboard().setText("3000\n1400\n1600\n30\n85\n9\n10\n23\n")
    clerk.press(Qt.Key.Key_V, CTRL)
    assert [clerk.value(code, "cumulative") for code in codes] == [3000, 1400, 1600, 30, 85, 9, 10, 23]
    assert clerk.value(codes[0], "quarter_value") == 1525
    assert clerk.messages[-1] == "已粘贴 8 格。"
    clerk.page.undo_stack.undo()
    assert [clerk.value(code, "cumulative") for code in codes] == [2950, 1350, 1500, 25, 40, 8, 8, 22]
    assert not clerk.page.undo_stack.canUndo()


def test_a_block_leaves_locked_cells_alone_and_says_so(clerk: Clerk) -> None:
    clerk.open("pboc")
    figure, task = (indicator.code for indicator, _ in clerk.workplace.plan().rows_of("pboc"))
    clerk.grid.select_cell(clerk.row(figure), "cumulative")
    QGuiApplication.clipboard().setText("12.5\t10\n7\t8\n")
    clerk.press(Qt.Key.Key_V, CTRL)
    assert (clerk.value(figure, "cumulative"), clerk.value(figure, "benchmark")) == (Decimal("12.5"), 10)
    assert clerk.value(task, "cumulative") is None
    assert clerk.messages[-1] == "已粘贴 2 格；2 格不能填写，没有改动。"


def test_a_ratio_comes_from_its_numerator_and_denominator(clerk: Clerk) -> None:
    send_back(clerk.workplace.desk, "market", SECOND, "请核对")
    clerk.open("market")
    clerk.page.mark_stale()
    share = next(i.code for i, _ in clerk.workplace.plan().rows_of("market") if i.asks_parts)
    clerk.grid.select_cell(clerk.row(share), "cumulative")
    clerk.press(Qt.Key.Key_Delete)
    clerk.enter(share, "numerator", "3")
    clerk.enter(share, "denominator", "4")
    assert clerk.value(share, "cumulative") == 75
    assert isinstance(clerk.value(share, "cumulative"), Filled)


def test_a_status_is_chosen_and_kept(clerk: Clerk) -> None:
    clerk.open("office")
    task = clerk.workplace.plan().rows_of("office")[0][0].code
    QGuiApplication.clipboard().setText("按计划推进")
    clerk.grid.select_cell(clerk.row(task), "status")
    clerk.press(Qt.Key.Key_V, CTRL)
    clerk.page.settle()
    assert clerk.stored("office")[task].status is TaskStatus.ON_SCHEDULE


def test_a_draft_is_stored_by_itself_and_survives_reopening(
    empty: Clerk, commerce_rows: tuple[str, str], qtbot: QtBot
) -> None:
    clerk, (first, _) = empty, commerce_rows
    with qtbot.waitSignal(clerk.page.data_changed):
        clerk.enter(first, "quarter_value", "7")
    assert clerk.messages[-1] == "已存草稿 09:30"
    assert clerk.stored(DRAFTED)[first].quarter_value == 7
    again = ReturnsPage(clerk.workplace)
    qtbot.addWidget(again)
    again.period_changed(2020, 2)
    again.show()
    again.show_place(DRAFTED)
    assert again.panel.grid is not None
    assert again.panel.grid.value(clerk.row(first), "cumulative") == 26


@pytest.mark.parametrize("leaving", ["unit", "period", "window"])
def test_leaving_stores_what_stands_in_an_open_editor(
    empty: Clerk, commerce_rows: tuple[str, str], leaving: str
) -> None:
    clerk, (first, _) = empty, commerce_rows
    clerk.grid.select_cell(clerk.row(first), "quarter_value")
    clerk.write("9")
    if leaving == "unit":
        clerk.press(Qt.Key.Key_Down, ALT)
    elif leaving == "period":
        clerk.window.top_bar.period.set_period(2020, 1)
    else:
        clerk.window.close()
    assert clerk.stored(DRAFTED)[first].quarter_value == 9


def test_an_untouched_form_is_not_made_a_draft(clerk: Clerk) -> None:
    clerk.open("pboc")
    clerk.open("market")
    assert clerk.state("pboc") is ReturnState.MISSING


def test_a_reported_return_can_only_be_read(clerk: Clerk) -> None:
    clerk.open("science")
    clerk.write("5")
    model = clerk.grid.entries
    cells = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    assert not any(model.is_editable(*cell) for cell in cells)
    assert clerk.page.header.state == "科技局 第2季度：已报（第1版，2020-07-09 收到），2 处警告。"
    assert "填报人：王芳 0571-80000000　单位负责人：陈明" in clerk.page.panel.origin.text()


def test_columns_that_no_row_uses_are_not_shown(clerk: Clerk) -> None:
    clerk.open("commerce")
    titles = [column.title for column in clerk.grid.entries.columns]
    assert titles == [
        "序号",
        "目标任务",
        "计量\n单位",
        "目标值",
        "上季累计",
        "本季完成",
        "累计完成",
        "进展情况",
        "情况说明",
    ]
    clerk.open("pboc")
    titles = [column.title for column in clerk.grid.entries.columns]
    assert titles[5:8] == ["累计完成", "对照值", "完成状态"]
    clerk.open("science")
    titles = [column.title for column in clerk.grid.entries.columns]
    assert titles[5:] == ["本季完成", "累计完成"]


def test_on_a_narrow_window_the_units_are_one_line(clerk: Clerk) -> None:
    clerk.window.resize(911, 480)
    clerk.open("tax")
    line = clerk.page.picker.line
    assert not clerk.page.picker.table.isVisible()
    assert line.currentText() == "税务局　▲ 已报　逾期 2 天"
    line.setCurrentIndex(line.findData("science"))
    line.activated.emit(line.currentIndex())
    assert clerk.page.unit == "science"
    assert clerk.grid.hasFocus()


def test_the_list_says_state_lateness_and_issues(clerk: Clerk) -> None:
    table = clerk.page.picker.table
    assert column(table, 0)[:3] == ["区小微办", "市监局", "科技局"]
    assert column(table, 1)[1:5] == ["● 已审核", "▲ 已报", "■ 退回", "○ 草稿"]
    assert column(table, 2)[4:6] == ["8天", "2天"]
    assert column(table, 3)[2] == "2"
    table.setFocus()
    table.select_source("tax")
    assert clerk.page.unit == "tax"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert clerk.grid.hasFocus()


def test_a_block_from_the_units_workbook_brings_its_headings(clerk: Clerk) -> None:
    send_back(clerk.workplace.desk, "market", SECOND, "请核对")
    clerk.open("market")
    clerk.page.mark_stale()
    codes = [indicator.code for indicator, _ in clerk.workplace.plan().rows_of("market")]
    headings = [row for row in range(clerk.grid.entries.rowCount()) if not clerk.grid.entries.is_cell(row)]
    figures = iter(["3000", "1400", "1600", "30", "85", "9", "10", "23"])
    lines = ["" if row in headings else next(figures) for row in range(1, clerk.grid.entries.rowCount())]
    clerk.grid.select_cell(clerk.row(codes[0]), "cumulative")
    QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
    clerk.press(Qt.Key.Key_V, CTRL)
    assert [clerk.value(code, "cumulative") for code in codes] == [3000, 1400, 1600, 30, 85, 9, 10, 23]
    assert clerk.messages[-1] == "已粘贴 8 格。"
