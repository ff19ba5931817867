"""What a measured rule sees of an organisation: one number, exact, from one indicator or from several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import Rate
from xiaowei_desktop.domain.scoring.evidence import Basis, Evidence, Measurement


class Look(StrEnum):
    """Whether a rule looks at the completion rate or at the figure itself."""

    RATE = "rate"
    VALUE = "value"

    @property
    def word(self) -> str:
        return "完成率" if self is Look.RATE else "完成数"


class Best(StrEnum):
    """Which figures are good ones. A lower-is-better figure says so; nothing guesses it."""

    HIGHEST = "highest"
    LOWEST = "lowest"

    @property
    def direction(self) -> Direction:
        """The indicator's own word for the same."""
        return Direction.HIGHER if self is Best.HIGHEST else Direction.LOWER

    @property
    def word(self) -> str:
        return "最高" if self is Best.HIGHEST else "最低"

    @property
    def worst_word(self) -> str:
        return "最低" if self is Best.HIGHEST else "最高"

    @property
    def order(self) -> str:
        return "从高到低" if self is Best.HIGHEST else "从低到高"


class Combine(StrEnum):
    """How several indicators make one item."""

    SHARES = "shares"
    """Each has its own share of the points."""
    MEAN = "mean"
    """Their mean, each with its share where shares are given, is scored once."""
    MINIMUM = "minimum"
    """The lowest of them is scored."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several indicators. `share` 1 is 100 %; without one all have equal shares."""

    indicator: str
    name: str = ""
    share: Decimal | None = None

    @property
    def title(self) -> str:
        return f"“{self.name or self.indicator}”"


@dataclass(frozen=True, slots=True)
class View:
    """One or more indicators, looked at in one way; the same view can be taken of every organisation."""

    parts: tuple[Part, ...]
    combine: Combine
    look: Look
    basis: Basis

    def measured(self, evidence: Evidence) -> tuple[Measurement, ...]:
        if len(self.parts) == 1:
            return (evidence.measurement(self.parts[0].indicator, self.basis),)
        return tuple(evidence.measurement(part.indicator, self.basis) for part in self.parts)

    def number(self, measured: Sequence[Measurement]) -> Rate | None:
        """The number that counts, exactly; `None` while any of the figures is missing."""
        if len(measured) == 1:
            return _number(measured[0], self.look)
        numbers = [_number(measurement, self.look) for measurement in measured]
        known = [number.fraction for number in numbers if number is not None]
        if len(known) < len(numbers):
            return None
        return Rate.of(min(known) if self.combine is Combine.MINIMUM else self._mean(known))

    def is_for_the_office(self, measured: Sequence[Measurement]) -> bool:
        """Whether all figures are there, and what is not is a rate that cannot be made of them (对照值不大于 0)."""
        return all(_number(m, self.look) is not None or m.completion.met is False for m in measured)

    def _mean(self, numbers: Sequence[Fraction]) -> Fraction:
        weights = [Fraction(part.share) if part.share is not None else Fraction(1) for part in self.parts]
        return sum((w * n for w, n in zip(weights, numbers, strict=True)), Fraction()) / sum(weights)

    def text(self, measured: Sequence[Measurement], number: Rate) -> str:
        """How the number came about: 完成率 = 5600 ÷ 5900 = 94.92%."""
        if len(measured) == 1:
            return _text(measured[0], self.look, number)
        seen = ((m.name, _number(m, self.look)) for m in measured)
        told = "、".join(f"“{name}”{shown(one, self.look)}" for name, one in seen if one is not None)
        word = "最低" if self.combine is Combine.MINIMUM else "平均"
        return f"{told}；{word}{self.look.word} = {shown(number, self.look)}"


def why_missing(measured: Sequence[Measurement], look: Look) -> tuple[str, ...]:
    """Why the number is not there, indicator by indicator; a target is only missed where a rate is wanted."""
    lacking = (m for m in measured if m.open_reason or _number(m, look) is None)
    return tuple(dict.fromkeys(_why_missing(m, look) for m in lacking))


def why_open(measured: Sequence[Measurement]) -> tuple[str, ...]:
    """What about the figures is not accepted yet."""
    found = [measurement.open_reason for measurement in measured if measurement.open_reason]
    return tuple(dict.fromkeys(found)) if found else ()


def shown(number: Rate, look: Look) -> str:
    """94.92% for a completion rate, 43 for a figure."""
    return number.percent_text if look is Look.RATE else number.number_text


def _why_missing(measured: Measurement, look: Look) -> str:
    because = measured.completion.reason if look is Look.RATE else ""
    return measured.open_reason or because or f"缺少“{measured.name}”的完成数"


def _number(measured: Measurement, look: Look) -> Rate | None:
    if look is Look.RATE:
        return measured.completion.rate
    return None if measured.actual is None else Rate(measured.actual)


def _text(measured: Measurement, look: Look, number: Rate) -> str:
    if look is Look.VALUE:
        return f"完成数 = {number.number_text}{measured.measure_unit}"
    return f"完成率 = {plain_text(number.numerator)} ÷ {plain_text(number.denominator)} = {number.percent_text}"
