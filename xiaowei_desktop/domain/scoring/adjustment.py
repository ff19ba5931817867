"""A point that the office changed after an objection (异议)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The points that an item counts after the office agreed with an objection.

    `points` stand in the place of what the rule gives, are rounded as the scheme rounds, and wait for nothing that the
    rule would wait for. `source` says who answered when.
    """

    unit: str
    item: str
    points: Decimal
    reason: str
    source: str
