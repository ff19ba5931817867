"""The first tables: plans, returns, marks, history.

Written out once and never changed again: what the models say today may be more than what this version made.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NEVER_ALTERED = {
    "plan_version": "a version of a plan is never altered",
    "return_version": "a submitted return is never altered",
    "return_line": "a submitted return is never altered",
    "change": "the history is never altered",
}


def upgrade() -> None:
    _plans()
    _returns()
    _submitted()
    _in_hand()
    _marks()
    _history()
    for table, reason in _NEVER_ALTERED.items():
        _forbid_altering(table, reason)


def _plans() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
    )
    op.create_table(
        "plan_version",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_plan_version_number"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_plan_version_plan_id_plan"),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_plan_version"),
    )


def _returns() -> None:
    states = "'missing', 'draft', 'reported', 'returned', 'approved', 'locked'"
    op.create_table(
        "quarterly_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name="ck_quarterly_return_quarter"),
        sa.CheckConstraint(f"state IN ({states})", name="ck_quarterly_return_state"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_quarterly_return_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_quarterly_return"),
        sa.UniqueConstraint("plan_id", "unit", "year", "quarter", name="uq_quarterly_return_plan_id_unit_year_quarter"),
    )
    op.create_index("ix_quarterly_return_plan_id_year_quarter", "quarterly_return", ["plan_id", "year", "quarter"])


def _submitted() -> None:
    op.create_table(
        "return_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("number >= 1", name="ck_return_version_number"),
        sa.CheckConstraint("length(source_sha256) IN (0, 64)", name="ck_return_version_source_sha256"),
        sa.ForeignKeyConstraint(
            ["return_id"], ["quarterly_return.id"], name="fk_return_version_return_id_quarterly_return"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_return_version"),
        sa.UniqueConstraint("return_id", "number", name="uq_return_version_return_id_number"),
    )
    _lines("return_line", owner="version_id", owners="return_version")


def _in_hand() -> None:
    _lines("draft_line", owner="return_id", owners="quarterly_return")
    op.create_table(
        "verified_figure",
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("verified_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"], ["quarterly_return.id"], name="fk_verified_figure_return_id_quarterly_return"
        ),
        sa.PrimaryKeyConstraint("return_id", "position", name="pk_verified_figure"),
        sa.UniqueConstraint("return_id", "indicator", "subject", name="uq_verified_figure_return_id_indicator_subject"),
    )


def _lines(table: str, owner: str, owners: str) -> None:
    """The rows of a form; figures are whole millionths."""
    statuses = "'未启动', '按计划推进', '推进偏慢', '已完成'"
    op.create_table(
        table,
        sa.Column(owner, sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("quarter_value", sa.BigInteger(), nullable=True),
        sa.Column("cumulative", sa.BigInteger(), nullable=True),
        sa.Column("benchmark", sa.BigInteger(), nullable=True),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(20), nullable=True),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.CheckConstraint(f"status IN ({statuses})", name=f"ck_{table}_status"),
        sa.ForeignKeyConstraint([owner], [f"{owners}.id"], name=f"fk_{table}_{owner}_{owners}"),
        sa.PrimaryKeyConstraint(owner, "position", name=f"pk_{table}"),
        sa.UniqueConstraint(owner, "indicator", "subject", name=f"uq_{table}_{owner}_indicator_subject"),
    )


def _marks() -> None:
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=True),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("none", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.CheckConstraint("place >= 1", name="ck_mark_place"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_mark_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
        sa.UniqueConstraint("plan_id", "year", "unit", "item", name="uq_mark_plan_id_year_unit_item"),
    )
    op.create_table(
        "mark_event",
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.CheckConstraint("count >= 0", name="ck_mark_event_count"),
        sa.ForeignKeyConstraint(["mark_id"], ["mark.id"], name="fk_mark_event_mark_id_mark"),
        sa.PrimaryKeyConstraint("mark_id", "position", name="pk_mark_event"),
    )


def _history() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_plan_subject", "change", ["plan", "subject"])


def _forbid_altering(table: str, reason: str) -> None:
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER tr_{table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
        )
