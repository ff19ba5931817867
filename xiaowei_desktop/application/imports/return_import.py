"""Takes in one return workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import check_open
from xiaowei_desktop.application.imports.form_head import FormHead, read_head, stated_quarter
from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result, ShownChange
from xiaowei_desktop.application.imports.return_rows import ReadRows, read_rows
from xiaowei_desktop.application.ports.workbooks import IncomingFile, ReturnWorkbook
from xiaowei_desktop.application.returns import (
    check_lines,
    complete_lines,
    name_of,
    previous_of,
    record_submission,
    row_name,
    submit,
)
from xiaowei_desktop.domain.issues import Issue, Severity, error, has_errors, note, warning
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.quarterly_return import (
    QuarterlyReturn,
    ReturnLine,
    ReturnState,
    RowKey,
    Source,
    compare_lines,
)
from xiaowei_desktop.domain.return_form import COLUMN_OF_FIELD
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import readable


@dataclass(frozen=True, slots=True)
class _Judged:
    """The workbook read and held against what is stored."""

    outcome: FileOutcome
    plan: Plan
    head: FormHead
    lines: tuple[ReturnLine, ...]
    report: QuarterlyReturn | None


@dataclass(frozen=True, slots=True)
class ReturnImport:
    """One return workbook on its way in."""

    desk: Desk
    file: IncomingFile
    book: ReturnWorkbook
    received_on: date

    def outcome(self) -> FileOutcome:
        """What storing it would do."""
        return self._judge().outcome

    def store(self) -> FileOutcome:
        """Stores it as a new version, unless it has errors or brings nothing new."""
        judged = self._judge()
        if judged.outcome.result is not Result.IMPORTED or judged.report is None:
            return judged.outcome
        source = Source(readable(self.file.path.name), self.file.sha256)
        submitted = submit(
            self.desk, judged.plan, judged.report, judged.lines, judged.head.filler, source, self.received_on
        )
        with self.desk.work() as work:
            record_submission(self.desk, work, judged.plan, judged.report, submitted)
            work.commit()
        return judged.outcome

    def _judge(self) -> _Judged:
        stated = stated_quarter(self.book)
        plan = self.desk.plan(stated.year if stated else None)
        head = read_head(self.book, plan)
        if head.unit is None or head.quarter is None or has_errors(head.issues):
            return _Judged(self._rejected(plan, head, head.issues), plan, head, (), None)
        rows = read_rows(self.book.table, plan, head.unit, head.quarter)
        with self.desk.work() as work:
            report = work.returns.get(plan.id, head.unit, head.quarter)
            previous = previous_of(work, plan, head.unit, head.quarter)
        if has_errors(rows.issues):
            issues = (*head.issues, *rows.issues, *self._errors_elsewhere(plan, report, rows, previous))
            return _Judged(self._rejected(plan, head, issues), plan, head, (), None)
        return self._compare(plan, head, head.quarter, rows, report, previous)

    def _errors_elsewhere(
        self, plan: Plan, report: QuarterlyReturn, rows: ReadRows, previous: Mapping[RowKey, Decimal]
    ) -> Iterator[Issue]:
        """What is wrong in the rows that could be read, so that the unit gets its form back once and not twice."""
        unread = {issue.place.row for issue in rows.issues}
        readable_lines = tuple(line for line in rows.lines if line.key.indicator not in unread)
        lines = complete_lines(plan, report.quarter, readable_lines, previous)
        found = check_lines(plan, report.unit, report.quarter, lines, previous)
        yield from (issue for issue in rows.placed(self.book.table.sheet, found) if issue.severity is Severity.ERROR)

    def _compare(
        self,
        plan: Plan,
        head: FormHead,
        quarter: Quarter,
        rows: ReadRows,
        report: QuarterlyReturn,
        previous: Mapping[RowKey, Decimal],
    ) -> _Judged:
        lines = complete_lines(plan, quarter, rows.lines, previous)
        found = check_lines(plan, report.unit, quarter, lines, previous)
        issues = (*head.issues, *rows.issues, *rows.placed(self.book.table.sheet, found))
        changes = shown_changes(plan, report, lines)
        result = self._result(report, changes)
        if result is Result.IMPORTED:
            issues += (*what_it_replaces(plan, report), *self._why_final(plan, report))
        elif changes:
            message = f"这份文件以前已经收过，现在用的是后来收到的第{len(report.versions)}版，未再采用。"
            issues, changes = (*issues, note("older-version", message)), ()
        if has_errors(issues):
            return _Judged(self._rejected(plan, head, issues), plan, head, lines, report)
        outcome = replace(self._rejected(plan, head, issues), result=result, changes=changes)
        return _Judged(outcome, plan, head, lines, report)

    def _result(self, report: QuarterlyReturn, changes: tuple[ShownChange, ...]) -> Result:
        """A file that was taken in before brings nothing new, even after later ones: a folder may be read again.

        The same figures in another file are handed in anew where the return was sent back.
        """
        if any(version.source.sha256 == self.file.sha256 for version in report.versions):
            return Result.UNCHANGED
        stands = report.current is not None and not changes
        return Result.UNCHANGED if stands and report.state is not ReturnState.RETURNED else Result.IMPORTED

    def _why_final(self, plan: Plan, report: QuarterlyReturn) -> tuple[Issue, ...]:
        """A year that is final takes no further version."""
        try:
            with self.desk.work() as work:
                check_open(work, plan.id, report.quarter.year)
        except UserError as refused:
            name = name_of(plan, report.unit, report.quarter)
            return (error("return-locked", f"{name}已锁定，不能再收新的一版。{''.join(refused.lines())}"),)
        return ()

    def _rejected(self, plan: Plan, head: FormHead, issues: tuple[Issue, ...]) -> FileOutcome:
        unit = plan.organisation(head.unit).name if head.unit else None
        return FileOutcome(self.file.path, FileKind.RETURN, unit, head.quarter, Result.REJECTED, issues=issues)


def what_it_replaces(plan: Plan, report: QuarterlyReturn) -> tuple[Issue, ...]:
    """What a further version does to what the office has done with the return so far."""
    name = name_of(plan, report.unit, report.quarter)
    match report.state:
        case ReturnState.APPROVED:
            verified = f"，{len(report.verified)} 个核定数作废" if report.verified else ""
            return (warning("approved-replaced", f"{name}原已审核，收下这一版后须重新审核{verified}。"),)
        case ReturnState.DRAFT:
            return (warning("draft-replaced", f"{name}有录入了一半的草稿，收下这份文件后草稿作废。"),)
        case _:
            return ()


def shown_changes(plan: Plan, report: QuarterlyReturn, lines: tuple[ReturnLine, ...]) -> tuple[ShownChange, ...]:
    """Cell by cell, what the lines would change in the newest version, in words."""
    before = report.current.lines if report.current else ()
    return tuple(
        ShownChange(
            row_name(plan, change.key),
            COLUMN_OF_FIELD[change.field],
            _shown(change.old),
            _shown(change.new),
        )
        for change in compare_lines(before, lines)
    )


def _shown(value: Decimal | str | None) -> str:
    return plain_text(value) if isinstance(value, Decimal) else str(value or "")
