"""Migrations: whole or not at all, after a backup, and in step with the models."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from tests.integration.persistence.records import MIGRATIONS, NOW, PLAN, contents, reported, stores_at
from xiaowei_desktop.application.ports.storage import Edition
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.backup import FOLDER
from xiaowei_desktop.persistence.dialect import open_engine
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores
from xiaowei_desktop.persistence.tables import Base

NEWEST = max(path.name for path in (MIGRATIONS / "versions").glob("0*.py"))[:4]
HEAD = f"""
import sqlalchemy as sa
from alembic import op
revision = "9000"
down_revision = "{NEWEST}"
def upgrade() -> None:
    with op.batch_alter_table("quarterly_return", recreate="always") as table:
        table.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
"""
FAILS = HEAD + '    op.execute("DELETE FROM mark")\n    raise RuntimeError("磁带断了")\n'
FILLS_THE_DISK = f"""{HEAD}
    op.execute("PRAGMA max_page_count = 1")
    op.execute("CREATE TABLE more AS SELECT zeroblob(1000000) AS filling")
"""
LOSES_PARENTS = HEAD + '    op.execute("DELETE FROM quarterly_return")\n'


def with_revision(tmp_path: Path, script: str) -> SqliteStores:
    """The stores of a program that ships one more migration."""
    folder = tmp_path / "db 100%"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / "9000_more.py").write_text(script, "utf-8")
    return stores_at(NOW, folder)


@pytest.fixture
def closed(store: SqliteStore, database: Path) -> Path:
    """A database of this version that holds a return."""
    with store.work() as work:
        work.returns.save(PLAN.id, reported())
        work.commit()
    store.close()
    return database


def test_models_and_migrated_tables_agree(store: SqliteStore) -> None:
    with store._engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_are_the_models_own_and_have_names(store: SqliteStore, tmp_path: Path) -> None:
    modelled = open_engine(tmp_path / "models.db")
    Base.metadata.create_all(modelled)
    assert constraints(store._engine) == constraints(modelled)
    modelled.dispose()
    assert all(name for _, name, _ in constraints(store._engine))


def constraints(engine: Engine) -> set[tuple[str, str, str]]:
    """Table, name and content of every constraint of the program's tables."""
    found = inspect(engine)
    return {
        (table, str(constraint["name"]), str(dict(constraint)))
        for table in Base.metadata.tables
        for constraint in (
            found.get_pk_constraint(table),
            *found.get_foreign_keys(table),
            *found.get_unique_constraints(table),
            *found.get_check_constraints(table),
        )
    }


def test_a_database_of_this_version_is_opened_without_a_backup(closed: Path, stores: SqliteStores) -> None:
    stores.open(closed).close()
    assert list(contents(closed.parent)) == [closed.name]


def test_a_migration_backs_up_first_and_keeps_every_row(closed: Path, tmp_path: Path, stores: SqliteStores) -> None:
    newer = with_revision(tmp_path, HEAD)
    assert [issue.code for issue in newer.check(closed)] == ["database-older"]
    with closing(newer.open(closed)) as store:
        assert "note" in {column["name"] for column in inspect(store._engine).get_columns("quarterly_return")}
        with store.work() as work:
            assert work.returns.get(PLAN.id, "sjj", reported().quarter) == reported()
    (backup,) = (closed.parent / FOLDER).iterdir()
    with closing(stores.open(backup)) as before, before.work() as work:
        assert work.returns.get(PLAN.id, "sjj", reported().quarter) == reported()
    assert newer.check(closed) == ()


@pytest.mark.parametrize(
    ("migration", "reason"), [(FAILS, "RuntimeError：磁带断了"), (LOSES_PARENTS, "MigrationError：1 rows")]
)
def test_a_failed_migration_leaves_the_database_as_it_was(
    closed: Path, tmp_path: Path, stores: SqliteStores, migration: str, reason: str
) -> None:
    before = closed.read_bytes()
    with pytest.raises(UserError, match="已全部撤销") as failed:
        with_revision(tmp_path, migration).open(closed)
    assert failed.value.details[0].startswith(reason)
    (backup,) = (closed.parent / FOLDER).iterdir()
    assert str(backup) in failed.value.hint
    assert stores.check(backup) == ()
    assert closed.read_bytes() == before
    stores.open(closed).close()


def test_a_disk_that_fills_up_during_a_migration(closed: Path, tmp_path: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(UserError, match="磁盘空间不足"):
        with_revision(tmp_path, FILLS_THE_DISK).open(closed)
    assert closed.read_bytes() == before


def first_version(tmp_path: Path) -> SqliteStores:
    """The stores of the program that knew the first tables only."""
    folder = tmp_path / "db 0001"
    shutil.copytree(
        MIGRATIONS, folder, ignore=lambda _, names: [name for name in names if "0002" <= name[:4] <= "9999"]
    )
    return stores_at(NOW, folder)


def test_plans_of_the_first_version_hold_from_their_first_year_on(tmp_path: Path, stores: SqliteStores) -> None:
    path = tmp_path / "旧.db"
    saved = (NOW, NOW.replace(hour=10))
    with closing(first_version(tmp_path).create(path)) as old, old._engine.begin() as connection:
        connection.execute(text("INSERT INTO plan VALUES ('huzhou', :at)"), {"at": NOW})
        for number, at in enumerate(saved, start=1):
            row = {"number": number, "document": '{"id":"huzhou","span":[2018,2020]}', "at": at}
            columns = "plan_id, number, document, saved_by, saved_at"
            connection.execute(
                text(f"INSERT INTO plan_version ({columns}) VALUES ('huzhou', :number, :document, '王五', :at)"), row
            )
    with closing(stores.open(path)) as store:
        with store.work() as work:
            assert work.plans.editions("huzhou") == tuple(
                Edition(number, 2018, "王五", at) for number, at in enumerate(saved, start=1)
            )
        with store._engine.connect() as connection, pytest.raises(IntegrityError, match="never altered"):
            connection.execute(text("DELETE FROM plan_version"))
        with store._engine.connect() as connection:
            documents = connection.execute(text("SELECT DISTINCT document FROM plan_version"))
            assert documents.scalars().all() == ['{"id":"huzhou","span":[2018,2020]}']
    assert stores.check(path) == ()
