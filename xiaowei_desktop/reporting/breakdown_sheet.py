"""任务分解表: the plan's tasks with targets, responsible units and data providers, as in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from xiaowei_desktop.domain.indicator import Indicator, target_text
from xiaowei_desktop.domain.plan import Plan, Task
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet
from xiaowei_desktop.reporting.words import names, reading_notes

COLUMNS = (
    Column("number", "序号", 14, Align.CENTER),
    Column("task", "目标任务", 84),
    Column("indicator", "指标", 52),
    Column("target", "目标值", 42, Align.CENTER),
    Column("responsible", "责任单位", 36, Align.CENTER),
    Column("provider", "数据提供单位", 39, Align.CENTER),
)


def breakdown_sheet(plan: Plan, year: int) -> Sheet:
    """The table's rows first, then what the document wants followed besides: tasks, and aims that are in no task."""
    rows = [row for task in plan.tasks if task.in_table for row in _task_rows(plan, task, year)]
    outside = [row for task in plan.tasks if not task.in_table for row in _task_rows(plan, task, year)]
    rows += _under("任务分解表以外、文件要求跟踪的任务", outside)
    rows += _under("任务以外的目标", list(_aim_rows(plan, year)))
    return Sheet(
        name="任务分解表",
        title=f"{plan.short_title}任务分解表",
        columns=COLUMNS,
        rows=tuple(rows),
        head=((plan.document, "", f"规划期：{plan.span}年"),),
        notes=(*plan.notes, *reading_notes(plan.readings)),
        orientation=Orientation.LANDSCAPE,
    )


def _under(title: str, rows: Sequence[Row]) -> list[Row]:
    """The rows with a heading, where there are any."""
    if not rows:
        return []
    heading = Cell(title, columns=len(COLUMNS), align=Align.LEFT)
    return [Row((heading, *(None,) * (len(COLUMNS) - 1)), RowKind.GROUP), *rows]


def _aim_rows(plan: Plan, year: int) -> Iterator[Row]:
    """The aims (主要目标) that no task names, part by part; their number is that of the document's table."""
    followed = {code for task in plan.tasks for code in task.indicators}
    aims = [indicator for indicator in plan.grouped_indicators if indicator.code not in followed]
    for group, found in groupby(aims, key=lambda indicator: indicator.group):
        indicators = list(found)
        for index, indicator in enumerate(indicators):
            yield Row(
                (
                    Cell(indicator.row),
                    Cell(group, rows=len(indicators)) if index == 0 else None,
                    Cell(indicator.name, source=indicator.code),
                    Cell(_target(plan, indicator, year)),
                    Cell(names(plan, indicator.responsible or indicator.lead)),
                    Cell(names(plan, indicator.reporters)),
                )
            )


def _task_rows(plan: Plan, task: Task, year: int) -> Iterator[Row]:
    """One row for each indicator of the task; what is said of the task as a whole reaches over them."""
    indicators = [plan.indicator(code) for code in task.indicators]
    count = max(1, len(indicators))
    text = task.text + (f"（{task.note}）" if task.note else "")
    for index in range(count):
        indicator = indicators[index] if indicators else None
        yield Row(
            (
                Cell(task.number, rows=count) if index == 0 else None,
                Cell(text, rows=count, source=task.code) if index == 0 else None,
                Cell(indicator.name if indicator else "", source=indicator.code if indicator else None),
                Cell(_target(plan, indicator, year) if indicator else ""),
                Cell(_responsible(plan, task), rows=count) if index == 0 else None,
                Cell(names(plan, indicator.reporters if indicator else task.data_providers)),
            )
        )


def _responsible(plan: Plan, task: Task) -> str:
    """As the table names them; who leads where that is somebody else."""
    leading = [code for code in task.lead if code not in task.responsible]
    named = names(plan, task.responsible or task.lead)
    return f"{named}（牵头：{names(plan, leading)}）" if task.responsible and leading else named


def _target(plan: Plan, indicator: Indicator, year: int) -> str:
    if not indicator.has_figure:
        return "定性任务"
    return target_text(indicator, plan.shown_target(indicator.code, plan.subject, year))
