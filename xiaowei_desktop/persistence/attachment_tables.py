"""The tables of 支撑材料. None of their rows is ever altered or deleted; the migration holds that with triggers.

So a file that has been taken off its place is still known by name and place, and none in the folder becomes nobody's.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from xiaowei_desktop.domain.attachment import Role
from xiaowei_desktop.persistence.tables import Base
from xiaowei_desktop.persistence.types import one_of


class AttachmentRow(Base):
    """A file at a place. A return line has quarter, indicator and subject, the others have an item.

    `place_name` says where it belongs in the words of the day on which it was attached.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("size >= 1", name="size"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("(role = 'return') = (quarter IS NOT NULL)", name="place"),
        Index(None, "plan_id", "year", "unit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"))
    sha256: Mapped[str]
    size: Mapped[int]
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(one_of(Role, "role"))
    unit: Mapped[str]
    year: Mapped[int]
    item: Mapped[str]
    quarter: Mapped[int | None]
    indicator: Mapped[str]
    subject: Mapped[str]
    note: Mapped[str]
    place_name: Mapped[str]
    attached_by: Mapped[str]
    attached_at: Mapped[datetime]


class DetachmentRow(Base):
    """An attachment that has been taken off its place; when and why stands in the history too."""

    __tablename__ = "detachment"

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), primary_key=True, autoincrement=False)
    detached_by: Mapped[str]
    reason: Mapped[str]
