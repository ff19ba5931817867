"""Evidence that is simply given: for trying a rule, and for judging one item on the screen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from xiaowei_desktop.domain.scoring.evidence import Basis, Measurement, RecordedMark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """One organisation's mark for the one item in question, its measurements by indicator, and its `others`.

    A measurement for one basis only is found under `indicator@basis`, one for all of them under the indicator.
    """

    recorded: RecordedMark | None = None
    measurements: Mapping[str, Measurement] = field(default_factory=dict)
    unit: str = ""
    unit_name: str = ""
    others: Sequence[GivenEvidence] = ()

    def mark(self, item: str) -> RecordedMark | None:  # noqa: ARG002 - one item, one mark
        return self.recorded

    def measurement(self, indicator: str, basis: Basis = Basis.HELD) -> Measurement:
        """Raises `LookupError` for an indicator that is not given."""
        own = self.measurements.get(f"{indicator}@{basis.value}")
        return own if own is not None else self.measurements[indicator]

    def peers(self, item: str) -> Sequence[GivenEvidence]:  # noqa: ARG002 - one item
        return (self, *self.others)

    def shared(self, about: Hashable, make: Callable[[], T]) -> T:  # noqa: ARG002 - nobody asks twice
        return make()
