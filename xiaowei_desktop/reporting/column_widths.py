"""How a table's columns share the width of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_KEPT: Final = 0.7
"""Of its share that a column keeps, whatever the figures of others need: texts must stay readable too."""


def column_widths(wished: Sequence[float], figures: Sequence[float], available: float) -> tuple[float, ...]:
    """Widths that fill `available` exactly, in any unit.

    The sheet's own widths (`wished`) are scaled together. Where a column would then be narrower than its
    widest figure (`figures`, 0 for a column without any), it gets what the figure needs and the others, whose
    texts can wrap, give way. Where they cannot give enough, the figures get what there is, by their need.
    """
    scale = available / sum(wished)
    shares = [width * scale for width in wished]
    kept = [share * _KEPT for share in shares]
    least = [max(figure, keep) for figure, keep in zip(figures, kept, strict=True)]
    if sum(least) >= available:
        part = (available - sum(kept)) / (sum(least) - sum(kept))
        return tuple(keep + (need - keep) * part for keep, need in zip(kept, least, strict=True))
    fixed = [False] * len(shares)
    while any(width < need and not done for width, need, done in zip(shares, least, fixed, strict=True)):
        fixed = [done or width < need for width, need, done in zip(shares, least, fixed, strict=True)]
        shares = _share_rest(wished, least, fixed, available)
    return tuple(shares)


def _share_rest(
    wished: Sequence[float], least: Sequence[float], fixed: Sequence[bool], available: float
) -> list[float]:
    """Fixed columns get their least width, the others share the rest as they wished."""
    rest = available - sum(need for need, done in zip(least, fixed, strict=True) if done)
    scale = rest / sum(width for width, done in zip(wished, fixed, strict=True) if not done)
    return [need if done else width * scale for width, need, done in zip(wished, least, fixed, strict=True)]
