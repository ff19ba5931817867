"""Databases made and opened; what is refused stays as it was, byte for byte."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.integration.persistence.records import MIGRATIONS, PLAN, contents
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores

SET_NEWER = "UPDATE alembic_version SET version_num = '9999'"
KILLED_WHILE_WRITING = f"""
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("{SET_NEWER}")
os._exit(0)
"""


def test_a_new_database_is_one_file(stores: SqliteStores, database: Path) -> None:
    stores.create(database).close()
    assert list(contents(database.parent)) == [database.name]
    assert database.read_bytes()[68:72] == b"XWJH"


def test_closing_leaves_one_file_and_opening_finds_what_was_stored(
    store: SqliteStore, stores: SqliteStores, database: Path
) -> None:
    store.close()
    assert list(contents(database.parent)) == [database.name]
    with closing(stores.open(database)) as again, again.work() as work:
        assert work.plans.get(PLAN.id) == PLAN
    assert again.path == database


def test_closing_twice_does_no_harm(store: SqliteStore) -> None:
    store.close()
    store.close()


def test_a_new_database_never_takes_an_existing_file(stores: SqliteStores, database: Path) -> None:
    database.write_text("别的文件", "utf-8")
    with pytest.raises(UserError, match="已经存在"):
        stores.create(database)
    assert contents(database.parent) == {database.name: "别的文件".encode()}


def test_a_new_database_needs_its_folder(stores: SqliteStores, database: Path) -> None:
    with pytest.raises(UserError, match="文件夹不存在"):
        stores.create(database.parent / "没有" / "新.db")


def _text(path: Path) -> None:
    path.write_text("这不是数据库，是一段很长的文字。" * 100, "utf-8")


def _empty(path: Path) -> None:
    path.touch()


def _folder(path: Path) -> None:
    path.mkdir()


def _missing(_path: Path) -> None: ...


def _of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (id)")


def _read_only(path: Path) -> None:
    from tests.integration.persistence.records import stores_at

    stores_at().create(path).close()
    path.chmod(0o444)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_text, "已损坏，或者不是本软件的数据库"),
        (_empty, "是空文件"),
        (_folder, "是一个文件夹"),
        (_missing, "找不到数据库"),
        (_of_another_program, "不是本软件的数据库"),
        (_read_only, "是只读文件"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_remedy(
    stores: SqliteStores, database: Path, make: Callable[[Path], None], says: str
) -> None:
    make(database)
    before = contents(database.parent)
    with pytest.raises(UserError, match=says) as refused:
        stores.open(database)
    assert refused.value.hint.endswith("。")
    assert contents(database.parent) == before


def test_a_newer_database_is_refused_unharmed(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    store.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute(SET_NEWER)
    before = contents(database.parent)
    with pytest.raises(UserError, match="更新版本的软件") as refused:
        stores.open(database)
    newest = max(path.name for path in (MIGRATIONS / "versions").glob("0*.py"))[:4]
    assert refused.value.details == (f"数据库版本：9999；本软件版本：{newest}。",)
    assert contents(database.parent) == before
    (issue,) = stores.check(database)
    assert issue.code == "database-newer"


def test_a_newer_database_that_was_not_closed_keeps_its_last_rows(
    store: SqliteStore, stores: SqliteStores, database: Path
) -> None:
    store.close()
    subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, database], check=True)
    log = database.with_name(database.name + "-wal")
    before = (database.read_bytes(), log.read_bytes())
    with pytest.raises(UserError, match="更新版本的软件"):
        stores.open(database)
    assert (database.read_bytes(), log.read_bytes()) == before


def test_checking_a_sound_database_finds_nothing_and_writes_nothing(
    store: SqliteStore, stores: SqliteStores, database: Path
) -> None:
    assert stores.check(database) == ()
    store.close()
    before = contents(database.parent)
    assert stores.check(database) == ()
    assert contents(database.parent) == before


def test_checking_names_what_is_damaged(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    store.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("INSERT INTO mark_event VALUES (77, 1, '表彰', 1, NULL, '')")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'ix_change_plan_subject'")
    issues = stores.check(database)
    assert {issue.code for issue in issues} == {"database-damaged", "reference-lost"}
    assert "mark_event" in issues[-1].message
