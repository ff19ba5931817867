"""Plans in the database: a document for each edition."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaowei_desktop.application.editions import edition_for
from xiaowei_desktop.application.ports.storage import Edition
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.persistence.tables import PlanRow, PlanVersionRow


class PlanCodec(Protocol):
    """Turns a plan into the text that is stored, and back. `load` of what `dump` gave is the same plan."""

    def dump(self, plan: Plan) -> str: ...

    def load(self, text: str) -> Plan: ...


class SqlPlans:
    """The plans of one database, within one transaction."""

    def __init__(self, session: Session, codec: PlanCodec) -> None:
        self._session = session
        self._codec = codec

    def ids(self) -> tuple[str, ...]:
        return tuple(self._session.scalars(select(PlanRow.id).order_by(PlanRow.added_at, PlanRow.id)))

    def get(self, plan_id: str, year: int | None = None) -> Plan:
        editions = self.editions(plan_id)
        if not editions:
            raise LookupError(plan_id)
        document = select(PlanVersionRow.document).where(
            PlanVersionRow.plan_id == plan_id, PlanVersionRow.number == edition_for(editions, year).number
        )
        return self._codec.load(self._session.scalars(document).one())

    def save(self, plan: Plan, who: str, at: datetime, from_year: int) -> None:
        document = self._codec.dump(plan)
        number = len(self.editions(plan.id)) + 1
        if number == 1:
            self._session.add(PlanRow(id=plan.id, added_at=at))
            self._session.flush()
        self._session.add(
            PlanVersionRow(
                plan_id=plan.id, number=number, document=document, saved_by=who, saved_at=at, from_year=from_year
            )
        )
        self._session.flush()

    def editions(self, plan_id: str) -> tuple[Edition, ...]:
        columns = (PlanVersionRow.number, PlanVersionRow.from_year, PlanVersionRow.saved_by, PlanVersionRow.saved_at)
        stored = select(*columns).where(PlanVersionRow.plan_id == plan_id).order_by(PlanVersionRow.number)
        return tuple(Edition(*row) for row in self._session.execute(stored))
