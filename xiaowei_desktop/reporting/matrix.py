"""A matrix of indicators by counties or units on A4 landscape: what stands on which sheet, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.reporting.numbers import PLAIN, RATIO, NumberFormat
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, RowKind
from xiaowei_desktop.reporting.words import names

FIXED = (
    Column("number", "序号", 12, Align.CENTER),
    Column("indicator", "指标", 54),
    Column("unit", "计量单位", 20, Align.CENTER),
)
"""What stands at the left of every sheet of the matrix."""
BESIDE_SUMS = 6
"""Columns of counties that fit on a sheet beside the sums."""
ALONE = 10
"""Columns that fit on a sheet without sums."""
_WIDTH = 18.0

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One row: the indicator, whom it is about where that must be said, and its cells from the fixed columns on."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    whom: str = ""


def subject_columns(plan: Plan, codes: Iterable[str]) -> tuple[Column, ...]:
    """A column of figures for each county or unit."""
    return tuple(Column(code, plan.organisation(code).name, _WIDTH, Align.RIGHT, PLAIN) for code in codes)


def number_format(indicator: Indicator) -> NumberFormat:
    """Ratios with two places; everything else with as many as the figure has."""
    return RATIO if indicator.kind is IndicatorKind.RATIO else PLAIN


def row_numbers(indicators: Iterable[Indicator]) -> Mapping[str, str]:
    """序号 of each indicator by its code: the document's own; counted where any has none, as on the return forms."""
    asked = tuple({indicator.code: indicator for indicator in indicators}.values())
    if all(indicator.row for indicator in asked):
        return {indicator.code: indicator.row for indicator in asked}
    return {indicator.code: str(number) for number, indicator in enumerate(asked, start=1)}


def open_words(plan: Plan, subjects: Sequence[str], missing: Sequence[str], done: str) -> str:
    """Which counties are missing, by whichever list is the shorter: 缺西县、南县, 仅东县已报, 各区县均未报.

    `done` is what the others have: 报, 分解.
    """
    having = [subject for subject in subjects if subject not in missing]
    if not having:
        return f"各区县均未{done}"
    return f"仅{names(plan, having)}已{done}" if len(having) < len(missing) else f"缺{names(plan, missing)}"


def matrix_rows(lines: Iterable[MatrixLine], columns: int, numbers: Mapping[str, str]) -> Iterator[Row]:
    """The lines with a heading where a group (工程) begins; `numbers` are those of `row_numbers`."""
    group = ""
    for line in lines:
        indicator = line.indicator
        if indicator.group and indicator.group != group:
            group = indicator.group
            yield Row((Cell(group, columns=columns), *(None,) * (columns - 1)), RowKind.GROUP)
        name = f"{'其中：' if indicator.subset_of else ''}{indicator.name}{line.whom}"
        fixed = (Cell(numbers[indicator.code]), Cell(name, source=indicator.code), Cell(indicator.measure_unit))
        yield Row((*fixed, *line.cells))


def page_shares(items: Sequence[_T], last: int, others: int) -> tuple[tuple[_T, ...], ...]:
    """The items sheet by sheet, at most `others` on each and `last` on the last one, which has the sums beside them.

    The sheets are filled evenly. Without items there is one empty sheet.
    """
    if len(items) <= last:
        return (tuple(items),)
    shares: list[tuple[_T, ...]] = []
    rest = tuple(items)
    for further in range(-(-(len(items) - last) // others), 0, -1):
        size = max(-(-len(rest) // (further + 1)), -(-(len(rest) - last) // further))
        shares.append(rest[:size])
        rest = rest[size:]
    return (*shares, rest)
