"""The reporting units of a quarter with their state, how late they are and what is wrong, as table and as words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.returns import OpenReturn, open_return
from xiaowei_desktop.application.standing import status_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import ReturnState
from xiaowei_desktop.domain.status import UnitStatus
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, Sheet, Tone
from xiaowei_desktop.reporting.words import STATE_WORDS
from xiaowei_desktop.ui.grids.sheet_model import SHAPES
from xiaowei_desktop.ui.pages.returns.findings import EDITABLE, Findings, findings

COLUMNS = (
    Column("unit", "单位", 40, wrap=False),
    Column("state", "状态", 24, Align.CENTER),
    Column("late", "逾期", 14, Align.CENTER),
    Column("issues", "问题", 12, Align.CENTER),
)
_TONES = {
    ReturnState.MISSING: Tone.MUTED,
    ReturnState.DRAFT: Tone.MUTED,
    ReturnState.REPORTED: Tone.SLOW,
    ReturnState.RETURNED: Tone.BAD,
    ReturnState.APPROVED: Tone.GOOD,
    ReturnState.LOCKED: Tone.GOOD,
}


@dataclass(frozen=True, slots=True)
class UnitOverview:
    """One unit in the list. `issues` are errors and warnings that are still open."""

    name: str
    status: UnitStatus
    issues: int

    @property
    def unit(self) -> str:
        return self.status.unit

    @property
    def words(self) -> str:
        """In one line: 市监局　▲ 已报　逾期 4 天　2 处问题."""
        state = self.status.state
        parts = [self.name, f"{SHAPES[_TONES[state]]} {STATE_WORDS[state]}"]
        parts += [f"逾期 {self.status.days_late} 天"] if self.status.days_late else []
        parts += [f"{self.issues} 处问题"] if self.issues else []
        return "　".join(parts)


def units_of(desk: Desk, quarter: Quarter) -> tuple[UnitOverview, ...]:
    """Every reporting unit, in the plan's order."""
    plan = desk.plan(quarter.year)
    return tuple(
        UnitOverview(plan.organisation(status.unit).name, status, _stored_issues(desk, status, quarter))
        for status in status_of(desk, quarter).units
    )


def open_issues(opened: OpenReturn, unit: str, quarter: Quarter) -> int:
    """How many findings still stand in the way; none once the office has accepted the return."""
    if opened.report.is_approved:
        return 0
    if opened.report.state in EDITABLE:
        found = findings(opened, unit, quarter, opened.lines)
        return found.errors + found.warnings
    return len(opened.blocking)


def with_draft(units: Iterable[UnitOverview], unit: str, found: Findings) -> tuple[UnitOverview, ...]:
    """The list after a draft of `unit` was stored, without reading all units again."""
    return tuple(
        replace(one, status=replace(one.status, state=ReturnState.DRAFT), issues=found.errors + found.warnings)
        if one.unit == unit
        else one
        for one in units
    )


def overview_sheet(units: Iterable[UnitOverview]) -> Sheet:
    """The list beside the form."""
    return Sheet("填报单位", "填报单位", COLUMNS, tuple(_row(unit) for unit in units))


def _stored_issues(desk: Desk, status: UnitStatus, quarter: Quarter) -> int:
    if status.state is ReturnState.MISSING:
        return 0
    return open_issues(open_return(desk, status.unit, quarter), status.unit, quarter)


def _row(unit: UnitOverview) -> Row:
    status = unit.status
    return Row(
        (
            Cell(unit.name, source=unit.unit),
            Cell(STATE_WORDS[status.state], tone=_TONES[status.state]),
            Cell(f"{status.days_late}天" if status.days_late else ""),
            Cell(str(unit.issues) if unit.issues else ""),
        )
    )
