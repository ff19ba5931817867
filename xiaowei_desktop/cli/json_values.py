"""Numbers in JSON: decimal strings, missing ones null."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import Rate


def number(value: Decimal | None) -> str | None:
    """The figure in plain digits, exactly."""
    return None if value is None else plain_text(value)


def points(value: Decimal | None) -> str | None:
    """Points with the places they were rounded to: 10.00."""
    return None if value is None else f"{value:f}"


def rate(value: Rate | None) -> str | None:
    """A rate as a decimal number, rounded to six places: 0.949153."""
    return None if value is None else plain_text(value.rounded())
