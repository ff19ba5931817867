"""Two ways of doing a thing, timed in turn, so that a machine that grows slower slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

_AT_LEAST = 0.2
"""Seconds for which either side is timed."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the baseline's time ours takes: median, lowest and highest of the pairs; seconds are medians."""

    name: str
    baseline_name: str
    median: float
    lowest: float
    highest: float
    ours: float
    baseline: float


def compare(
    name: str, ours: Callable[[], object], baseline_name: str, baseline: Callable[[], object], pairs: int = 5
) -> Ratio:
    """One pair to warm up, then `pairs` that count."""
    _pair(ours, baseline)
    timed = [_pair(ours, baseline) for _ in range(pairs)]
    ratios = [mine / theirs for mine, theirs in timed]
    return Ratio(
        name,
        baseline_name,
        statistics.median(ratios),
        min(ratios),
        max(ratios),
        statistics.median(mine for mine, _ in timed),
        statistics.median(theirs for _, theirs in timed),
    )


def _pair(ours: Callable[[], object], baseline: Callable[[], object]) -> tuple[float, float]:
    return _seconds(ours), _seconds(baseline)


def _seconds(run: Callable[[], object]) -> float:
    """The time of one run; a short one is repeated, so that the clock and a busy neighbour weigh little."""
    begin, runs = time.perf_counter(), 0
    while not runs or time.perf_counter() - begin < _AT_LEAST:
        run()
        runs += 1
    return (time.perf_counter() - begin) / runs
