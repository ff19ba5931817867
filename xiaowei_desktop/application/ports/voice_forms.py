"""What the workbooks are made from in which units speak of their own scores: 自评表 and 异议表."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from xiaowei_desktop.domain.objection import UnitObjections
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.self_assessment import SelfAssessment


@dataclass(frozen=True, slots=True)
class FormItem:
    """One row: the item, the sections it stands in, and what the office has of it so far.

    `figures` are target, actual figure and completion in words; `points` and `arithmetic` those of the provisional
    sheet, `None` and empty while the item is open.
    """

    item: Node
    section: str
    figures: str = ""
    points: Decimal | None = None
    arithmetic: str = ""


@dataclass(frozen=True, slots=True)
class SelfAssessmentForm:
    """A unit's 自评表; what it has handed in already is filled in, to correct and send again."""

    plan: Plan
    unit: str
    year: int
    items: tuple[FormItem, ...]
    current: SelfAssessment


@dataclass(frozen=True, slots=True)
class ObjectionForm:
    """A unit's 异议表: its provisional sheet with room for objections; those it has raised are filled in."""

    plan: Plan
    unit: str
    year: int
    items: tuple[FormItem, ...]
    current: UnitObjections


class VoiceFormWriter(Protocol):
    """Writes these forms, whole or not at all; raises `UserError` where the place cannot be written."""

    def write_self_assessment(self, form: SelfAssessmentForm, path: Path) -> None: ...

    def write_objections(self, form: ObjectionForm, path: Path) -> None: ...
