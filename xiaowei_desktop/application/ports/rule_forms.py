"""Rules field by field: what the form of each way of scoring asks for, and what people write there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.domain.scoring.rules import AnyRule


class FieldKind(StrEnum):
    """What is filled into a field."""

    TEXT = "text"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    THRESHOLD = "threshold"
    """A figure, or with its percent sign a rate."""
    NUMBERS = "numbers"
    """Several figures, divided by 、."""
    CHOICE = "choice"
    FLAG = "flag"
    """是, or nothing."""
    INDICATOR = "indicator"
    """An indicator's code."""
    ENTRIES = "entries"
    """A small table: one record a row."""


@dataclass(frozen=True, slots=True)
class RuleField:
    """One parameter: its stable key, its word, what to write there, and what holds while nothing is written.

    `choices` are the words to choose from, `entry` the columns of `ENTRIES`. A `required` field cannot stay empty.
    """

    key: str
    label: str
    kind: FieldKind
    explanation: str = ""
    usual: str = ""
    choices: tuple[str, ...] = ()
    entry: tuple[RuleField, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A way of scoring: its key and word, what it says, the clauses of documents that it covers, its parameters.

    `example` is how its parameters are written in the plan workbook.
    """

    kind: str
    word: str
    explanation: str
    clauses: str
    example: str
    fields: tuple[RuleField, ...]

    def field(self, key: str) -> RuleField | None:
        return next((field for field in self.fields if field.key == key), None)


FieldValue = str | tuple[Mapping[str, str], ...]
"""What stands in a field: a text, or the rows of a small table."""

FieldValues = Mapping[str, FieldValue]
"""What stands in a form, by the fields' keys. A field that is not there is empty."""


@dataclass(frozen=True, slots=True)
class OpenedRule:
    """The two cells of a row field by field. `kind` is empty where none is written or it is none at all.

    `lost` are the parts that no field could take, each with the reason.
    """

    kind: str
    values: FieldValues
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRule:
    """The rule of a form, or `None` and what is wrong.

    An issue's place has the field's key as `field` (`grades.low` for a column of a small table) and there the entry
    counted from 1 as `row`.
    """

    rule: AnyRule | None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleCells:
    """计分方式 and 计分参数 as the plan's table has them."""

    kind: str = ""
    parameters: str = ""


class RuleForms(Protocol):
    """Forms and the cells of the plan's table; `read(kind, opened(written(rule)).values, …).rule == rule`."""

    def forms(self) -> tuple[RuleForm, ...]:
        """Every way of scoring."""
        ...

    def opened(self, cells: RuleCells) -> OpenedRule: ...

    def read(self, kind: str, values: FieldValues, indicators: Mapping[str, str]) -> ReadRule:
        """`indicators`: the names of those that may be named, by code."""
        ...

    def written(self, rule: AnyRule) -> RuleCells: ...
