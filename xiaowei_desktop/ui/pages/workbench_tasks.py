"""What a quarter still needs, unit by unit: where each stands and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.returns import open_return
from xiaowei_desktop.application.roll_up import differing_parts
from xiaowei_desktop.application.standing import status_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import ReturnState
from xiaowei_desktop.domain.status import QuarterStatus, UnitStatus
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, RowKind, Sheet, Tone
from xiaowei_desktop.reporting.words import STATE_WORDS, names

COLUMNS = (
    Column("unit", "单位", 40, wrap=False),
    Column("state", "状态", 24, Align.CENTER, wrap=False),
    Column("received", "收到日期", 26, Align.CENTER, wrap=False),
    Column("late", "逾期", 26, Align.CENTER, wrap=False),
    Column("issues", "问题", 16, Align.CENTER, wrap=False),
    Column("versions", "版本", 16, Align.CENTER, wrap=False),
    Column("next", "下一步", 60),
)
_DONE = (ReturnState.APPROVED, ReturnState.LOCKED)
_WITH_CONTENT = (ReturnState.DRAFT, ReturnState.REPORTED, ReturnState.RETURNED)


@dataclass(frozen=True, slots=True)
class UnitTask:
    """One unit's return in the to-do list. `issues` block acceptance; only what is still open is counted."""

    name: str
    status: UnitStatus
    issues: int

    @property
    def is_done(self) -> bool:
        return self.status.state in _DONE

    @property
    def is_overdue(self) -> bool:
        """Nothing has come in, and the due day is over."""
        return self.status.received_on is None and self.status.days_late > 0


@dataclass(frozen=True, slots=True)
class DifferingWhole:
    """A whole to which its counties do not come: who reports it, by code and name, and the sentence with both sides."""

    unit: str
    name: str
    sentence: str


def differing_wholes(desk: Desk, quarter: Quarter) -> tuple[DifferingWhole, ...]:
    """To be settled with the units before the roll-up goes out, accepted returns included."""
    plan = desk.plan(quarter.year)
    found = []
    for issue in differing_parts(desk, quarter):
        reporters = plan.reporters_of(plan.indicator(issue.place.row), plan.subject, quarter)
        found.append(DifferingWhole(reporters[0], names(plan, reporters), issue.message))
    return tuple(found)


def unit_tasks(desk: Desk, quarter: Quarter) -> tuple[UnitTask, ...]:
    """Every reporting unit, in the plan's order."""
    plan = desk.plan(quarter.year)
    return tuple(
        UnitTask(plan.organisation(unit.unit).name, unit, _issues(desk, unit, quarter))
        for unit in status_of(desk, quarter).units
    )


def _issues(desk: Desk, status: UnitStatus, quarter: Quarter) -> int:
    if status.state not in _WITH_CONTENT:
        return 0
    return len(open_return(desk, status.unit, quarter).blocking)


def page_sentence(status: QuarterStatus, tasks: Iterable[UnitTask], wholes: Sequence[DifferingWhole]) -> str:
    """The page's sentence of state, with how many wholes their counties do not come to."""
    differing = f"{len(wholes)} 个指标的区县合计与全域数不一致。" if wholes else ""
    return quarter_sentence(status, tasks) + differing


def quarter_sentence(status: QuarterStatus, tasks: Iterable[UnitTask]) -> str:
    """第2季度（7月10日前报）：9 个单位已报 5 个、已审核 3 个，逾期未报 1 个。"""
    tasks = tuple(tasks)
    begin = f"第{status.quarter.number}季度（{day_text(status.due)}前报）：{len(tasks)} 个单位"
    overdue = sum(task.is_overdue for task in tasks)
    if status.approved == len(tasks):
        return f"{begin}已全部审核。"
    if not status.reported:
        late = f"，逾期 {overdue} 个" if overdue else ""
        return f"{begin}都还没有报{late}。可以导出季报表发给各单位，收回后导入。"
    late = f"，逾期未报 {overdue} 个" if overdue else ""
    back = sum(task.status.state is ReturnState.RETURNED for task in tasks)
    sent_back = f"，退回 {back} 个" if back else ""
    return f"{begin}已报 {status.reported} 个、已审核 {status.approved} 个{late}{sent_back}。"


def day_text(day: date) -> str:
    """7月10日."""
    return f"{day.month}月{day.day}日"


def tasks_sheet(tasks: Iterable[UnitTask], due: date, wholes: Sequence[DifferingWhole] = ()) -> Sheet:
    """The to-do list: what needs doing first, then what is done; each in the plan's order."""
    tasks = tuple(tasks)
    groups = (
        ("待办", [_row(task, due) for task in tasks if not task.is_done]),
        ("区县合计与全域数不一致", [_whole_row(whole) for whole in wholes]),
        ("已审核", [_row(task, due) for task in tasks if task.is_done]),
    )
    rows: list[Row] = []
    for word, members in groups:
        if members:
            rows += [_heading(f"{word}（{len(members)}）"), *members]
    return Sheet("工作台", "工作台", COLUMNS, tuple(rows))


def next_step(task: UnitTask, due: date) -> str:
    """What the clerk does now, as a verb."""
    match task.status.state:
        case ReturnState.MISSING:
            return "催报，收到后导入季报" if task.is_overdue else f"等待报送（{day_text(due)}前），收到后导入季报"
        case ReturnState.DRAFT:
            return "填完后提交草稿"
        case ReturnState.RETURNED:
            return "催单位改正，收到后重新导入"
        case ReturnState.REPORTED:
            return f"核对 {task.issues} 处问题，再审核" if task.issues else "审核"
        case _:
            return "查看季报"


def _heading(text: str) -> Row:
    return Row((Cell(text, columns=len(COLUMNS)), *(None,) * (len(COLUMNS) - 1)), RowKind.GROUP)


def _row(task: UnitTask, due: date) -> Row:
    status = task.status
    return Row(
        (
            Cell(task.name, source=status.unit),
            Cell(STATE_WORDS[status.state], tone=_tone(task)),
            Cell(f"{status.received_on:%Y-%m-%d}" if status.received_on else ""),
            _late(task),
            Cell(f"{task.issues} 处", tone=Tone.BAD) if task.issues else Cell(""),
            Cell(f"第 {status.versions} 版" if status.versions else ""),
            Cell(f"{next_step(task, due)} ›"),
        )
    )


def _whole_row(whole: DifferingWhole) -> Row:
    words = Cell(whole.name, source=whole.unit), Cell("不一致", tone=Tone.BAD)
    return Row((*words, *(Cell(""),) * (len(COLUMNS) - len(words) - 1), Cell(f"{whole.sentence} ›")))


def _late(task: UnitTask) -> Cell:
    days = task.status.days_late
    if not days:
        return Cell("")
    if task.is_overdue:
        return Cell(f"逾期 {days} 天", tone=Tone.BAD)
    return Cell(f"晚报 {days} 天", tone=Tone.MUTED)


def _tone(task: UnitTask) -> Tone:
    match task.status.state:
        case ReturnState.APPROVED | ReturnState.LOCKED:
            return Tone.GOOD
        case ReturnState.REPORTED:
            return Tone.SLOW
        case ReturnState.RETURNED:
            return Tone.BAD
        case _:
            return Tone.MUTED
