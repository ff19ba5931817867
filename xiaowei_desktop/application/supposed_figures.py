"""假设的数: the figures that an organisation's items look at, and how what is typed for them is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.application.what_if import Trial
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.measure_unit import counts_whole_things
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity, plain_text
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure

BENCHMARK_WORD = "对照值"
_NEVER_BELOW_0 = (IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.RATIO)


class Aspect(StrEnum):
    """Which of a row's figures is supposed."""

    FIGURE = "figure"
    BENCHMARK = "benchmark"


@dataclass(frozen=True, slots=True)
class FigureInput:
    """A row's figure at the end of the year (全年累计), or the benchmark's rate beside it.

    `items` are the organisation's that look at it, in the scheme's order; `stands` is what counts now. Organisations
    whose items look at the whole area have the same row: what is supposed for one is supposed for all.
    """

    items: tuple[Node, ...]
    row: RowKey
    aspect: Aspect
    indicator: Indicator
    hint: str
    stands: SupposedFigure

    @property
    def key(self) -> str:
        """What names the input wherever it is typed: figure|voucher|district."""
        return "|".join((self.aspect, *self.row))

    @property
    def item(self) -> Node:
        return self.items[0]

    @property
    def name(self) -> str:
        if self.aspect is Aspect.FIGURE:
            return self.indicator.name
        return f"{BENCHMARK_WORD}：{self.indicator.benchmark_name or self.indicator.name}"

    @property
    def measure_unit(self) -> str:
        return self.indicator.measure_unit

    @property
    def names(self) -> tuple[str, ...]:
        """What a command may call it: the indicator's code or name, with /对照值 for the benchmark."""
        after = f"/{BENCHMARK_WORD}" if self.aspect is Aspect.BENCHMARK else ""
        return tuple(f"{called}{after}" for called in (self.indicator.code, self.indicator.name))

    @property
    def choices(self) -> tuple[str, ...]:
        return ()

    @property
    def now(self) -> str:
        value = self.stands.benchmark if self.aspect is Aspect.BENCHMARK else self.stands.value
        return "" if value is None else plain_text(value)

    def read(self, text: str) -> Decimal:
        """The figure in the input's unit. Raises `ValueError` with a Chinese sentence where it is none."""
        try:
            parsed = parse_quantity(text, self.measure_unit)
        except QuantityError as wrong:
            raise ValueError(f"{wrong}。请填数字，单位为{self.measure_unit}。") from wrong
        if parsed is None:
            raise ValueError(f"“{text}”不是数字。请填数字，单位为{self.measure_unit}；不改的留空。")
        self._check(parsed.value)
        return parsed.value

    def _check(self, value: Decimal) -> None:
        """As in returns: growth may be below 0; what is counted may not, and enterprises are whole."""
        if self.indicator.kind not in _NEVER_BELOW_0:
            return
        if value < 0:
            raise ValueError(f"{plain_text(value)} 小于 0。请填全年累计数。")
        if counts_whole_things(self.measure_unit) and value != value.to_integral_value():
            raise ValueError(f"{plain_text(value)} 应为整数（{self.measure_unit}）。")

    def changed(self, supposed: SupposedFigure, value: Decimal) -> SupposedFigure:
        """What the row comes to when this one of its two figures is `value`."""
        if self.aspect is Aspect.BENCHMARK:
            return SupposedFigure(supposed.value, value)
        return SupposedFigure(value, supposed.benchmark)


def figure_inputs(trial: Trial, unit: str) -> Iterator[FigureInput]:
    """Each row once, in the order in which the items look at them."""
    for row, items in _rows(trial, unit).items():
        indicator = trial.inputs.plan.indicator(row.indicator)
        measured = trial.evidence.of(unit).measurement(row.indicator)
        counted = trial.evidence.book.counted(row, trial.evidence.quarter)
        stands = SupposedFigure(counted.value, counted.benchmark) if counted else SupposedFigure(None)
        yield FigureInput(items, row, Aspect.FIGURE, indicator, f"目标：{measured.target_text}", stands)
        if indicator.kind is IndicatorKind.BENCHMARK:
            yield FigureInput(items, row, Aspect.BENCHMARK, indicator, "", stands)


def _rows(trial: Trial, unit: str) -> Mapping[RowKey, tuple[Node, ...]]:
    subject = trial.evidence.of(unit).subject
    found: dict[RowKey, tuple[Node, ...]] = {}
    for leaf in trial.scores.sheet(unit).root.leaves():
        for code in leaf.node.rule.indicators() if leaf.node.rule else ():
            if trial.inputs.plan.indicator(code).has_figure:
                key = RowKey(code, subject)
                found[key] = (*found.get(key, ()), leaf.node)
    return found
