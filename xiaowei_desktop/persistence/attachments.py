"""支撑材料 in the database: what is attached to what."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from xiaowei_desktop.domain.attachment import (
    Attachment,
    Content,
    MarkPlace,
    Place,
    ReturnPlace,
    Role,
    SelfAssessmentPlace,
)
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.persistence.attachment_tables import AttachmentRow, DetachmentRow


class SqlAttachments:
    """The attachments of one database, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_year(self, plan_id: str, year: int) -> tuple[Attachment, ...]:
        wanted = _attached_now(plan_id).where(AttachmentRow.year == year).order_by(AttachmentRow.id)
        return tuple(_to_attachment(row) for row in self._session.scalars(wanted))

    def get(self, plan_id: str, number: int) -> Attachment | None:
        found = self._session.scalar(_attached_now(plan_id).where(AttachmentRow.id == number))
        return None if found is None else _to_attachment(found)

    def add(self, plan_id: str, attachment: Attachment, place_name: str) -> Attachment:
        row = _row(plan_id, attachment, place_name)
        self._session.add(row)
        self._session.flush()
        return replace(attachment, number=row.id)

    def detach(self, attachment: Attachment, who: str, reason: str) -> None:
        self._session.add(DetachmentRow(attachment_id=attachment.number, detached_by=who, reason=reason))
        self._session.flush()


def _attached_now(plan_id: str) -> Select[AttachmentRow]:
    return (
        select(AttachmentRow)
        .outerjoin(DetachmentRow, DetachmentRow.attachment_id == AttachmentRow.id)
        .where(AttachmentRow.plan_id == plan_id, DetachmentRow.attachment_id.is_(None))
    )


def _to_attachment(row: AttachmentRow) -> Attachment:
    return Attachment(
        place=_place(row),
        name=row.name,
        content=Content(row.sha256, row.size),
        note=row.note,
        attached_by=row.attached_by,
        attached_at=row.attached_at,
        number=row.id,
    )


def _place(row: AttachmentRow) -> Place:
    if row.quarter is not None:
        return ReturnPlace(row.unit, Quarter(row.year, row.quarter), RowKey(row.indicator, row.subject))
    kind = MarkPlace if row.role is Role.MARK else SelfAssessmentPlace
    return kind(row.unit, row.year, row.item)


def _row(plan_id: str, attachment: Attachment, place_name: str) -> AttachmentRow:
    place = attachment.place
    line = place if isinstance(place, ReturnPlace) else None
    return AttachmentRow(
        plan_id=plan_id,
        sha256=attachment.content.sha256,
        size=attachment.content.size,
        name=attachment.name,
        role=place.role,
        unit=place.unit,
        year=place.year,
        item="" if isinstance(place, ReturnPlace) else place.item,
        quarter=line.quarter.number if line else None,
        indicator=line.row.indicator if line else "",
        subject=line.row.subject if line else "",
        note=attachment.note,
        place_name=place_name,
        attached_by=attachment.attached_by,
        attached_at=attachment.attached_at,
    )
