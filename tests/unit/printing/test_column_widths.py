"""Columns fill the page in the proportions of the sheet, and figures find room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaowei_desktop.reporting.column_widths import column_widths


@pytest.mark.parametrize("wished", [(20, 30, 50), (100, 150, 250), (2, 3, 5)])
def test_widths_are_scaled_together(wished: tuple[float, ...]) -> None:
    assert column_widths(wished, (0, 0, 0), 180) == pytest.approx((36, 54, 90))


def test_a_column_of_long_figures_takes_room_from_texts() -> None:
    assert column_widths((20, 30, 50), (50, 0, 0), 180) == pytest.approx((50, 130 * 3 / 8, 130 * 5 / 8))


def test_a_text_column_keeps_most_of_its_share() -> None:
    assert column_widths((50, 50), (90, 0), 100) == pytest.approx((65, 35))


columns = st.lists(st.tuples(st.floats(1, 100), st.floats(0, 60)), min_size=1, max_size=15)


@given(columns, st.floats(50, 300))
def test_the_page_is_filled_and_figures_fit_where_they_can(sizes: list[tuple[float, float]], available: float) -> None:
    wished, figures = zip(*sizes, strict=True)
    widths = column_widths(wished, figures, available)
    assert sum(widths) == pytest.approx(available)
    kept = [width * available / sum(wished) * 0.7 for width in wished]
    if sum(map(max, figures, kept)) <= available:
        assert all(width >= figure - 1e-6 for width, figure in zip(widths, figures, strict=True))
