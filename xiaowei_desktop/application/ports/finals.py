"""定稿: a year frozen with its rules, inputs, results and sheets, as the jobs see it in storage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.domain.attachment import Attachment
from xiaowei_desktop.domain.final.results import UnitResult
from xiaowei_desktop.domain.objection import UnitObjections
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.self_assessment import SelfAssessment
from xiaowei_desktop.reporting.sheet import Sheet


@dataclass(frozen=True, slots=True)
class YearInputs:
    """Everything that a year's score is made from, read at one moment.

    `plans` are the editions by the years that they hold in, up to the scored one; `returns` those of these years, with
    all versions, verified figures and acceptance; `marks` and `adjustments` (what answered objections changed) those of
    the year, with their origin. What units said of themselves and what was attached is kept beside it.
    """

    year: int
    plans: Mapping[int, Plan]
    returns: tuple[QuarterlyReturn, ...]
    marks: tuple[StoredMark, ...]
    adjustments: tuple[Adjustment, ...] = ()
    self_assessments: tuple[SelfAssessment, ...] = ()
    objections: tuple[UnitObjections, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan as it holds in the scored year."""
        return self.plans[self.year]


@dataclass(frozen=True, slots=True)
class FinalHead:
    """Which final it is: the year's first, second …, who made it when, with which version of the program."""

    year: int
    number: int
    who: str
    at: datetime
    program: str


@dataclass(frozen=True, slots=True)
class FinalSheets:
    """The printed sheets as they were made: score sheets by unit in the scheme's order, 排名表, 评价排序表.

    `voices` are 自评对照表 and 异议处理表 by name, for all units, and by name and unit (`objections|market`).
    """

    scores: Mapping[str, Sheet]
    ranking: Sheet
    evaluation: tuple[Sheet, ...] = ()
    voices: Mapping[str, Sheet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Final:
    """Everything that is frozen. `results` stand in the scheme's order."""

    head: FinalHead
    inputs: YearInputs
    results: tuple[UnitResult, ...]
    sheets: FinalSheets


@dataclass(frozen=True, slots=True)
class Reopening:
    """重新开启: who, when, and why. The final stays as it is."""

    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class FinalEntry:
    """A stored final without its content. `fingerprint` is the SHA-256 of all that it froze, in 64 hex digits."""

    head: FinalHead
    fingerprint: str
    reopened: Reopening | None = None


@dataclass(frozen=True, slots=True)
class StoredFinal:
    """A final as it lies in the database. `faults` say what was altered since it was stored; empty when nothing."""

    entry: FinalEntry
    final: Final
    faults: tuple[str, ...] = ()


class FinalRepository(Protocol):
    """Finals and their reopenings: written once, never altered."""

    def of_year(self, plan_id: str, year: int) -> tuple[FinalEntry, ...]:
        """All finals of a year, the first one first. The last one stands unless it was reopened."""
        ...

    def standing(self, plan_id: str) -> Mapping[int, FinalEntry]:
        """By year, the final that stands; a year that was reopened is not there."""
        ...

    def load(self, plan_id: str, year: int, number: int) -> StoredFinal:
        """A final with its content. Raises `UserError` for one whose content can no longer be read."""
        ...

    def add(self, plan_id: str, final: Final) -> FinalEntry:
        """Stores a further final of its year, and gives it its fingerprint."""
        ...

    def reopen(self, plan_id: str, year: int, number: int, reopening: Reopening) -> None:
        """Stores that the final stands no longer."""
        ...
