"""Which backups are kept: all of today, the last of each day for a month, the last of each month for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

DAILY = timedelta(days=31)


def superfluous(backups: Iterable[datetime], today: date) -> frozenset[datetime]:
    """The backups that may go. One that seems to come from the future stays: a clock was wrong, the data are not."""
    kept: dict[object, datetime] = {}
    everything = sorted(backups)
    for moment in everything:
        kept[_slot(moment, today)] = moment
    return frozenset(everything) - frozenset(kept.values())


def _slot(moment: datetime, today: date) -> object:
    """What there is one backup of: the moment itself, the day, or the month."""
    day = moment.date()
    if day >= today:
        return moment
    if day > today - DAILY:
        return day
    return day.year, day.month
