"""How a table's columns share the width of the page."""

from __future__ import annotations

from collections.abc import Sequence


def column_widths(wished: Sequence[float], figures: Sequence[float], available: float) -> tuple[float, ...]:
    """Widths that fill `available` exactly, in any unit.

    The sheet's own widths (`wished`) are scaled together. Where a column would then be narrower than its
    widest figure (`figures`, 0 for a column without any), it gets what the figure needs and the others,
    whose texts can wrap, give way, down to half of their share. Where even that is too little, all give
    way together.
    """
    scale = available / sum(wished)
    shares = [width * scale for width in wished]
    least = [max(figure, share / 2) for figure, share in zip(figures, shares, strict=True)]
    if sum(least) >= available:
        return tuple(width * available / sum(least) for width in least)
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
