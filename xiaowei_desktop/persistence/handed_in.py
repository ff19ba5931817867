"""How a version of a unit's yearly paper arrived, from and to its columns."""

from __future__ import annotations

from typing import Any

from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.quarterly_return import Filler, Source
from xiaowei_desktop.persistence.voice_tables import HandedInColumns


def handed_in(row: HandedInColumns) -> HandedIn:
    return HandedIn(
        number=row.number,
        filler=Filler(row.filler_name, row.filler_phone, row.filler_head, row.filled_on),
        source=Source(row.source_file, row.source_sha256),
        received_on=row.received_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )


def handed_in_columns(plan_id: str, unit: str, year: int, how: HandedIn) -> dict[str, Any]:
    """The values of `HandedInColumns`, by name."""
    return {
        "plan_id": plan_id,
        "unit": unit,
        "year": year,
        "number": how.number,
        "filler_name": how.filler.name,
        "filler_phone": how.filler.phone,
        "filler_head": how.filler.head,
        "filled_on": how.filler.filled_on,
        "source_file": how.source.file,
        "source_sha256": how.source.sha256,
        "received_on": how.received_on,
        "recorded_at": how.recorded_at,
        "recorded_by": how.recorded_by,
    }
