"""The first columns stay in view while the others move, and are clicked and typed in where they are seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from xiaowei_desktop.reporting.sheet import Cell, Column, Row, RowKind, Sheet
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryRow
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.grids.held_table import HeldTable
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.theme.theme import Theme

SIZE = (420, 200)
COLUMNS = ("code", "name", *(f"c{number}" for number in range(8)))


@pytest.fixture
def grid(theme: Theme, settings: QSettings, qtbot: QtBot) -> EntryGrid:
    columns = [EntryColumn(key, key, characters=6) for key in COLUMNS]
    grid = EntryGrid(theme, settings, "wide", columns, QUndoStack())
    grid.set_rows([EntryRow(f"r{row}", {key: f"{key}{row}" for key in COLUMNS}) for row in range(3)])
    return shown(grid, qtbot)


def shown(table: EntryGrid, qtbot: QtBot) -> EntryGrid:
    qtbot.addWidget(table)
    table.resize(*SIZE)
    table.hold(2)
    table.show()
    table.setFocus()
    return table


def place_of(table: HeldTable, row: int, column: int) -> QRect:
    return table.visualRect(table.model().index(row, column))


def above_the_scroll_bar(table: HeldTable) -> int:
    return table.viewport().geometry().bottom()


def test_nothing_is_held_until_something_has_moved(grid: EntryGrid) -> None:
    assert grid.held == 0
    grid.horizontalScrollBar().setValue(150)
    assert grid.held == 2


def test_held_columns_keep_their_place_and_their_picture(grid: EntryGrid) -> None:
    before = place_of(grid, 1, 1)
    left = QRect(0, 0, before.right(), above_the_scroll_bar(grid))
    grid.clearFocus()
    picture = grid.grab(left).toImage()
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    assert place_of(grid, 1, 1) == before
    assert grid.grab(left).toImage() == picture
    assert grid.indexAt(before.center()).column() == 1


def test_a_click_reaches_a_held_cell_and_moves_nothing(grid: EntryGrid) -> None:
    grid.horizontalScrollBar().setValue(150)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place_of(grid, 2, 1).center())
    assert grid.place() == ("r2", "name")
    assert grid.horizontalScrollBar().value() == 150
    assert not grid.indexAt(QPoint(5, grid.viewport().height() - 2)).isValid()


def test_typing_into_a_held_cell_happens_where_it_is_seen(grid: EntryGrid) -> None:
    grid.horizontalScrollBar().setValue(150)
    grid.select_cell("r0", "name")
    QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.geometry().left() == place_of(grid, 0, 1).left() >= 0


def test_a_cell_is_brought_out_from_under_the_held_ones(grid: EntryGrid) -> None:
    grid.select_cell("r0", COLUMNS[-1])
    for column in reversed(range(2, len(COLUMNS))):
        grid.setCurrentIndex(grid.model().index(0, column))
        assert place_of(grid, 0, column).left() >= grid.held_width


def test_half_of_the_table_is_left_to_what_moves(grid: EntryGrid) -> None:
    grid.hold(9)
    grid.horizontalScrollBar().setValue(150)
    assert 0 < grid.held_width <= grid.viewport().width() / 2


def test_merged_cells_and_headings_of_groups_are_held_too(theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    columns = tuple(Column(key, key, 30, wrap=False) for key in COLUMNS)
    width = len(columns)
    rows = (
        Row((Cell("稳增长", columns=width), *(None,) * (width - 1)), RowKind.GROUP),
        Row((Cell("1", rows=2), *(Cell("新增小微企业") for _ in range(width - 1)))),
        Row((None, *(Cell("个转企") for _ in range(width - 1)))),
    )
    view = SheetView(theme, settings)
    qtbot.addWidget(view)
    view.resize(*SIZE)
    view.hold(2)
    view.show_sheet(Sheet("宽表", "宽表", columns, rows))
    view.show()
    left = QRect(0, 0, place_of(view, 1, 1).right(), above_the_scroll_bar(view))
    picture = view.grab(left).toImage()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    assert view.held == 2
    assert view.grab(left).toImage() == picture
