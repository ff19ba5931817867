"""Values of cells as the texts that a clerk typed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from xiaowei_desktop.spreadsheets.cells import RawValue, cell_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (676.48, "676.48"),
        (5600.0, "5600"),
        (5600, "5600"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (1.5e15, "1500000000000000"),
        (-3.0, "-3"),
        (0.0, "0"),
        (True, "是"),
        (False, "否"),
        (" 已完成 ", "已完成"),
        (date(2020, 7, 5), "2020-07-05"),
        (datetime(2020, 7, 5), "2020-07-05"),
        (datetime(2020, 7, 5, 10, 30), "2020-07-05 10:30:00"),
        (time(10, 30), "10:30:00"),
        (timedelta(hours=3), "3:00:00"),
    ],
)
def test_value_reads_as_typed(value: RawValue, text: str) -> None:
    assert cell_text(value, shown_as_percent=False) == text


@pytest.mark.parametrize(("value", "text"), [(0.9664, "96.64%"), (1.0, "100%"), (0.07, "7%"), (0.125, "12.5%")])
def test_percentage_reads_as_shown(value: float, text: str) -> None:
    assert cell_text(value, shown_as_percent=True) == text
