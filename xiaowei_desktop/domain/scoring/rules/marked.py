"""What all rules share that look at nothing but what the office enters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Evidence
from xiaowei_desktop.domain.scoring.outcome import Outcome


@dataclass(frozen=True, slots=True)
class MarkedRule:
    """Reads no indicator; a kind says itself what it asks for and where it offers a choice of words."""

    def indicators(self) -> tuple[str, ...]:
        return ()

    def needs_target(self, indicator: str) -> bool:  # noqa: ARG002 - one contract
        return False

    def better(self, indicator: str) -> Direction | None:  # noqa: ARG002 - one contract
        return None

    def scorer(self, item: str, points: Decimal) -> Callable[[Evidence], Outcome]:
        return lambda evidence: self.score(item, points, evidence)

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        """Points of one organisation for the item, before rounding."""
        raise NotImplementedError

    def choices(self) -> tuple[str, ...]:
        return ()

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        return ZERO, points

    def faults(self, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        return ()
