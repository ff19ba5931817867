"""评定 where every kind of item is to be judged: raters, questions, vetoes, others' scores, no task at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.marks_clerk import MarksClerk
from tests.random_years.every_kind import BING, JIA, YI
from tests.random_years.plan import YEAR
from xiaowei_desktop.application.marks import store_marks
from xiaowei_desktop.domain.scoring.mark import Mark, Rating
from xiaowei_desktop.ui.pages.marks.columns import MarkColumn, rater_column
from xiaowei_desktop.ui.pages.marks.views import View
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.kinds_fixtures"]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PARK, TOWN = rater_column("园区"), rater_column("乡镇")


@pytest.fixture
def rig(kinds_year: Workplace, qtbot: QtBot) -> MarksClerk:
    return MarksClerk(kinds_year, qtbot)


def choose(rig: MarksClerk, unit: str, item: str, column: str, text: str) -> None:
    """Fills one cell as its editor would."""
    rig.go(unit, item, column)
    here = rig.grid.currentIndex()
    assert rig.grid.entries.edit({(here.row(), here.column()): text}, "输入") == 1


def visible(rig: MarksClerk) -> list[str]:
    entries = rig.grid.entries
    shown = (row for row in range(entries.rowCount()) if entries.is_cell(row) and not rig.grid.isRowHidden(row))
    return [entries.text(row, 0) for row in shown]


def by_item(rig: MarksClerk) -> None:
    rig.press(Qt.Key.Key_T, CTRL)
    assert rig.page.panes.view is View.BY_ITEM


def test_raters_give_their_points_side_by_side(rig: MarksClerk) -> None:
    rig.go(JIA, "J3", PARK)
    rig.type("8")
    assert rig.stored(JIA, "J3") == Mark(JIA, "J3", ratings=(Rating("园区", Decimal(8)),))
    assert rig.shown(JIA, "J3", MarkColumn.ENTERED).startswith("▲ 未评完 王敏")
    rig.go(JIA, "J3", TOWN)
    assert "评分人“乡镇”尚未打分" in rig.page.panes.detail.standing.text
    rig.type("9")
    assert rig.shown(JIA, "J3", MarkColumn.RESULT) == "8.30"
    assert rig.shown(JIA, "J3", MarkColumn.ENTERED).startswith("王敏")
    rig.go(JIA, "J3", TOWN)
    assert "园区8 × 70% + 乡镇9 × 30% = 8.3" in rig.page.panes.detail.standing.text


def test_a_raters_points_out_of_range_stand_at_that_rater(rig: MarksClerk) -> None:
    rig.go(JIA, "J3", TOWN)
    rig.type("11")
    assert "乡镇的打分 11 不在" in rig.issues(JIA, "J3", TOWN)[0]
    assert not rig.issues(JIA, "J3", PARK)
    assert rig.stored(JIA, "J3") is None


def test_what_raters_based_their_points_on_stays(rig: MarksClerk) -> None:
    given = (Rating("园区", Decimal(8), "现场检查"), Rating("乡镇", Decimal(9)))
    store_marks(rig.workplace.desk, YEAR, (Mark(JIA, "J3", ratings=given),), "评定表.xlsx")
    rig.page.mark_stale()
    rig.page.show_place(f"{JIA}|J3")
    assert rig.shown(JIA, "J3", MarkColumn.ENTERED).endswith("（评定表.xlsx）")
    rig.go(JIA, "J3", TOWN)
    rig.type("7")
    mark = rig.stored(JIA, "J3")
    assert mark is not None
    assert mark.ratings == (given[0], Rating("乡镇", Decimal(7)))


@pytest.mark.parametrize(
    ("unit", "item", "column", "text", "mark", "result"),
    [
        (JIA, "J5", MarkColumn.POINTS, "87.5", Mark(JIA, "J5", points=Decimal("87.5")), "8.75"),
        (JIA, "J6", MarkColumn.GRADE, "数据造假", Mark(JIA, "J6", grade="数据造假"), "0.00"),
        (JIA, "J6", MarkColumn.GRADE, "无", Mark(JIA, "J6", grade="无"), "0.00"),
        (JIA, "M2", MarkColumn.GRADE, "是", Mark(JIA, "M2", grade="是"), "10.00"),
        (JIA, "M2", MarkColumn.GRADE, "否", Mark(JIA, "M2", grade="否"), "0.00"),
        (JIA, "M1", MarkColumn.POINTS, "8", Mark(JIA, "M1", points=Decimal(8)), "8.00"),
        (YI, "M3", MarkColumn.RATE, "80%", Mark(YI, "M3", rate=Decimal("0.8")), "8.00"),
        (JIA, "J2", MarkColumn.GRADE, "无此任务", Mark(JIA, "J2", not_applicable=True), ""),
        (JIA, "J3", PARK, "无", Mark(JIA, "J3", none=True), "0.00"),
    ],
)
def test_what_is_entered_is_stored_and_scored_at_once(
    rig: MarksClerk, unit: str, item: str, column: str, text: str, mark: Mark, result: str
) -> None:
    choose(rig, unit, item, column, text)
    assert rig.stored(unit, item) == mark
    assert rig.shown(unit, item, MarkColumn.RESULT) == result


def test_points_outside_of_the_two_thresholds_are_still_owed(rig: MarksClerk) -> None:
    choose(rig, JIA, "M1", MarkColumn.POINTS, "3")
    assert rig.shown(JIA, "M1", MarkColumn.RESULT) == ""
    assert rig.shown(JIA, "M1", MarkColumn.ENTERED).startswith("▲ 未评完")
    assert "不在这一档的 6—10分之间" in rig.page.panes.detail.standing.text


def test_no_task_goes_for_a_computed_item_with_its_basis(rig: MarksClerk) -> None:
    rig.page.show_place(f"{BING}|J1")
    assert "C1" not in visible(rig)
    rig.page.panes.with_computed.setChecked(True)
    assert "C1" in visible(rig)
    assert rig.shown(BING, "C1", MarkColumn.ENTERED) == "按数据计算"
    choose(rig, BING, "C1", MarkColumn.GRADE, "无此任务")
    assert "请在评定依据中写明" in rig.issues(BING, "C1", MarkColumn.BASIS)[0]
    choose(rig, BING, "C1", MarkColumn.BASIS, "没有市场主体")
    assert rig.stored(BING, "C1") == Mark(BING, "C1", not_applicable=True, basis="没有市场主体")
    assert "无此任务，不计入满分" in rig.page.panes.detail.standing.text
    rig.page.panes.with_computed.setChecked(False)
    assert "C1" in visible(rig), "what is entered stays in sight"


def test_a_mark_of_one_moves_the_others_at_once(rig: MarksClerk) -> None:
    by_item(rig)
    rig.page.show_place(f"{JIA}|M4")
    assert rig.shown(JIA, "M4", MarkColumn.RESULT) == ""
    choose(rig, YI, "M4", MarkColumn.RATE, "200%")
    assert (rig.shown(JIA, "M4", MarkColumn.RESULT), rig.shown(YI, "M4", MarkColumn.RESULT)) == ("6.00", "10.00")


def test_a_block_from_excel_is_one_step_of_undo(rig: MarksClerk) -> None:
    by_item(rig)
    rig.go(JIA, "J3", PARK)
    QGuiApplication.clipboard().setText("8\t9\n7\t6\n5\t5")
    rig.press(Qt.Key.Key_V, CTRL)
    assert [rig.shown(unit, "J3", MarkColumn.RESULT) for unit in (JIA, YI, BING)] == ["8.30", "6.70", "5.00"]
    assert rig.page.header.state.startswith("2021年度：29 项已评 3 项")
    rig.press(Qt.Key.Key_Z, CTRL)
    assert [rig.stored(unit, "J3") for unit in (JIA, YI, BING)] == [None] * 3
    assert set(rig.reasons()[-3:]) == {"撤销录入"}


def test_only_what_is_open_is_shown_until_the_clerk_moves_on(rig: MarksClerk) -> None:
    by_item(rig)
    rig.page.show_place(f"{JIA}|M1")
    assert visible(rig) == [JIA, YI, BING]
    rig.page.panes.only_open.setChecked(True)
    assert visible(rig) == [JIA]
    choose(rig, JIA, "M1", MarkColumn.POINTS, "8")
    assert visible(rig) == [JIA], "the row under the cursor stays"
    rig.press(Qt.Key.Key_Down, ALT)
    assert visible(rig) == [JIA, BING]
    rig.press(Qt.Key.Key_Up, ALT)
    assert visible(rig) == []
    assert "没有未评的项目" in rig.page.panes.detail.rule.text
    rig.press(Qt.Key.Key_Z, CTRL)
    assert visible(rig) == [JIA]
    assert rig.stored(JIA, "M1") is None


def test_one_key_leads_from_the_organisation_to_the_item_and_back(rig: MarksClerk) -> None:
    rig.page.show_place(f"{YI}|J5")
    by_item(rig)
    assert rig.grid.current_row == f"{YI}|J5"
    rig.press(Qt.Key.Key_Down, ALT)
    assert rig.page.panes.list.current_key == "J6"
    rig.press(Qt.Key.Key_T, CTRL)
    assert (rig.page.panes.view, rig.page.panes.list.current_key) == (View.BY_UNIT, JIA)


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_T, CTRL), (Qt.Key.Key_Down, ALT), (Qt.Key.Key_F4, None)])
def test_what_is_being_typed_is_taken_over_before_the_table_changes(
    rig: MarksClerk, key: Qt.Key, modifier: Qt.KeyboardModifier | None
) -> None:
    rig.go(JIA, "J5", MarkColumn.POINTS)
    rig.begin("80")
    rig.press(key, modifier or Qt.KeyboardModifier.NoModifier)
    assert rig.stored(JIA, "J5") == Mark(JIA, "J5", points=Decimal(80))


def test_a_link_to_an_item_shows_it_for_everybody(rig: MarksClerk) -> None:
    rig.page.show_place("J3")
    assert (rig.page.panes.view, rig.grid.current_row) == (View.BY_ITEM, f"{JIA}|J3")
    assert visible(rig) == [JIA, YI, BING]


def test_the_columns_are_those_of_the_items(rig: MarksClerk) -> None:
    by_item(rig)
    rig.page.show_place(f"{JIA}|J3")
    titles = [column.title for column in rig.grid.entries.columns]
    assert titles == ["考核对象", "认定", "园区打分 占70%", "乡镇打分 占30%", "评定依据", "计入得分", "录入"]
