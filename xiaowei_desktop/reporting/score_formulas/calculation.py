"""计算表 as plain data: line by line the inputs, the steps and the points of one organisation's score sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.reporting.numbers import PERCENT, PLAIN, NumberFormat
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.expression import Expression

UNSAID: Final = "公式不能表示，直接填写得分"
"""What a line says that carries the program's points instead of a formula."""
_REFERENCE: Final = re.compile(r"\{(\d+)\}(?::\{(\d+)\})?")
_DIGITS: Final = 15  # significant figures that a spreadsheet's numbers keep
_RATE_PLACES: Final = 13  # at which what binary arithmetic adds to a rate is gone
_MEAN_PLACES: Final = 12  # and to a mean of rates that were rounded so


class Part(StrEnum):
    """What a line is for."""

    SECTION = "section"
    ITEM = "item"
    INPUT = "input"
    FACT = "fact"
    STEP = "step"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `content` is a formula, or what the cell simply holds; `note` says where that came from.

    A line of points names the scheme's `node` and what the program gave (`given`).
    """

    part: Part
    name: str
    content: Expression | Decimal | str | None = None
    measure_unit: str = ""
    note: str = ""
    number_format: NumberFormat = PLAIN
    node: str = ""
    given: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """The lines of one sheet. In its `column` the points of each node are those of the node's line."""

    title: str
    lines: tuple[Line, ...]
    column: str = "points"

    def line_of(self, node: str) -> int | None:
        """The number of the line that holds the node's points, `None` for a node without."""
        found = (n for n, line in enumerate(self.lines) if line.part is Part.POINTS and line.node == node)
        return next(found, None)


class TooLongError(ValueError):
    """A figure that has more digits than a spreadsheet's numbers keep."""


@dataclass(slots=True)
class Draft:
    """A calculation in the making. `prefix` stands before the names of lines, such as a quarter's."""

    lines: list[Line] = field(default_factory=list)
    prefix: str = ""

    @property
    def next(self) -> int:
        return len(self.lines)

    def heading(self, part: Part, node: str, text: str, note: str = "") -> None:
        self.lines.append(Line(part, text, node=node, note=note))

    def figure(
        self, name: str, value: Decimal | int, measure_unit: str = "", note: str = "", look: NumberFormat = PLAIN
    ) -> Expression:
        """An input that a unit may try others for. Raises `TooLongError` where the cell could not hold it."""
        exact = Decimal(value)
        if len(exact.normalize().as_tuple().digits) > _DIGITS:
            raise TooLongError(f"{name} {value:f}")
        return self._put(Line(Part.INPUT, self.prefix + name, exact, measure_unit, note, look), float(exact))

    def word(self, name: str, text: str, note: str = "") -> Expression:
        """An input in words: a grade, 是 or 否."""
        return self._put(Line(Part.INPUT, self.prefix + name, text, "", note), text)

    def step(self, name: str, content: Expression, measure_unit: str = "", look: NumberFormat = PLAIN) -> Expression:
        """Something computed on the way to the points."""
        return self._put(Line(Part.STEP, self.prefix + name, content, measure_unit, "", look), content.value)

    def rate(self, name: str, content: Expression) -> Expression:
        """A rate, free of what binary arithmetic adds at its end, so that it can be held against 90%."""
        return self.step(name, x.rounded(content, _RATE_PLACES), look=PERCENT)

    def mean(self, name: str, content: Expression, look: NumberFormat) -> Expression:
        """A mean of rates or figures."""
        return self.step(name, x.rounded(content, _MEAN_PLACES if look == PERCENT else x.CLOSE), look=look)

    def points(self, line: Line) -> Expression:
        content = line.content
        value = content.value if isinstance(content, Expression) else float(line.given or 0)
        return self._put(line, value)

    def finished(self) -> tuple[Line, ...]:
        """All lines; what was noted and computes nothing (a grade beside its points) is a fact, no input to try."""
        texts = " ".join(line.content.text for line in self.lines if isinstance(line.content, Expression))
        used = {
            number for first, last in _REFERENCE.findall(texts) for number in range(int(first), int(last or first) + 1)
        }
        return tuple(
            replace(line, part=Part.FACT) if line.part is Part.INPUT and number not in used else line
            for number, line in enumerate(self.lines)
        )

    def _put(self, line: Line, value: x.Value) -> Expression:
        self.lines.append(line)
        return x.line(len(self.lines) - 1, value)


def kept(value: Decimal) -> Decimal:
    """An input that came out of a division, with as many places as count and a cell holds."""
    places = min(_MEAN_PLACES, _DIGITS - max(value.adjusted() + 1, 1))
    return Decimal(plain_text(round_half_up(value, max(places, 0))))
