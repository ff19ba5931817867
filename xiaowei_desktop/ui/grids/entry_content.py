"""What an entry grid shows: its columns, rows and issues, as plain data under the page's own keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.reporting.sheet import Align


class EntryKind(StrEnum):
    """What is typed into a column."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    MANY = "many"
    """Several of the choices, divided by 、."""


class EntrySeverity(StrEnum):
    """How grave an issue is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Unread:
    """What was typed and can't be read as the column wants it. It is kept, shown and marked, never lost."""

    text: str
    problem: str


EntryValue = str | Decimal | int | None | Unread
"""What a cell holds. `None` is an empty cell."""

Parse = Callable[[str], EntryValue]
Show = Callable[[EntryValue], str]


def parse_text(text: str) -> EntryValue:
    """Words as they are typed."""
    return text


def show_plain(value: EntryValue) -> str:
    """The value as it is, without thousands separators; what is typed again gives the same value."""
    if value is None:
        return ""
    if isinstance(value, Unread):
        return value.text
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One column.

    `parse` reads what is typed and raises `ValueError` with a Chinese sentence that says what to do; empty
    text never reaches it. `show` gives the text of a cell, `edit_text` what the editor begins with. A column
    that is not `editable` is computed or given. `characters` is how wide the column is at best; 0: as its content.
    `least` is how narrow a column that wraps may get, in characters; 0: as narrow as any. `labels` says what choices
    that are codes stand for. `indented`: the levels of rows are seen in it.
    """

    key: str
    title: str
    kind: EntryKind = EntryKind.TEXT
    editable: bool = True
    parse: Parse = parse_text
    show: Show = show_plain
    edit_text: Show = show_plain
    choices: tuple[str, ...] = ()
    align: Align | None = None
    wrap: bool = False
    characters: int = 0
    least: int = 0
    labels: Mapping[str, str] = field(default_factory=dict)
    indented: bool = False

    def read(self, text: str, choices: Sequence[str]) -> EntryValue:
        """The value for typed text; `Unread` where it can't be read, or is none of the cell's `choices`."""
        stripped = text.strip()
        if not stripped:
            return None
        if self.kind is EntryKind.CHOICE and choices and stripped not in choices:
            return Unread(text, f"“{stripped}”不在可选项中。请从{'、'.join(choices)}中选一项。")
        try:
            return self.parse(stripped)
        except ValueError as error:
            return Unread(text, str(error))

    def label(self, choice: str) -> str:
        """How a choice stands in a list: 新增小微企业（new_enterprises）."""
        name = self.labels.get(choice, "")
        return f"{name}（{choice}）" if name else choice

    def text(self, value: EntryValue) -> str:
        """What the cell shows."""
        if isinstance(value, Unread):
            return value.text
        return "" if value is None else self.show(value)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row: its values by column key, the columns in which this row can't be typed, and what may be chosen
    in it where that is not the same for the whole column; `labels` say how a choice stands in this row's list.
    """

    key: str
    values: Mapping[str, EntryValue] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A heading over the rows that follow (工程, 一级指标)."""

    title: str


@dataclass(frozen=True, slots=True)
class EntryIssue:
    """Something about one cell that a person should see; `message` is a Chinese sentence."""

    row_key: str
    column_key: str
    severity: EntrySeverity
    message: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after."""

    row_key: str
    column_key: str
    old: EntryValue
    new: EntryValue
