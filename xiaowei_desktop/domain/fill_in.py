"""One of 本季完成 and 累计完成 filled from the other, for figures counted up over the year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quantity import MAX_PLACES
from xiaowei_desktop.domain.quarterly_return import ReturnLine
from xiaowei_desktop.domain.rate import round_half_up


def fill_from_other(line: ReturnLine, indicator: Indicator, quarter: Quarter, before: Decimal | None) -> ReturnLine:
    """The line with both columns, where that can be told.

    `before` is the accepted cumulative figure of the quarter before in the same year; in the first quarter it is 0.
    Without it nothing is filled in: a missing figure stays missing. Nor is a quarter's figure below 0, which nobody
    wrote: where the cumulative figure falls, the checks ask why. Levels and rates have one
    figure. A ratio is computed from its numerator and denominator when only these are given.
    """
    if indicator.kind is not IndicatorKind.FLOW:
        return _level(line, indicator)
    base = Decimal(0) if quarter.previous_in_year is None else before
    if base is None:
        return line
    if line.cumulative is None and line.quarter_value is not None:
        return replace(line, cumulative=base + line.quarter_value)
    if line.quarter_value is None and line.cumulative is not None and line.cumulative >= base:
        return replace(line, quarter_value=line.cumulative - base)
    return line


def _level(line: ReturnLine, indicator: Indicator) -> ReturnLine:
    if line.cumulative is not None:
        return line
    if indicator.kind is IndicatorKind.RATIO and line.numerator is not None and line.denominator:
        return replace(line, cumulative=round_half_up(100 * line.numerator / line.denominator, MAX_PLACES))
    return line
