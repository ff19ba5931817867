"""排名: by total; ties share the better place and the next is skipped (1, 1, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.rules.veto import Effect
from xiaowei_desktop.domain.scoring.scheme import Band, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet


@dataclass(frozen=True, slots=True)
class Ranked:
    """A score sheet with its place, `None` for one that has no points yet or is not ranked (取消资格).

    `group` is where it is placed, where the scheme has groups; `grade` is the total's band, limited by vetoes.
    """

    sheet: ScoreSheet
    place: int | None
    group: str = ""
    grade: str = ""


def rank(scheme: ScoringScheme, sheets: Iterable[ScoreSheet]) -> tuple[Ranked, ...]:
    """Group by group in the scheme's order, best first; equal ones keep the order in which they came."""
    found = tuple(sheets)
    groups = dict.fromkeys((*(group.name for group in scheme.groups), *(scheme.group_of(s.unit) for s in found)))
    return tuple(
        ranked
        for group in groups
        for ranked in _ranked(scheme, group, [sheet for sheet in found if scheme.group_of(sheet.unit) == group])
    )


def _ranked(scheme: ScoringScheme, group: str, sheets: Sequence[ScoreSheet]) -> Iterable[Ranked]:
    keys = [_key(scheme, sheet) for sheet in sheets]
    found = places(keys)
    order = sorted(range(len(sheets)), key=lambda i: (found[i] is None, found[i] or 0))
    return [Ranked(sheets[i], found[i], group, _grade(scheme, sheets[i])) for i in order]


def _key(scheme: ScoringScheme, sheet: ScoreSheet) -> tuple[Decimal, ...] | None:
    """What decides: the total, then the points of the tie-breaking items; `None` for one that is not placed."""
    if sheet.total is None or any(limit.case.effect is Effect.UNRANKED for limit in sheet.limits):
        return None
    return (sheet.total, *(_points_in(sheet, item) or ZERO for item in scheme.tie_break))


def _grade(scheme: ScoringScheme, sheet: ScoreSheet) -> str:
    """The total's band; a veto that limits the grade leaves no better one than it names."""
    if sheet.total is None:
        return ""
    names = [band.name for band in sorted(scheme.bands, key=_lowest, reverse=True)]
    found = scheme.band_of(sheet.total)
    limits = [limit.case.limit for limit in sheet.limits if limit.case.effect is Effect.GRADE]
    known = [name for name in (found, *limits) if name in names]
    return max(known, key=names.index, default=found)


def _lowest(band: Band) -> Decimal:
    return Decimal("-Infinity") if band.low is None else band.low


def places(points: Sequence[Decimal | tuple[Decimal, ...] | None]) -> tuple[int | None, ...]:
    """The place of each among all, `None` for one that is missing."""
    first: dict[Decimal | tuple[Decimal, ...], int] = {}
    known = sorted((value for value in points if value is not None), reverse=True)
    for place, value in enumerate(known, start=1):
        first.setdefault(value, place)
    return tuple(None if value is None else first[value] for value in points)


def item_places(sheets: Sequence[ScoreSheet], item: str) -> Mapping[str, int | None]:
    """The organisations' places in one item, by its rounded points: what is printed the same shares a place."""
    found = places([_points_in(sheet, item) for sheet in sheets])
    return dict(zip((sheet.unit for sheet in sheets), found, strict=True))


def _points_in(sheet: ScoreSheet, item: str) -> Decimal | None:
    found = sheet.find(item)
    return None if found is None else found.points
