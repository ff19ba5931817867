"""Which rows stand on which page.

No row is split. A page ends where the next row no longer fits, and earlier where the break would leave a
group heading alone at the foot or part a total from what it adds up. These two wishes yield where the
page would otherwise stay empty. A merged cell may be cut by a break: each part then holds the whole text,
and the rows of that page grow where the part needs it. Notes and signatures stand on a page with at least
the last table row, unless they do not fit on any page together.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from xiaowei_desktop.reporting.row_heights import RowSpan, row_heights
from xiaowei_desktop.reporting.sheet import RowKind

_TOTALS = frozenset({RowKind.SUBTOTAL, RowKind.TOTAL})
_ROUNDING = 1e-6  # millimetres; sums of floats must not push a row to the next page


@dataclass(frozen=True, slots=True)
class TableMeasure:
    """What pagination needs to know of a table, heights in millimetres.

    `minima`: what each row needs for its unmerged cells. `tail`: the blocks below the table (each note,
    then the signature line), in order.
    """

    minima: tuple[float, ...]
    kinds: tuple[RowKind, ...]
    spans: tuple[RowSpan, ...] = ()
    tail: tuple[float, ...] = ()

    def heights(self, start: int, stop: int) -> tuple[float, ...]:
        """The heights of the rows `start` to `stop` when they stand on one page."""
        return row_heights(self.minima, self.spans, start, stop)


@dataclass(frozen=True, slots=True)
class PageRoom:
    """The height in millimetres that rows and tail have on the first page and on each following one."""

    first: float
    following: float

    def of(self, page: int) -> float:
        """The room on the page with this index."""
        return self.following if page else self.first


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: its rows, their heights in millimetres, and the blocks of the tail that stand on it."""

    rows: range
    heights: tuple[float, ...]
    tail: range


def paginate(table: TableMeasure, room: PageRoom) -> tuple[PagePlan, ...]:
    """The pages of a table; always at least one, even without rows."""
    breaks = _row_breaks(table, room)
    pages = [range(start, stop) for start, stop in itertools.pairwise(breaks)] or [range(0)]
    pages = _make_room_for_tail(table, room, pages)
    tails = _place_tail(table, room, pages)
    pages += [range(len(table.minima), len(table.minima))] * (len(tails) - len(pages))
    return tuple(
        PagePlan(rows, table.heights(rows.start, rows.stop), tail) for rows, tail in zip(pages, tails, strict=True)
    )


def _row_breaks(table: TableMeasure, room: PageRoom) -> list[int]:
    breaks = [0]
    while breaks[-1] < len(table.minima):
        start = breaks[-1]
        limit = room.of(len(breaks) - 1)
        stop = start + 1
        while stop < len(table.minima) and _fits(table.heights(start, stop + 1), limit):
            stop += 1
        breaks.append(_last_good_break(table.kinds, range(stop, start, -1)))
    return breaks


def _fits(heights: Sequence[float], limit: float) -> bool:
    return sum(heights) <= limit + _ROUNDING


def _last_good_break(kinds: Sequence[RowKind], candidates: Sequence[int]) -> int:
    """The first of `candidates` (latest break first) that parts nothing, or the latest itself."""
    return next((stop for stop in candidates if _may_break(kinds, stop)), candidates[0])


def _may_break(kinds: Sequence[RowKind], stop: int) -> bool:
    if stop == len(kinds):
        return True
    return kinds[stop - 1] is not RowKind.GROUP and kinds[stop] not in _TOTALS


def _make_room_for_tail(table: TableMeasure, room: PageRoom, pages: list[range]) -> list[range]:
    """Move the last rows to a page of their own where the tail does not fit below them and that parts nothing."""
    last = pages[-1]
    tail = sum(table.tail)
    if _fits((*table.heights(last.start, last.stop), tail), room.of(len(pages) - 1)):
        return pages

    starts = [
        start
        for start in range(last.stop - 1, last.start, -1)
        if _may_break(table.kinds, start) and _fits((*table.heights(start, last.stop), tail), room.following)
    ]
    if not starts:
        return pages
    split = starts[0]
    return [*pages[:-1], range(last.start, split), range(split, last.stop)]


def _place_tail(table: TableMeasure, room: PageRoom, pages: Sequence[range]) -> list[range]:
    """The tail's blocks for each page; blocks that do not fit on the last page go on to further ones."""
    tails = [range(0)] * (len(pages) - 1)
    left = room.of(len(pages) - 1) - sum(table.heights(pages[-1].start, pages[-1].stop))
    start, empty = 0, not pages[-1]
    for index, height in enumerate(table.tail):
        if height > left + _ROUNDING and not (empty and start == index):
            tails.append(range(start, index))
            start, left, empty = index, room.following, True
        left -= height
    return [*tails, range(start, len(table.tail))]
