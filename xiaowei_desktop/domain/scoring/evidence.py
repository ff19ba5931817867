"""What a rule looks at: measured indicators and marks, each with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from xiaowei_desktop.domain.progress import Completion
from xiaowei_desktop.domain.scoring.mark import Mark


@dataclass(frozen=True, slots=True)
class Measurement:
    """One indicator at the end of the scored year: target, actual figure, completion, and their sources.

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


@dataclass(frozen=True, slots=True)
class RecordedMark:
    """A mark with its origin: who entered it, when, from which file."""

    mark: Mark
    source: str


class Evidence(Protocol):
    """Everything that is known about one organisation in the scored year."""

    def measurement(self, indicator: str) -> Measurement:
        """The indicator's measurement; one without a figure says why in `open_reason`."""
        ...

    def mark(self, item: str) -> RecordedMark | None:
        """What the office entered for the item, `None` when nothing yet."""
        ...
