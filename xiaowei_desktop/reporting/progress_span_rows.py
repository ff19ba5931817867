"""Rows of the 进度表 of a plan of several years: the quarter, the year and the whole span side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.domain.rate import Rate
from xiaowei_desktop.domain.standings import Standing
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.progress_cells import (
    number_format,
    source_of,
    standing_cell,
    state_cell,
    target_cell,
    task_words,
)
from xiaowei_desktop.reporting.sheet import Align, Cell, Column
from xiaowei_desktop.reporting.words import names

SPAN_COLUMNS = (
    Column("number", "序号", 10, Align.CENTER),
    Column("indicator", "指标", 46),
    Column("reporters", "数据提供单位", 25, Align.CENTER),
    Column("unit", "计量\n单位", 12, Align.CENTER),
    Column("quarter", "本季\n完成", 16, Align.RIGHT, PLAIN),
    Column("year_target", "本年\n目标", 16, Align.RIGHT, PLAIN),
    Column("year_actual", "本年\n完成", 17, Align.RIGHT, PLAIN),
    Column("year_completion", "本年\n完成率", 17, Align.RIGHT),
    Column("year_light", "本年\n状态", 17, Align.CENTER),
    Column("span_target", "规划期\n目标", 20, Align.RIGHT, PLAIN),
    Column("span_actual", "规划期\n累计", 18, Align.RIGHT, PLAIN),
    Column("span_completion", "规划期\n完成率", 17, Align.RIGHT),
    Column("span_schedule", "规划期\n序时进度", 17, Align.RIGHT),
    Column("span_light", "规划期\n状态", 19, Align.CENTER),
)
_INDENT = "　　"


def span_columns(rows: Sequence[ProgressRow]) -> tuple[Column, ...]:
    """Without 序号 where no indicator of the plan has one."""
    if any(row.indicator.row for row in rows):
        return SPAN_COLUMNS
    number, indicator, *others = SPAN_COLUMNS
    return replace(indicator, width=indicator.width + number.width), *others


def schedule_words(plan: Plan, quarter: Quarter) -> str:
    """How much of the year and of the span is over, in a plan of several years: 序时进度：本年50.00%，规划期83.33%."""
    if plan.span.first == plan.span.last:
        return ""
    year, span = (_gone(plan, quarter, scope).percent_text for scope in (Scope(quarter.year), WHOLE_PLAN))
    return f"序时进度：本年{year}，规划期{span}"


def _gone(plan: Plan, quarter: Quarter, scope: Scope) -> Rate:
    gone, total = scope.elapsed(quarter, plan.span)
    return Rate(Decimal(gone), Decimal(total))


def span_row(plan: Plan, row: ProgressRow, quarter: Quarter) -> tuple[Cell, ...]:
    """The whole area's row stands out where counties follow it; theirs are indented under it."""
    is_whole = row.subject == plan.subject
    cells = (*_about(plan, row, quarter), *(_figures(row) if row.indicator.has_figure else _task(row)))
    if is_whole and len(plan.subjects_of(row.indicator)) > 1:
        return tuple(replace(cell, bold=True) for cell in cells)
    return cells


def _about(plan: Plan, row: ProgressRow, quarter: Quarter) -> tuple[Cell, ...]:
    indicator, source = row.indicator, source_of(plan, row)
    reporters = plan.reporters_of(indicator, row.subject, quarter)
    if row.subject != plan.subject:
        others = tuple(unit for unit in reporters if unit != row.subject)
        name = f"{_INDENT}{plan.organisation(row.subject).name}"
        return Cell(""), Cell(name, source=source), Cell(names(plan, others)), Cell("")
    name = f"{'其中：' if indicator.subset_of else ''}{indicator.name}"
    by_counties = not reporters and plan.parts_of(indicator)
    who = "区县汇总" if by_counties else names(plan, reporters)
    return Cell(indicator.row), Cell(name, source=source), Cell(who), Cell(indicator.measure_unit)


def _figures(row: ProgressRow) -> tuple[Cell, ...]:
    year, span, shown = row.year, row.span, number_format(row.indicator)
    return (
        Cell(row.quarter_value, number_format=shown),
        _target(row, year),
        Cell(year.actual, number_format=shown),
        _percent(year.completion.rate),
        standing_cell(year, year),
        _target(row, span),
        Cell(span.actual, number_format=shown),
        _percent(span.completion.rate),
        _percent(span.schedule if span.target and span.target.value is not None else None),
        standing_cell(span, year),
    )


def _task(row: ProgressRow) -> tuple[Cell, ...]:
    empty = (Cell(""),) * 5
    return (*empty, Cell(task_words(row)), Cell(""), Cell(""), Cell(""), state_cell(row))


def _target(row: ProgressRow, standing: Standing) -> Cell:
    shown = standing.shown_target
    if shown is None:
        return Cell("")
    is_open = shown.value is None and not row.indicator.benchmark_name
    return Cell("待定") if is_open else target_cell(row.indicator, shown)


def _percent(rate: Rate | None) -> Cell:
    return Cell(rate.percent_text if rate else "")
