"""定稿: years frozen with their rules, inputs and results; 重新开启 is a further row beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "final",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_final_number"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_final_plan_id_plan"),
        sa.PrimaryKeyConstraint("plan_id", "year", "number", name="pk_final"),
    )
    op.create_table(
        "final_reopening",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reopened_by", sa.Text(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name="ck_final_reopening_reason"),
        sa.ForeignKeyConstraint(
            ["plan_id", "year", "number"],
            ["final.plan_id", "final.year", "final.number"],
            name="fk_final_reopening_plan_id_year_number_final",
        ),
        sa.PrimaryKeyConstraint("plan_id", "year", "number", name="pk_final_reopening"),
    )
    for table, reason in (("final", "a final is never altered"), ("final_reopening", "a reopening is never altered")):
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER tr_{table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
            )
