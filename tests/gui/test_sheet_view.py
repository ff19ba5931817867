"""A sheet on the screen: merged cells, formats, tones with shapes, sources, copy, widths."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from xiaowei_desktop.reporting.numbers import COUNT, PERCENT
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, RowKind, Sheet, Tone
from xiaowei_desktop.ui.grids.cell_painter import MOST_LINES, is_cut, text_height, wrap_lines
from xiaowei_desktop.ui.grids.column_widths import WidthWish, share_out
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.theme.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
LONG = "深化“最多跑一次”改革，全面推进企业开办全程网上办，" * 8


def progress_sheet(actual: int = 4210) -> Sheet:
    columns = (
        Column("no", "序号", 10, Align.CENTER),
        Column("task", "目标任务", 60),
        Column("actual", "累计完成", 18, number_format=COUNT),
        Column("rate", "完成率", 16, number_format=PERCENT),
        Column("light", "进度", 16, Align.CENTER),
        Column("unit", "责任单位", 30),
    )
    rows = (
        Row((Cell("一、量质并举工程", columns=6), None, None, None, None, None), RowKind.GROUP),
        Row(
            (
                Cell(1),
                Cell("新增小微企业", source="A1"),
                Cell(Decimal(actual)),
                Cell(Decimal("0.7136"), source="A1-rate"),
                Cell("正常", tone=Tone.GOOD),
                Cell("市监局", rows=2),
            )
        ),
        Row((Cell(2), Cell(LONG, source="A2"), Cell(None), Cell(None), Cell("■ 滞后", tone=Tone.BAD), None)),
        Row((Cell("合计", columns=2), None, Cell(Decimal(actual)), Cell(), Cell(), Cell()), RowKind.TOTAL),
    )
    return Sheet("progress", "进度表", columns, rows, notes=("注：完成率＝累计完成÷目标值。",))


@pytest.fixture
def view(theme: Theme, settings: QSettings, qtbot: QtBot) -> SheetView:
    return make_view(theme, settings, qtbot)


def make_view(theme: Theme, settings: QSettings, qtbot: QtBot) -> SheetView:
    view = SheetView(theme, settings)
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show_sheet(progress_sheet())
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    return view


def text(view: SheetView, row: int, column: int) -> str:
    return str(view.model().index(row, column).data())


def test_cells_are_merged_as_in_the_sheet(view: SheetView) -> None:
    assert view.columnSpan(0, 0) == 6
    assert view.rowSpan(1, 5) == 2
    assert view.columnSpan(3, 0) == 2
    assert (text(view, 4, 0), view.columnSpan(4, 0)) == ("注：完成率＝累计完成÷目标值。", 6)


def test_figures_read_as_on_paper_and_missing_is_empty(view: SheetView) -> None:
    assert text(view, 1, 2) == "4,210"
    assert text(view, 1, 3) == "71.36%"
    assert text(view, 2, 2) == ""


def test_a_tone_is_a_shape_and_a_word_but_never_two_shapes(view: SheetView) -> None:
    assert text(view, 1, 4) == "● 正常"
    assert text(view, 2, 4) == "■ 滞后"


def test_figures_stand_at_the_right(view: SheetView) -> None:
    model = view._sheet_model
    assert model.align(1, 2) is Qt.AlignmentFlag.AlignRight
    assert model.align(1, 1) is Qt.AlignmentFlag.AlignLeft
    assert model.align(1, 0) is Qt.AlignmentFlag.AlignHCenter


def test_the_keyboard_leads_from_a_figure_to_its_source(view: SheetView, qtbot: QtBot) -> None:
    spy = QSignalSpy(view.source_selected)
    view.setCurrentIndex(view.model().index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert [spy.at(i)[0] for i in range(spy.count())] == ["A1", "A1", "A1", "A1-rate"]
    with qtbot.waitSignal(view.source_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["A1-rate"]


def test_a_source_can_be_gone_to(view: SheetView) -> None:
    assert view.select_source("A2")
    assert view.currentIndex().row() == 2
    assert not view.select_source("nothing")


def test_a_block_is_copied_as_excel_takes_it(view: SheetView, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.model().index(1, 2))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "4,210\t71.36%\t● 正常\t市监局"


def test_showing_the_sheet_anew_keeps_the_place(view: SheetView) -> None:
    view.select_source("A2")
    view.show_sheet(progress_sheet(actual=5000))
    assert view.currentIndex().row() == 2
    assert text(view, 1, 2) == "5,000"


def test_long_text_takes_three_lines_and_no_more(view: SheetView, theme: Theme) -> None:
    lines = theme.tokens.sizes.row
    assert lines < view.rowHeight(2) < 3 * lines
    font = theme.font()
    assert len(wrap_lines(LONG, font, 200)) > MOST_LINES
    assert "".join(wrap_lines(LONG, font, 200)) == LONG
    assert is_cut(LONG, font, 200, text_height(LONG, font, 200))
    assert not is_cut("短", font, 200, 30)


def test_rare_characters_wrap_whole(theme: Theme) -> None:
    name = "𠮷" * 40
    lines = wrap_lines(name, theme.font(), 120)
    assert len(lines) > 1
    assert "".join(lines) == name


def test_a_filter_keeps_merged_rows_together(view: SheetView) -> None:
    assert view.search.filter("新增小微") == 1
    assert [view.isRowHidden(row) for row in range(5)] == [True, False, False, True, True]
    view.search.filter("")
    assert not any(view.isRowHidden(row) for row in range(5))


def test_search_finds_figures_as_they_are_shown(view: SheetView) -> None:
    assert view.search.find("4,210") == 2
    assert view.search.is_match(1, 2)
    assert not view.search.is_match(1, 1)


def test_columns_fill_the_room_and_remember_the_user(
    view: SheetView, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    assert view.horizontalHeader().length() == view.viewport().width()
    view.horizontalHeader().resizeSection(3, 133)
    again = make_view(theme, settings, qtbot)
    assert again.columnWidth(3) == 133
    assert again.horizontalHeader().length() == again.viewport().width()


def test_long_text_gives_way_and_least_widths_stand() -> None:
    wishes = [
        WidthWish("no", 40, 40, stretches=False),
        WidthWish("a", 100, 300, stretches=True),
        WidthWish("b", 100, 203, stretches=True),
    ]
    assert share_out(wishes, 543) == [40, 300, 203]
    assert sum(share_out(wishes, 401)) == 401
    assert sum(share_out(wishes, 1000)) == 1000
    assert share_out(wishes, 100) == [40, 100, 100]
    assert share_out(wishes[:1], 500) == [40]


def test_a_few_long_cells_do_not_widen_a_narrow_column(theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    columns = (Column("no", "序号", 14), Column("task", "目标任务", 80))
    rows = [Row((Cell(str(number)), Cell("新增小微企业"))) for number in range(1, 9)]
    view = SheetView(theme, settings)
    qtbot.addWidget(view)
    view.show_sheet(Sheet("短", "短", columns, tuple(rows)))
    narrow = view.columnWidth(0)
    view.show_sheet(Sheet("长", "长", columns, (*rows, Row((Cell("要点（十）"), Cell("培育"))))))
    whole = view.fontMetrics().horizontalAdvance("要点（十）")
    assert narrow <= view.columnWidth(0) < whole
    assert view.rowHeight(8) > view.rowHeight(0)


def short_sheet() -> Sheet:
    """A table in which no text is long."""
    columns = (
        Column("unit", "单位", 40, wrap=False),
        Column("late", "逾期", 14, Align.CENTER),
        Column("next", "下一步", 60),
    )
    return Sheet("short", "短表", columns, (Row((Cell("市监局"), Cell("4天"), Cell("查看季报 ›"))),))


def test_a_table_of_short_texts_fills_its_width(view: SheetView) -> None:
    view.show_sheet(short_sheet())
    assert view.horizontalHeader().length() == view.viewport().width()


def test_columns_follow_the_text_size(view: SheetView, theme: Theme) -> None:
    view.show_sheet(short_sheet())
    before = view.columnWidth(0)
    theme.set_text_size(14)
    assert view.columnWidth(0) > before
