"""排名: by total; ties share the better place and the next is skipped (1, 1, 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet


@dataclass(frozen=True, slots=True)
class Ranked:
    """A score sheet with its place; `None` for one that has no points yet."""

    sheet: ScoreSheet
    place: int | None


def rank(sheets: Iterable[ScoreSheet]) -> tuple[Ranked, ...]:
    """Best first; equal totals keep the order in which they came. Those without any points stand last, unplaced."""
    ordered = sorted(sheets, key=lambda sheet: (sheet.total is None, -(sheet.total or 0)))
    totals = [sheet.total for sheet in ordered]
    return tuple(Ranked(sheet, None if sheet.total is None else totals.index(sheet.total) + 1) for sheet in ordered)
