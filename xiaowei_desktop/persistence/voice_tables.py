"""The tables of self-assessments and objections: versions as they were handed in, and answers. None is ever altered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from xiaowei_desktop.persistence.tables import Base, SubmissionColumns


class HandedInColumns(SubmissionColumns):
    """Whose paper for which year, and how this version of it arrived."""

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"))
    unit: Mapped[str]
    year: Mapped[int]


class AssessedItemRow(Base):
    """What the unit wrote for one item. `evidence` has one entry a line."""

    __tablename__ = "self_assessed_item"
    __table_args__ = (UniqueConstraint("version_id", "item"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("self_assessment.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item: Mapped[str]
    points: Mapped[Decimal | None]
    explanation: Mapped[str]
    evidence: Mapped[str]
    remark: Mapped[str]


class AssessmentRow(HandedInColumns, Base):
    """One version of a unit's 自评表."""

    __tablename__ = "self_assessment"
    __table_args__ = (
        UniqueConstraint("plan_id", "year", "unit", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    items: Mapped[list[AssessedItemRow]] = relationship(order_by=AssessedItemRow.position)


class ObjectionRow(Base):
    """One objection of a reply; `points` are those of the sheet that it objects to."""

    __tablename__ = "objection"
    __table_args__ = (UniqueConstraint("version_id", "item"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("objection_reply.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item: Mapped[str]
    text: Mapped[str]
    wanted: Mapped[Decimal | None]
    points: Mapped[Decimal | None]


class ReplyRow(HandedInColumns, Base):
    """One version of a unit's 异议表; without objections where the unit has none."""

    __tablename__ = "objection_reply"
    __table_args__ = (
        UniqueConstraint("plan_id", "year", "unit", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    objections: Mapped[list[ObjectionRow]] = relationship(order_by=ObjectionRow.position)


class AnswerRow(Base):
    """The office's answer to the objection in version `number`; without points the office keeps its own."""

    __tablename__ = "objection_answer"
    __table_args__ = (Index(None, "plan_id", "year", "unit"), CheckConstraint("number >= 1", name="number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"))
    unit: Mapped[str]
    year: Mapped[int]
    item: Mapped[str]
    number: Mapped[int]
    points: Mapped[Decimal | None]
    reason: Mapped[str]
    answered_by: Mapped[str]
    answered_at: Mapped[datetime]
