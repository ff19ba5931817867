"""试算的变化: points, totals, places and grades as they are, beside what they would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.scoring.ranking import Ranked
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item whose points would be others; `None` while it has none."""

    item: str
    title: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class UnitChange:
    """An organisation as it stands and as it would stand; `items` are those that change."""

    unit: str
    before: Ranked
    after: Ranked
    items: tuple[ItemChange, ...]

    @property
    def more(self) -> Decimal | None:
        """By how much the total would rise, below 0 where it would fall; `None` while either is missing."""
        now, then = self.before.sheet.total, self.after.sheet.total
        return None if now is None or then is None else then - now

    @property
    def risen(self) -> int:
        """By how many places it would rise, below 0 where it would fall; 0 without a place."""
        now, then = self.before.place, self.after.place
        return 0 if now is None or then is None else now - then

    @property
    def is_changed(self) -> bool:
        now, then = self.before, self.after
        return bool(self.items) or (now.sheet.total, now.place, now.grade) != (then.sheet.total, then.place, then.grade)


def trial_changes(before: Sequence[Ranked], after: Sequence[Ranked]) -> tuple[UnitChange, ...]:
    """All organisations in the order in which they would be ranked. Both rankings are of the same organisations."""
    stood = {ranked.sheet.unit: ranked for ranked in before}
    return tuple(_change(stood[ranked.sheet.unit], ranked) for ranked in after)


def _change(before: Ranked, after: Ranked) -> UnitChange:
    return UnitChange(after.sheet.unit, before, after, tuple(_items(before.sheet.root, after.sheet.root)))


def _items(before: ScoredNode, after: ScoredNode) -> Iterator[ItemChange]:
    for now, then in zip(before.leaves(), after.leaves(), strict=True):
        if now.points != then.points:
            yield ItemChange(now.node.code, now.node.title, now.points, then.points)
