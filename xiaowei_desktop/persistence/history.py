"""The history of changes in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaowei_desktop.application.ports.storage import Change
from xiaowei_desktop.persistence.tables import ChangeRow


class SqlHistory:
    """The history of one database, within one transaction. Triggers keep it from being altered."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, changes: Sequence[Change]) -> None:
        self._session.add_all(ChangeRow(**asdict(change)) for change in changes)
        self._session.flush()

    def all(self, plan_id: str, subject: str = "") -> tuple[Change, ...]:
        wanted = select(ChangeRow).where(ChangeRow.plan == plan_id)
        if subject:
            wanted = wanted.where(ChangeRow.subject == subject)
        return tuple(_to_change(row) for row in self._session.scalars(wanted.order_by(ChangeRow.id)))


def _to_change(row: ChangeRow) -> Change:
    return Change(
        at=row.at,
        who=row.who,
        plan=row.plan,
        subject=row.subject,
        field=row.field,
        old=row.old,
        new=row.new,
        reason=row.reason,
    )
