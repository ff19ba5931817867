"""Lines of Chinese text, measured with the bundled typeface."""

from __future__ import annotations

import pytest

from tests.unit.printing.demo_sheet import FONTS
from xiaowei_desktop.printing.application import ensure_gui_application
from xiaowei_desktop.printing.fonts import BUNDLED_FAMILY, Typeface, load_typeface
from xiaowei_desktop.printing.look import LINE_PITCH
from xiaowei_desktop.printing.text_block import TextBlock, TextStyle, one_line_block, wrapped_block

EM = 9 * 25.4 / 72  # millimetres
STYLE = TextStyle(9)


@pytest.fixture
def typeface(qapp: object) -> Typeface:
    assert ensure_gui_application() is qapp
    return load_typeface(FONTS)


def test_the_bundled_typeface_comes_first(typeface: Typeface) -> None:
    assert typeface.family == BUNDLED_FAMILY


def test_a_chinese_character_is_as_wide_as_its_size(typeface: Typeface) -> None:
    block = TextBlock(typeface, "小微企业", STYLE)
    assert block.natural_width == pytest.approx(4 * EM, rel=0.01)
    assert block.height == pytest.approx(EM * LINE_PITCH)


@pytest.mark.parametrize("mark", "。，、；：！？）》”")
def test_no_line_begins_with_a_mark_that_closes(typeface: Typeface, mark: str) -> None:
    # Four characters fill the line; the mark would be the fifth and takes the fourth along.
    block = TextBlock(typeface, f"新增小微{mark}企业", STYLE, width=4.2 * EM)
    assert block.lines() == ["新增小", f"微{mark}企业"]


@pytest.mark.parametrize("mark", "（《“")
def test_no_line_ends_with_a_mark_that_opens(typeface: Typeface, mark: str) -> None:
    block = TextBlock(typeface, f"新增小{mark}微企业", STYLE, width=4.2 * EM)
    assert block.lines()[0] == "新增小"


def test_a_typed_line_break_is_kept(typeface: Typeface) -> None:
    assert TextBlock(typeface, "甲\n乙", STYLE).lines() == ["甲", "乙"]


def test_figures_are_equally_wide(typeface: Typeface) -> None:
    widths = {round(TextBlock(typeface, digit * 8, STYLE).natural_width, 3) for digit in "0123456789"}
    assert len(widths) == 1


def test_a_figure_shrinks_rather_than_breaks(typeface: Typeface) -> None:
    wide = TextBlock(typeface, "1,234,567.89", STYLE).natural_width
    block = one_line_block(typeface, "1,234,567.89", STYLE, wide * 0.8)
    assert len(block.lines()) == 1
    assert STYLE.points * 0.7 < block.style.points < STYLE.points
    assert block.natural_width <= wide * 0.8


def test_a_text_shrinks_only_as_far_as_it_must(typeface: Typeface) -> None:
    text = "考核" * 100
    unbound = wrapped_block(typeface, text, STYLE, 20, tallest=1000)
    bound = wrapped_block(typeface, text, STYLE, 20, tallest=unbound.height * 0.7)
    assert unbound.style == STYLE
    assert bound.style.points < STYLE.points
    assert bound.height <= unbound.height * 0.7
