"""What a unit says of its own score for a year: the self-assessment that counts, and its objections."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.objection import ObjectionCase, ObjectionVersion
from xiaowei_desktop.domain.self_assessment import AssessmentVersion


@dataclass(frozen=True, slots=True)
class UnitVoice:
    """What stands beside the office's points on the unit's sheet: the newest self-assessment and the objections.

    `reply` is the newest reply to its provisional sheet, also one without objections.
    """

    assessment: AssessmentVersion | None = None
    cases: tuple[ObjectionCase, ...] = ()
    reply: ObjectionVersion | None = None

    def assessed(self, item: str) -> Decimal | None:
        """The points that the unit gives itself; `None` where it gives none."""
        return self.assessment.points_of(item) if self.assessment else None

    @property
    def has_points(self) -> bool:
        return self.assessment is not None and any(item.points is not None for item in self.assessment.items)


SILENT = UnitVoice()
"""A unit that has said nothing."""


def difference(assessed: Decimal | None, points: Decimal | None) -> Decimal | None:
    """差额: the unit's points less the office's; above 0 where the unit thinks more of itself."""
    return None if assessed is None or points is None else assessed - points
