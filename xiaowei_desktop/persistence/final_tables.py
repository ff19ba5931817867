"""The tables of finals (定稿), as typed models. Triggers keep both from being altered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaowei_desktop.persistence.tables import Base


class FinalRow(Base):
    """A frozen year: one canonical document of all that counted, and its SHA-256."""

    __tablename__ = "final"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    program: Mapped[str]
    fingerprint: Mapped[str]
    document: Mapped[str]


class ReopeningRow(Base):
    """That a final stands no longer: who reopened the year, when, and why."""

    __tablename__ = "final_reopening"
    __table_args__ = (
        CheckConstraint("length(reason) > 0", name="reason"),
        ForeignKeyConstraint(["plan_id", "year", "number"], ["final.plan_id", "final.year", "final.number"]),
    )

    plan_id: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reopened_by: Mapped[str]
    reopened_at: Mapped[datetime]
    reason: Mapped[str]
