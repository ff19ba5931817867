"""Formulas as a spreadsheet writes them, each with what it comes to now, in the spreadsheet's own binary arithmetic.

Only what Excel from 2010 on, WPS and LibreOffice all know is used, under its English name. `{7}` in a formula's text
stands for the cell of line 7. Thanks to the value, a formula that binary arithmetic would lead astray is noticed
before it is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from xiaowei_desktop.domain.rate import round_half_up

Value = float | str | bool
"""What a cell holds; not-a-number is a formula's error."""

_COMPARED: Final = 1
_ADDED: Final = 2
_MULTIPLIED: Final = 3
_WHOLE: Final = 4
ERROR: Final = math.nan
CLOSE: Final = 9
"""Places at which what binary arithmetic adds to points, figures and distances is gone."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula's text and value. `binding` says how tightly its outermost operation holds it together."""

    text: str
    value: Value
    binding: int = _WHOLE

    @property
    def number(self) -> float:
        """Not-a-number for words."""
        return ERROR if isinstance(self.value, str) else float(self.value)

    def __add__(self, other: Operand) -> Expression:
        right = of(other)
        return Expression(f"{_in(self, _ADDED)}+{_in(right, _ADDED)}", self.number + right.number, _ADDED)

    def __sub__(self, other: Operand) -> Expression:
        right = of(other)
        return Expression(f"{_in(self, _ADDED)}-{_in(right, _MULTIPLIED)}", self.number - right.number, _ADDED)

    def __mul__(self, other: Operand) -> Expression:
        right = of(other)
        text = f"{_in(self, _MULTIPLIED)}*{_in(right, _MULTIPLIED)}"
        return Expression(text, self.number * right.number, _MULTIPLIED)

    def __truediv__(self, other: Operand) -> Expression:
        right = of(other)
        value = self.number / right.number if right.number else ERROR
        return Expression(f"{_in(self, _MULTIPLIED)}/{_in(right, _WHOLE)}", value, _MULTIPLIED)

    @property
    def negative(self) -> Expression:
        return Expression(f"-{_in(self, _WHOLE)}", -self.number, _ADDED)

    def compared(self, sign: str, other: Operand) -> Expression:
        """`sign` is one of = > >= < <=, as a spreadsheet writes it."""
        right = of(other)
        holds = _holds(self.value, sign, right.value)
        return Expression(f"{_in(self, _ADDED)}{sign}{_in(right, _ADDED)}", holds, _COMPARED)


Operand = Expression | Decimal | Fraction | int
_Compute = Callable[[Sequence[float]], float]


def of(value: Operand) -> Expression:
    """A constant, exactly: what is no short decimal number stands as a division."""
    if isinstance(value, Expression):
        return value
    exact = Fraction(value)
    if not _is_decimal(exact):
        return Expression(f"{exact.numerator}/{exact.denominator}", float(exact), _MULTIPLIED)
    text = f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}"
    return Expression(text, float(text), _ADDED if exact < 0 else _WHOLE)


def words(text: str) -> Expression:
    """A text to compare with; quotes and braces in it are doubled, as formulas and places want them."""
    quoted = text.replace('"', '""').replace("{", "{{").replace("}", "}}")
    return Expression(f'"{quoted}"', text)


def line(number: int, value: Value) -> Expression:
    """What stands in a line."""
    return Expression(f"{{{number}}}", value)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines next to each other, such as the peers' numbers."""

    first: int
    values: tuple[float, ...]

    @property
    def text(self) -> str:
        return f"{{{self.first}}}:{{{self.first + len(self.values) - 1}}}"

    @property
    def total(self) -> Expression:
        return Expression(f"SUM({self.text})", math.fsum(self.values))

    @property
    def highest(self) -> Expression:
        return Expression(f"MAX({self.text})", max(self.values))

    @property
    def lowest(self) -> Expression:
        return Expression(f"MIN({self.text})", min(self.values))

    def count(self, sign: str, bound: Expression) -> Expression:
        """How many of them stand so to `bound`; what binary arithmetic adds to one of them parts no equals."""
        gaps = (round(value - bound.number, CLOSE) for value in self.values)
        found = sum(1 for gap in gaps if _holds(gap, sign, 0.0))
        text = f"SUMPRODUCT((ROUND({self.text}-{_in(bound, _MULTIPLIED)},{CLOSE}){sign}0)*1)"
        return Expression(text, float(found))


def if_(condition: Expression, then: Operand, otherwise: Operand) -> Expression:
    yes, no = of(then), of(otherwise)
    return Expression(f"IF({condition.text},{yes.text},{no.text})", yes.value if condition.value else no.value)


def all_of(conditions: Sequence[Expression]) -> Expression:
    return _joined("AND", conditions, all(bool(condition.value) for condition in conditions))


def any_of(conditions: Sequence[Expression]) -> Expression:
    return _joined("OR", conditions, any(bool(condition.value) for condition in conditions))


def not_(condition: Expression) -> Expression:
    return Expression(f"NOT({condition.text})", not condition.value)


def truth(holds: bool) -> Expression:
    return Expression("TRUE" if holds else "FALSE", holds)


def at_least(least: Operand, value: Operand) -> Expression:
    return _call("MAX", (least, value), max)


def at_most(most: Operand, value: Operand) -> Expression:
    return _call("MIN", (most, value), min)


def lowest_of(values: Sequence[Expression]) -> Expression:
    return _call("MIN", values, min)


def sum_of(values: Sequence[Operand]) -> Expression:
    """In one SUM, or as the one value that there is."""
    return of(values[0]) if len(values) == 1 else _call("SUM", values, math.fsum)


def choose(number: Expression, values: Sequence[Operand]) -> Expression:
    """The first for 1, the second for 2."""
    listed = [of(value) for value in values]
    place = int(number.number) if number.number == number.number else 0
    value = listed[place - 1].value if 1 <= place <= len(listed) else ERROR
    return Expression(f"CHOOSE({number.text},{','.join(one.text for one in listed)})", value)


def rounded(value: Expression, places: int) -> Expression:
    """四舍五入 as a spreadsheet does it: of the shortest decimal number that the binary one stands for."""
    number = value.number
    exact = round_half_up(Decimal(repr(number)), places) if math.isfinite(number) else Decimal("NaN")
    return Expression(f"ROUND({value.text},{places})", float(exact))


def whole(value: Expression) -> Expression:
    """The whole units in it."""
    number = value.number
    return Expression(f"INT({value.text})", float(math.floor(number)) if math.isfinite(number) else ERROR)


def not_available() -> Expression:
    """#N/A: the rule says nothing for this."""
    return Expression("NA()", ERROR)


def _call(name: str, operands: Sequence[Operand], compute: _Compute) -> Expression:
    values = [of(operand) for operand in operands]
    return Expression(f"{name}({','.join(one.text for one in values)})", compute([one.number for one in values]))


def _joined(name: str, conditions: Sequence[Expression], holds: bool) -> Expression:
    if len(conditions) == 1:
        return conditions[0]
    return Expression(f"{name}({','.join(one.text for one in conditions)})", holds)


def _in(part: Expression, binding: int) -> str:
    return part.text if part.binding >= binding else f"({part.text})"


def _is_decimal(exact: Fraction) -> bool:
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _holds(left: Value, sign: str, right: Value) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return left == right
    match sign:
        case "=":
            return left == right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "<":
            return left < right
        case _:
            return left <= right
