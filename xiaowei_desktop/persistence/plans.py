"""Plans in the database: a document for each version."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

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

    def get(self, plan_id: str) -> Plan:
        newest = self._newest(plan_id)
        if newest is None:
            raise LookupError(plan_id)
        return self._codec.load(newest.document)

    def save(self, plan: Plan, who: str, at: datetime) -> None:
        document = self._codec.dump(plan)
        newest = self._newest(plan.id)
        if newest is None:
            self._session.add(PlanRow(id=plan.id, added_at=at))
            self._session.flush()
        number = newest.number + 1 if newest else 1
        self._session.add(PlanVersionRow(plan_id=plan.id, number=number, document=document, saved_by=who, saved_at=at))
        self._session.flush()

    def _newest(self, plan_id: str) -> PlanVersionRow | None:
        versions = select(PlanVersionRow).where(PlanVersionRow.plan_id == plan_id)
        return self._session.scalar(versions.order_by(PlanVersionRow.number.desc()).limit(1))
