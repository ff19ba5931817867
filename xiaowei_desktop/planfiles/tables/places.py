"""What reading tables finds, at the cell where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from xiaowei_desktop.domain.issues import Issue, Place, error

_LAST_STEP = re.compile(r"(\.[^.\[\]]+|\[\d+\])$")
_NUMBER = re.compile(r"\[\d+\]")
_LONG_QUOTATION = re.compile(r"“([^“”]{60})[^“”]{20,}”")
"""What a message quotes from a cell, where it is too long to be looked for."""
_FIRST_PLACE = re.compile(r"已在 \S+ 出现过")


_TARGET_TWICE = "与前面一行的指标、对象、年度、力争都相同，请只保留一行。"


class Unread:
    """Stands in the document for a cell that could not be read; its fault is known already."""


UNREAD = Unread()

Wording = Callable[[str], str]
"""Says in words where inside a cell a part of a path (`.grades[2].low`) is."""


@dataclass(slots=True)
class Faults:
    """Collected while tables are turned into a document, and taken over from reading the document."""

    issues: list[Issue] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)
    _cells: dict[str, tuple[Place, Wording]] = field(default_factory=dict)

    def add(self, code: str, message: str, place: Place, path: str) -> None:
        self.silence(path)
        self.issues.append(error(code, _LONG_QUOTATION.sub(r"“\1…”", message), place))

    def silence(self, path: str) -> None:
        """Nothing more is said of `path`: what is wrong there is known."""
        self._told.add(path)

    def is_told(self, path: str) -> bool:
        return path in self._told

    def place_path(self, path: str, place: Place, wording: Wording = lambda _: "") -> None:
        """Notes where `path` of the document stands in the tables."""
        self._cells[path] = (place, wording)

    def take_over(self, issue: Issue) -> None:
        """Adds a finding about the document, unless it follows from what is known already."""
        path = issue.place.field
        if any({above, _in_any_row(above)} & self._told for above in _with_those_above(path)):
            return
        known = next((above for above in _with_those_above(path) if above in self._cells), "")
        place, wording = self._cells.get(known, (Place(), lambda rest: rest))
        message = _TARGET_TWICE if _is_second_target(issue) else _FIRST_PLACE.sub("在前面已经出现过", issue.message)
        self.add(issue.code, wording(path[len(known) :]) + message, place, path)


@dataclass(frozen=True, slots=True)
class CellSpot:
    """A cell that is being read, or a part of it (`lead` says which). `unit` is what its figures are counted in."""

    faults: Faults
    path: str
    place: Place
    lead: str = ""
    unit: str = ""

    def part(self, step: str, lead: str = "") -> CellSpot:
        return replace(self, path=self.path + step, lead=self.lead + lead)

    def fault(self, code: str, message: str) -> Unread:
        """Records the fault, unless its whole column lacks, and gives what stands in the document instead."""
        if not self.faults.is_told(_in_any_row(self.path)):
            self.faults.add(code, self.lead + message, self.place, self.path)
        return UNREAD


def any_row(table: str, key: str) -> str:
    """The path of a column: what is silenced there is so in every row."""
    return f"{table}[].{key}"


def _in_any_row(path: str) -> str:
    return _NUMBER.sub("[]", path)


def _with_those_above(path: str) -> tuple[str, ...]:
    found = [path]
    while (shorter := _LAST_STEP.sub("", path)) != path:
        found.append(shorter)
        path = shorter
    return tuple(found)


def _is_second_target(issue: Issue) -> bool:
    """The plan format names targets by codes, which a clerk who wrote names does not know."""
    return issue.code == "plan-duplicate" and issue.place.field.startswith("targets[")
