"""Workbooks as the jobs see them: cells as text with their places, and what goes into a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from xiaowei_desktop.application.ports.voice_forms import VoiceFormWriter
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, RowKey
from xiaowei_desktop.domain.scoring.mark import Mark, MarkKey
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.sheet import Sheet


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell's content as text, digits exact, and where it stands (`E7`). Empty cells have an empty text.

    `is_error` marks a cell that holds an Excel error (#REF!) instead of a value.
    """

    text: str
    cell: str
    is_error: bool = False


TableRow = Mapping[str, CellText]
"""One row of a table, by column name."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table found on a sheet: its rows in the sheet's order, cells by column name."""

    sheet: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class ReturnWorkbook:
    """A return workbook that came in. `head` holds what stands above the table (填报单位 …) by label.

    `identity` is what the hidden sheet says (plan, unit, quarter, version); empty when a unit removed it.
    """

    head: Mapping[str, CellText]
    identity: Mapping[str, str]
    table: ReadTable


@dataclass(frozen=True, slots=True)
class MarkWorkbook:
    """A mark workbook that came in: sheet 评定 and sheet 加扣分."""

    identity: Mapping[str, str]
    marks: ReadTable
    events: ReadTable


class PaperKind(StrEnum):
    """The papers in which a unit speaks of its own score for a year: 自评表, 异议表."""

    SELF_ASSESSMENT = "self_assessment"
    OBJECTIONS = "objections"


@dataclass(frozen=True, slots=True)
class UnitPaper:
    """A 自评表 or 异议表 that came in. Like a return it says above its table whose it is."""

    kind: PaperKind
    head: Mapping[str, CellText]
    identity: Mapping[str, str]
    table: ReadTable


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A workbook with the fingerprint of its bytes."""

    path: Path
    sha256: str
    content: ReturnWorkbook | MarkWorkbook | UnitPaper


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """What a return workbook is made from: the unit's rows, and what is known already.

    `previous` holds the accepted cumulative figures of the quarter before; `current` is filled in where the unit
    has reported already (to correct and send again).
    """

    plan: Plan
    unit: str
    quarter: Quarter
    due: date
    previous: Mapping[RowKey, Decimal]
    current: QuarterlyReturn


@dataclass(frozen=True, slots=True)
class MarkForm:
    """What a mark workbook is made from: for each assessed organisation its judged items, and marks so far."""

    plan: Plan
    year: int
    items: tuple[tuple[str, tuple[Node, ...]], ...]
    marks: Mapping[MarkKey, Mark]


class WorkbookReader(Protocol):
    """Reads what comes in. Every file is hostile until read."""

    def read(self, path: Path) -> IncomingFile:
        """Raises `UserError` for what is no workbook, locked, too large, empty or none of the known forms."""
        ...


class FormWriter(VoiceFormWriter, Protocol):
    """Writes the forms that go out, whole or not at all; raises `UserError` where the place cannot be written."""

    def write_return(self, form: ReturnForm, path: Path) -> None: ...

    def write_marks(self, form: MarkForm, path: Path) -> None: ...


class SheetWriter(Protocol):
    """Renders sheets into one file (PDF or Excel), whole or not at all."""

    def write(self, sheets: Sequence[Sheet], path: Path) -> None: ...


class PlanLibrary(Protocol):
    """The plans that the program ships."""

    def ids(self) -> tuple[str, ...]: ...

    def load(self, plan_id: str) -> Plan:
        """Raises `LookupError` for an id that is not shipped."""
        ...
