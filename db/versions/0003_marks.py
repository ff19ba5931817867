"""评定: what several raters gave, and that an organisation has no such task (无此任务)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("mark", sa.Column("not_applicable", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "mark_rating",
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mark_id"], ["mark.id"], name="fk_mark_rating_mark_id_mark"),
        sa.PrimaryKeyConstraint("mark_id", "position", name="pk_mark_rating"),
    )
