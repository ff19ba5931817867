"""自评 and 异议: what the units say of their own points."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NEVER_ALTERED = {
    "self_assessment": "a self-assessment is never altered",
    "self_assessed_item": "a self-assessment is never altered",
    "objection_reply": "an objection is never altered",
    "objection": "an objection is never altered",
    "objection_answer": "an answer is never altered",
}


def upgrade() -> None:
    _paper("self_assessment")
    _paper("objection_reply")
    _assessed_items()
    _objections()
    _answers()
    for table, reason in _NEVER_ALTERED.items():
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER tr_{table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
            )


def _paper(table: str) -> None:
    """One version of a unit's paper for a year, as it was handed in."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("filler_name", sa.Text(), nullable=False),
        sa.Column("filler_phone", sa.Text(), nullable=False),
        sa.Column("filler_head", sa.Text(), nullable=False),
        sa.Column("filled_on", sa.Date(), nullable=True),
        sa.Column("source_file", sa.Text(), nullable=False),
        sa.Column("source_sha256", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.CheckConstraint("number >= 1", name=f"ck_{table}_number"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=f"fk_{table}_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("plan_id", "year", "unit", "number", name=f"uq_{table}_plan_id_year_unit_number"),
    )


def _assessed_items() -> None:
    op.create_table(
        "self_assessed_item",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["self_assessment.id"], name="fk_self_assessed_item_version_id_self_assessment"
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name="pk_self_assessed_item"),
        sa.UniqueConstraint("version_id", "item", name="uq_self_assessed_item_version_id_item"),
    )


def _objections() -> None:
    op.create_table(
        "objection",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wanted", sa.BigInteger(), nullable=True),
        sa.Column("points", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["objection_reply.id"], name="fk_objection_version_id_objection_reply"),
        sa.PrimaryKeyConstraint("version_id", "position", name="pk_objection"),
        sa.UniqueConstraint("version_id", "item", name="uq_objection_version_id_item"),
    )


def _answers() -> None:
    op.create_table(
        "objection_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_objection_answer_number"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_objection_answer_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_objection_answer"),
    )
    op.create_index("ix_objection_answer_plan_id_year_unit", "objection_answer", ["plan_id", "year", "unit"])
