"""Takes in one yearly paper of a unit: what 自评表 and 异议表 have in common on their way in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, TypeVar

from xiaowei_desktop.application.assessable import items_of
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import check_open
from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result, ShownChange
from xiaowei_desktop.application.imports.paper_head import PaperHead, read_paper_head, stated_year
from xiaowei_desktop.application.imports.paper_rows import PaperRow, match_rows
from xiaowei_desktop.application.ports.storage import Change, UnitOfWork
from xiaowei_desktop.application.ports.workbooks import IncomingFile, UnitPaper
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.issues import Issue, Place, error, has_errors, note
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import Source
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import readable

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Known(Generic[Entry]):
    """What is stored of the unit's paper: how its versions came, and what the newest says; `None` before the first."""

    versions: tuple[HandedIn, ...]
    entries: tuple[Entry, ...] | None


@dataclass(frozen=True, slots=True)
class _Judged(Generic[Entry]):
    """The workbook read and held against what is stored."""

    outcome: FileOutcome
    plan: Plan
    head: PaperHead
    entries: tuple[Entry, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class PaperImport(ABC, Generic[Entry]):
    """One paper on its way in. `received_on` is the day on which it arrived."""

    kind: ClassVar[FileKind]

    desk: Desk
    file: IncomingFile
    book: UnitPaper
    received_on: date

    @abstractmethod
    def entries(self, rows: Sequence[PaperRow], issues: list[Issue]) -> tuple[Entry, ...]:
        """What the unit wrote, row by row; what is wrong goes into `issues`."""

    @abstractmethod
    def known(self, work: UnitOfWork, plan: Plan, unit: str, year: int) -> Known[Entry]:
        """What is stored of it."""

    @abstractmethod
    def changes(self, plan: Plan, unit: str, old: Sequence[Entry], new: Sequence[Entry]) -> tuple[ShownChange, ...]:
        """What the paper changes, in words."""

    @abstractmethod
    def add(
        self, work: UnitOfWork, plan: Plan, unit: str, year: int, how: HandedIn, entries: tuple[Entry, ...]
    ) -> Change:
        """Stores it as a further version; gives the entry for the history."""

    def outcome(self) -> FileOutcome:
        """What storing it would do."""
        return self._judge().outcome

    def store(self) -> FileOutcome:
        """Stores it as a new version, unless it has errors or brings nothing new."""
        judged = self._judge()
        unit, year = judged.head.unit, judged.head.year
        if judged.outcome.result is not Result.IMPORTED or unit is None or year is None:
            return judged.outcome
        author = self.desk.author
        source = Source(readable(self.file.path.name), self.file.sha256)
        how = HandedIn(judged.number, judged.head.filler, source, self.received_on, author.now, author.name)
        with self.desk.work() as work:
            check_open(work, judged.plan.id, year)
            work.history.add([self.add(work, judged.plan, unit, year, how, judged.entries)])
            work.commit()
        return judged.outcome

    def _judge(self) -> _Judged[Entry]:
        plan = self.desk.plan(stated_year(self.book))
        head = read_paper_head(self.book, plan)
        if head.unit is None or head.year is None:
            return _Judged(self._made(plan, head, Result.REJECTED, head.issues), plan, head)
        rows = match_rows(self.book.table, items_of(plan, head.unit))
        entries = self.entries(rows.rows, rows.issues)
        issues = (*head.issues, *rows.issues)
        if has_errors(issues):
            return _Judged(self._made(plan, head, Result.REJECTED, issues), plan, head)
        with self.desk.work() as work:
            known = self.known(work, plan, head.unit, head.year)
        changes = self.changes(plan, head.unit, known.entries or (), entries)
        result = self._result(known, changes)
        if result is Result.UNCHANGED and changes:
            message = (
                f"这份文件以前已经收过，现在用的是后来收到的第{len(known.versions)}版，未再采用。"
                "要改用这一份的，请打开它另存一次，再导入另存的文件。"
            )
            issues, changes = (*issues, note("older-version", message)), ()
        if result is Result.IMPORTED and (closed := self._why_closed(plan, head.year)):
            return _Judged(self._made(plan, head, Result.REJECTED, (*issues, *closed)), plan, head)
        outcome = self._made(plan, head, result, issues, changes)
        return _Judged(outcome, plan, head, entries, len(known.versions) + 1)

    def _why_closed(self, plan: Plan, year: int) -> tuple[Issue, ...]:
        """A final year takes nothing new."""
        try:
            with self.desk.work() as work:
                check_open(work, plan.id, year)
        except UserError as refused:
            return (error("year-final", "".join(refused.lines()), Place(self.book.table.sheet)),)
        return ()

    def _result(self, known: Known[Entry], changes: tuple[ShownChange, ...]) -> Result:
        """A file that was taken in before brings nothing new, even after later ones: a folder may be read again."""
        is_known = any(how.source.sha256 == self.file.sha256 for how in known.versions)
        says_the_same = known.entries is not None and not changes
        return Result.UNCHANGED if is_known or says_the_same else Result.IMPORTED

    def _made(
        self,
        plan: Plan,
        head: PaperHead,
        result: Result,
        issues: tuple[Issue, ...],
        changes: tuple[ShownChange, ...] = (),
    ) -> FileOutcome:
        unit = plan.organisation(head.unit).name if head.unit else None
        return FileOutcome(self.file.path, self.kind, unit, None, result, changes, issues, head.year)
