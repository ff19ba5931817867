"""Marks in the database."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.persistence.tables import MarkEventRow, MarkRatingRow, MarkRow


class SqlMarks:
    """The marks of one database, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_year(self, plan_id: str, year: int) -> tuple[StoredMark, ...]:
        rows = self._session.scalars(_of_year(plan_id, year).order_by(MarkRow.unit, MarkRow.item))
        return tuple(_to_mark(row) for row in rows)

    def save(self, plan_id: str, year: int, marked: StoredMark) -> None:
        self.remove(plan_id, year, marked.mark.unit, marked.mark.item)
        self._session.add(_row(plan_id, year, marked))
        self._session.flush()

    def remove(self, plan_id: str, year: int, unit: str, item: str) -> None:
        wanted = _of_year(plan_id, year).where(MarkRow.unit == unit, MarkRow.item == item)
        for row in self._session.scalars(wanted):
            self._session.delete(row)
        self._session.flush()


def _of_year(plan_id: str, year: int) -> Select[MarkRow]:
    wanted = select(MarkRow).where(MarkRow.plan_id == plan_id, MarkRow.year == year)
    return wanted.options(selectinload(MarkRow.events), selectinload(MarkRow.ratings))


def _to_mark(row: MarkRow) -> StoredMark:
    mark = Mark(
        unit=row.unit,
        item=row.item,
        grade=row.grade,
        points=row.points,
        rate=row.rate,
        place=row.place,
        events=tuple(MarkEvent(event.kind, event.count, event.points, event.basis) for event in row.events),
        none=row.none,
        basis=row.basis,
        ratings=tuple(Rating(rating.rater, rating.points, rating.basis) for rating in row.ratings),
        not_applicable=row.not_applicable,
    )
    return StoredMark(mark, row.entered_by, row.entered_at, row.file)


def _row(plan_id: str, year: int, marked: StoredMark) -> MarkRow:
    mark = marked.mark
    return MarkRow(
        plan_id=plan_id,
        year=year,
        unit=mark.unit,
        item=mark.item,
        grade=mark.grade,
        points=mark.points,
        rate=mark.rate,
        place=mark.place,
        none=mark.none,
        not_applicable=mark.not_applicable,
        basis=mark.basis,
        entered_by=marked.entered_by,
        entered_at=marked.entered_at,
        file=marked.file,
        events=[
            MarkEventRow(position=position, kind=event.kind, count=event.count, points=event.points, basis=event.basis)
            for position, event in enumerate(mark.events, 1)
        ],
        ratings=[
            MarkRatingRow(position=position, rater=rating.rater, points=rating.points, basis=rating.basis)
            for position, rating in enumerate(mark.ratings, 1)
        ],
    )
