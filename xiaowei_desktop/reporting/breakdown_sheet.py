"""任务分解表: the plan's tasks with targets, responsible units and data providers, as in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from xiaowei_desktop.domain.indicator import Indicator, target_text
from xiaowei_desktop.domain.organisation import OrganisationKind
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
_FEW = 3
"""Fewer counties than that are told by name."""


def breakdown_sheet(plan: Plan, year: int) -> Sheet:
    """A table's rows first and what the document wants followed besides; without a table aims first, then tasks."""
    inside = _numbered(plan, [task for task in plan.tasks if task.in_table], year)
    outside = _numbered(plan, [task for task in plan.tasks if not task.in_table], year)
    aims = list(_aim_rows(plan, year))
    if _has_table(plan):
        rows = [*inside, *_under("任务分解表以外、文件要求跟踪的任务", outside), *_under("任务以外的目标", aims)]
    else:
        aimed = [*outside, *aims]
        rows = [*_under("主要目标", aimed), *(_under("重点任务", inside) if aimed else inside)]
    return Sheet(
        name="任务分解表",
        title=f"{plan.short_title}任务分解表",
        columns=COLUMNS,
        rows=tuple(rows),
        head=((plan.document, "", f"规划期：{plan.span}年"),),
        notes=(*plan.notes, *reading_notes(plan.readings)),
        orientation=Orientation.LANDSCAPE,
    )


def _has_table(plan: Plan) -> bool:
    """Whether the document sets its tasks out as a table of numbered rows, and not as paragraphs."""
    followed = [task.indicators for task in plan.tasks if task.in_table]
    return all(any(plan.indicator(code).row for code in codes) for codes in followed)


def _numbered(plan: Plan, tasks: Sequence[Task], year: int) -> list[Row]:
    """The tasks' rows; where any task has no number of its own, they are counted."""
    own = all(task.number for task in tasks)
    return [
        row
        for number, task in enumerate(tasks, start=1)
        for row in _task_rows(plan, task, task.number if own else str(number), year)
    ]


def _under(title: str, rows: Sequence[Row]) -> list[Row]:
    """The rows with a heading, where there are any."""
    if not rows:
        return []
    heading = Cell(title, columns=len(COLUMNS), align=Align.LEFT)
    return [Row((heading, *(None,) * (len(COLUMNS) - 1)), RowKind.GROUP), *rows]


def _aim_rows(plan: Plan, year: int) -> Iterator[Row]:
    """The aims (主要目标) that no task names, part by part; their number is that of the
    document's table, where it has one.
    """
    followed = {code for task in plan.tasks for code in task.indicators}
    aims = [indicator for indicator in plan.grouped_indicators if indicator.code not in followed]
    own = _has_table(plan)
    numbers = {aim.code: aim.row if own else str(number) for number, aim in enumerate(aims, start=1)}
    for group, found in groupby(aims, key=lambda indicator: indicator.group):
        indicators = list(found)
        for index, indicator in enumerate(indicators):
            yield Row(
                (
                    Cell(numbers[indicator.code]),
                    Cell(group, rows=len(indicators)) if index == 0 else None,
                    Cell(indicator.name, source=indicator.code),
                    Cell(_target(plan, indicator, year)),
                    Cell(names(plan, indicator.responsible or indicator.lead)),
                    Cell(_providers(plan, indicator)),
                )
            )


def _task_rows(plan: Plan, task: Task, number: str, year: int) -> Iterator[Row]:
    """One row for each indicator of the task; what is said of the task as a whole reaches over them."""
    indicators = [plan.indicator(code) for code in task.indicators]
    count = max(1, len(indicators))
    text = task.text + (f"（{task.note}）" if task.note else "")
    for index in range(count):
        indicator = indicators[index] if indicators else None
        yield Row(
            (
                Cell(number, rows=count) if index == 0 else None,
                Cell(text, rows=count, source=task.code) if index == 0 else None,
                Cell(indicator.name if indicator else "", source=indicator.code if indicator else None),
                Cell(_target(plan, indicator, year) if indicator else ""),
                Cell(_responsible(plan, task), rows=count) if index == 0 else None,
                Cell(_providers(plan, indicator) if indicator else names(plan, task.data_providers)),
            )
        )


def _responsible(plan: Plan, task: Task) -> str:
    """As the table names them; who leads where that is somebody else."""
    leading = [code for code in task.lead if code not in task.responsible]
    named = names(plan, task.responsible or task.lead)
    return f"{named}（牵头：{names(plan, leading)}）" if task.responsible and leading else named


def _providers(plan: Plan, indicator: Indicator) -> str:
    """Who hands in the figure; where all counties do, each on itself, they are not told one by one."""
    areas = [found.code for found in plan.organisations if found.kind is OrganisationKind.AREA]
    counties = [code for code in areas if code != plan.subject]
    if not set(counties) <= set(indicator.reporters) or len(counties) < _FEW:
        return names(plan, indicator.reporters)
    others = names(plan, (code for code in indicator.reporters if code not in counties))
    return f"{others}、各县区" if others else "各县区"


def _target(plan: Plan, indicator: Indicator, year: int) -> str:
    if not indicator.has_figure:
        return "定性任务"
    return target_text(indicator, plan.shown_target(indicator.code, plan.subject, year))
