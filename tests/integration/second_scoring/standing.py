"""Places within groups, and grades within what vetoes leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tests.integration.second_scoring.tree import Sheet
from xiaowei_desktop.domain.scoring.scheme import Band, ScoringScheme


def places(scheme: ScoringScheme, sheets: Sequence[Sheet]) -> Mapping[str, int | None]:
    """One more than those of the same group that are ahead; nobody is behind one who is disqualified."""
    of = {member: group.name for group in scheme.groups for member in group.members}
    keys = {sheet.unit: _key(scheme, sheet) for sheet in sheets}
    found: dict[str, int | None] = {}
    for unit, key in keys.items():
        rivals = [other for peer, other in keys.items() if of.get(peer) == of.get(unit) and other is not None]
        found[unit] = None if key is None else 1 + sum(1 for other in rivals if other > key)
    return found


def _key(scheme: ScoringScheme, sheet: Sheet) -> list[Fraction] | None:
    if sheet.total is None or any(case.effect.value == "unranked" for case in sheet.vetoes):
        return None
    lines = [sheet.lines.get(item) for item in scheme.tie_break]
    return [sheet.total, *(Fraction(0) if line is None or line.points is None else line.points for line in lines)]


def grade(scheme: ScoringScheme, sheet: Sheet) -> str:
    if sheet.total is None:
        return ""
    own = next((band for band in scheme.bands if _holds(band, sheet.total)), None)
    if own is None:
        return ""
    limits = [band for case in sheet.vetoes for band in scheme.bands if case.limit and case.limit == band.name]
    return min((own, *limits), key=_from).name


def _holds(band: Band, total: Fraction) -> bool:
    return (band.low is None or total >= band.low) and (band.high is None or total < band.high)


def _from(band: Band) -> Fraction:
    return Fraction(-(10**6)) if band.low is None else Fraction(band.low)
