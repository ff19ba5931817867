"""What does not fit a page."""

from __future__ import annotations

import pytest

from tests.unit.printing.demo_sheet import FONTS
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.printing.fonts import Typeface, load_typeface
from xiaowei_desktop.printing.look import TABLE_POINTS
from xiaowei_desktop.printing.sheet_layout import SheetLayout
from xiaowei_desktop.reporting.sheet import Cell, Column, Row, Sheet


@pytest.fixture
def typeface(qapp: object) -> Typeface:
    assert qapp is not None
    return load_typeface(FONTS)


def sheet_with(text: str) -> Sheet:
    rows = tuple(Row((Cell(f"第{number}行"), Cell(words))) for number, words in enumerate(("短", text, "短")))
    return Sheet("tall", "长行", (Column("name", "名称", 60), Column("text", "内容", 30)), rows)


def test_a_row_taller_than_a_page_is_set_smaller_and_fits_its_page(typeface: Typeface) -> None:
    layout = SheetLayout(sheet_with("考核内容较多，" * 150), typeface)
    assert layout.text.block(1, 1, continued=False).style.points < TABLE_POINTS
    assert layout.text.block(0, 1, continued=False).style.points == TABLE_POINTS
    assert [row for page in layout.pages for row in page.rows] == [0, 1, 2]
    for page in range(len(layout.pages)):
        assert layout.table_box(page).bottom() <= layout.paper.height - 15


def test_a_text_that_no_page_holds_is_named(typeface: Typeface) -> None:
    with pytest.raises(UserError, match="以“考核内容较多，") as caught:
        SheetLayout(sheet_with("考核内容较多，" * 3000), typeface)
    assert "21000 字" in caught.value.message
