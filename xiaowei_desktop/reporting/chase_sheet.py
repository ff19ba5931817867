"""催报单: what a unit still owes for a quarter, since when, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xiaowei_desktop.domain.indicator import target_text
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import ReturnState, RowKey
from xiaowei_desktop.domain.return_form import STATUS_COLUMN, row_title
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, Sheet
from xiaowei_desktop.reporting.words import STATE_WORDS, about, basis

COLUMNS = (
    Column("number", "序号", 12, Align.CENTER),
    Column("task", "应报内容", 92),
    Column("unit", "计量单位", 20, Align.CENTER),
    Column("target", "目标值", 30, Align.CENTER),
    Column("missing", "缺少", 26, Align.CENTER),
)


@dataclass(frozen=True, slots=True)
class Owed:
    """What a unit owes: its rows that are still empty, `days_late` after the due day.

    `reason` is why its return was sent back, where it was.
    """

    unit: str
    state: ReturnState
    days_late: int
    rows: tuple[RowKey, ...]
    reason: str = ""


def chase_sheet(plan: Plan, quarter: Quarter, due: date, owed: Owed) -> Sheet:
    """The slip for one unit, to be handed over or sent."""
    organisation = plan.organisation(owed.unit)
    office = plan.organisation(plan.office).name if plan.office else ""
    return Sheet(
        name=f"催报单-{organisation.name}",
        title=f"{quarter.in_words}季报催报单",
        columns=COLUMNS,
        rows=tuple(_row(plan, key, number, quarter) for number, key in enumerate(owed.rows, start=1)),
        head=(
            (f"被催报单位：{organisation.formal_name}", f"状态：{STATE_WORDS[owed.state]}"),
            (f"报送期限：{due:%Y-%m-%d}", f"已逾期{owed.days_late}天", f"缺{len(owed.rows)}项"),
        ),
        notes=(
            *((f"{basis(plan)}。",) if plan.document else ()),
            *((f"退回原因：{owed.reason}",) if owed.reason else ()),
            "请尽快填报以上内容并报送季报表；没有发生的填0，暂时无法提供的请说明原因。已经报送的，请与小微办联系核对。",
        ),
        signatures=(f"发出单位：{office}", "经办人：", "日期："),
        subject=organisation.name,
    )


def _row(plan: Plan, key: RowKey, number: int, quarter: Quarter) -> Row:
    indicator = plan.indicator(key.indicator)
    target = plan.shown_target(indicator.code, key.subject, quarter.year)
    return Row(
        (
            Cell(number),
            Cell(f"{row_title(indicator)}{about(plan, key.subject)}", source=indicator.code),
            Cell(indicator.measure_unit),
            Cell(target_text(indicator, target) if indicator.has_figure else "定性任务"),
            Cell("累计完成" if indicator.has_figure else STATUS_COLUMN),
        )
    )
