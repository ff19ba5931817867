"""方案设置: the plan edited as a draft, checked as one types, and saved from a year on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer, press_in_box
from tests.gui.pages_office import ShowPage
from xiaowei_desktop.application.plan_exchange import export_plan
from xiaowei_desktop.application.plan_fields import with_field
from xiaowei_desktop.domain.plan import Adopted
from xiaowei_desktop.ui.dialogs.new_plan import NewPlanDialog, PlanOrigin
from xiaowei_desktop.ui.dialogs.plan_save import PlanSaveDialog
from xiaowei_desktop.ui.pages.plan import PlanPage
from xiaowei_desktop.ui.pages.plan.table_tab import TableTab
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures"]


@pytest.fixture
def page(show_page: ShowPage) -> PlanPage:
    shown = show_page(PlanPage).current_page
    assert isinstance(shown, PlanPage)
    return shown


def tab(page: PlanPage, sheet: str) -> TableTab:
    page.panel.show_sheet(sheet)
    return page.panel.tables[sheet]


def typed(table: TableTab, row: int, column: str, text: str) -> None:
    """Types into a cell, as the editor does."""
    entries = table.grid.entries
    table.grid.setCurrentIndex(entries.index(row, entries.column_number(column)))
    entries.setData(table.grid.currentIndex(), text)


def words(table: TableTab, column: str) -> list[str]:
    entries = table.grid.entries
    return [entries.text(row, entries.column_number(column)) for row in range(entries.rowCount())]


def test_every_table_of_the_plan_is_there_and_nothing_is_changed(page: PlanPage) -> None:
    titles = [page.panel.tabs.tabText(index) for index in range(page.panel.tabs.count())]
    assert titles == ["单位", "指标", "目标", "任务", "考核细则", "口径说明", "基本情况"]
    assert not page.is_changed and page.unsaved_reason() == ""
    assert not page.save_action.isEnabled()


def test_a_click_on_a_tab_puts_the_keyboard_into_its_table(page: PlanPage) -> None:
    page.take_focus()
    bar = page.panel.tabs.tabBar()
    for index in (2, 5, 1):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
        assert page.panel.current.grid.hasFocus()


def test_a_wrong_figure_is_marked_and_listed_and_blocks_saving(page: PlanPage) -> None:
    targets = tab(page, "目标")
    typed(targets, 2, "value", "五十")
    tab(page, "单位")
    page.show_first_issue()
    assert page.panel.current is targets
    place = targets.grid.place()
    assert place is not None and place[1] == "value"
    assert targets.grid.entries.issues(2, targets.grid.entries.column_number("value"))
    assert page.panel.issues.isVisible()
    page.save()
    assert page.banner.isVisible()
    page.undo_stack.undo()
    page.settle()
    assert not page.panel.issues.isVisible() and not page.is_changed


def test_typing_is_checked_by_itself(page: PlanPage, qtbot: QtBot) -> None:
    typed(tab(page, "单位"), 0, "kind", "")
    qtbot.waitUntil(page.panel.issues.isVisible)


def test_rows_are_added_deleted_and_moved_each_as_one_step(page: PlanPage) -> None:
    units = tab(page, "单位")
    before = words(units, "name")
    typed(units, 1, "full_name", "办公室")
    units.add_row()
    assert words(units, "name") == [*before[:2], "", *before[2:]]
    units.delete_rows()
    assert words(units, "name") == before
    units.grid.select_cell(units.rows()[1].key, "name")
    units.move_rows(-1)
    assert words(units, "name") == [before[1], before[0], *before[2:]]
    units.move_rows(-1)
    assert page.undo_stack.count() == 4
    for _ in range(4):
        page.undo_stack.undo()
    page.settle()
    assert words(units, "name") == before and not page.is_changed


def test_rows_come_and_go_by_keyboard(page: PlanPage) -> None:
    units = tab(page, "单位")
    before = words(units, "name")
    units.grid.setFocus()
    QTest.keyClick(units.grid, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    assert len(words(units, "name")) == len(before) + 1
    QTest.keyClick(units.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(units.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert sorted(words(units, "name")) == sorted(before) and words(units, "name") != before


def test_undo_leads_back_to_its_table(page: PlanPage) -> None:
    units = tab(page, "单位")
    units.delete_rows()
    tab(page, "任务")
    page.undo_stack.undo()
    assert page.panel.current is units


def test_the_id_of_the_plan_stays(page: PlanPage) -> None:
    head = tab(page, "方案")
    head.grid.select_cell(head.rows()[0].key, "content")
    typed(head, 0, "content", "other")
    head.delete_rows()
    assert words(head, "content")[0] == "binjiang-2020" and not page.is_changed


def test_targets_of_one_indicator_only(page: PlanPage) -> None:
    targets = tab(page, "目标")
    targets.filter.choosers["scope"].setCurrentText("2020")
    targets.filter.choosers["subject"].setCurrentText("高新区（滨江）")
    targets.add_row()
    added = targets.rows()[1]
    assert (added.values["scope"], added.values["subject"]) == ("2020", "高新区（滨江）")
    typed(targets, 1, "subject", "市监局")
    targets.filter.refresh()
    assert targets.grid.isRowHidden(1)


def test_search_marks_what_is_found_in_the_table_in_view(page: PlanPage) -> None:
    tasks = tab(page, "任务")
    page.on_search("个转企")
    assert tasks.grid.search.matches
    page.on_search("")
    assert not tasks.grid.search.matches


def test_a_place_opens_its_own_table(page: PlanPage) -> None:
    for code, sheet in (("B1.1.1", "考核细则"), ("market", "单位"), ("supervision", "口径说明")):
        page.show_place(code)
        assert page.panel.current.sheet == sheet
        assert page.panel.current.grid.place() is not None


def test_the_other_way_changes_the_scheme_as_one_step(page: PlanPage) -> None:
    page.show_place("supervision")
    page.panel.switch.ways[Adopted.ALTERNATIVE].setChecked(True)
    page.panel.switch.decision.setText("区里明确")
    page.panel.switch.take.click()
    plan = page.plan
    assert plan is not None and plan.scheme is not None
    node = plan.scheme.item("C4")
    assert node is not None and "最低-5分" in node.sentence
    assert page.panel.switch.chosen is Adopted.ALTERNATIVE
    page.undo_stack.undo()
    page.settle()
    assert not page.is_changed


def test_what_the_other_way_changes_is_said_before_it_is_taken(page: PlanPage) -> None:
    page.show_place("labour_points")
    switch = page.panel.switch
    assert "没有要改动的" in switch.effect.text()
    switch.ways[Adopted.ALTERNATIVE].setChecked(True)
    said = switch.effect.text()
    assert "改动如下" in said and "分值由“50”改为“20”" in said and not page.is_changed
    switch.ways[Adopted.OWN].setChecked(True)
    assert "自行修改" in switch.effect.text()


def test_many_changes_are_said_in_short_and_in_full_when_pointed_at(page: PlanPage) -> None:
    page.show_place("responsible_units")
    switch = page.panel.switch
    switch.ways[Adopted.ALTERNATIVE].setChecked(True)
    assert not switch.effect.toolTip()
    switch.tell([f"第{number}处。" for number in range(1, 8)])
    assert "另有 3 条" in switch.effect.text()
    assert switch.effect.toolTip().splitlines()[-1] == "第7处。"


def test_a_way_that_finds_no_place_is_said_before_it_is_taken(page: PlanPage, office: Workplace) -> None:
    plan = office.plan()
    other = with_field(plan.readings[0].effects[0], "code", '"B9.9"')
    changed = replace(plan, readings=(replace(plan.readings[0], effects=(other,)), *plan.readings[1:]))
    page.take_tables(office.tools.plan_tables.tables(changed), "改动")
    page.show_place(plan.readings[0].code)
    page.panel.switch.ways[Adopted.ALTERNATIVE].setChecked(True)
    assert "“B9.9”" in page.panel.switch.effect.text() and "找不到" in page.panel.switch.effect.text()


def test_a_reading_without_effects_leads_to_what_it_acts_on(page: PlanPage) -> None:
    page.show_place("loan_points")
    assert "自行修改" in page.panel.switch.effect.text()
    page.panel.switch.lead.click()
    assert page.panel.current.sheet == "指标"


def test_a_way_of_its_own_has_to_be_written_down(page: PlanPage) -> None:
    page.show_place("loan_points")
    page.panel.switch.ways[Adopted.OWN].setChecked(True)
    page.panel.switch.take.click()
    assert page.banner.isVisible() and not page.is_changed


def test_saving_stores_what_was_typed_from_a_year_on(page: PlanPage, office: Workplace) -> None:
    typed(tab(page, "目标"), 2, "value", "60")
    assert page.unsaved_reason()

    def save(dialog: PlanSaveDialog) -> None:
        assert dialog.from_year == 2020 and dialog.changes.toPlainText()
        dialog.reason_field.setText("区里调整")
        dialog.save_button.click()

    answer(page, PlanSaveDialog, save)
    page.save()
    target = office.plan().target("individual_to_company", "binjiang", 2020)
    assert target is not None and target.value == 60
    assert not page.is_changed and page.unsaved_reason() == ""


def test_giving_up_goes_back_to_the_stored_plan(page: PlanPage) -> None:
    units = tab(page, "单位")
    units.delete_rows()
    press_in_box(page, "放弃修改")
    page.drop()
    assert not page.is_changed and page.undo_stack.count() == 0


def test_what_is_typed_stays_when_the_page_is_loaded_again(page: PlanPage) -> None:
    typed(tab(page, "目标"), 2, "value", "60")
    page.mark_stale()
    assert words(tab(page, "目标"), "value")[2] == "60"


def test_a_new_plan_carries_this_one_on_and_is_taken_up(page: PlanPage, office: Workplace) -> None:
    def make(dialog: NewPlanDialog) -> None:
        assert dialog.title == "2021年高新区（滨江）小微企业三年成长计划"
        dialog.make_button.click()

    answer(page, NewPlanDialog, make)
    page.making.make()
    assert office.desk.plan_id == "plan-2021"
    assert [plan_id for plan_id, _ in office.plans()] == ["binjiang-2020", "plan-2021"]
    assert {target.scope.year for target in office.plan().targets} == {2021}


@pytest.mark.parametrize("origin", [PlanOrigin.EMPTY, PlanOrigin.SHIPPED])
def test_a_new_plan_begins_otherwise(page: PlanPage, office: Workplace, origin: PlanOrigin) -> None:
    def make(dialog: NewPlanDialog) -> None:
        dialog.origins.setCurrentIndex(dialog.origins.findData(origin))
        dialog.title_field.setText("我区方案")
        dialog.make_button.click()

    answer(page, NewPlanDialog, make)
    page.making.make()
    plan = office.plan()
    assert plan.title == "我区方案"
    assert bool(plan.indicators) == (origin is PlanOrigin.SHIPPED)


def test_no_new_plan_while_this_one_is_not_saved(page: PlanPage) -> None:
    tab(page, "单位").delete_rows()
    page.making.make()
    assert page.banner.isVisible()


def test_a_database_with_several_plans_opens_with_the_one_used_last(page: PlanPage, office: Workplace) -> None:
    answer(page, NewPlanDialog, QDialog.accept)
    page.making.make()
    path = office.desk.store.path
    office.close()
    office.open(path)
    assert office.desk.plan_id == "plan-2021"
    office.settings.remove("plan/last")
    office.close()
    office.open(path)
    assert office.desk.plan_id == "binjiang-2020"


def test_a_workbook_goes_out_and_comes_back_as_a_draft(
    page: PlanPage, office: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "方案.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    typed(tab(page, "目标"), 2, "value", "60")
    page.exchange.export()
    qtbot.waitUntil(lambda: path.exists() and not office.runner.is_busy)
    page.undo_stack.undo()
    page.settle()
    page.exchange.take_in()
    qtbot.waitUntil(lambda: page.is_changed)
    assert words(tab(page, "目标"), "value")[2] == "60"
    page.undo_stack.undo()
    page.settle()
    assert not page.is_changed


def test_a_workbook_of_another_plan_is_refused(
    page: PlanPage, office: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "方案.xlsx"
    export_plan(office.tools, replace(office.plan(), id="other"), path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.exchange.take_in()
    qtbot.waitUntil(page.banner.isVisible)
    assert not page.is_changed
