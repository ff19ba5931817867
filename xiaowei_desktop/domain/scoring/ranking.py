"""排名: by total; ties share the better place and the next is skipped (1, 1, 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet


@dataclass(frozen=True, slots=True)
class Ranked:
    """A score sheet with its place."""

    sheet: ScoreSheet
    place: int


def rank(sheets: Iterable[ScoreSheet]) -> tuple[Ranked, ...]:
    """Best first; equal totals keep the order in which they came."""
    ordered = sorted(sheets, key=lambda sheet: -sheet.total)
    totals = [sheet.total for sheet in ordered]
    return tuple(Ranked(sheet, totals.index(sheet.total) + 1) for sheet in ordered)
