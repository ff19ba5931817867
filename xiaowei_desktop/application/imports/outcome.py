"""What came of one file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.domain.period import Quarter


class FileKind(StrEnum):
    """Which of the known workbooks a file is."""

    RETURN = "return"
    MARKS = "marks"
    SELF_ASSESSMENT = "self_assessment"
    OBJECTIONS = "objections"


class Result(StrEnum):
    """`unchanged`: the same content is stored already; `rejected`: it has errors and nothing of it is stored."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One cell that would change, in words for the clerk."""

    row: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file's outcome. With a preview, `imported` means that it would be.

    A return has its quarter, a yearly paper (评定表, 自评表, 异议表) its year. A mark workbook is of no single unit.
    """

    file: Path
    kind: FileKind | None
    unit: str | None
    quarter: Quarter | None
    result: Result
    changes: tuple[ShownChange, ...] = ()
    issues: tuple[Issue, ...] = ()
    year: int | None = None

    @property
    def errors(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)
