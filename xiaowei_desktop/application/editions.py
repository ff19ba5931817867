"""Editions of a plan: an old year keeps the rules it had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xiaowei_desktop.application.ports.storage import Edition, UnitOfWork
from xiaowei_desktop.domain.plan import Plan


def edition_for(editions: Sequence[Edition], year: int | None = None) -> Edition:
    """The edition that holds in `year`: the one begun last by then, of those the newest; the last one without a year.

    A year before all of them is the earliest one's to refuse. Raises `LookupError` where there is no edition at all.
    """
    if not editions:
        raise LookupError("no edition")
    begun = [edition for edition in editions if year is None or edition.from_year <= year]
    first = min(edition.from_year for edition in editions)
    candidates = begun or [edition for edition in editions if edition.from_year == first]
    return max(candidates, key=lambda edition: (edition.from_year, edition.number))


def plans_by_year(work: UnitOfWork, plan_id: str) -> Mapping[int, Plan]:
    """The plan as it holds in each year, from its first edition's to the end of its span.

    Years that share an edition share the object.
    """
    editions = work.plans.editions(plan_id)
    newest = work.plans.get(plan_id)
    loaded = {edition_for(editions).number: newest}
    found = {}
    first = min(newest.span.first, *(edition.from_year for edition in editions))
    for year in range(first, newest.span.last + 1):
        number = edition_for(editions, year).number
        if number not in loaded:
            loaded[number] = work.plans.get(plan_id, year)
        found[year] = loaded[number]
    return found
