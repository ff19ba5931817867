"""Typing into a grid: keys as in Excel, blocks from Excel, undo in steps, what can't be read is kept."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import pytest
from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, QSettings, Qt
from PySide6.QtGui import QColor, QGuiApplication, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from xiaowei_desktop.ui.grids.cell_tip import entry_tip
from xiaowei_desktop.ui.grids.choice_editor import ChoiceEditor
from xiaowei_desktop.ui.grids.entry_content import (
    EntryColumn,
    EntryIssue,
    EntryKind,
    EntryRow,
    EntrySeverity,
    EntryValue,
    GroupRow,
    Unread,
)
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.grids.long_text_editor import LongTextEditor
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.theme.tokens import LIGHT

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PROBLEM = "这里要填数字。请去掉文字，例如填 43。"


def parse_number(text: str) -> EntryValue:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(PROBLEM) from error


COLUMNS = (
    EntryColumn("task", "目标任务", editable=False, wrap=True),
    EntryColumn("quarter", "本季完成", EntryKind.NUMBER, parse=parse_number),
    EntryColumn("total", "累计完成", EntryKind.NUMBER, parse=parse_number),
    EntryColumn("state", "完成状态", EntryKind.CHOICE, choices=("未启动", "进行中", "已完成")),
    EntryColumn("text", "进展情况", wrap=True),
)
ROWS = (
    GroupRow("一、量质并举工程"),
    EntryRow("new", {"task": "新增小微企业", "quarter": Decimal(10), "total": Decimal(30)}),
    EntryRow("convert", {"task": "个转企", "total": Decimal(43)}, locked=frozenset({"quarter"})),
    GroupRow("二、创新驱动工程"),
    EntryRow("loan", {"task": "科技贷款余额", "total": Decimal("12.5")}),
)


class Rig:
    """A grid on the screen, with everything it has told."""

    def __init__(self, theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.undo = QUndoStack()
        self.grid = EntryGrid(theme, settings, "return", COLUMNS, self.undo)
        qtbot.addWidget(self.grid)
        self.steps: list[list[tuple[str, str, EntryValue, EntryValue]]] = []
        self.notices: list[str] = []
        self.grid.changed.connect(self.steps.append)
        self.grid.notice.connect(self.notices.append)
        self.grid.set_rows(ROWS)
        self.grid.resize(900, 400)
        self.grid.show()
        qtbot.waitExposed(self.grid)
        self.grid.activateWindow()
        self.grid.setFocus()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifier)
        # Qt hands what an editor holds to the grid only after the key
        QCoreApplication.sendPostedEvents()

    def type(self, text: str) -> None:
        """Letter by letter, for the first one opens the editor."""
        for letter in text:
            QTest.keyClicks(self.focus(), letter)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.grid

    def here(self) -> tuple[str, str]:
        index = self.grid.currentIndex()
        row = self.grid.entries.row(index.row())
        assert isinstance(row, EntryRow)
        return row.key, COLUMNS[index.column()].key

    def select(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        model = self.grid.entries
        self.grid.setCurrentIndex(model.index(*first))
        self.grid.selectionModel().select(
            QItemSelection(model.index(*first), model.index(*last)),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)


@pytest.fixture
def rig(theme: Theme, settings: QSettings, qtbot: QtBot) -> Rig:
    return Rig(theme, settings, qtbot)


def test_typing_replaces_and_enter_goes_down_past_the_group(rig: Rig) -> None:
    rig.grid.select_cell("convert", "total")
    rig.type("48")
    rig.press(Qt.Key.Key_Return)
    assert rig.grid.value("convert", "total") == Decimal(48)
    assert rig.here() == ("loan", "total")
    rig.press(Qt.Key.Key_Return, SHIFT)
    assert rig.here() == ("convert", "total")
    assert rig.steps == [[("convert", "total", Decimal(43), Decimal(48))]]


def test_enter_passes_over_locked_cells(rig: Rig) -> None:
    rig.grid.select_cell("new", "quarter")
    rig.press(Qt.Key.Key_Return)
    assert rig.here() == ("loan", "quarter")
    rig.press(Qt.Key.Key_Return)
    assert rig.here() == ("loan", "quarter")
    rig.press(Qt.Key.Key_Return, SHIFT)
    assert rig.here() == ("new", "quarter")


def test_enter_goes_row_by_row_where_nothing_is_typed(rig: Rig) -> None:
    rig.grid.select_cell("new", "task")
    rig.press(Qt.Key.Key_Return)
    assert rig.here() == ("convert", "task")


def test_tab_passes_over_locked_cells_and_leaves_the_grid_behind_the_last(rig: Rig, qtbot: QtBot) -> None:
    rig.grid.select_cell("new", "text")
    rig.press(Qt.Key.Key_Tab)
    assert rig.here() == ("convert", "total")
    rig.press(Qt.Key.Key_Backtab, SHIFT)
    assert rig.here() == ("new", "text")
    rig.grid.select_cell("loan", "text")
    rig.type("ok")
    rig.press(Qt.Key.Key_Tab)
    assert rig.grid.value("loan", "text") == "ok"
    assert rig.here() == ("loan", "text")


def test_tab_goes_right(rig: Rig) -> None:
    rig.grid.select_cell("new", "quarter")
    rig.type("7")
    rig.press(Qt.Key.Key_Tab)
    assert rig.here() == ("new", "total")
    assert rig.grid.value("new", "quarter") == Decimal(7)


def test_f2_goes_on_behind_what_stands_there_and_escape_leaves_it(rig: Rig) -> None:
    rig.grid.select_cell("new", "total")
    rig.press(Qt.Key.Key_F2)
    rig.type("5")
    rig.press(Qt.Key.Key_Return)
    assert rig.grid.value("new", "total") == Decimal(305)
    rig.grid.select_cell("new", "total")
    rig.press(Qt.Key.Key_F2)
    rig.type("9")
    rig.press(Qt.Key.Key_Escape)
    assert rig.grid.value("new", "total") == Decimal(305)


def test_delete_clears_and_missing_is_not_zero(rig: Rig) -> None:
    rig.select((1, 1), (2, 2))
    rig.press(Qt.Key.Key_Delete)
    assert rig.grid.value("new", "quarter") is None
    assert rig.grid.value("convert", "total") is None
    assert len(rig.steps) == 1
    rig.undo.undo()
    assert rig.grid.value("convert", "total") == Decimal(43)


def test_letters_in_a_number_cell_are_kept_and_marked(rig: Rig) -> None:
    rig.grid.select_cell("new", "total")
    rig.type("abc 43")
    rig.press(Qt.Key.Key_Return)
    assert rig.grid.value("new", "total") == Unread("abc 43", PROBLEM)
    assert rig.grid.entries.text(1, 2) == "abc 43"
    assert [i.message for i in rig.grid.entries.issues(1, 2)] == [PROBLEM]
    assert rig.grid.entries.unread() == [("new", "total", Unread("abc 43", PROBLEM))]
    rig.undo.undo()
    assert rig.grid.value("new", "total") == Decimal(30)
    assert rig.grid.entries.issues(1, 2) == []


def test_a_locked_or_computed_cell_takes_nothing(rig: Rig) -> None:
    for row, column in (("convert", "quarter"), ("new", "task")):
        rig.grid.select_cell(row, column)
        rig.type("5")
        rig.press(Qt.Key.Key_Delete)
    assert rig.steps == []
    assert rig.grid.value("new", "task") == "新增小微企业"


def test_a_block_from_excel_is_one_step(rig: Rig) -> None:
    rig.grid.select_cell("new", "quarter")
    rig.paste('11\t31\t进行中\t"第一步\n第二步"\r\n12\t44\t已完成\t好\r\n')
    assert rig.grid.value("new", "text") == "第一步\n第二步"
    assert rig.grid.value("new", "state") == "进行中"
    assert rig.grid.value("convert", "quarter") is None
    assert rig.grid.value("convert", "total") == Decimal(44)
    assert rig.notices == ["已粘贴 7 格；1 格不能填写，没有改动。"]
    assert len(rig.steps) == 1
    rig.undo.undo()
    assert rig.grid.value("new", "quarter") == Decimal(10)
    assert rig.grid.value("convert", "total") == Decimal(43)
    rig.undo.redo()
    assert rig.grid.value("convert", "total") == Decimal(44)
    assert rig.steps[1] == [(row, column, new, old) for row, column, old, new in rig.steps[0]]


def test_a_list_without_headings_goes_past_those_of_the_groups(rig: Rig) -> None:
    rig.grid.select_cell("new", "total")
    rig.paste("31\n44\n13\n")
    assert [rig.grid.value(key, "total") for key in ("new", "convert", "loan")] == [31, 44, 13]
    assert rig.notices == ["已粘贴 3 格。"]


def test_a_block_of_this_table_comes_back_with_its_headings(rig: Rig) -> None:
    rig.select((1, 0), (4, 2))
    rig.press(Qt.Key.Key_C, CTRL)
    rig.select((1, 2), (4, 2))
    rig.press(Qt.Key.Key_Delete)
    rig.grid.select_cell("new", "task")
    rig.press(Qt.Key.Key_V, CTRL)
    assert [rig.grid.value(key, "total") for key in ("new", "convert", "loan")] == [30, 43, Decimal("12.5")]


def test_each_row_may_have_its_own_choices(rig: Rig) -> None:
    own = {"state": ("无", "有")}
    rig.grid.set_rows((EntryRow("new", {}), EntryRow("events", {}, choices=own)))
    rig.grid.select_cell("events", "state")
    rig.paste("进行中")
    assert isinstance(rig.grid.value("events", "state"), Unread)
    assert rig.grid.entries.issues(1, 3)[0].message == "“进行中”不在可选项中。请从无、有中选一项。"
    rig.press(Qt.Key.Key_F2)
    editor = rig.grid.indexWidget(rig.grid.currentIndex())
    assert isinstance(editor, QComboBox)
    assert [editor.itemText(number) for number in range(editor.count())] == ["", "无", "有"]


def test_what_reaches_beyond_the_table_is_told(rig: Rig) -> None:
    rig.grid.select_cell("loan", "text")
    rig.paste("甲\t乙\n丙\t丁\n")
    assert rig.grid.value("loan", "text") == "甲"
    assert rig.notices == ["已粘贴 1 格；3 格超出表格，没有粘贴。"]


def test_one_cell_fills_the_selection(rig: Rig) -> None:
    rig.select((1, 3), (4, 3))
    rig.paste("进行中")
    assert [rig.grid.value(key, "state") for key in ("new", "convert", "loan")] == ["进行中"] * 3
    assert len(rig.steps) == 1


def test_pasting_nothing_changes_nothing(rig: Rig) -> None:
    rig.grid.select_cell("new", "total")
    rig.paste("")
    assert rig.steps == []


def test_rows_that_are_filtered_away_are_not_pasted_over(rig: Rig) -> None:
    assert rig.grid.search.filter("款余") == 1
    rig.grid.search.filter("")
    rig.grid.search.filter("业")
    assert rig.grid.isRowHidden(2)
    rig.grid.search.filter("")
    assert not rig.grid.isRowHidden(2)
    rig.grid.setRowHidden(2, True)
    rig.select((1, 2), (4, 2))
    rig.paste("5")
    assert rig.grid.value("convert", "total") == Decimal(43)
    assert rig.grid.value("loan", "total") == Decimal(5)


def test_copy_and_cut_give_a_block(rig: Rig) -> None:
    rig.select((1, 0), (2, 2))
    rig.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "新增小微企业\t10\t30\n个转企\t\t43\n"
    rig.select((4, 2), (4, 2))
    rig.press(Qt.Key.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "12.5\n"
    assert rig.grid.value("loan", "total") is None


def test_undo_finds_its_cells_after_the_rows_have_moved(rig: Rig) -> None:
    rig.grid.select_cell("new", "total")
    rig.paste("99")
    rig.grid.set_rows([*reversed(ROWS[1:3]), EntryRow("new2", {"total": Decimal(1)})])
    rig.grid.set_values({("new", "total"): Decimal(99)})
    rig.undo.undo()
    assert rig.grid.value("new", "total") == Decimal(30)
    assert rig.grid.value("convert", "total") == Decimal(43)


def test_undo_passes_over_rows_that_are_gone(rig: Rig) -> None:
    rig.grid.select_cell("new", "total")
    rig.paste("99")
    rig.grid.set_rows(ROWS[2:])
    rig.undo.undo()
    assert len(rig.steps) == 1
    assert not rig.undo.canRedo()


def test_long_text_takes_new_lines_with_alt_enter(rig: Rig) -> None:
    rig.grid.select_cell("new", "text")
    rig.press(Qt.Key.Key_F2)
    assert isinstance(rig.focus(), LongTextEditor)
    rig.type("1.")
    rig.press(Qt.Key.Key_Return, ALT)
    rig.type("2.")
    rig.press(Qt.Key.Key_Return)
    assert rig.grid.value("new", "text") == "1.\n2."
    assert rig.here() == ("convert", "text")


def open_choice(rig: Rig, opening: Callable[[], object]) -> ChoiceEditor:
    """Opens the list of 完成状态 of a row that has none yet."""
    rig.grid.select_cell("new", "state")
    opening()
    editor = rig.grid.indexWidget(rig.grid.currentIndex())
    assert isinstance(editor, ChoiceEditor)
    assert editor.view().isVisible()
    return editor


def double_click(rig: Rig) -> None:
    place = rig.grid.visualRect(rig.grid.currentIndex()).center()
    QTest.mouseClick(rig.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(rig.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("opening", [lambda rig: rig.press(Qt.Key.Key_F2), double_click])
def test_a_choice_drops_its_list_and_the_arrows_reach_every_word(rig: Rig, opening: Callable[[Rig], object]) -> None:
    editor = open_choice(rig, lambda: opening(rig))
    longest = max(editor.fontMetrics().horizontalAdvance(editor.itemText(n)) for n in range(editor.count()))
    assert editor.view().width() > longest
    QTest.keyClick(editor.view(), Qt.Key.Key_Down)
    QTest.keyClick(editor.view(), Qt.Key.Key_Down)
    assert rig.grid.value("new", "state") is None
    QTest.keyClick(editor.view(), Qt.Key.Key_Return)
    assert rig.grid.value("new", "state") == "进行中"


def test_escape_leaves_a_choice_as_it_was(rig: Rig) -> None:
    editor = open_choice(rig, lambda: rig.press(Qt.Key.Key_F2))
    QTest.keyClick(editor.view(), Qt.Key.Key_Down)
    QTest.keyClick(editor.view(), Qt.Key.Key_Escape)
    rig.qtbot.waitUntil(lambda: rig.grid.state() is EntryGrid.State.NoState)
    assert rig.grid.value("new", "state") is None
    assert rig.here() == ("new", "state")
    assert rig.grid.window().focusWidget() is rig.grid


def test_what_is_no_choice_is_kept_as_unread(rig: Rig) -> None:
    rig.grid.select_cell("new", "state")
    rig.paste("快了")
    assert isinstance(rig.grid.value("new", "state"), Unread)


def test_an_open_editor_keeps_its_own_keys(rig: Rig) -> None:
    rig.grid.select_cell("new", "total")
    rig.press(Qt.Key.Key_F2)
    editor = rig.focus()
    assert isinstance(editor, QLineEdit)
    QGuiApplication.clipboard().setText("1\t2")
    rig.press(Qt.Key.Key_V, CTRL)
    assert editor.text().startswith("301")
    assert rig.steps == []


def test_computed_values_come_in_without_a_step(rig: Rig) -> None:
    rig.grid.set_values({("new", "task"): "改名"})
    assert rig.grid.entries.text(1, 0) == "改名"
    assert rig.steps == []
    assert not rig.undo.canUndo()


def test_the_worst_issue_comes_first_and_the_tip_says_all(rig: Rig) -> None:
    issues = [
        EntryIssue("new", "total", EntrySeverity.NOTE, "与上年同期持平。"),
        EntryIssue("new", "total", EntrySeverity.ERROR, "小于上季度的 48。请核对。"),
    ]
    rig.grid.set_issues(issues)
    found = rig.grid.entries.issues(1, 2)
    assert [issue.severity for issue in found] == [EntrySeverity.ERROR, EntrySeverity.NOTE]
    tip = entry_tip("", found, locked=True)
    assert "■ 错误：小于上季度的 48。请核对。" in tip
    assert "已锁定" in tip
    rig.grid.set_issues([])
    assert rig.grid.entries.issues(1, 2) == []


def test_what_can_be_typed_is_tinted_and_errors_are_framed(rig: Rig) -> None:
    rig.grid.set_issues([EntryIssue("new", "total", EntrySeverity.ERROR, "请核对。")])
    rig.grid.setCurrentIndex(rig.grid.entries.index(4, 4))
    colour_at = _colours(rig.grid)
    assert colour_at(1, 1) == QColor(LIGHT.entry)
    assert colour_at(1, 0) == QColor(LIGHT.surface)
    assert colour_at(2, 1) == QColor(LIGHT.surface)
    assert colour_at(0, 0) == QColor(LIGHT.raised)
    rect = rig.grid.visualRect(rig.grid.entries.index(1, 2))
    image = rig.grid.viewport().grab().toImage()
    assert image.pixelColor(rect.right() - 3, rect.top() + 3) == QColor(LIGHT.bad)


def test_search_marks_and_leads_from_one_to_the_next(rig: Rig) -> None:
    assert rig.grid.search.find("企") == 2
    assert rig.here() == ("new", "task")
    rig.press(Qt.Key.Key_F3)
    assert rig.here() == ("convert", "task")
    rig.press(Qt.Key.Key_F3)
    assert rig.here() == ("new", "task")
    rig.press(Qt.Key.Key_F3, SHIFT)
    assert rig.here() == ("convert", "task")


def test_a_filter_keeps_the_group_that_was_asked_for(rig: Rig) -> None:
    rig.grid.search.filter("量质并举")
    assert [rig.grid.isRowHidden(row) for row in range(5)] == [False, False, False, True, True]


def test_a_column_pulled_wide_is_remembered(rig: Rig, theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    rig.grid.horizontalHeader().resizeSection(2, 155)
    again = Rig(theme, settings, qtbot)
    assert again.grid.columnWidth(2) == 155
    next(action for action in again.grid.actions() if action.text() == "列宽恢复默认").trigger()
    assert again.grid.columnWidth(2) != 155


def _colours(grid: EntryGrid) -> Callable[[int, int], QColor]:
    image = grid.viewport().grab().toImage()

    def at(row: int, column: int) -> QColor:
        rect = grid.visualRect(grid.entries.index(row, column))
        return image.pixelColor(rect.left() + 2, rect.top() + 2)

    return at
