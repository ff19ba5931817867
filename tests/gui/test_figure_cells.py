"""Figures in the cells of a return."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xiaowei_desktop.ui.pages.returns.cells import Filled, show_figure


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Filled("82.352941"), "82.35"),
        (Decimal("82.352941"), "82.35"),
        (Decimal("12345.6789"), "12,345.6789"),
        (Decimal("0.0001234"), "0.0001234"),
        (Decimal(43), "43"),
    ],
)
def test_a_long_quotient_shows_two_places_and_nothing_else_is_shortened(value: Decimal, shown: str) -> None:
    assert show_figure(value) == shown
