"""A unit or a group gets another name on the plan page: what names it follows, and goes back with undo."""

from __future__ import annotations

import pytest

from tests.gui.pages_office import ShowPage
from xiaowei_desktop.ui.pages.plan import PlanPage
from xiaowei_desktop.ui.pages.plan.columns import row_texts
from xiaowei_desktop.ui.pages.plan.table_tab import TableTab

pytest_plugins = ["tests.gui.pages_fixtures"]


@pytest.fixture
def page(show_page: ShowPage) -> PlanPage:
    shown = show_page(PlanPage).current_page
    assert isinstance(shown, PlanPage)
    return shown


def rename(page: PlanPage, sheet: str, column: str, former: str, name: str) -> None:
    """Types another name into the cell that holds the former one."""
    table = page.panel.tables[sheet]
    page.panel.show_sheet(sheet)
    row = next(row for row in table.rows() if row_texts(row).get(column) == former)
    assert table.grid.select_cell(row.key, column)
    table.grid.entries.setData(table.grid.currentIndex(), name)


def naming(page: PlanPage, name: str) -> int:
    """In how many cells of other tables the name stands in a list of names."""
    lists = (text for table in others(page) for row in table.rows() for text in row_texts(row).values())
    return sum(name in text.split("、") for text in lists)


def others(page: PlanPage) -> list[TableTab]:
    return [table for sheet, table in page.panel.tables.items() if sheet != "单位"]


def test_whatever_names_a_unit_follows_and_the_plan_stays_right(page: PlanPage) -> None:
    before = naming(page, "市监局")
    notices: list[str] = []
    page.panel.notice.connect(notices.append)
    rename(page, "单位", "name", "市监局", "市场局")
    assert (naming(page, "市监局"), naming(page, "市场局")) == (0, before)
    plan = page.plan
    assert plan is not None and plan.organisation("market").name == "市场局"
    assert plan.scheme is not None and "market" in plan.scheme.assessed
    assert notices == [f"“市监局”改为“市场局”，其他表中 {before} 处一并更改；撤销时一并恢复。"]


def test_undo_and_redo_take_everything_along_in_one_step(page: PlanPage) -> None:
    before = naming(page, "市监局")
    rename(page, "单位", "name", "市监局", "市场局")
    page.undo_stack.undo()
    page.settle()
    assert not page.is_changed and naming(page, "市监局") == before
    page.undo_stack.redo()
    assert naming(page, "市场局") == before and page.undo_stack.count() == 1


def test_a_name_that_is_emptied_first_still_takes_its_own_along(page: PlanPage) -> None:
    before = naming(page, "市监局")
    rename(page, "单位", "name", "市监局", "")
    assert naming(page, "市监局") == before
    table = page.panel.tables["单位"]
    table.grid.entries.setData(table.grid.currentIndex(), "市场局")
    assert naming(page, "市场局") == before
    page.undo_stack.undo()
    page.undo_stack.undo()
    page.settle()
    assert not page.is_changed


def test_what_was_named_so_before_is_left_when_undone(page: PlanPage) -> None:
    tasks = page.panel.tables["任务"]
    first = tasks.rows()[0].key
    page.panel.show_sheet("任务")
    tasks.grid.select_cell(first, "supporting")
    tasks.grid.entries.setData(tasks.grid.currentIndex(), "市场局")
    rename(page, "单位", "name", "市监局", "市场局")
    page.undo_stack.undo()
    assert tasks.grid.value(first, "supporting") == "市场局"


def test_another_units_name_makes_nothing_follow(page: PlanPage) -> None:
    before = naming(page, "市监局")
    rename(page, "单位", "name", "市监局", "科技局")
    assert naming(page, "市监局") == before


def test_a_group_is_renamed_with_its_indicators(page: PlanPage) -> None:
    group = next(row_texts(row)["content"] for row in page.panel.tables["方案"].rows() if row.values["item"] == "分组")
    before = sum(row_texts(row).get("group") == group for row in page.panel.tables["指标"].rows())
    rename(page, "方案", "content", group, "稳增长工程")
    after = [row_texts(row).get("group") for row in page.panel.tables["指标"].rows()]
    assert after.count("稳增长工程") == before > 0
    assert page.plan is not None
