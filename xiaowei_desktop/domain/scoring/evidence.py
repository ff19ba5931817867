"""What a rule looks at: measured indicators and marks, each with where it came from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.progress import Completion
from xiaowei_desktop.domain.scoring.mark import Mark

T = TypeVar("T")


class Basis(StrEnum):
    """Which of an indicator's targets a rule holds the figure against."""

    HELD = "held"
    """The year's, where the document sets one, else the whole span's."""
    YEAR = "year"
    """当年: the year's."""
    SPAN = "span"
    """累计: the whole span's, with what has come about in it so far."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One indicator at the end of the scored time: target, actual figure, completion, and their sources.

    `source` says which return, version, file and acceptance the figure came from. `open_reason` names the unit
    and row whose figure is missing or not yet accepted; the leaf is then open.
    """

    indicator: str
    name: str
    measure_unit: str
    target: Decimal | None
    target_text: str
    actual: Decimal | None
    benchmark: Decimal | None
    completion: Completion
    source: str
    target_source: str = ""
    open_reason: str = ""
    direction: Direction = Direction.HIGHER


@dataclass(frozen=True, slots=True)
class RecordedMark:
    """A mark with its origin: who entered it, when, from which file."""

    mark: Mark
    source: str


class Evidence(Protocol):
    """Everything that is known about one organisation in the scored year."""

    @property
    def unit(self) -> str:
        """The organisation's code."""
        ...

    @property
    def unit_name(self) -> str:
        """What trails call it."""
        ...

    def measurement(self, indicator: str, basis: Basis = Basis.HELD) -> Measurement:
        """The indicator's measurement; one without a figure says why in `open_reason`."""
        ...

    def mark(self, item: str) -> RecordedMark | None:
        """What the office entered for the item, `None` when nothing yet."""
        ...

    def peers(self, item: str) -> Sequence[Evidence]:
        """All organisations that the item is for, this one included, in the scheme's order.

        Where the scheme has groups, those of its own group; without those that have no such task (无此任务).
        """
        ...

    def shared(self, about: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for all peers: a table of places or a mean is the same for each of them."""
        ...
