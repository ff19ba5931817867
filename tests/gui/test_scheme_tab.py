"""考核细则 on the plan page: an outline, rules that are edited in their dialog, and a scheme made from the targets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.gui.answering import answer
from tests.gui.pages_office import ShowPage
from xiaowei_desktop.domain.scoring.rules import GradedRule, ProportionalRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.dialogs.scheme_from_targets import SchemeFromTargetsDialog
from xiaowei_desktop.ui.pages.plan import PlanPage
from xiaowei_desktop.ui.pages.plan.columns import row_texts
from xiaowei_desktop.ui.pages.plan.rule_editor import RuleEditor
from xiaowei_desktop.ui.pages.plan.scheme_tab import SchemeTab

pytest_plugins = ["tests.gui.pages_fixtures"]
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def page(show_page: ShowPage) -> PlanPage:
    shown = show_page(PlanPage).current_page
    assert isinstance(shown, PlanPage)
    shown.panel.show_sheet("考核细则")
    return shown


def codes(tab: SchemeTab) -> list[str]:
    return [row_texts(row).get("code", "") for row in tab.rows()]


def go_to(tab: SchemeTab, code: str, column: str = "title") -> str:
    """Goes to a row by its code; its key."""
    row = next(row for row in tab.rows() if row_texts(row).get("code") == code)
    assert tab.grid.select_cell(row.key, column)
    tab.grid.setFocus()
    return row.key


def item(page: PlanPage, code: str) -> Node:
    plan = page.plan
    assert plan is not None and plan.scheme is not None
    found = plan.scheme.item(code)
    assert found is not None
    return found


def test_levels_are_seen_and_sections_show_what_their_children_come_to(page: PlanPage) -> None:
    tab = page.panel.scheme
    entries = tab.grid.entries
    title, total = entries.column_number("title"), entries.column_number("children_points")
    levels = {code: entries.level(row, title) for row, code in enumerate(codes(tab))}
    assert (levels["0"], levels["A"], levels["A1"]) == (0, 1, 2)
    assert entries.level(1, entries.column_number("code")) == 0
    assert entries.text(codes(tab).index("A"), total) == "50" and entries.text(codes(tab).index("A1"), total) == ""
    row = codes(tab).index("A1")
    entries.setData(entries.index(row, entries.column_number("points")), "8")
    page.settle()
    assert entries.text(codes(tab).index("A"), total) == "48（少 2）"
    assert page.panel.issues.isVisible() and page.plan is not None, "a warning blocks nothing"
    page.undo_stack.undo()
    page.settle()
    assert not page.is_changed


def test_rows_are_added_with_the_next_code_beside_and_below(page: PlanPage) -> None:
    tab = page.panel.scheme
    before = codes(tab)
    go_to(tab, "A2")
    QTest.keyClick(tab.grid, Qt.Key.Key_Insert, CONTROL)
    assert codes(tab) == [*before[:4], "A6", *before[4:]]
    assert row_texts(tab.rows()[4]) == {"code": "A6", "parent": "A"}
    QTest.keyClick(tab.grid, Qt.Key.Key_Insert, CONTROL | SHIFT)
    assert codes(tab)[5] == "A6.1" and tab.grid.place() == (tab.rows()[5].key, "title")
    entries = tab.grid.entries
    assert entries.level(5, entries.column_number("title")) == 3
    for _ in range(2):
        page.undo_stack.undo()
    assert codes(tab) == before


def test_a_section_goes_and_moves_with_all_that_belongs_to_it(page: PlanPage) -> None:
    tab = page.panel.scheme
    before = codes(tab)
    own = [code for code in before if code.startswith("A")]
    told: list[str] = []
    page.panel.notice.connect(told.append)
    go_to(tab, "A")
    QTest.keyClick(tab.grid, Qt.Key.Key_Down, ALT)
    assert codes(tab).index("B") == 1 and codes(tab)[codes(tab).index("A") :][: len(own)] == own
    page.undo_stack.undo()
    go_to(tab, "A")
    QTest.keyClick(tab.grid, Qt.Key.Key_Delete, CONTROL)
    assert codes(tab) == [code for code in before if code not in own]
    assert told == [f"已删除 {len(own)} 行（含下级），可以撤销（Ctrl+Z）。"]
    page.undo_stack.undo()
    assert codes(tab) == before and page.undo_stack.index() == 0


def test_a_branch_goes_in_and_out_by_keyboard(page: PlanPage) -> None:
    tab = page.panel.scheme
    go_to(tab, "B")
    QTest.keyClick(tab.grid, Qt.Key.Key_Right, ALT | SHIFT)
    row = next(row for row in tab.rows() if row_texts(row)["code"] == "B")
    assert row.values["parent"] == "A"
    QTest.keyClick(tab.grid, Qt.Key.Key_Left, ALT | SHIFT)
    page.settle()
    assert not page.is_changed and page.undo_stack.count() == 2
    tab.move_out()
    assert page.undo_stack.count() == 2, "what stands in the whole cannot leave it"


def test_a_rule_is_edited_in_its_dialog_as_one_step(page: PlanPage) -> None:
    tab = page.panel.scheme
    former = item(page, "A2").rule
    go_to(tab, "A2", "rule_kind")

    def make(editor: RuleEditor) -> None:
        assert "A2" in editor.windowTitle() and editor.form.kind == "graded"
        editor.kinds.choose("proportional")
        editor.panel.fields["indicator"].show_value("new_enterprises")
        editor.accept_button.click()

    answer(page, RuleEditor, make)
    QTest.keyClick(tab.grid, Qt.Key.Key_Return)
    assert item(page, "A2").rule == ProportionalRule("new_enterprises")
    assert "10×完成率" in tab.grid.entries.text(codes(tab).index("A2"), tab.grid.entries.column_number("rule_sentence"))
    assert page.undo_stack.count() == 1 and page.window().focusWidget() is tab.grid
    page.undo_stack.undo()
    page.settle()
    assert item(page, "A2").rule == former and isinstance(former, GradedRule) and not page.is_changed


def test_cancelling_changes_nothing(page: PlanPage) -> None:
    tab = page.panel.scheme
    go_to(tab, "A2", "rule_parameters")

    def leave(editor: RuleEditor) -> None:
        editor.kinds.choose("external")
        editor.reject()

    answer(page, RuleEditor, leave)
    tab.rule_button.click()
    assert not page.is_changed and page.undo_stack.count() == 0


def test_a_double_click_opens_the_editor_and_typing_still_changes_the_text(page: PlanPage) -> None:
    tab = page.panel.scheme
    go_to(tab, "A2", "rule_parameters")
    seen = answer(page, RuleEditor, QDialog.reject)
    where = tab.grid.visualRect(tab.grid.currentIndex()).center()
    QTest.mouseClick(tab.grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(tab.grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert len(seen) == 1 and tab.grid.indexWidget(tab.grid.currentIndex()) is None
    QTest.keyClick(tab.grid, Qt.Key.Key_F2)
    assert tab.grid.indexWidget(tab.grid.currentIndex()) is not None


def test_a_section_has_no_rule_of_its_own(page: PlanPage) -> None:
    tab = page.panel.scheme
    told: list[str] = []
    page.panel.notice.connect(told.append)
    go_to(tab, "A")
    tab.edit_rule()
    assert told == ["这一行有下级，得分由下级相加，没有计分方式。请到各评分项中编辑。"]


def test_what_a_scheme_says_once_is_led_to(page: PlanPage) -> None:
    page.panel.scheme.settings_button.click()
    head = page.panel.tables["方案"]
    place = head.grid.place()
    assert page.panel.current is head and place is not None
    assert head.grid.value(place[0], "item") == "考核分组"


def test_a_section_with_another_code_keeps_its_items(page: PlanPage) -> None:
    tab = page.panel.scheme
    entries = tab.grid.entries
    for code, follows in (("甲", True), ("B", False), ("", False)):
        row = codes(tab).index("A")
        entries.setData(entries.index(row, entries.column_number("code")), code)
        belonging = [row_texts(one)["title"] for one in tab.rows() if row_texts(one).get("parent") == code]
        assert (len(belonging) == 5) is follows
        page.undo_stack.undo()
    page.settle()
    assert not page.is_changed


def test_a_scheme_is_built_from_nothing(page: PlanPage) -> None:
    tab = page.panel.scheme
    go_to(tab, "0")
    tab.delete_rows()
    assert codes(tab) == []
    told: list[str] = []
    page.panel.notice.connect(told.append)
    tab.edit_rule()
    assert told == ["请先添加评分项，再编辑它的计分方式。"]
    tab.move_rows(1)
    tab.add_child()
    tab.add_child()
    tab.add_row()
    assert codes(tab) == ["0", "A", "B"]


def test_a_scheme_from_the_targets_is_one_step_and_is_undone(page: PlanPage) -> None:
    tab = page.panel.scheme
    before = codes(tab)

    def make(dialog: SchemeFromTargetsDialog) -> None:
        assert dialog.who.count() == 1, "no county has a target yet"
        for row in range(2, dialog.units.count()):
            dialog.units.item(row).setCheckState(Qt.CheckState.Unchecked)
        entries = dialog.grid.entries
        weight = entries.column_number("weight")
        first = entries.row_number("new_enterprises")
        assert first is not None
        entries.setData(entries.index(first, weight), "2")
        assert entries.text(first, entries.column_number("points")) == "25"
        entries.setData(entries.index(first, weight), "0")
        assert entries.issues(first, weight)
        entries.setData(entries.index(first, weight), "2")
        dialog.accept_button.click()

    answer(page, SchemeFromTargetsDialog, make)
    page.scheme.from_targets()
    plan = page.plan
    assert plan is not None and plan.scheme is not None
    assert plan.scheme.assessed == ("market", "development")
    assert [plan.scheme.items_of(unit)[0].points for unit in plan.scheme.assessed] == [Decimal(25), Decimal(50)]
    assert page.panel.current is tab and page.undo_stack.count() == 1
    page.undo_stack.undo()
    page.settle()
    assert codes(tab) == before and not page.is_changed


def test_what_keeps_a_scheme_from_being_made_is_said(page: PlanPage) -> None:
    def look(dialog: SchemeFromTargetsDialog) -> None:
        entries = dialog.grid.entries
        chosen = entries.column_number("chosen")
        for row in range(entries.rowCount()):
            entries.setData(entries.index(row, chosen), "")
        assert "没有选择考核对象或指标" in dialog.problem.text() and not dialog.accept_button.isEnabled()
        for row in range(dialog.units.count()):
            dialog.units.item(row).setCheckState(Qt.CheckState.Unchecked)
        assert entries.rowCount() == 0
        dialog.reject()

    answer(page, SchemeFromTargetsDialog, look)
    page.scheme.from_targets()
    assert not page.is_changed


def test_without_targets_the_way_to_them_is_said(page: PlanPage) -> None:
    targets = page.panel.tables["目标"]
    page.panel.show_sheet("目标")
    targets.grid.selectAll()
    targets.delete_rows()
    page.settle()
    page.scheme.from_targets()
    assert page.banner.isVisible()


def test_a_faulty_plan_leads_to_its_first_fault_instead(page: PlanPage) -> None:
    targets = page.panel.tables["目标"]
    entries = targets.grid.entries
    entries.setData(entries.index(0, entries.column_number("value")), "五十")
    page.scheme.from_targets()
    assert page.banner.isVisible() and page.panel.current is targets
