"""细则检查, what stands once in a scheme: grades, groups, periods."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from xiaowei_desktop.domain.issues import Issue, Place, warning
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ONE, ZERO
from xiaowei_desktop.domain.scoring.scheme import Band, ScoringScheme

SHEET = "方案"


def settings_issues(plan: Plan, scheme: ScoringScheme) -> Iterator[Issue]:
    """Places name the table 方案 and, as `row`, the item there by its path in the plan format."""
    yield from _bands(scheme.bands)
    yield from _groups(plan, scheme)
    yield from _periods(scheme)


def _bands(bands: tuple[Band, ...]) -> Iterator[Issue]:
    """Grades that overlap, or between which totals fall through."""
    place = Place(SHEET, row="scheme.bands")
    ordered = sorted(bands, key=lambda band: (band.low is not None, band.low or ZERO))
    for lower, upper in itertools.pairwise(ordered):
        if lower.high is None or upper.low is None or lower.high > upper.low:
            yield warning("scheme-bands-overlap", f"等次“{lower.name}”与“{upper.name}”的分数段重叠。", place)
        elif lower.high < upper.low:
            gap = f"{plain_text(lower.high)} 分到 {plain_text(upper.low)} 分"
            yield warning("scheme-bands-gap", f"等次“{lower.name}”与“{upper.name}”之间，{gap}不属于任何等次。", place)
    if ordered and ordered[0].low is not None and ordered[0].low > 0:
        message = f"低于 {plain_text(ordered[0].low)} 分的不属于任何等次。"
        yield warning("scheme-bands-gap", message, place)
    if ordered and ordered[-1].high is not None:
        message = f"{plain_text(ordered[-1].high)} 分及以上的不属于任何等次。"
        yield warning("scheme-bands-gap", message, place)


def _groups(plan: Plan, scheme: ScoringScheme) -> Iterator[Issue]:
    """Where there are groups: organisations in none of them, or in two."""
    place = Place(SHEET, row="scheme.groups")
    counted = Counter(member for group in scheme.groups for member in group.members)
    for unit in scheme.assessed if scheme.groups else ():
        if counted[unit] != 1:
            word = "没有列入任何分组" if not counted[unit] else "列入了两个以上分组"
            yield warning("scheme-group", f"{plan.organisation(unit).name}{word}。", place)


def _periods(scheme: ScoringScheme) -> Iterator[Issue]:
    place = Place(SHEET, row="scheme.periods")
    weights = sum((period.weight for period in scheme.periods), ZERO)
    if scheme.periods and weights != ONE:
        yield warning("scheme-periods", f"各期权重合计 {plain_text(weights * 100)}%，不是 100%。", place)
    for quarter, times in Counter(period.quarter for period in scheme.periods).items():
        if times > 1:
            yield warning("scheme-period-twice", f"第{quarter}季度写了 {times} 次。", place)
