"""异议: what a unit objects to on its provisional score sheet, and what the office answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xiaowei_desktop.domain.handed_in import HandedIn


@dataclass(frozen=True, slots=True)
class Objection:
    """The unit's objection to one item: what it says, and the points it thinks right, where it names any.

    `points` are those of the sheet that the unit objects to; `None` where the item was still open there.
    """

    item: str
    text: str
    wanted: Decimal | None = None
    points: Decimal | None = None

    @property
    def claim(self) -> tuple[str, Decimal | None]:
        """What the unit says; the same claim on a later sheet is no new objection."""
        return self.text, self.wanted


@dataclass(frozen=True, slots=True)
class ObjectionVersion:
    """One reply as it was handed in. Without objections it says that the unit has none."""

    handed_in: HandedIn
    objections: tuple[Objection, ...]

    def on(self, item: str) -> Objection | None:
        return next((objection for objection in self.objections if objection.item == item), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """The office's answer to the objection in version `number`: kept (`points` are `None`), or changed to `points`."""

    item: str
    number: int
    points: Decimal | None
    reason: str
    answered_by: str
    answered_at: datetime

    @property
    def is_kept(self) -> bool:
        return self.points is None


@dataclass(frozen=True, slots=True)
class ObjectionCase:
    """One item's objection with the newest answer to it.

    `number` is the version in which the objection stands. `is_open` while the office has to answer: nothing is answered
    yet, or the unit has said something else since. An answer counts until it is replaced by another one.
    """

    unit: str
    number: int
    objection: Objection
    answer: Answer | None
    is_open: bool

    @property
    def item(self) -> str:
        return self.objection.item


@dataclass(frozen=True, slots=True)
class UnitObjections:
    """All that a unit has objected to in a year, and all answers, oldest first."""

    unit: str
    year: int
    versions: tuple[ObjectionVersion, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def current(self) -> ObjectionVersion | None:
        """The newest reply."""
        return self.versions[-1] if self.versions else None

    def cases(self) -> tuple[ObjectionCase, ...]:
        """The objections that stand: those of the newest reply, then those answered before which it no longer holds.

        A unit takes back an objection by leaving it out; one that has been answered stays with its answer.
        """
        newest = {answer.item: answer for answer in self.answers}
        raised = tuple(self._raised(newest))
        held = {case.item for case in raised}
        return (*raised, *(self._answered(answer) for item, answer in newest.items() if item not in held))

    def case(self, item: str) -> ObjectionCase | None:
        return next((case for case in self.cases() if case.item == item), None)

    def _raised(self, answers: Mapping[str, Answer]) -> Iterator[ObjectionCase]:
        """The objections of the newest reply."""
        if self.current is None:
            return
        for objection in self.current.objections:
            answer = answers.get(objection.item)
            is_open = answer is None or self._answered(answer).objection.claim != objection.claim
            yield ObjectionCase(self.unit, self.current.handed_in.number, objection, answer, is_open)

    def _answered(self, answer: Answer) -> ObjectionCase:
        """The objection as it stood when it was answered. Raises `LookupError` where it never did."""
        for version in self.versions:
            objection = version.on(answer.item)
            if version.handed_in.number == answer.number and objection is not None:
                return ObjectionCase(self.unit, answer.number, objection, answer, is_open=False)
        raise LookupError(f"no objection to {answer.item} in version {answer.number}")
