"""What a rule says of one organisation: points, and how they came about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import decimal_of
from xiaowei_desktop.domain.scoring.evidence import Measurement, RecordedMark


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a rule as the trail prints it: what, how much, from where, and on what it was judged."""

    name: str
    value: str
    source: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """How points came about: the inputs, the arithmetic, and what the office judged, in words."""

    inputs: tuple[Input, ...] = ()
    arithmetic: str = ""
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`points` before rounding; `None` while the leaf is open, and then `open_reasons` say what is missing.

    A leaf may have points and still be open: its figure is in, but not yet accepted. One that has neither points nor
    open reasons is left out (无此任务). The trail is written when it is asked for: a ranking of a whole city needs the
    points of all its leaves and the words of none. `exact` is the points undivided, where they are a quotient: what is
    added up of several indicators or quarters is added before it is divided.
    """

    points: Decimal | None
    trail: Callable[[], Trail] = field(compare=False)
    open_reasons: tuple[str, ...] = ()
    measurement: Measurement | None = None
    exact: Fraction | None = field(default=None, compare=False)

    @property
    def fraction(self) -> Fraction | None:
        """The points exactly."""
        return Fraction(self.points) if self.exact is None and self.points is not None else self.exact

    @property
    def is_left_out(self) -> bool:
        """无此任务: the item leaves the denominator."""
        return self.points is None and not self.open_reasons

    @property
    def inputs(self) -> tuple[Input, ...]:
        return self.trail().inputs

    @property
    def arithmetic(self) -> str:
        return self.trail().arithmetic

    @property
    def judgement(self) -> str:
        return self.trail().judgement


def exact_outcome(
    points: Fraction | None,
    trail: Callable[[], Trail],
    open_reasons: tuple[str, ...] = (),
    measurement: Measurement | None = None,
) -> Outcome:
    """Points that were computed exactly; `None` where something is missing, and then `open_reasons` say what."""
    return Outcome(None if points is None else decimal_of(points), trail, open_reasons, measurement, points)


def missing(
    reasons: tuple[str, ...], measured: Sequence[Measurement] = (), measurement: Measurement | None = None
) -> Outcome:
    """An open leaf without points; what is known of its indicators is still told."""
    inputs = tuple(line for found in measured for line in measured_inputs(found)) if measured else ()
    return Outcome(None, lambda: Trail(inputs), reasons, measurement)


def marked_input(name: str, value: str, recorded: RecordedMark) -> Input:
    """What the office entered, with the basis (依据) it gave."""
    return Input(name, value, recorded.source, recorded.mark.basis)


def measured_inputs(measured: Measurement) -> tuple[Input, ...]:
    """Target, actual figure and benchmark of a measurement, those that it has."""
    unit = measured.measure_unit
    lines = [Input(f"{measured.name}：目标", measured.target_text, measured.target_source)]
    if measured.actual is not None:
        lines.append(Input(f"{measured.name}：完成", f"{plain_text(measured.actual)}{unit}", measured.source))
    if measured.benchmark is not None:
        lines.append(Input(f"{measured.name}：对照值", f"{plain_text(measured.benchmark)}{unit}", measured.source))
    return tuple(lines)
