"""季报表 on paper: what one unit reported for a quarter, with what the office verified."""

from __future__ import annotations

from collections.abc import Sequence

from xiaowei_desktop.domain.indicator import target_text
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine
from xiaowei_desktop.domain.return_form import row_title
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, Sheet
from xiaowei_desktop.reporting.words import STATE_WORDS, about

COLUMNS = (
    Column("number", "序号", 12, Align.CENTER),
    Column("task", "目标任务", 66),
    Column("unit", "计量单位", 16, Align.CENTER),
    Column("target", "目标值", 26, Align.CENTER),
    Column("quarter_value", "本季完成", 20, Align.RIGHT),
    Column("cumulative", "累计完成", 20, Align.RIGHT),
    Column("benchmark", "对照值", 16, Align.RIGHT),
    Column("verified", "核定数", 20, Align.RIGHT),
    Column("progress", "完成状态及进展情况", 41),
    Column("explanation", "情况说明", 30),
)
TASK_COLUMNS = (
    Column("number", "序号", 14, Align.CENTER),
    Column("task", "目标任务", 90),
    Column("status", "完成状态", 26, Align.CENTER),
    Column("progress", "进展情况", 100),
    Column("explanation", "情况说明", 37),
)
"""For a unit that reports on tasks alone: the room of the figures goes to what it did."""


def return_sheet(plan: Plan, report: QuarterlyReturn, lines: Sequence[ReturnLine]) -> Sheet:
    """The newest version (or the draft), one row for each of the unit's rows."""
    organisation = plan.organisation(report.unit)
    has_figures = any(plan.indicator(line.key.indicator).has_figure for line in lines)
    row = _row if has_figures else _task_row
    version = report.current
    filler = version.filler if version else None
    received = f"{version.received_on:%Y-%m-%d}收到（第{version.number}版）" if version else "尚未收到"
    return Sheet(
        name=f"季报表-{organisation.name}",
        title=f"{plan.short_title}{report.quarter.in_words}季报表",
        columns=COLUMNS if has_figures else TASK_COLUMNS,
        rows=tuple(row(plan, report, line, number) for line, number in zip(lines, _numbers(plan, lines), strict=True)),
        head=((f"填报单位：{organisation.formal_name}", f"状态：{STATE_WORDS[report.state]}", received),),
        signatures=(
            f"填报人：{filler.name if filler else ''}",
            f"单位负责人：{filler.head if filler else ''}",
            "单位盖章：",
        ),
        orientation=Orientation.LANDSCAPE,
        subject=organisation.name,
    )


def _numbers(plan: Plan, lines: Sequence[ReturnLine]) -> list[str]:
    """The rows' own numbers; counted where any has none, as on the form that goes out."""
    own = [plan.indicator(line.key.indicator).row for line in lines]
    return own if all(own) else [str(number) for number in range(1, len(lines) + 1)]


def _row(plan: Plan, report: QuarterlyReturn, line: ReturnLine, number: str) -> Row:
    indicator = plan.indicator(line.key.indicator)
    target = plan.shown_target(indicator.code, line.key.subject, report.quarter.year)
    verified = report.verified_figure(line.key)
    progress = "：".join(part for part in (line.status.value if line.status else "", line.progress) if part)
    return Row(
        (
            Cell(number),
            Cell(f"{row_title(indicator)}{about(plan, line.key.subject)}", source=indicator.code),
            Cell(indicator.measure_unit),
            Cell(target_text(indicator, target) if indicator.has_figure else "定性任务"),
            Cell(line.quarter_value),
            Cell(line.cumulative),
            Cell(line.benchmark),
            Cell(verified.value if verified else None),
            Cell(progress),
            Cell("；".join(part for part in (line.explanation, verified.reason if verified else "") if part)),
        )
    )


def _task_row(plan: Plan, _report: QuarterlyReturn, line: ReturnLine, number: str) -> Row:
    indicator = plan.indicator(line.key.indicator)
    return Row(
        (
            Cell(number),
            Cell(f"{row_title(indicator)}{about(plan, line.key.subject)}", source=indicator.code),
            Cell(line.status.value if line.status else ""),
            Cell(line.progress),
            Cell(line.explanation),
        )
    )
