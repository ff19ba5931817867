"""How one version of a unit's yearly paper (自评表, 异议表) reached the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from xiaowei_desktop.domain.quarterly_return import Filler, Source


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Version `number` (1, 2, 3 …): who filled it in, from which file, when it arrived and who took it in.

    `received_on` is the day on which it arrived, which the clerk may set; `recorded_at` when it was stored.
    """

    number: int
    filler: Filler
    source: Source
    received_on: date
    recorded_at: datetime
    recorded_by: str
