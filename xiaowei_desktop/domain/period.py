"""Quarters, the plan's span, and the scope a target is set for."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

QUARTERS_PER_YEAR = 4
_QUARTER_TEXT = re.compile(r"(\d{4})\s*(?:Q\s*([1-4])|年?\s*第?\s*([1-4一二三四])\s*季度?)", re.IGNORECASE)
_CHINESE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, such as 2020Q2."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= QUARTERS_PER_YEAR:
            raise ValueError(f"quarter {self.number} is not 1 to 4")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Reads `2020Q2` and the office's own 2020年第2季度, 2020年二季度. Raises `ValueError` otherwise."""
        found = _QUARTER_TEXT.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if found is None:
            raise ValueError(f"{text!r} is not a quarter")
        number = found[2] or found[3]
        return cls(int(found[1]), _CHINESE_DIGITS.get(number) or int(number))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which the day lies."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def in_words(self) -> str:
        """As the office writes it: 2020年第2季度."""
        return f"{self.year}年第{self.number}季度"

    @property
    def last_day(self) -> date:
        month = self.number * 3
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def previous(self) -> Quarter:
        if self.number == 1:
            return Quarter(self.year - 1, QUARTERS_PER_YEAR)
        return Quarter(self.year, self.number - 1)

    @property
    def next(self) -> Quarter:
        if self.number == QUARTERS_PER_YEAR:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)

    @property
    def previous_in_year(self) -> Quarter | None:
        """The quarter before in the same year; year-to-date figures start anew with the first quarter."""
        return None if self.number == 1 else self.previous

    @classmethod
    def last_of(cls, year: int) -> Quarter:
        return cls(year, QUARTERS_PER_YEAR)


@dataclass(frozen=True, slots=True)
class Span:
    """规划期: the plan's years, first and last included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"span {self.first}–{self.last} ends before it begins")

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """The time a target is set for: one year, or the whole span (`year` is `None`)."""

    year: int | None

    @classmethod
    def parse(cls, text: str) -> Scope:
        """Reads a year or `plan`. Raises `ValueError` otherwise."""
        return WHOLE_PLAN if text == "plan" else cls(int(text))

    def __str__(self) -> str:
        return "plan" if self.year is None else str(self.year)

    @property
    def in_words(self) -> str:
        """As the office writes it: 2021年, or 规划期 for the whole span."""
        return "规划期" if self.year is None else f"{self.year}年"

    def elapsed(self, quarter: Quarter, span: Span) -> tuple[int, int]:
        """Quarters gone at the end of `quarter`, and quarters in all; never more gone than there are."""
        first, last = (span.first, span.last) if self.year is None else (self.year, self.year)
        total = (last - first + 1) * QUARTERS_PER_YEAR
        gone = (quarter.year - first) * QUARTERS_PER_YEAR + quarter.number
        return max(0, min(gone, total)), total


WHOLE_PLAN = Scope(None)
