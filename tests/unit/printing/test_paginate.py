"""Rows on pages: nothing split, nothing lost, nothing left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaowei_desktop.printing.paginate import PageRoom, TableMeasure, paginate
from xiaowei_desktop.reporting.row_heights import RowSpan
from xiaowei_desktop.reporting.sheet import RowKind

B, G, S, T = RowKind.BODY, RowKind.GROUP, RowKind.SUBTOTAL, RowKind.TOTAL
ROOM = PageRoom(first=40, following=50)


def table(
    kinds: str, height: float = 10, spans: tuple[RowSpan, ...] = (), tail: tuple[float, ...] = ()
) -> TableMeasure:
    letters = {"b": B, "g": G, "s": S, "t": T}
    return TableMeasure((height,) * len(kinds), tuple(letters[kind] for kind in kinds), spans, tail)


def rows(measure: TableMeasure, room: PageRoom = ROOM) -> list[list[int]]:
    return [list(page.rows) for page in paginate(measure, room)]


def test_first_page_has_less_room_than_the_following() -> None:
    assert rows(table("b" * 10)) == [[0, 1, 2, 3], [4, 5, 6, 7, 8], [9]]


@pytest.mark.parametrize(
    ("kinds", "pages"),
    [
        ("bbbgbb", [[0, 1, 2], [3, 4, 5]]),  # a group heading goes over with its first row
        ("bbggbb", [[0, 1], [2, 3, 4, 5]]),  # and so does the heading above it
        ("bbbbs", [[0, 1, 2], [3, 4]]),  # a subtotal takes a row along
        ("bbbbst", [[0, 1, 2], [3, 4, 5]]),  # and the total the subtotal
        ("bbbgst", [[0, 1, 2], [3, 4, 5]]),
        ("ggggg", [[0, 1, 2, 3], [4]]),  # nothing but headings: the wish yields
    ],
)
def test_rows_that_stay_together(kinds: str, pages: list[list[int]]) -> None:
    assert rows(table(kinds)) == pages


def test_a_table_without_rows_is_one_page_with_its_tail() -> None:
    (page,) = paginate(table("", tail=(5, 8)), ROOM)
    assert (list(page.rows), list(page.tail)) == ([], [0, 1])


def test_a_row_taller_than_a_page_stands_alone() -> None:
    measure = TableMeasure((10, 70, 10), (B, B, B))
    assert rows(measure) == [[0], [1], [2]]


def test_a_merged_cell_stretches_its_rows_evenly() -> None:
    (page,) = paginate(table("bbb", spans=(RowSpan(1, 2, 26),)), ROOM)
    assert page.heights == (10, 13, 13)


def test_a_merged_cell_needs_its_whole_height_on_both_sides_of_a_break() -> None:
    measure = table("b" * 6, spans=(RowSpan(3, 3, 25),))
    # Row 3 alone would be 25 mm tall on the first page: the merged cell goes over whole.
    assert rows(measure) == [[0, 1, 2], [3, 4, 5]]
    long = table("b" * 7, spans=(RowSpan(1, 6, 25),))
    first, second = paginate(long, ROOM)
    assert (first.heights, second.heights) == ((10,) * 4, (10,) * 3)


def test_the_part_of_a_merged_cell_after_the_break_grows_to_hold_the_text() -> None:
    first, second = paginate(table("b" * 5, spans=(RowSpan(1, 4, 25),)), ROOM)
    assert (list(first.rows), first.heights) == ([0, 1, 2, 3], (10,) * 4)
    assert (list(second.rows), second.heights) == ([4], (25,))


def test_the_tail_stands_below_the_last_row_where_it_fits() -> None:
    (page,) = paginate(table("bb", tail=(8, 12)), ROOM)
    assert list(page.tail) == [0, 1]


def test_the_tail_takes_the_last_row_along() -> None:
    pages = paginate(table("bbbb", tail=(8, 12)), ROOM)
    assert [(list(page.rows), list(page.tail)) for page in pages] == [([0, 1, 2], []), ([3], [0, 1])]


def test_the_tail_takes_the_total_and_what_it_adds_up_along() -> None:
    pages = paginate(table("bbbt", tail=(8, 12)), ROOM)
    assert [list(page.rows) for page in pages] == [[0, 1], [2, 3]]


def test_a_tail_longer_than_a_page_flows_on_block_by_block() -> None:
    pages = paginate(table("bb", tail=(15, 20, 20, 12)), ROOM)
    assert [(list(page.rows), list(page.tail)) for page in pages] == [([0, 1], [0]), ([], [1, 2]), ([], [3])]


@st.composite
def measures(draw: st.DrawFn) -> TableMeasure:
    heights = draw(st.lists(st.floats(4, 60), max_size=30))
    kinds = draw(st.lists(st.sampled_from(RowKind), min_size=len(heights), max_size=len(heights)))
    spans = [span for _ in range(draw(st.integers(0, 3))) for span in draw(_one_column(len(heights)))]
    tail = draw(st.lists(st.floats(3, 30), max_size=5))
    return TableMeasure(tuple(heights), tuple(kinds), tuple(spans), tuple(tail))


@st.composite
def _one_column(draw: st.DrawFn, count: int) -> list[RowSpan]:
    """The merged cells of one column, which never overlap."""
    spans, row = [], 0
    while row < count:
        size = draw(st.integers(1, 8))
        if 1 < size <= count - row:
            spans.append(RowSpan(row, size, draw(st.floats(4, 40))))
        row += size
    return spans


@given(measures())
def test_every_row_and_every_tail_block_is_on_exactly_one_page_in_order(measure: TableMeasure) -> None:
    pages = paginate(measure, ROOM)
    assert [row for page in pages for row in page.rows] == list(range(len(measure.minima)))
    assert [block for page in pages for block in page.tail] == list(range(len(measure.tail)))
    assert all(len(page.heights) == len(page.rows) for page in pages)


@given(measures())
def test_no_page_is_fuller_than_paper_allows(measure: TableMeasure) -> None:
    for number, page in enumerate(paginate(measure, ROOM)):
        used = sum(page.heights) + sum(measure.tail[page.tail.start : page.tail.stop])
        alone = len(page.rows) + len(page.tail) == 1
        assert alone or used <= ROOM.of(number) + 1e-5


@given(measures())
def test_every_part_of_a_merged_cell_can_hold_its_text(measure: TableMeasure) -> None:
    for page in paginate(measure, ROOM):
        for span in measure.spans:
            part = span.within(page.rows.start, page.rows.stop)
            if part is not None:
                start = part.first - page.rows.start
                assert sum(page.heights[start : start + part.rows]) >= span.height - 1e-6


@given(measures())
def test_no_heading_alone_at_the_foot_where_another_break_was_possible(measure: TableMeasure) -> None:
    pages = [page for page in paginate(measure, ROOM) if page.rows]
    for page in pages[:-1]:
        if measure.kinds[page.rows[-1]] is G:
            inner = range(page.rows.start + 1, page.rows.stop)
            assert not any(measure.kinds[i - 1] is not G and measure.kinds[i] not in (S, T) for i in inner)
