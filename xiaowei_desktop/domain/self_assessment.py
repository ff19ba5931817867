"""自评: the points that an assessed unit gives itself for a year, why, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.handed_in import HandedIn


@dataclass(frozen=True, slots=True)
class AssessedItem:
    """What the unit wrote for one item; `points` are `None` where it gave none.

    `evidence` lists the supporting material (支撑材料) as the unit names it, one entry each.
    """

    item: str
    points: Decimal | None = None
    explanation: str = ""
    evidence: tuple[str, ...] = ()
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        return self == AssessedItem(self.item)


@dataclass(frozen=True, slots=True)
class AssessmentVersion:
    """One self-assessment as it was handed in. A resubmission is a new version beside the old one."""

    handed_in: HandedIn
    items: tuple[AssessedItem, ...]

    def of(self, item: str) -> AssessedItem | None:
        """What the unit wrote for the item; `None` where it left the row empty."""
        return next((assessed for assessed in self.items if assessed.item == item), None)

    def points_of(self, item: str) -> Decimal | None:
        found = self.of(item)
        return found.points if found else None


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """All versions of a unit's self-assessment of a year, oldest first."""

    unit: str
    year: int
    versions: tuple[AssessmentVersion, ...] = ()

    @property
    def current(self) -> AssessmentVersion | None:
        """The version that counts: the newest."""
        return self.versions[-1] if self.versions else None
