"""进度表: how every indicator stands at the end of a quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.progress_cells import number_format, source_of, state_cell, target_cell, task_words
from xiaowei_desktop.reporting.progress_span_rows import schedule_words, span_columns, span_row
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet
from xiaowei_desktop.reporting.words import about, names

COLUMNS = (
    Column("number", "序号", 12, Align.CENTER),
    Column("indicator", "指标", 62),
    Column("reporters", "数据提供单位", 38, Align.CENTER),
    Column("target", "目标值", 40, Align.RIGHT, PLAIN),
    Column("actual", "累计完成", 28, Align.RIGHT, PLAIN),
    Column("unit", "计量单位", 18, Align.CENTER),
    Column("completion", "完成率", 20, Align.RIGHT),
    Column("schedule", "序时进度", 20, Align.RIGHT),
    Column("light", "状态", 29, Align.CENTER),
)
_RowMaker = Callable[[Plan, ProgressRow, Quarter], tuple[Cell, ...]]
"""The cells of a row, for all columns."""


def progress_sheet(plan: Plan, quarter: Quarter, rows: Sequence[ProgressRow]) -> Sheet:
    """The rows as they come, group by group. A plan of several years shows the quarter, the year and the span."""
    if plan.span.first == plan.span.last:
        return _sheet(plan, quarter, COLUMNS, tuple(_grouped(plan, rows, quarter, COLUMNS, _row)), _YEAR_NOTE)
    columns = span_columns(rows)
    return _sheet(plan, quarter, columns, tuple(_grouped(plan, rows, quarter, columns, span_row)), _SPAN_NOTE)


_YEAR_NOTE = "完成率＝累计完成÷目标值；序时进度为本年已过季度所占比例。"
_SPAN_NOTE = (
    "计数的指标，本季为本季新增，本年为本年累计，规划期为历年累计；增速在规划期内取年均数；总量、占比、对照增速取期末数。"
    "“每年”的目标看本年，“累计”“到期末”的目标看规划期；没有设目标的一栏不评状态，待定为目标值尚未定。力争目标不计完成率。"
)


def _sheet(plan: Plan, quarter: Quarter, columns: tuple[Column, ...], rows: tuple[Row, ...], note: str) -> Sheet:
    lights = (
        f"● 正常：不低于序时进度；▲ 偏慢：落后{plain_text(plan.lights.yellow_within)}个百分点以内；"
        "■ 滞后：落后更多。空格为尚未收到数据。"
    )
    return Sheet(
        name="进度表",
        title=f"{plan.short_title}{quarter.in_words}进度表",
        columns=columns,
        rows=rows,
        head=((f"截至：{quarter.last_day:%Y年%m月%d日}", schedule_words(plan, quarter), plan.document),),
        notes=(f"{note}{lights}",),
        orientation=Orientation.LANDSCAPE,
    )


def _grouped(
    plan: Plan, rows: Sequence[ProgressRow], quarter: Quarter, columns: tuple[Column, ...], make: _RowMaker
) -> Iterator[Row]:
    group = ""
    for row in rows:
        if row.indicator.group and row.indicator.group != group:
            group = row.indicator.group
            yield Row((Cell(group, columns=len(columns)), *(None,) * (len(columns) - 1)), RowKind.GROUP)
        yield Row(make(plan, row, quarter)[-len(columns) :])


def _row(plan: Plan, row: ProgressRow, quarter: Quarter) -> tuple[Cell, ...]:
    indicator = row.indicator
    done = row.completion.rate
    name = f"{'其中：' if indicator.subset_of else ''}{indicator.name}{about(plan, row.subject)}"
    shown = plan.shown_target(indicator.code, row.subject, quarter.year)
    return (
        Cell(indicator.row),
        Cell(name, source=source_of(plan, row)),
        Cell(names(plan, plan.reporters_of(indicator, row.subject, quarter))),
        target_cell(indicator, shown) if indicator.has_figure else Cell(task_words(row)),
        Cell(row.actual, number_format=number_format(indicator)),
        Cell(indicator.measure_unit),
        Cell(done.percent_text if done else ""),
        Cell(row.schedule.percent_text if row.schedule else ""),
        state_cell(row),
    )
