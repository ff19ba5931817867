"""A full disk, a write-protected folder, a busy database: a sentence with a remedy, and nothing half stored."""

from __future__ import annotations

import errno
import resource
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.integration.persistence.records import FULL_MARK, NOW, PLAN, change, contents, stores_at
from tests.ordinary_user import folder_for_all, needs_modes, ordinary_user
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence import network_drive
from xiaowei_desktop.persistence.dialect import existing_file
from xiaowei_desktop.persistence.lock import DatabaseLock
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores


def with_pragma(store: SqliteStore, pragma: str) -> None:
    """From now on every transaction runs under the pragma."""
    event.listen(store._engine, "begin", lambda connection: connection.exec_driver_sql(f"PRAGMA {pragma}"))


def test_a_full_disk(store: SqliteStore) -> None:
    with_pragma(store, "max_page_count = 1")
    with pytest.raises(UserError, match="磁盘空间不足") as failed, store.work() as work:
        work.history.add([change("季报", "说明" * 10_000)] * 50)
        work.commit()
    assert failed.value.hint.startswith("请清理")
    with store.work() as work:
        assert work.history.all(PLAN.id) == ()


def test_a_write_protected_database(store: SqliteStore) -> None:
    with_pragma(store, "query_only = ON")
    with pytest.raises(UserError, match="不能写入"), store.work() as work:
        work.marks.save(PLAN.id, 2020, FULL_MARK)


def test_a_database_that_another_program_is_writing_to(store: SqliteStore, database: Path) -> None:
    with_pragma(store, "busy_timeout = 0")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="正忙"), store.work() as work:
            work.marks.save(PLAN.id, 2020, FULL_MARK)


def test_a_database_with_overwritten_pages(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    store.close()
    content = bytearray(database.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    content[page:] = b"\xff" * (len(content) - page)
    database.write_bytes(bytes(content))
    with pytest.raises(UserError, match="已损坏"):
        stores.open(database)


@pytest.mark.skipif(sys.platform != "linux", reason="limits what a process may write, as only Unix does")
def test_a_disk_too_full_for_a_new_database(stores: SqliteStores, database: Path) -> None:
    """The sentence names the database that was wanted, not the draft; nothing of the draft stays."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    try:
        with pytest.raises(UserError) as failed:
            stores.create(database)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert f"“{database.name}”" in failed.value.message
    assert contents(database.parent) == {}


def test_texts_that_are_none(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    """A worn-out USB stick turns bytes within a text; SQLite's own check finds nothing wrong with the pages."""
    with store.work() as work:
        work.history.add([change("季报", "某一处说明")])
        work.commit()
    store.close()
    content = database.read_bytes()
    assert content.count("某一处说明".encode()) == 1
    database.write_bytes(content.replace("某一处说明".encode(), b"\xff" * len("某一处说明".encode())))
    (issue,) = stores.check(database)
    assert (issue.code, "请从“备份”文件夹恢复" in issue.message) == ("text-damaged", True)
    with pytest.raises(UserError, match="已损坏"):
        stores.backup(database, database.with_name("备份.db"))
    opened = stores.open(database)
    with pytest.raises(UserError, match="已损坏"), opened.work() as work:
        work.history.all(PLAN.id)
    opened.close()


def test_names_of_tables_that_are_no_text(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    store.close()
    content = database.read_bytes()
    database.write_bytes(content.replace(b"alembic_version", b"\xff" * len(b"alembic_version")))
    for use in (stores.check, stores.open):
        with pytest.raises(UserError, match="已损坏"):
            use(database)


def test_the_lock_of_a_full_disk_leaves_no_holder(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object, **__: object) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(UserError, match="不能写入"):
        DatabaseLock(database).acquire(NOW)
    assert [path.name for path in database.parent.iterdir() if path.name.endswith(".holder")] == []


def test_a_network_share(
    store: SqliteStore, stores: SqliteStores, database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store.close()
    table = tmp_path / "mounts"
    folder = str(database.parent).replace(" ", r"\040")
    table.write_text(f"//server/share {folder} cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(network_drive, "MOUNT_TABLE", table)
    for reach in (stores.open, stores.create):
        with pytest.raises(UserError, match="网络共享文件夹") as refused:
            reach(database)
        assert "复制到本机磁盘" in refused.value.hint


def test_a_fault_of_the_program_is_not_dressed_up(store: SqliteStore, database: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax error"), existing_file(database) as connection:
        connection.execute("SELEC 1")


@pytest.fixture
def shut_folder() -> Iterator[Path]:
    """A folder with a database in it that this process may read and not write."""
    with folder_for_all() as folder:
        stores_at().create(folder / "滨江.db").close()
        (folder / ".滨江.db.lock").unlink()
        folder.chmod(0o555)
        with ordinary_user():
            yield folder


@needs_modes
def test_a_folder_that_cannot_be_written(shut_folder: Path) -> None:
    stores = stores_at(NOW)
    database = shut_folder / "滨江.db"
    with pytest.raises(UserError, match="不能写入"):
        stores.open(database)
    with pytest.raises(UserError, match="不能写入"):
        stores.create(shut_folder / "新.db")
    with pytest.raises(UserError, match=r"备份文件夹.*建立不了"):
        stores.backup(database, None)
    assert stores.check(database) == ()
    assert [file.name for file in shut_folder.iterdir()] == ["滨江.db"]
