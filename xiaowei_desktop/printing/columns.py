"""Where the columns stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def column_edges(widths: Sequence[float], left: float, available: float) -> tuple[float, ...]:
    """The left edge of each column and the right edge of the last, in millimetres.

    The sheet's own widths are scaled together, so that the table fills `available` exactly.
    """
    scale = available / sum(widths)
    return tuple(left + scale * edge for edge in accumulate(widths, initial=0.0))
