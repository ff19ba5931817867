"""Rates (完成率, 序时进度) kept as an exact pair, so that 15 × (1 ÷ 3000) is 0.005 and rounds as on paper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from xiaowei_desktop.domain.quantity import plain_text

ZERO = Decimal(0)
ONE = Decimal(1)
_EXPONENTS = tuple(ONE.scaleb(-places) for places in range(28))


@dataclass(frozen=True, slots=True)
class Rate:
    """`numerator` ÷ `denominator`; the denominator is above 0. 1 is 100%."""

    numerator: Decimal
    denominator: Decimal = ONE

    def __post_init__(self) -> None:
        if self.denominator <= 0:
            raise ValueError("a rate's denominator is above 0")

    @classmethod
    def of(cls, fraction: Fraction) -> Rate:
        """In lowest terms: what is a short decimal number stays one."""
        return cls(Decimal(fraction.numerator), Decimal(fraction.denominator))

    @property
    def fraction(self) -> Fraction:
        """For computing with several rates, exactly."""
        numerator, by = self.numerator.as_integer_ratio()
        denominator, over = self.denominator.as_integer_ratio()
        return Fraction(numerator * over, by * denominator)

    def exactly_times(self, points: Fraction) -> Fraction:
        """`points` × rate, without any division."""
        numerator, by = self.numerator.as_integer_ratio()
        denominator, over = self.denominator.as_integer_ratio()
        return Fraction(numerator * over * points.numerator, by * denominator * points.denominator)

    def times(self, points: Decimal) -> Decimal:
        """`points` × rate: multiplied first, divided last, so that nothing is rounded on the way."""
        return points * self.numerator / self.denominator

    def compared_to(self, bound: Decimal) -> Decimal:
        """Above 0 where the rate is above `bound`, 0 where it equals it, exactly."""
        return self.numerator - bound * self.denominator

    def minus_points(self, other: Rate) -> Decimal:
        """How many percentage points this rate is ahead of (above 0) or behind another."""
        return (
            100
            * (self.numerator * other.denominator - other.numerator * self.denominator)
            / (self.denominator * other.denominator)
        )

    def rounded(self, places: int = 6) -> Decimal:
        """The rate as a decimal number, half-up: for showing, never for going on computing."""
        return round_half_up(self.numerator / self.denominator, places)

    @property
    def number_text(self) -> str:
        """As arithmetic prints it: 0.86, or 0.949152… where six places do not hold it."""
        return number_text(self.numerator / self.denominator)

    @property
    def percent_text(self) -> str:
        """As trails print it: 94.92%."""
        return f"{round_half_up(100 * self.numerator / self.denominator, 2):f}%"


FULL = Rate(ONE)


@lru_cache(maxsize=1024)
def exactly(value: Decimal) -> Fraction:
    """A parameter of a rule for exact computing: the same few are asked for again and again."""
    return Fraction(value)


def decimal_of(number: Fraction) -> Decimal:
    """Divided once, at the very end."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def exact_text(number: Fraction) -> str:
    """As arithmetic prints it."""
    return number_text(decimal_of(number))


def number_text(value: Decimal) -> str:
    """Up to six places; dots follow where there would be more, and then the places before them are not rounded."""
    short = value.quantize(ONE.scaleb(-6), rounding=ROUND_DOWN)
    return plain_text(short) + ("…" if short != value else "")


def round_half_up(value: Decimal, places: int) -> Decimal:
    """四舍五入: half away from zero, with exactly `places` places."""
    return value.quantize(_EXPONENTS[places], rounding=ROUND_HALF_UP)
