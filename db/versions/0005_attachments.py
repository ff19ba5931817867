"""支撑材料: files that prove a figure or a judgement, known by their content."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _attachments()
    _detachments()
    for table in ("attachment", "detachment"):
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER tr_{table}_no_{action.lower()} BEFORE {action} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'what was attached is never altered'); END"
            )


def _attachments() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=False),
        sa.Column("attached_by", sa.Text(), nullable=False),
        sa.Column("attached_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="ck_attachment_sha256"),
        sa.CheckConstraint("size >= 1", name="ck_attachment_size"),
        sa.CheckConstraint("role IN ('return', 'mark', 'self')", name="ck_attachment_role"),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name="ck_attachment_quarter"),
        sa.CheckConstraint("(role = 'return') = (quarter IS NOT NULL)", name="ck_attachment_place"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_attachment_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    op.create_index("ix_attachment_plan_id_year_unit", "attachment", ["plan_id", "year", "unit"])


def _detachments() -> None:
    op.create_table(
        "detachment",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("detached_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name="fk_detachment_attachment_id_attachment"),
        sa.PrimaryKeyConstraint("attachment_id", name="pk_detachment"),
    )
