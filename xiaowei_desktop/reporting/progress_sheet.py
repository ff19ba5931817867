"""进度表: how every indicator stands at the end of a quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiaowei_desktop.domain.indicator import Comparator, IndicatorKind, Target, target_text
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Light
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.reporting.numbers import PLAIN, POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet, Tone
from xiaowei_desktop.reporting.words import LIGHT_WORDS, about, names, quarter_text

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
_TONES = {Light.GREEN: Tone.GOOD, Light.YELLOW: Tone.SLOW, Light.RED: Tone.BAD}


def progress_sheet(plan: Plan, quarter: Quarter, rows: Sequence[ProgressRow]) -> Sheet:
    """The rows as they come: group by group."""
    return Sheet(
        name="进度表",
        title=f"{plan.short_title}{quarter_text(quarter)}进度表",
        columns=COLUMNS,
        rows=tuple(_grouped(plan, rows, quarter)),
        head=((f"截至：{quarter.last_day:%Y年%m月%d日}", "", plan.document),),
        notes=(
            "完成率＝累计完成÷目标值；序时进度为本年已过季度所占比例。● 正常：不低于序时进度；"
            f"▲ 偏慢：落后{plain_text(plan.lights.yellow_within)}个百分点以内；■ 滞后：落后更多。空格为尚未收到数据。",
        ),
        orientation=Orientation.LANDSCAPE,
    )


def _grouped(plan: Plan, rows: Sequence[ProgressRow], quarter: Quarter) -> Iterator[Row]:
    group = ""
    for row in rows:
        if row.indicator.group and row.indicator.group != group:
            group = row.indicator.group
            yield Row((Cell(group, columns=len(COLUMNS)), *(None,) * (len(COLUMNS) - 1)), RowKind.GROUP)
        yield _row(plan, row, quarter)


def _row(plan: Plan, row: ProgressRow, quarter: Quarter) -> Row:
    indicator = row.indicator
    done = row.completion.rate
    return Row(
        (
            Cell(indicator.row),
            Cell(
                f"{'其中：' if indicator.subset_of else ''}{indicator.name}{about(plan, row.subject)}",
                source=indicator.code,
            ),
            Cell(names(plan, plan.reporters_of(indicator, row.subject, quarter))),
            _target(row, plan.shown_target(indicator.code, row.subject, quarter.year)),
            Cell(row.actual, number_format=POINTS if indicator.kind is IndicatorKind.RATIO else None),
            Cell(indicator.measure_unit),
            Cell(done.percent_text if done else ""),
            Cell(row.schedule.percent_text if row.schedule else ""),
            _state(row),
        )
    )


def _target(row: ProgressRow, target: Target | None) -> Cell:
    """The bare figure where the unit's column says the rest."""
    if not row.indicator.has_figure:
        return Cell("定性任务")
    if target is None or target.value is None or target.stretch:
        return Cell(target_text(row.indicator, target))
    if target.comparator is Comparator.AT_LEAST:
        return Cell(target.value)
    return Cell(target_text(row.indicator, target))


def _state(row: ProgressRow) -> Cell:
    if not row.indicator.has_figure:
        return Cell(row.status.value) if row.status else Cell("未报", tone=Tone.MUTED)
    if row.light is not None:
        return Cell(LIGHT_WORDS[row.light], tone=_TONES[row.light])
    if row.actual is None:
        return Cell("未报", tone=Tone.MUTED)
    if row.completion.met is None:
        return Cell("")
    return Cell("● 达到", tone=Tone.GOOD) if row.completion.met else Cell("■ 未达到", tone=Tone.BAD)
