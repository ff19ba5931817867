"""Storage of what units say of their own scores: self-assessments and objections."""

from __future__ import annotations

from typing import Protocol

from xiaowei_desktop.domain.objection import Answer, ObjectionVersion, UnitObjections
from xiaowei_desktop.domain.self_assessment import AssessmentVersion, SelfAssessment


class SelfAssessmentRepository(Protocol):
    """Self-assessments with all their versions, which are never altered."""

    def get(self, plan_id: str, unit: str, year: int) -> SelfAssessment:
        """The unit's; one without versions where it has handed in none."""
        ...

    def of_year(self, plan_id: str, year: int) -> tuple[SelfAssessment, ...]:
        """Those of all units that have handed one in."""
        ...

    def add(self, plan_id: str, unit: str, year: int, version: AssessmentVersion) -> None:
        """Stores a further version."""
        ...


class ObjectionRepository(Protocol):
    """Objections with all their versions and answers, which are never altered."""

    def get(self, plan_id: str, unit: str, year: int) -> UnitObjections:
        """The unit's; without versions where it has not replied."""
        ...

    def of_year(self, plan_id: str, year: int) -> tuple[UnitObjections, ...]:
        """Those of all units that have replied."""
        ...

    def add(self, plan_id: str, unit: str, year: int, version: ObjectionVersion) -> None:
        """Stores a further version."""
        ...

    def answer(self, plan_id: str, unit: str, year: int, answer: Answer) -> None:
        """Stores a further answer; the newest one to an item counts."""
        ...
