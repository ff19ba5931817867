"""Several units in one cell: ticked with the keyboard or the mouse, searched for, or simply typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xiaowei_desktop.ui.grids.choice_editor import ChoiceEditor
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryKind, EntryRow
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.grids.many_editor import ManyEditor
from xiaowei_desktop.ui.theme.theme import Theme

UNITS = ("市监局", "经信局", "科技局", "商务局", "市经信中心")


@pytest.fixture
def grid(theme: Theme, settings: QSettings, qtbot: QtBot) -> EntryGrid:
    columns = (EntryColumn("name", "指标"), EntryColumn("units", "责任单位", EntryKind.MANY, choices=UNITS))
    grid = EntryGrid(theme, settings, "many", columns, QUndoStack())
    qtbot.addWidget(grid)
    grid.set_rows([EntryRow("a", {"name": "甲", "units": "市监局"}), EntryRow("b", {"name": "乙"})])
    grid.resize(600, 400)
    grid.show()
    grid.setFocus()
    grid.select_cell("a", "units")
    return grid


def opened(grid: EntryGrid) -> ManyEditor:
    QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.indexWidget(grid.currentIndex())
    assert isinstance(editor, ManyEditor)
    return editor


def ticked(editor: ManyEditor) -> list[str]:
    items = [editor.list.item(row) for row in range(editor.list.count())]
    return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]


def offered(editor: ManyEditor) -> list[str]:
    items = [editor.list.item(row) for row in range(editor.list.count())]
    return [item.text() for item in items if not item.isHidden()]


def taken(grid: EntryGrid, editor: ManyEditor, qtbot: QtBot) -> str:
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.place() == ("b", "units"))
    return str(grid.value("a", "units"))


def test_the_list_is_open_and_shows_what_the_cell_holds(grid: EntryGrid) -> None:
    editor = opened(grid)
    assert editor.popup.isVisible() and editor.hasFocus()
    assert (ticked(editor), offered(editor)) == (["市监局"], list(UNITS))


def test_arrows_and_space_tick(grid: EntryGrid, qtbot: QtBot) -> None:
    editor = opened(grid)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Space):
        QTest.keyClick(editor, key)
    assert taken(grid, editor, qtbot) == "市监局、科技局、经信局"


def test_a_name_that_is_ticked_goes_again(grid: EntryGrid, qtbot: QtBot) -> None:
    editor = opened(grid)
    QTest.keyClick(editor, Qt.Key.Key_Space)
    assert taken(grid, editor, qtbot) == "None"


def test_typing_searches_and_space_takes_what_is_found(grid: EntryGrid, qtbot: QtBot) -> None:
    editor = opened(grid)
    editor.insert("经信")
    assert offered(editor) == ["经信局", "市经信中心"]
    QTest.keyClick(editor, Qt.Key.Key_Down)
    QTest.keyClick(editor, Qt.Key.Key_Space)
    assert offered(editor) == list(UNITS)
    assert taken(grid, editor, qtbot) == "市监局、市经信中心"


def test_a_click_ticks_and_leaves_the_keyboard_in_the_line(grid: EntryGrid, qtbot: QtBot) -> None:
    editor = opened(grid)
    place = editor.list.visualItemRect(editor.list.item(3)).center()
    QTest.mouseClick(editor.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.hasFocus() and editor.popup.isVisible()
    assert taken(grid, editor, qtbot) == "市监局、商务局"


def test_what_is_typed_stays_though_the_list_has_it_not(grid: EntryGrid, qtbot: QtBot) -> None:
    editor = opened(grid)
    editor.insert("税务局")
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert offered(editor) == []
    assert taken(grid, editor, qtbot) == "市监局、税务局"


def test_escape_leaves_the_cell_as_it_was(grid: EntryGrid, qtbot: QtBot) -> None:
    editor = opened(grid)
    QTest.keyClick(editor, Qt.Key.Key_Space)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: grid.indexWidget(grid.currentIndex()) is None)
    assert grid.value("a", "units") == "市监局"


def test_a_double_click_adds_and_typing_at_once_replaces(grid: EntryGrid, qtbot: QtBot) -> None:
    place = grid.visualRect(grid.currentIndex()).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    editor = grid.indexWidget(grid.currentIndex())
    assert isinstance(editor, ManyEditor) and not editor.hasSelectedText()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: grid.indexWidget(grid.currentIndex()) is None)
    QTest.keyClick(grid, Qt.Key.Key_X)
    editor = grid.indexWidget(grid.currentIndex())
    assert isinstance(editor, ManyEditor) and editor.text() == "x"


def test_the_list_stands_above_where_there_is_no_room_below(grid: EntryGrid) -> None:
    grid.resize(600, 150)
    editor = opened(grid)
    assert editor.popup.geometry().bottom() <= editor.mapTo(grid, editor.rect().topLeft()).y() or (
        editor.popup.geometry().top() >= editor.mapTo(grid, editor.rect().bottomLeft()).y()
    )


def test_codes_are_chosen_by_what_they_stand_for(theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    labels = {"new": "新增小微企业", "pool": "培育库企业"}
    columns = (
        EntryColumn("one", "其中", EntryKind.CHOICE, choices=("new", "pool"), labels=labels),
        EntryColumn("many", "跟踪指标", EntryKind.MANY, choices=("new", "pool"), labels=labels),
    )
    grid = EntryGrid(theme, settings, "codes", columns, QUndoStack())
    qtbot.addWidget(grid)
    grid.set_rows([EntryRow("a", {"one": "new"}), EntryRow("b")])
    grid.show()
    grid.select_cell("a", "one")
    QTest.keyClick(grid, Qt.Key.Key_F2)
    choice = grid.indexWidget(grid.currentIndex())
    assert isinstance(choice, ChoiceEditor)
    assert choice.currentText() == "新增小微企业（new）"
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    assert grid.value("a", "one") == "pool"
    grid.select_cell("a", "many")
    editor = opened(grid)
    editor.insert("培育")
    assert offered(editor) == ["培育库企业（pool）"]
    QTest.keyClick(editor, Qt.Key.Key_Space)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.value("a", "many") == "pool")
