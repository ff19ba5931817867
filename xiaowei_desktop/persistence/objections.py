"""Objections and their answers in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from xiaowei_desktop.domain.objection import Answer, Objection, ObjectionVersion, UnitObjections
from xiaowei_desktop.persistence.handed_in import handed_in, handed_in_columns
from xiaowei_desktop.persistence.voice_tables import AnswerRow, ObjectionRow, ReplyRow


class SqlObjections:
    """The objections of one database, within one transaction. Triggers keep replies and answers from being altered."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, plan_id: str, unit: str, year: int) -> UnitObjections:
        found = (one for one in self.of_year(plan_id, year) if one.unit == unit)
        return next(found, UnitObjections(unit, year))

    def of_year(self, plan_id: str, year: int) -> tuple[UnitObjections, ...]:
        replies = select(ReplyRow).where(ReplyRow.plan_id == plan_id, ReplyRow.year == year)
        ordered = replies.options(selectinload(ReplyRow.objections)).order_by(ReplyRow.unit, ReplyRow.number)
        answers = select(AnswerRow).where(AnswerRow.plan_id == plan_id, AnswerRow.year == year).order_by(AnswerRow.id)
        versions = _by_unit((row.unit, _version(row)) for row in self._session.scalars(ordered))
        answered = _by_unit((row.unit, _answer(row)) for row in self._session.scalars(answers))
        return tuple(
            UnitObjections(unit, year, tuple(found), tuple(answered.get(unit, ()))) for unit, found in versions.items()
        )

    def add(self, plan_id: str, unit: str, year: int, version: ObjectionVersion) -> None:
        row = ReplyRow(**handed_in_columns(plan_id, unit, year, version.handed_in))
        row.objections = [_objection_row(position, one) for position, one in enumerate(version.objections, 1)]
        self._session.add(row)
        self._session.flush()

    def answer(self, plan_id: str, unit: str, year: int, answer: Answer) -> None:
        self._session.add(
            AnswerRow(
                plan_id=plan_id,
                unit=unit,
                year=year,
                item=answer.item,
                number=answer.number,
                points=answer.points,
                reason=answer.reason,
                answered_by=answer.answered_by,
                answered_at=answer.answered_at,
            )
        )
        self._session.flush()


def _by_unit(found: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for unit, one in found:
        grouped.setdefault(unit, []).append(one)
    return grouped


def _version(row: ReplyRow) -> ObjectionVersion:
    objections = (Objection(one.item, one.text, one.wanted, one.points) for one in row.objections)
    return ObjectionVersion(handed_in(row), tuple(objections))


def _answer(row: AnswerRow) -> Answer:
    return Answer(row.item, row.number, row.points, row.reason, row.answered_by, row.answered_at)


def _objection_row(position: int, objection: Objection) -> ObjectionRow:
    return ObjectionRow(
        position=position,
        item=objection.item,
        text=objection.text,
        wanted=objection.wanted,
        points=objection.points,
    )
