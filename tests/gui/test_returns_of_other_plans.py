"""季报填报 of a unit that follows tasks only, and of a city's bureau: rows are numbered, words have room."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.gui.other_plans import TASKS_PLAN, OpenPlan
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.pages.returns import ReturnsPage
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures", "tests.gui.city_fixtures"]


def form(workplace: Workplace, unit: str, qtbot: QtBot) -> EntryGrid:
    page = ReturnsPage(workplace)
    qtbot.addWidget(page)
    page.resize(1224, 676)
    page.period_changed(2021, 1)
    page.show()
    page.show_place(unit)
    assert page.panel.grid is not None
    return page.panel.grid


def column(grid: EntryGrid, key: str) -> list[str]:
    entries = grid.entries
    rows = (row for row in range(entries.rowCount()) if entries.is_cell(row))
    return [entries.text(row, entries.column_number(key)) for row in rows]


def test_tasks_are_numbered_and_what_was_done_has_the_room(open_plan: OpenPlan, qtbot: QtBot) -> None:
    office = open_plan(TASKS_PLAN)
    (unit,) = office.plan(2021).reporting_units()
    grid = form(office, unit, qtbot)
    keys = [one.key for one in grid.entries.columns]
    assert column(grid, "number") == ["1", "2"]
    widths = {key: grid.columnWidth(number) for number, key in enumerate(keys)}
    assert max(widths, key=lambda key: widths[key]) == "progress"
    assert grid.horizontalScrollBar().maximum() == 0


def test_a_citys_rows_are_numbered_and_name_what_is_striven_for(city: Workplace, qtbot: QtBot) -> None:
    grid = form(city, "market", qtbot)
    numbers = column(grid, "number")
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert "力争1,500" in column(grid, "target")
