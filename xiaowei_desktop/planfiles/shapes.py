"""Shapes of single values in a plan document: how each is read strictly, and how it is written.

Numbers are whole numbers or texts ("12.5"): a binary fraction does not hold 0.1, so one in a file is a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from xiaowei_desktop.domain.period import Scope, Span
from xiaowei_desktop.domain.quantity import QuantityError, check_size, plain_text
from xiaowei_desktop.planfiles.findings import Codes, Spot, UnreadableError, near

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_CODE = re.compile(r"\S+")


class Shape(Protocol[T]):
    """One kind of value, both ways. `read` raises `UnreadableError` after it has recorded the fault."""

    def read(self, raw: object, at: Spot) -> T: ...

    def write(self, value: T) -> object:
        """The value in plain tables, lists, texts, whole numbers and truth values."""
        ...


class Text:
    """Any text, the empty one included."""

    def read(self, raw: object, at: Spot) -> str:
        if not isinstance(raw, str):
            raise wrong_type(raw, "文字", at)
        return raw

    def write(self, value: str) -> object:
        return value


class Name(Text):
    """A text that says something."""

    def read(self, raw: object, at: Spot) -> str:
        text = super().read(raw, at)
        if not text.strip():
            raise at.fault("plan-empty", "不能为空。")
        return text


class Code(Text):
    """A code: a text without spaces."""

    def read(self, raw: object, at: Spot) -> str:
        text = super().read(raw, at)
        if not _CODE.fullmatch(text):
            raise at.fault("plan-code", f"编码“{text}”不能为空，也不能含空格。")
        return text


@dataclass(frozen=True)
class Defines(Code):
    """The code by which something is known in the rest of the document; it stands once."""

    kind: Codes

    def read(self, raw: object, at: Spot) -> str:
        code = super().read(raw, at)
        at.define(self.kind, code)
        return code


class Names(Code):
    """A code that something else in the document defines."""

    def __init__(self, *among: Codes) -> None:
        self.among = among

    def read(self, raw: object, at: Spot) -> str:
        code = super().read(raw, at)
        at.use(code, self.among)
        return code


class Flag:
    """true or false."""

    def read(self, raw: object, at: Spot) -> bool:
        if not isinstance(raw, bool):
            raise wrong_type(raw, "true 或 false", at)
        return raw

    def write(self, value: bool) -> object:
        return value


class Whole:
    """A whole number, not below 0."""

    def read(self, raw: object, at: Spot) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise wrong_type(raw, "整数", at)
        if raw < 0:
            raise at.fault("plan-number", f"{raw} 小于 0。")
        return raw

    def write(self, value: int) -> object:
        return value


class Number:
    """An exact number: a whole one as it is, one with decimals in quotation marks."""

    def read(self, raw: object, at: Spot) -> Decimal:
        if isinstance(raw, float):
            raise at.fault("plan-float", f'带小数的数要加引号，写成 "{raw}"，以免丢失精度。')
        if isinstance(raw, bool) or not isinstance(raw, int | str):
            raise wrong_type(raw, "数", at)
        text = str(raw)
        if not _NUMBER.fullmatch(text):
            raise at.fault("plan-number", f'“{text}”不是数。请用半角数字，如 50 或 "12.5"。')
        try:
            return check_size(Decimal(text))
        except QuantityError as reason:
            raise at.fault("plan-number", f"{reason}。") from reason

    def write(self, value: Decimal) -> object:
        return plain_text(value)


class Percentage(Number):
    """A rate: 1 is 100%, and tables show it so."""


class Threshold(Number):
    """A rate or a figure, as the `look` of the table that it stands in has it, or of the table around that."""


class Day:
    """A date: 2020-06-17."""

    def read(self, raw: object, at: Spot) -> date:
        if isinstance(raw, date) and not isinstance(raw, datetime):
            return raw
        try:
            return date.fromisoformat(Text().read(raw, at))
        except ValueError as reason:
            raise at.fault("plan-date", f"“{raw}”不是日期。请写成 2020-06-17 的样子。") from reason

    def write(self, value: date) -> object:
        return value.isoformat()


class Years:
    """The plan's years: [first, last]."""

    def read(self, raw: object, at: Spot) -> Span:
        if not isinstance(raw, list) or len(raw) != 2:
            raise at.fault("plan-type", "应为起止年份，写成 [2021, 2023]。")
        first, last = (Whole().read(year, at.entry(number)) for number, year in enumerate(raw, start=1))
        if last < first:
            raise at.fault("plan-years", f"终止年份 {last} 早于起始年份 {first}。")
        return Span(first, last)

    def write(self, value: Span) -> object:
        return [value.first, value.last]


class ScopeYear:
    """A target's scope: a year, or "plan" for the whole span."""

    def read(self, raw: object, at: Spot) -> Scope:
        if raw == "plan":
            return Scope(None)
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise wrong_type(raw, '年份或 "plan"（整个规划期）', at)
        return Scope(raw)

    def write(self, value: Scope) -> object:
        return "plan" if value.year is None else value.year


@dataclass(frozen=True)
class Choice(Generic[E]):
    """One of a closed list of words."""

    words: type[E]

    def read(self, raw: object, at: Spot) -> E:
        text = Text().read(raw, at)
        try:
            return self.words(text)
        except ValueError as reason:
            choices = "、".join(self.words)
            raise at.fault(
                "plan-choice", f"没有“{text}”这种写法。可用：{choices}。{near(text, self.words)}"
            ) from reason

    def write(self, value: E) -> object:
        return str(value)


def wrong_type(raw: object, wanted: str, at: Spot) -> UnreadableError:
    """The fault of a value of another type."""
    return at.fault("plan-type", f"应为{wanted}，现在是{_type_word(raw)}。")


def _type_word(raw: object) -> str:
    if isinstance(raw, bool):
        return "true/false"
    words: dict[type, str] = {str: "文字", int: "整数", float: "小数", list: "列表", dict: "表"}
    return words.get(type(raw), type(raw).__name__)
