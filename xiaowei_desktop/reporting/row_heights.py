"""How tall the rows of a table must be so that merged cells fit into the rows they reach over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowSpan:
    """A merged cell: its first row, how many rows it reaches over and the height that its text needs."""

    first: int
    rows: int
    height: float

    @property
    def stop(self) -> int:
        """The row after its last one."""
        return self.first + self.rows

    def within(self, start: int, stop: int) -> RowSpan | None:
        """The part of it on the rows `start` to `stop`, or `None`; each part holds the whole text."""
        first, end = max(self.first, start), min(self.stop, stop)
        return RowSpan(first, end - first, self.height) if first < end else None


def row_heights(minima: Sequence[float], spans: Iterable[RowSpan], start: int, stop: int) -> tuple[float, ...]:
    """The heights of the rows `start` to `stop` when they stand together on one page.

    `minima` are what the cells of one row need. Where a merged cell needs more than its rows have, they
    share the difference evenly; the shortest merged cells are served first, so that long ones find the
    room already made.
    """
    heights = list(minima[start:stop])
    parts = [part for span in spans if (part := span.within(start, stop)) is not None]
    for part in sorted(parts, key=lambda part: (part.rows, part.first)):
        rows = range(part.first - start, part.stop - start)
        lacking = part.height - sum(heights[row] for row in rows)
        if lacking > 0:
            for row in rows:
                heights[row] += lacking / part.rows
    return tuple(heights)
