"""季报: what one unit reports for one quarter, its states, its versions, and what the office accepts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from xiaowei_desktop.domain.period import Quarter


class ReturnState(StrEnum):
    """未报 → 草稿 → 已报 → 已审核, with 退回 and 锁定. `missing` is the state of a return nobody has begun.

    锁定 is what an accepted return is while its year is final; one that never was accepted keeps its own state.
    """

    MISSING = "missing"
    DRAFT = "draft"
    REPORTED = "reported"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"


class TaskStatus(StrEnum):
    """完成状态 of a task without a figure."""

    NOT_STARTED = "未启动"
    ON_SCHEDULE = "按计划推进"
    DELAYED = "推进偏慢"
    DONE = "已完成"


class RowKey(NamedTuple):
    """Which row of a return: an indicator and whom its figure is about. A tuple, because every look-up hashes it."""

    indicator: str
    subject: str


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """What the unit wrote in one row; `None` is a cell left empty.

    `quarter_value` is the quarter's own figure (本季完成), `cumulative` the year-to-date figure, level or rate
    (累计完成), `benchmark` the rate it is set against (对照值), in the indicator's measure unit.
    """

    key: RowKey
    quarter_value: Decimal | None = None
    cumulative: Decimal | None = None
    benchmark: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: TaskStatus | None = None
    progress: str = ""
    explanation: str = ""
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        return self == ReturnLine(self.key)


@dataclass(frozen=True, slots=True)
class Filler:
    """Who filled the form in, as its head says."""

    name: str = ""
    phone: str = ""
    head: str = ""
    filled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a version came from: a workbook by name and SHA-256, or typed in (`file` is empty)."""

    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ReturnVersion:
    """One submission. A resubmission is a new version beside the old one; none is ever changed."""

    number: int
    lines: tuple[ReturnLine, ...]
    filler: Filler
    source: Source
    received_on: date
    recorded_at: datetime
    recorded_by: str

    def line(self, key: RowKey) -> ReturnLine | None:
        return next((line for line in self.lines if line.key == key), None)


@dataclass(frozen=True, slots=True)
class VerifiedFigure:
    """核定数: what the office accepts instead of the reported cumulative figure, and why."""

    key: RowKey
    value: Decimal
    reason: str
    verified_by: str
    verified_at: datetime


class TransitionError(ValueError):
    """A step that the return's state does not allow; `state` is the state it is in."""

    def __init__(self, state: ReturnState) -> None:
        super().__init__(state.value)
        self.state = state


@dataclass(frozen=True, slots=True)
class QuarterlyReturn:
    """One unit's return for one quarter, with all its versions, oldest first.

    `draft` is what has been typed and not yet submitted; it counts nowhere.
    """

    unit: str
    quarter: Quarter
    state: ReturnState = ReturnState.MISSING
    versions: tuple[ReturnVersion, ...] = ()
    draft: tuple[ReturnLine, ...] = ()
    verified: tuple[VerifiedFigure, ...] = ()
    reason: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None

    @property
    def current(self) -> ReturnVersion | None:
        """The version that counts: the newest."""
        return self.versions[-1] if self.versions else None

    @property
    def is_approved(self) -> bool:
        return self.state in (ReturnState.APPROVED, ReturnState.LOCKED)

    @property
    def counts(self) -> bool:
        """Whether its figures are used: reported or accepted, not a draft and not one that was sent back."""
        return self.state is ReturnState.REPORTED or self.is_approved

    def verified_figure(self, key: RowKey) -> VerifiedFigure | None:
        return next((figure for figure in self.verified if figure.key == key), None)

    def submit(self, version: ReturnVersion) -> QuarterlyReturn:
        """The return with a further version. What the office verified in the older one no longer holds."""
        if self.state is ReturnState.LOCKED:
            raise TransitionError(self.state)
        return QuarterlyReturn(self.unit, self.quarter, ReturnState.REPORTED, (*self.versions, version))

    def save_draft(self, lines: tuple[ReturnLine, ...]) -> QuarterlyReturn:
        """The return with what has been typed so far. What was submitted must be sent back before it is retyped."""
        self._must_be(ReturnState.MISSING, ReturnState.DRAFT, ReturnState.RETURNED)
        return replace(self, state=ReturnState.DRAFT, draft=lines)

    def approve(self, who: str, when: datetime) -> QuarterlyReturn:
        self._must_be(ReturnState.REPORTED)
        return replace(self, state=ReturnState.APPROVED, approved_by=who, approved_at=when)

    def send_back(self, reason: str) -> QuarterlyReturn:
        """退回修改: the unit has to hand in again; `reason` is what it is told."""
        self._must_be(ReturnState.REPORTED, ReturnState.APPROVED)
        return replace(self, state=ReturnState.RETURNED, reason=reason, approved_by="", approved_at=None)

    def verify(self, figure: VerifiedFigure) -> QuarterlyReturn:
        """The return with a verified figure beside the reported one; an approved return is approved anew."""
        self._must_be(ReturnState.REPORTED, ReturnState.APPROVED)
        others = tuple(f for f in self.verified if f.key != figure.key)
        return replace(self, verified=(*others, figure))

    def withdraw_verified(self, key: RowKey) -> QuarterlyReturn:
        self._must_be(ReturnState.REPORTED, ReturnState.APPROVED)
        return replace(self, verified=tuple(f for f in self.verified if f.key != key))

    def locked(self) -> QuarterlyReturn:
        """The return as it stands in a year that is final."""
        return replace(self, state=ReturnState.LOCKED) if self.state is ReturnState.APPROVED else self

    def _must_be(self, *states: ReturnState) -> None:
        if self.state not in states:
            raise TransitionError(self.state)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell in which a new version differs from the one before."""

    key: RowKey
    field: str
    old: Decimal | str | None
    new: Decimal | str | None


_COMPARED = (
    "quarter_value",
    "cumulative",
    "benchmark",
    "numerator",
    "denominator",
    "status",
    "progress",
    "explanation",
    "remark",
)


def compare_lines(old: tuple[ReturnLine, ...], new: tuple[ReturnLine, ...]) -> tuple[CellChange, ...]:
    """Cell by cell, what `new` would change; a row that is in only one of them is compared with an empty row."""
    before = {line.key: line for line in old}
    after = {line.key: line for line in new}
    changes: list[CellChange] = []
    for key in dict.fromkeys((*after, *before)):
        left, right = before.get(key, ReturnLine(key)), after.get(key, ReturnLine(key))
        changes += [
            CellChange(key, name, getattr(left, name), getattr(right, name))
            for name in _COMPARED
            if getattr(left, name) != getattr(right, name)
        ]
    return tuple(changes)
