"""The tables, as typed models.

A plan is one aggregate that is always loaded, checked and changed as a whole, and its shape follows the documents
that cities write; so each version of it is stored as one document, and the tables refer to the codes inside it.
Returns and marks are many, small and looked up by unit and quarter: they have tables with a column for each field.

Submitted versions, plan versions and the history are never altered. The migrations hold that with triggers.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from xiaowei_desktop.domain.quarterly_return import ReturnState, TaskStatus
from xiaowei_desktop.persistence.types import ExactDecimal, LocalDateTime, one_of

_OWNED = "all, delete-orphan"


class Base(DeclarativeBase):
    """Every constraint has a name from the first day: a migration can only change what it can name."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        str: Text(),
        Decimal: ExactDecimal(),
        datetime: LocalDateTime(),
        ReturnState: one_of(ReturnState, "state"),
        TaskStatus: one_of(TaskStatus, "status"),
    }


class PlanRow(Base):
    """A plan that the database holds; `added_at` orders them."""

    __tablename__ = "plan"

    id: Mapped[str] = mapped_column(primary_key=True)
    added_at: Mapped[datetime]


class PlanVersionRow(Base):
    """One edition of a plan, as a document. It holds from `from_year` on, until a later year's takes over."""

    __tablename__ = "plan_version"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str]
    saved_by: Mapped[str]
    saved_at: Mapped[datetime]
    from_year: Mapped[int]


class LineColumns:
    """One row of a return form; `position` is its place in the form."""

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    indicator: Mapped[str]
    subject: Mapped[str]
    quarter_value: Mapped[Decimal | None]
    cumulative: Mapped[Decimal | None]
    benchmark: Mapped[Decimal | None]
    numerator: Mapped[Decimal | None]
    denominator: Mapped[Decimal | None]
    status: Mapped[TaskStatus | None]
    progress: Mapped[str]
    explanation: Mapped[str]
    remark: Mapped[str]


class LineRow(LineColumns, Base):
    """A row as it was submitted."""

    __tablename__ = "return_line"
    __table_args__ = (UniqueConstraint("version_id", "indicator", "subject"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("return_version.id"), primary_key=True)


class DraftLineRow(LineColumns, Base):
    """A row as it has been typed so far."""

    __tablename__ = "draft_line"
    __table_args__ = (UniqueConstraint("return_id", "indicator", "subject"),)

    return_id: Mapped[int] = mapped_column(ForeignKey("quarterly_return.id"), primary_key=True)


class SubmissionColumns:
    """How one version of what a unit hands in arrived; `source_file` is empty where it was typed in."""

    number: Mapped[int]
    filler_name: Mapped[str]
    filler_phone: Mapped[str]
    filler_head: Mapped[str]
    filled_on: Mapped[date | None]
    source_file: Mapped[str]
    source_sha256: Mapped[str]
    received_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class VersionRow(SubmissionColumns, Base):
    """One submission of a return."""

    __tablename__ = "return_version"
    __table_args__ = (
        UniqueConstraint("return_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("length(source_sha256) IN (0, 64)", name="source_sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("quarterly_return.id"))

    lines: Mapped[list[LineRow]] = relationship(order_by=LineRow.position)


class VerifiedRow(Base):
    """核定数 beside a reported figure."""

    __tablename__ = "verified_figure"
    __table_args__ = (UniqueConstraint("return_id", "indicator", "subject"),)

    return_id: Mapped[int] = mapped_column(ForeignKey("quarterly_return.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    indicator: Mapped[str]
    subject: Mapped[str]
    value: Mapped[Decimal]
    reason: Mapped[str]
    verified_by: Mapped[str]
    verified_at: Mapped[datetime]


class ReturnRow(Base):
    """A unit's return for a quarter, with the state it is in."""

    __tablename__ = "quarterly_return"
    __table_args__ = (
        UniqueConstraint("plan_id", "unit", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        Index(None, "plan_id", "year", "quarter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"))
    unit: Mapped[str]
    year: Mapped[int]
    quarter: Mapped[int]
    state: Mapped[ReturnState]
    reason: Mapped[str]
    approved_by: Mapped[str]
    approved_at: Mapped[datetime | None]

    versions: Mapped[list[VersionRow]] = relationship(order_by=VersionRow.number)
    draft: Mapped[list[DraftLineRow]] = relationship(order_by=DraftLineRow.position, cascade=_OWNED)
    verified: Mapped[list[VerifiedRow]] = relationship(order_by=VerifiedRow.position, cascade=_OWNED)


class MarkEventRow(Base):
    """加扣分事项 of a mark."""

    __tablename__ = "mark_event"
    __table_args__ = (CheckConstraint("count >= 0", name="count"),)

    mark_id: Mapped[int] = mapped_column(ForeignKey("mark.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    count: Mapped[int]
    points: Mapped[Decimal | None]
    basis: Mapped[str]


class MarkRatingRow(Base):
    """One rater's points of a mark."""

    __tablename__ = "mark_rating"

    mark_id: Mapped[int] = mapped_column(ForeignKey("mark.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rater: Mapped[str]
    points: Mapped[Decimal]
    basis: Mapped[str]


class MarkRow(Base):
    """评定 of one organisation in one item of a year.

    `none` says that there is nothing to count, `not_applicable` that the organisation has no such task.
    """

    __tablename__ = "mark"
    __table_args__ = (
        UniqueConstraint("plan_id", "year", "unit", "item"),
        CheckConstraint("place >= 1", name="place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"))
    year: Mapped[int]
    unit: Mapped[str]
    item: Mapped[str]
    grade: Mapped[str]
    points: Mapped[Decimal | None]
    rate: Mapped[Decimal | None]
    place: Mapped[int | None]
    none: Mapped[bool]
    not_applicable: Mapped[bool] = mapped_column(server_default=false())
    basis: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    file: Mapped[str]

    events: Mapped[list[MarkEventRow]] = relationship(order_by=MarkEventRow.position, cascade=_OWNED)
    ratings: Mapped[list[MarkRatingRow]] = relationship(order_by=MarkRatingRow.position, cascade=_OWNED)


class ChangeRow(Base):
    """One entry of the history, in the order in which it was written."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "plan", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    plan: Mapped[str]
    subject: Mapped[str]
    field: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    reason: Mapped[str]
