"""Columns fill the page in the proportions of the sheet."""

from __future__ import annotations

import pytest

from xiaowei_desktop.printing.columns import column_edges


@pytest.mark.parametrize("widths", [(20, 30, 50), (100, 150, 250), (2, 3, 5)])
def test_widths_are_scaled_together(widths: tuple[float, ...]) -> None:
    assert column_edges(widths, left=15, available=180) == pytest.approx((15, 51, 105, 195))
