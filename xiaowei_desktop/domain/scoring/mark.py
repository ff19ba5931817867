"""评定: a judgement that the office enters for one organisation and one item."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class MarkField(StrEnum):
    """What the office fills in for an item; the item's rule says which."""

    GRADE = "grade"
    POINTS = "points"
    RATE = "rate"
    PLACE = "place"
    EVENTS = "events"
    RATINGS = "ratings"
    """Points by each of several raters."""


MarkKey = tuple[str, str]
"""Whose mark for what: organisation and item, by code."""


@dataclass(frozen=True, slots=True)
class MarkEvent:
    """One or more events of a kind (加扣分事项): `count` times `points` each. `points` are entered without a sign."""

    kind: str
    count: int
    points: Decimal | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """One rater's points (评分人), where an item's points come from several."""

    rater: str
    points: Decimal
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the office entered. Fields that the item's rule does not ask for stay empty.

    `none` says that there is nothing to count: no place among the ranked, no event in the year. Without it an
    empty list of events is a judgement still missing, not a judgement of nothing. `not_applicable` says that the
    organisation has no such task this year (无此任务), for items that are computed as well; what that comes to is the
    scheme's matter.
    """

    unit: str
    item: str
    grade: str = ""
    points: Decimal | None = None
    rate: Decimal | None = None
    place: int | None = None
    events: tuple[MarkEvent, ...] = ()
    none: bool = False
    basis: str = ""
    ratings: tuple[Rating, ...] = ()
    not_applicable: bool = False

    @property
    def key(self) -> MarkKey:
        return self.unit, self.item

    @property
    def is_empty(self) -> bool:
        return not (
            self.grade
            or self.events
            or self.ratings
            or self.none
            or self.not_applicable
            or any(value is not None for value in (self.points, self.rate, self.place))
        )
