"""What is to be said of a return: the checks' findings, without those about rows that nobody has begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xiaowei_desktop.application.returns import OpenReturn, check_lines, complete_lines
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import ReturnLine, ReturnState, RowKey

EDITABLE = (ReturnState.MISSING, ReturnState.DRAFT, ReturnState.RETURNED)
"""States in which the office may type; a reported return is sent back first."""

_NOT_FILLED = ("figure-missing", "status-missing", "benchmark-missing")


@dataclass(frozen=True, slots=True)
class Findings:
    """Issues, and how many rows of a form that is being typed are still empty.

    `are_settled` once the office has accepted the return: its warnings stay in sight, but none is open any more.
    """

    issues: tuple[Issue, ...]
    empty_rows: int = 0
    are_settled: bool = False

    @property
    def errors(self) -> int:
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """Those that are still open."""
        return 0 if self.are_settled else self._count(Severity.WARNING)

    def with_unread(self, unread: Iterable[Issue]) -> Findings:
        """With cells that can't be read, which only the grid knows."""
        return replace(self, issues=(*unread, *self.issues))

    def _count(self, severity: Severity) -> int:
        return sum(1 for issue in self.issues if issue.severity is severity)


def findings(opened: OpenReturn, unit: str, quarter: Quarter, lines: tuple[ReturnLine, ...]) -> Findings:
    """Checks `lines` as they would be submitted.

    While a form is being typed, an empty row is not yet a fault: such rows are counted. In a submitted return a
    missing figure is a finding.
    """
    complete = complete_lines(opened.plan, quarter, lines, opened.previous)
    found = check_lines(opened.plan, unit, quarter, complete, opened.previous)
    if opened.report.state not in EDITABLE:
        return Findings(found, are_settled=opened.report.is_approved)
    empty = {line.key for line in lines if line.is_empty}
    told = (i for i in found if i.code not in _NOT_FILLED or RowKey(i.place.row, i.place.subject) not in empty)
    return Findings(tuple(told), len(empty))
