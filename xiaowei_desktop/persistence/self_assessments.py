"""Self-assessments in the database."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion, SelfAssessment
from xiaowei_desktop.persistence.handed_in import handed_in, handed_in_columns
from xiaowei_desktop.persistence.voice_tables import AssessedItemRow, AssessmentRow


class SqlSelfAssessments:
    """The self-assessments of one database, within one transaction. Triggers keep versions from being altered."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, plan_id: str, unit: str, year: int) -> SelfAssessment:
        found = self._all(AssessmentRow.plan_id == plan_id, AssessmentRow.year == year, AssessmentRow.unit == unit)
        return next(iter(found), SelfAssessment(unit, year))

    def of_year(self, plan_id: str, year: int) -> tuple[SelfAssessment, ...]:
        return self._all(AssessmentRow.plan_id == plan_id, AssessmentRow.year == year)

    def add(self, plan_id: str, unit: str, year: int, version: AssessmentVersion) -> None:
        row = AssessmentRow(**handed_in_columns(plan_id, unit, year, version.handed_in))
        row.items = [_item_row(position, item) for position, item in enumerate(version.items, 1)]
        self._session.add(row)
        self._session.flush()

    def _all(self, *wanted: ColumnElement[bool]) -> tuple[SelfAssessment, ...]:
        rows = select(AssessmentRow).where(*wanted).options(selectinload(AssessmentRow.items))
        ordered = self._session.scalars(rows.order_by(AssessmentRow.year, AssessmentRow.unit, AssessmentRow.number))
        return tuple(
            SelfAssessment(unit, year, tuple(_version(row) for row in versions))
            for (year, unit), versions in groupby(ordered, key=lambda row: (row.year, row.unit))
        )


def _version(row: AssessmentRow) -> AssessmentVersion:
    items = (
        AssessedItem(item.item, item.points, item.explanation, tuple(item.evidence.splitlines()), item.remark)
        for item in row.items
    )
    return AssessmentVersion(handed_in(row), tuple(items))


def _item_row(position: int, assessed: AssessedItem) -> AssessedItemRow:
    return AssessedItemRow(
        position=position,
        item=assessed.item,
        points=assessed.points,
        explanation=assessed.explanation,
        evidence="\n".join(assessed.evidence),
        remark=assessed.remark,
    )
