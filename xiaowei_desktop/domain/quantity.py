"""Figures as clerks write them, read exactly: full-width digits, thousands separators, units, per cent."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain import measure_unit

MAX_INTEGER_DIGITS = 12
"""A figure of 10¹² and more is a slip in any unit a county counts in."""
MAX_PLACES = 6
"""More places than any return carries; storage keeps exactly these."""

_FIGURE = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?([^\d.].*)?")
_MISSING = {"", "-", "--", "–", "—", "——", "/", "无", "无数据"}
_MICRO = Decimal(1).scaleb(-MAX_PLACES)


class QuantityError(ValueError):
    """A text that is no figure; the message is a Chinese clause that says why."""


@dataclass(frozen=True, slots=True)
class ParsedQuantity:
    """A figure in the unit that was asked for, and how it came there where it was converted."""

    value: Decimal
    conversion: str = ""


def is_missing(text: str) -> bool:
    """Whether the text says that there is no figure: nothing, a dash, a stroke, 无."""
    return _plain(text) in _MISSING


def parse_quantity(text: str, unit: str) -> ParsedQuantity | None:
    """Reads `text` as a figure in `unit`; `None` is a missing figure (an empty cell, a dash).

    `5，900家`, `700万元` into 亿元 and `１２.５％` are read exactly and the conversion is told. A figure in a unit that
    does not convert, letters, two points and too many digits raise `QuantityError`.
    """
    if is_missing(text):
        return None
    found = _FIGURE.fullmatch(_plain(text))
    if _has_raised_digits(text) or found is None or (found[2] is None and len(found[3] or "") < 2):
        raise QuantityError(f"“{text}”不是数字")
    sign, whole, fraction, suffix = found.groups(default="")
    value = check_size(Decimal(sign + (whole.replace(",", "") or "0") + fraction), text)
    if not suffix:
        return ParsedQuantity(value)
    return _convert(value, suffix, unit, text)


def _plain(text: str) -> str:
    """Half-width, without spaces, and with one sign for minus: what is copied from a report has the typeset one."""
    half_width = unicodedata.normalize("NFKC", text.replace("−", "-"))
    return "".join(half_width.split()).replace("、", ",")


def _has_raised_digits(text: str) -> bool:
    """5900① and 5900² have a foot note's number behind the figure, not two more digits."""
    return any(unicodedata.category(mark) == "No" for mark in text.replace("m²", ""))


def _convert(value: Decimal, suffix: str, unit: str, text: str) -> ParsedQuantity:
    multiple = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}.get(suffix)
    if multiple is not None:
        return _bare_multiple(value, multiple, suffix, unit, text)
    ratio = measure_unit.factor(suffix, unit)
    if ratio is None and suffix not in measure_unit.known_units():
        raise QuantityError(f"“{text}”不是数字")
    if ratio is None and not unit:
        raise QuantityError(f"“{text}”带了单位“{suffix}”，这一格只填数字")
    if ratio is None:
        raise QuantityError(f"“{text}”的单位“{suffix}”与计量单位“{unit}”不能换算")
    if ratio == 1:
        return ParsedQuantity(value)
    converted = check_size(exact(value * ratio), text)
    return ParsedQuantity(converted, f"{plain_text(value)}{suffix} = {plain_text(converted)}{unit}")


def _bare_multiple(value: Decimal, multiple: Decimal, suffix: str, unit: str, text: str) -> ParsedQuantity:
    """16.5万 in a column counted in 家 is 165 000; in a column counted in 万家 nobody can tell."""
    if measure_unit.canonical(unit)[:1] in {"万", "亿", "千", "%"}:
        raise QuantityError(f"“{text}”没有写全单位，无法确定与“{unit}”的关系")
    converted = check_size(exact(value * multiple), text)
    return ParsedQuantity(converted, f"{plain_text(value)}{suffix} = {plain_text(converted)}{unit}")


def check_size(value: Decimal, text: str = "") -> Decimal:
    """The same figure, or `QuantityError` where storage could not keep every digit of it."""
    shown = text or str(value)
    if not value.is_finite():
        raise QuantityError(f"“{shown}”不是数字")
    if abs(value) >= Decimal(10) ** MAX_INTEGER_DIGITS:
        raise QuantityError(f"“{shown}”超过 {MAX_INTEGER_DIGITS} 位整数")
    if value != value.quantize(_MICRO):
        raise QuantityError(f"“{shown}”的小数超过 {MAX_PLACES} 位")
    return exact(value)


def exact(value: Decimal) -> Decimal:
    """The same figure without trailing zeros and without an exponent: 5.90E+3 and 5900.00 are 5900."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) + 0  # + 0 turns -0 into 0
    return value.normalize()


def plain_text(value: Decimal) -> str:
    """The figure in plain digits, as stored, exported and printed in JSON: never an exponent."""
    return f"{exact(value):f}"
