"""Storage as the jobs see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from xiaowei_desktop.application.ports.attachments import AttachmentRepository, EvidenceFiles
from xiaowei_desktop.application.ports.units_voice import ObjectionRepository, SelfAssessmentRepository
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.scoring.mark import Mark

if TYPE_CHECKING:  # a final holds what is stored, so its module builds on this one
    from xiaowei_desktop.application.ports.finals import FinalRepository


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the history: who changed what, when, from what to what, and why.

    `subject` names the thing for a reader years later: 市监局2020年第2季度季报, 2020年评定 科技局 C4 督办工作.
    """

    at: datetime
    who: str
    plan: str
    subject: str
    field: str
    old: str
    new: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredMark:
    """A mark with its origin; `file` is empty when it was typed in."""

    mark: Mark
    entered_by: str
    entered_at: datetime
    file: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a plan. It holds from `from_year` on, until the year from which another one holds."""

    number: int
    from_year: int
    saved_by: str
    saved_at: datetime


class PlanRepository(Protocol):
    """Plans. Every change is a further edition; older ones are kept, and their years keep them."""

    def ids(self) -> tuple[str, ...]:
        """The plans in the database, oldest first."""
        ...

    def get(self, plan_id: str, year: int | None = None) -> Plan:
        """The plan as it holds in `year`; as it holds last without one. Raises `LookupError` for an unknown id."""
        ...

    def save(self, plan: Plan, who: str, at: datetime, from_year: int) -> None:
        """Stores a further edition, which holds from `from_year` on."""
        ...

    def editions(self, plan_id: str) -> tuple[Edition, ...]:
        """All editions in the order in which they were stored; none for an unknown id."""
        ...


class ReturnRepository(Protocol):
    """Quarterly returns with all their versions."""

    def get(self, plan_id: str, unit: str, quarter: Quarter) -> QuarterlyReturn:
        """The return; one in state `missing` where nothing was stored yet."""
        ...

    def of_quarter(self, plan_id: str, quarter: Quarter) -> tuple[QuarterlyReturn, ...]:
        """The stored returns of a quarter, of all units."""
        ...

    def of_years(self, plan_id: str, first: int, last: int) -> tuple[QuarterlyReturn, ...]:
        """The stored returns of the years from `first` to `last`, both included."""
        ...

    def save(self, plan_id: str, changed: QuarterlyReturn) -> None:
        """Stores state, new versions, verified figures and draft. Versions that are stored already stay as they are."""
        ...


class MarkRepository(Protocol):
    """Marks of a year."""

    def of_year(self, plan_id: str, year: int) -> tuple[StoredMark, ...]: ...

    def save(self, plan_id: str, year: int, marked: StoredMark) -> None:
        """Stores the mark in the place of an earlier one for the same organisation and item."""
        ...

    def remove(self, plan_id: str, year: int, unit: str, item: str) -> None: ...


class History(Protocol):
    """The history of changes: written once, never altered."""

    def add(self, changes: Sequence[Change]) -> None: ...

    def all(self, plan_id: str, subject: str = "") -> tuple[Change, ...]:
        """Oldest first; with `subject`, those of that thing only."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving the block without `commit` rolls back."""

    plans: PlanRepository
    returns: ReturnRepository
    marks: MarkRepository
    attachments: AttachmentRepository
    self_assessments: SelfAssessmentRepository
    objections: ObjectionRepository
    finals: FinalRepository
    history: History

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None: ...


class Store(Protocol):
    """An open database, with its lock held until `close`."""

    @property
    def path(self) -> Path: ...

    @property
    def evidence(self) -> EvidenceFiles:
        """The folder beside the database with the office's copies of what is attached."""
        ...

    def work(self) -> UnitOfWork:
        """A new transaction."""
        ...

    def close(self) -> None: ...


class Stores(Protocol):
    """Databases as files. All raise `UserError` with what to do."""

    def create(self, path: Path) -> Store:
        """A new, empty database; refuses a path that exists."""
        ...

    def open(self, path: Path) -> Store:
        """Opens, after a backup and the migrations that it needs. Refuses a newer version's, unharmed."""
        ...

    def backup(self, path: Path, out: Path | None) -> Path:
        """A verified copy with its evidence; without `out` in the backup folder beside the database, then thinned."""
        ...

    def restore(self, backup: Path, path: Path) -> Path | None:
        """Puts a verified backup in the database's place, and brings its evidence back where that is missing.

        What stood there is kept and its path returned.
        """
        ...

    def check(self, path: Path) -> tuple[Issue, ...]:
        """Integrity, foreign keys, version, and the files that are attached; read-only."""
        ...
