"""支撑材料: files that prove a figure or a judgement, known by their content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import RowKey

MAX_SIZE = 200 * 1024 * 1024
"""Bytes of one file: a scanned volume fits, a film does not."""


class Role(StrEnum):
    """What a file is attached to."""

    RETURN_LINE = "return"
    MARK = "mark"
    SELF_ASSESSMENT = "self"


@dataclass(frozen=True, slots=True)
class ReturnPlace:
    """A line of a unit's quarterly return."""

    unit: str
    quarter: Quarter
    row: RowKey

    @property
    def year(self) -> int:
        return self.quarter.year

    @property
    def role(self) -> Role:
        return Role.RETURN_LINE


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """An item on which the organisation is scored in a year: the office's mark, or the points that are computed."""

    unit: str
    year: int
    item: str

    @property
    def role(self) -> Role:
        return Role.MARK


@dataclass(frozen=True, slots=True)
class SelfAssessmentPlace:
    """A line of the organisation's own assessment (自评) of a year."""

    unit: str
    year: int
    item: str

    @property
    def role(self) -> Role:
        return Role.SELF_ASSESSMENT


Place = ReturnPlace | MarkPlace | SelfAssessmentPlace


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a file: the SHA-256 of its bytes, and how many there are."""

    sha256: str
    size: int

    @property
    def short(self) -> str:
        """Enough of the fingerprint to tell two files of an office apart, as the contents sheet prints it."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file at one place, under the name that it came with; the same content may stand at many places.

    `number` is what the office calls it by; the database gives it, and none is ever given twice.
    """

    place: Place
    name: str
    content: Content
    note: str
    attached_by: str
    attached_at: datetime
    number: int = 0
