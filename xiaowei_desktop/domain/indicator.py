"""Indicators (指标) and their targets (目标值)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.domain.period import Scope
from xiaowei_desktop.domain.quantity import plain_text


class IndicatorKind(StrEnum):
    """How an indicator's value comes about over time."""

    FLOW = "flow"  # counted up over the year: 新增小微企业
    STOCK = "stock"  # a level at the quarter's end: 培育库企业
    RATIO = "ratio"  # the latest ratio in per cent, perhaps with numerator and denominator
    GROWTH = "growth"  # the latest year-on-year rate in per cent
    BENCHMARK = "benchmark"  # an own rate set against another one: 不低于各项贷款增速
    TASK = "task"  # a status and a text, no figure


class Direction(StrEnum):
    """Which way is better. A lower-is-better indicator says so; nothing guesses it."""

    HIGHER = "higher"
    LOWER = "lower"


class Comparator(StrEnum):
    """What the document's word demands of the value."""

    AT_LEAST = ">="  # 以上、不少于、不低于、达到
    ABOVE = ">"  # 超过
    AT_MOST = "<="  # 以下、不超过
    BELOW = "<"  # 低于

    def holds(self, value: Decimal, bound: Decimal) -> bool:
        """Whether the value does what the word demands, the bound included or not."""
        if value == bound:
            return self in (Comparator.AT_LEAST, Comparator.AT_MOST)
        return (value < bound) == self.is_upper_bound

    @property
    def is_upper_bound(self) -> bool:
        return self in (Comparator.AT_MOST, Comparator.BELOW)

    @property
    def word(self) -> str:
        """How sentences say it, whichever of its words the document used."""
        return _COMPARATOR_WORDS[self]


_COMPARATOR_WORDS = {
    Comparator.AT_LEAST: "不低于",
    Comparator.ABOVE: "超过",
    Comparator.AT_MOST: "不超过",
    Comparator.BELOW: "低于",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator must reach for one subject in one scope. `value` is in the indicator's measure unit.

    A `stretch` target (力争) is shown and never scored. The value is `None` where the document sets a
    target that only a benchmark gives (不低于各项贷款平均增速) or that the office still has to fill in.
    `note` says how the office came to it where the document does not: 按上年实际占比分解.
    """

    indicator: str
    subject: str
    scope: Scope
    comparator: Comparator = Comparator.AT_LEAST
    value: Decimal | None = None
    stretch: bool = False
    baseline: Decimal | None = None
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted, in which unit, and who answers for it.

    Organisations are given by code. `responsible` answer for it (责任单位), `data_providers` hand in its figure
    (数据提供单位); where no provider is named, the responsible ones report. `subset_of` is the whole that this
    is a part of (其中). `row` is the 序号 of the task breakdown table (13①), `""` for an aim outside the table.
    `requirement` is what the table says of it, in short. `asks_parts`: the form asks for numerator and
    denominator of a ratio. `benchmark_name`: what a benchmark indicator is set against.
    `upper` is the indicator of the upper level's plan that this one answers for, as `plan id/code`.
    """

    code: str
    name: str
    kind: IndicatorKind
    measure_unit: str = ""
    group: str = ""
    row: str = ""
    requirement: str = ""
    direction: Direction = Direction.HIGHER
    subset_of: str | None = None
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    data_providers: tuple[str, ...] = ()
    asks_parts: bool = False
    benchmark_name: str = ""
    upper: str = ""
    reference: str = ""

    @property
    def reporters(self) -> tuple[str, ...]:
        """Who hands in the figure: the data providers, else the responsible units, else the lead units."""
        return self.data_providers or self.responsible or self.lead

    @property
    def has_figure(self) -> bool:
        return self.kind is not IndicatorKind.TASK

    @property
    def adds_up(self) -> bool:
        """Whether the counties' figures make up the whole's: counts and levels do, rates only with their parts."""
        counts = self.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK)
        return counts or (self.kind is IndicatorKind.RATIO and self.asks_parts)


def target_text(indicator: Indicator, target: Target | None) -> str:
    """The target as people say it: 700万元, 不低于全市各项贷款增速."""
    if target is None:
        return "未设目标"
    if target.value is None:
        return f"{target.comparator.word}{indicator.benchmark_name}" if indicator.benchmark_name else "未设目标值"
    bare = target.comparator is Comparator.AT_LEAST
    word = "力争" if target.stretch else ("" if bare else target.comparator.word)
    return f"{word}{plain_text(target.value)}{indicator.measure_unit}"
