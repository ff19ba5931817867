"""支撑材料 by item: what each unit has, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xiaowei_desktop.application.desk import Desk, find_unit
from xiaowei_desktop.application.marks import check_year
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.application.scoring import YearScores, score_year
from xiaowei_desktop.domain.attachment import Attachment
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.self_assessment import SelfAssessment
from xiaowei_desktop.domain.unit_evidence import UnitEvidence, unit_evidence


@dataclass(frozen=True, slots=True)
class YearEvidence:
    """The lists of a year: of every assessed organisation, and of every other unit that has files."""

    plan: Plan
    year: int
    units: tuple[UnitEvidence, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the lists of a year are made from; without scores where the plan has no scheme."""

    plan: Plan
    year: int
    scores: YearScores | None
    marks: Sequence[StoredMark]
    assessments: Sequence[SelfAssessment]
    attachments: Sequence[Attachment]

    def of(self, unit: str) -> UnitEvidence:
        sheets = self.scores.sheets if self.scores else ()
        leaves = (leaf for sheet in sheets if sheet.unit == unit for leaf in sheet.root.leaves())
        points = {leaf.node.code: leaf.points for leaf in leaves}
        judged = {one.mark.item for one in self.marks if one.mark.unit == unit and _has_something_to_prove(one.mark)}
        versions = (one.current for one in self.assessments if one.unit == unit)
        named = {item.item for version in versions if version for item in version.items if item.evidence}
        return unit_evidence(self.plan, unit, self.year, points, judged | named, self.attachments)


def evidence_of_year(desk: Desk, year: int, unit: str | None = None) -> YearEvidence:
    """The lists as of now; of one unit, by any of its names, or of all. Raises `UserError` for an unknown one."""
    plan = desk.plan(year)
    check_year(plan, year)
    stored = _stored(desk, plan, year, score_year(desk, year) if plan.scheme else None)
    wanted = (find_unit(plan, unit),) if unit else _units(stored)
    return YearEvidence(plan, year, tuple(stored.of(code) for code in wanted))


def evidence_of_unit(desk: Desk, scores: YearScores, unit: str) -> UnitEvidence:
    """One unit's list beside scores that are there already."""
    return _stored(desk, scores.plan, scores.year, scores).of(unit)


def _stored(desk: Desk, plan: Plan, year: int, scores: YearScores | None) -> _Stored:
    with desk.work() as work:
        marks = work.marks.of_year(plan.id, year)
        assessments = work.self_assessments.of_year(plan.id, year)
        attachments = work.attachments.of_year(plan.id, year)
    return _Stored(plan, year, scores, marks, assessments, attachments)


def _units(stored: _Stored) -> tuple[str, ...]:
    """The assessed in the scheme's order, then the others in the plan's."""
    assessed = stored.plan.scheme.assessed if stored.plan.scheme else ()
    with_files = {one.place.unit for one in stored.attachments} - set(assessed)
    others = (one.code for one in stored.plan.organisations if one.code in with_files)
    return (*assessed, *others)


def _has_something_to_prove(mark: Mark) -> bool:
    """Nothing happened and 无此任务 need no file."""
    return not (mark.none or mark.not_applicable or mark.is_empty)
