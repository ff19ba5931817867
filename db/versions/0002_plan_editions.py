"""An edition of a plan says from which year on it acts.

What was stored before acted from the first year of its plan's span on, the newest version alone: that stays so.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEPT = "plan_id, number, document, saved_by, saved_at"


def upgrade() -> None:
    """A new table in the place of the old one, which takes its triggers with it."""
    op.execute("ALTER TABLE plan_version RENAME TO plan_version_0001")
    _versions()
    op.execute(
        f"INSERT INTO plan_version ({_KEPT}, from_year) "
        f"SELECT {_KEPT}, json_extract(document, '$.span[0]') FROM plan_version_0001"
    )
    op.drop_table("plan_version_0001")
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER tr_plan_version_no_{action.lower()} BEFORE {action} ON plan_version "
            "BEGIN SELECT RAISE(ABORT, 'a version of a plan is never altered'); END"
        )


def _versions() -> None:
    op.create_table(
        "plan_version",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_plan_version_number"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_plan_version_plan_id_plan"),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_plan_version"),
    )
