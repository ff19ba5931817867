"""So many points for each unit away from a reference, in one bracket or in several (分段递减)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO, decimal_of
from xiaowei_desktop.domain.scoring.rules.amounts import distance
from xiaowei_desktop.domain.scoring.rules.seen import Look

INFINITE = Decimal("Infinity")


class Units(StrEnum):
    """Whether only whole units count, or parts of one as well."""

    WHOLE = "whole"
    PRO_RATA = "pro_rata"

    @property
    def text(self) -> str:
        return "不足一个计分单位的不计" if self is Units.WHOLE else "不足一个计分单位的按比例计算"


@dataclass(frozen=True, slots=True)
class Bracket:
    """`points` for each `step` away from the reference, until the distance is `up_to`; for a rate 1 is 100%.

    A further bracket takes over there. Points are written without a sign.
    """

    step: Decimal
    points: Decimal
    up_to: Decimal | None = None

    def units(self, begins: Fraction, away: Fraction, counted: Units) -> Fraction:
        """How many units of the distance fall into this bracket, which begins at `begins`."""
        ends = away if self.up_to is None else min(away, Fraction(self.up_to))
        if ends <= begins or self.step <= 0:
            return Fraction()
        units = (ends - begins) / Fraction(self.step)
        return Fraction(units.__floor__()) if counted is Units.WHOLE else units


def terms(brackets: Sequence[Bracket], away: Fraction, counted: Units) -> tuple[tuple[Bracket, Fraction], ...]:
    """The brackets that the distance reaches into, each with its units."""
    found: list[tuple[Bracket, Fraction]] = []
    begins = Fraction()
    for bracket in brackets:
        if away > begins:
            found.append((bracket, bracket.units(begins, away, counted)))
        begins = _end(bracket, begins)
    return tuple(found)


def total(found: Sequence[tuple[Bracket, Fraction]]) -> Fraction:
    return sum((Fraction(bracket.points) * units for bracket, units in found), Fraction())


def reach(brackets: Sequence[Bracket], counted: Units) -> Decimal:
    """The most that the brackets come to; infinite where the last one has no end."""
    if any(bracket.up_to is None for bracket in brackets):
        return INFINITE
    away = max((Fraction(bracket.up_to) for bracket in brackets if bracket.up_to is not None), default=Fraction())
    return decimal_of(total(terms(brackets, away, counted)))


def bracket_texts(brackets: Sequence[Bracket], word: str, verb: str, look: Look, unit: str) -> Iterator[str]:
    """每多1家加0.5分; with ends 多5家以内每多1家加0.5分, 多5家以上的部分每多1家加0.2分."""
    begins: Decimal | None = None
    for bracket in brackets:
        each = f"每{word}{distance(bracket.step, look, unit)}{verb}{plain_text(bracket.points)}分"
        start = "" if begins is None else distance(begins, look, unit)
        end = "" if bracket.up_to is None else distance(bracket.up_to, look, unit)
        match bool(start), bool(end):
            case False, False:
                yield each
            case False, True:
                yield f"{word}{end}以内的部分{each}"
            case True, False:
                yield f"{word}{start}以上的部分{each}"
            case _:
                yield f"{word}{start}至{end}的部分{each}"
        begins = bracket.up_to if bracket.up_to is not None else begins


def bracket_faults(title: str, brackets: Sequence[Bracket]) -> Iterator[Issue]:
    """Steps and points that count nothing, and brackets that do not follow upon one another."""
    begins: Decimal = ZERO
    for number, bracket in enumerate(brackets, start=1):
        where = f"“{title}”第{number}段"
        if bracket.step <= 0:
            yield error("rule-bracket-step", f"{where}每档为 {plain_text(bracket.step)}，应大于 0。")
        if bracket.points <= 0:
            yield error("rule-bracket-points", f"{where}得分为 {plain_text(bracket.points)}，应大于 0（不写正负号）。")
        if bracket.up_to is None and number < len(brackets):
            yield error("rule-bracket-overlap", f"{where}没有写到哪里为止，与后面的段重叠。")
        elif bracket.up_to is not None and bracket.up_to <= begins:
            message = f"{where}到 {plain_text(bracket.up_to)} 为止，应大于前一段的 {plain_text(begins)}。"
            yield error("rule-bracket-overlap", message)
        begins = begins if bracket.up_to is None else bracket.up_to


def _end(bracket: Bracket, begins: Fraction) -> Fraction:
    """Where the next one begins: never before this one, whatever is written."""
    return begins if bracket.up_to is None else max(begins, Fraction(bracket.up_to))
