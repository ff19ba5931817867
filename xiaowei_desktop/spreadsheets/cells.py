"""A cell's value as the text that the clerk typed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

RawValue = int | float | str | bool | time | date | datetime | timedelta

EXCEL_DIGITS = 15
"""Excel keeps 15 significant digits; what lies beyond is the float's own, such as 0.1 + 0.2."""


def cell_text(value: RawValue, shown_as_percent: bool) -> str:
    """The text of a value: figures in plain digits, dates as 2020-07-05, truth values as 是 and 否."""
    match value:
        case str():
            return value.strip()
        case bool():
            return "是" if value else "否"
        case int() | float():
            return _figure_text(value, shown_as_percent)
        case datetime():
            return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)


def _figure_text(value: float, shown_as_percent: bool) -> str:
    figure = Decimal(f"{value:.{EXCEL_DIGITS}g}")
    if shown_as_percent:
        figure *= 100
    text = f"{figure:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%" if shown_as_percent else text
