"""任务进展情况表: every task of the document, and what each unit that follows it says of a quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from xiaowei_desktop.domain.counted import CountedFigure
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan, Task
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.quarterly_return import RowKey, TaskStatus
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet, Tone
from xiaowei_desktop.reporting.words import names

COLUMNS = (
    Column("number", "序号", 14, Align.CENTER),
    Column("task", "工作任务", 72),
    Column("units", "责任单位", 40, Align.CENTER),
    Column("deadline", "完成时限", 22, Align.CENTER),
    Column("reporter", "填报单位", 28, Align.CENTER),
    Column("status", "完成状态", 21, Align.CENTER),
    Column("progress", "进展情况", 70),
)
_TONES = {TaskStatus.DONE: Tone.GOOD, TaskStatus.DELAYED: Tone.SLOW, TaskStatus.NOT_STARTED: Tone.MUTED}


@dataclass(frozen=True, slots=True)
class _Said:
    """What one unit says of a task; without figures it has said nothing yet."""

    unit: str
    figures: tuple[CountedFigure, ...]


def tasks_sheet(plan: Plan, quarter: Quarter, book: FigureBook) -> Sheet:
    """Group by group; a task has one line for each unit that reports on it."""
    rows: list[Row] = []
    for group, tasks in groupby(plan.tasks, key=lambda task: task.group):
        if group:
            rows.append(Row((Cell(group, columns=len(COLUMNS)), *(None,) * (len(COLUMNS) - 1)), RowKind.GROUP))
        rows += [row for task in tasks for row in _task_rows(plan, task, quarter, book)]
    return Sheet(
        name="任务进展情况表",
        title=f"{plan.short_title}{quarter.in_words}任务进展情况表",
        columns=COLUMNS,
        rows=tuple(rows),
        head=((f"截至：{quarter.last_day:%Y年%m月%d日}", f"共{len(plan.tasks)}项任务", plan.document),),
        notes=("“未报”为没有收到该单位本季度的填报，或者已经退回、尚未重报；没有写明完成时限的，以规划期为限。",),
        orientation=Orientation.LANDSCAPE,
    )


def _task_rows(plan: Plan, task: Task, quarter: Quarter, book: FigureBook) -> Iterator[Row]:
    said = list(_said(plan, task, quarter, book))
    count = max(1, len(said))
    whole = (
        Cell(task.number, rows=count),
        Cell(task.text, rows=count, source=task.code),
        Cell(_units(plan, task), rows=count),
        Cell(f"{task.deadline:%Y-%m-%d}" if task.deadline else "", rows=count),
    )
    if not said:
        yield Row((*whole, Cell("无填报单位", tone=Tone.MUTED), Cell(), Cell()))
    for index, one in enumerate(said):
        yield Row((*(whole if index == 0 else (None,) * len(whole)), *_said_cells(plan, one)))


def _said(plan: Plan, task: Task, quarter: Quarter, book: FigureBook) -> Iterator[_Said]:
    """The units that report on the task as a whole, in the order in which the plan names them."""
    found: dict[str, list[CountedFigure]] = {}
    for indicator in (plan.indicator(code) for code in task.indicators):
        for unit in plan.reporters_of(indicator, plan.subject, quarter):
            found.setdefault(unit, [])
        for figure in book.all_of(RowKey(indicator.code, plan.subject), quarter):
            if not figure.line.is_empty:
                found[figure.report.unit].append(figure)
    for unit, figures in found.items():
        yield _Said(unit, tuple(figures))


def _units(plan: Plan, task: Task) -> str:
    """Who leads, then who else answers for it."""
    others = [code for code in task.responsible if code not in task.lead]
    if not task.lead:
        return names(plan, others)
    return f"牵头：{names(plan, task.lead)}" + (f"\n{names(plan, others)}" if others else "")


def _said_cells(plan: Plan, said: _Said) -> tuple[Cell, ...]:
    unit = Cell(plan.organisation(said.unit).name, source=said.unit)
    if not said.figures:
        return (unit, Cell("未报", tone=Tone.BAD), Cell())
    status = next((figure.line.status for figure in said.figures if figure.line.status), None)
    texts = "；".join(text for figure in said.figures if (text := _progress(plan, figure)))
    return (unit, Cell(status.value if status else "", tone=_TONES.get(status) if status else None), Cell(texts))


def _progress(plan: Plan, figure: CountedFigure) -> str:
    """The unit's words; a figure that the task is followed by stands before them."""
    if figure.value is None:
        return figure.progress
    indicator = plan.indicator(figure.line.key.indicator)
    text = f"{indicator.name}：{plain_text(figure.value)}{indicator.measure_unit}"
    return f"{text}，{figure.progress}" if figure.progress else text
