"""Blocks of cells to and from Excel and WPS."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaowei_desktop.ui.grids.clipboard_text import read_block, write_block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", []),
        ("43", [["43"]]),
        ("43\r\n", [["43"]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t2\n3\t4", [["1", "2"], ["3", "4"]]),
        ("1\r2\r", [["1"], ["2"]]),
        ("1\t\t3\n", [["1", "", "3"]]),
        ("1\t\n", [["1", ""]]),
        ("1\t", [["1", ""]]),
        ("\n\n", [[""], [""]]),
        ("1\n\n3\n", [["1"], [""], ["3"]]),
        ('"第一行\n第二行"\t5\r\n', [["第一行\n第二行", "5"]]),
        ('5\t"第一行\n第二行"', [["5", "第一行\n第二行"]]),
        ('"他说""好""\n然后"\t1\r\n', [['他说"好"\n然后', "1"]]),
        ('"""好"""\t1\r\n', [['"好"', "1"]]),
    ],
)
def test_reads_what_excel_and_wps_copy(text: str, block: list[list[str]]) -> None:
    assert read_block(text) == block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        # words in straight quotes at the beginning of a cell: the csv module would swallow what follows
        ('"最多跑一次"改革\t5\r\n个转企\t43\r\n', [['"最多跑一次"改革', "5"], ["个转企", "43"]]),
        ('"未完的引号\t5\r\n个转企\t43\r\n', [['"未完的引号', "5"], ["个转企", "43"]]),
        ('"甲\t1\r\n乙"\t2\r\n', [['"甲', "1"], ['乙"', "2"]]),
        ('"甲\r\n乙"\r\n', [['"甲'], ['乙"']]),
        ('"已完成"\t1\r\n', [['"已完成"', "1"]]),
        ('5"\t6"\n', [['5"', '6"']]),
        ('"', [['"']]),
    ],
)
def test_a_quote_may_belong_to_the_words(text: str, block: list[list[str]]) -> None:
    assert read_block(text) == block


def test_a_tab_inside_a_cell_becomes_a_space() -> None:
    assert write_block([["甲\t乙", "1"]]) == "甲 乙\t1\n"


CELLS = st.text(st.characters(exclude_characters="\t\r", codec="utf-8"), max_size=8) | st.text('"\n甲1', max_size=6)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)))
def test_what_is_copied_is_pasted_again(block: list[list[str]]) -> None:
    assert read_block(write_block(block)) == block


@given(st.text('"\t\r\n甲1', max_size=30))
def test_nothing_on_the_clipboard_is_lost(text: str) -> None:
    """Whatever another program puts there, every letter arrives in some cell."""
    letters = "".join(cell for row in read_block(text) for cell in row)
    assert [c for c in letters if c in "甲1"] == [c for c in text if c in "甲1"]
