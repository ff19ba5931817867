"""What is wrong with a file, a return, a mark or a plan: issues as values, with their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`error` blocks acceptance; `warning` needs a written explanation; `note` informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue stands. In a workbook `sheet` and `cell`; everywhere the row's indicator or item and the field."""

    sheet: str = ""
    cell: str = ""
    row: str = ""
    subject: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding. `code` is stable for scripts; `message` is for the clerk: what, where, what to do next."""

    severity: Severity
    code: str
    message: str
    place: Place = Place()


def error(code: str, message: str, place: Place = Place()) -> Issue:
    return Issue(Severity.ERROR, code, message, place)


def warning(code: str, message: str, place: Place = Place()) -> Issue:
    return Issue(Severity.WARNING, code, message, place)


def note(code: str, message: str, place: Place = Place()) -> Issue:
    return Issue(Severity.NOTE, code, message, place)


def has_errors(issues: Iterable[Issue]) -> bool:
    return any(issue.severity is Severity.ERROR for issue in issues)
