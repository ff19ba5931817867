"""排名: by total; ties share the better place and the next is skipped (1, 1, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet


@dataclass(frozen=True, slots=True)
class Ranked:
    """A score sheet with its place; `None` for one that has no points yet."""

    sheet: ScoreSheet
    place: int | None


def rank(sheets: Iterable[ScoreSheet]) -> tuple[Ranked, ...]:
    """Best first; equal totals keep the order in which they came. Those without any points stand last, unplaced."""
    ordered = sorted(sheets, key=lambda sheet: (sheet.total is None, -(sheet.total or 0)))
    found = places([sheet.total for sheet in ordered])
    return tuple(Ranked(sheet, place) for sheet, place in zip(ordered, found, strict=True))


def places(points: Sequence[Decimal | None]) -> tuple[int | None, ...]:
    """The place of each among all, `None` for one that is missing."""
    known = sorted((value for value in points if value is not None), reverse=True)
    return tuple(None if value is None else known.index(value) + 1 for value in points)


def item_places(sheets: Sequence[ScoreSheet], item: str) -> Mapping[str, int | None]:
    """The organisations' places in one item, by its rounded points: what is printed the same shares a place."""
    found = [next((leaf.points for leaf in sheet.root.leaves() if leaf.node.code == item), None) for sheet in sheets]
    return dict(zip((sheet.unit for sheet in sheets), places(found), strict=True))
