"""Backups hold everything, are proved before they count, and come back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.persistence.records import FULL_MARK, NOW, PLAN, contents, stores_at
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.backup import FOLDER
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores


def marks_in(path: Path) -> int:
    with closing(stores_at().open(path)) as store, store.work() as work:
        return len(work.marks.of_year(PLAN.id, 2020))


def add_mark(store: SqliteStore) -> None:
    with store.work() as work:
        work.marks.save(PLAN.id, 2020, FULL_MARK)
        work.commit()


def test_a_backup_holds_rows_that_the_database_file_does_not_have_yet(
    store: SqliteStore, stores: SqliteStores, database: Path, tmp_path: Path
) -> None:
    add_mark(store)
    plain_copy = tmp_path / "copy.db"
    plain_copy.write_bytes(database.read_bytes())
    backup = stores.backup(database, None)
    assert marks_in(backup) == 1
    assert marks_in(plain_copy) == 0
    assert backup.parent == database.parent / FOLDER
    assert backup.name == "滨江 2020 2020-07-03 091230.db"


def test_a_backup_is_one_file_and_the_database_stays_as_it_was(
    store: SqliteStore, stores: SqliteStores, database: Path, tmp_path: Path
) -> None:
    store.close()
    before = contents(database.parent)
    stick = tmp_path / "U 盘"
    stick.mkdir()
    assert stores.backup(database, stick / "带走.db") == stick / "带走.db"
    assert list(contents(stick)) == ["带走.db"]
    assert contents(database.parent) == before


def test_a_backup_overwrites_nothing(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    with pytest.raises(UserError, match="已经存在"):
        stores.backup(database, database)


def test_a_missing_database_gives_neither_backup_nor_folder(stores: SqliteStores, database: Path) -> None:
    for out in (None, database.with_name("带走.db")):
        with pytest.raises(UserError, match="找不到数据库"):
            stores.backup(database, out)
    assert list(database.parent.iterdir()) == []


def test_a_damaged_database_gives_no_backup(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    store.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("INSERT INTO mark_event VALUES (77, 1, '表彰', 1, NULL, '')")
    with pytest.raises(UserError, match="已损坏"):
        stores.backup(database, None)
    assert list(contents(database.parent)) == [database.name]


def test_backups_are_thinned_and_nothing_else_is(store: SqliteStore, database: Path) -> None:
    others = database.parent / FOLDER / "别的 2020-01-01 080000.db"
    others.parent.mkdir()
    others.touch()
    for days, hours in ((100, 0), (99, 0), (40, 0), (1, 3), (1, 0), (0, 1), (0, 0)):
        stores_at(NOW - timedelta(days=days, hours=hours)).backup(database, None)
    kept = {file.stem.removeprefix("滨江 2020 ")[:10] for file in others.parent.iterdir() if file != others}
    assert kept == {"2020-03-26", "2020-05-24", "2020-07-02", "2020-07-03"}
    assert len(list(others.parent.iterdir())) == 6


def test_restoring_keeps_what_stood_there(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    backup = stores.backup(database, None)
    add_mark(store)
    store.close()
    kept = stores.restore(backup, database)
    assert kept == database.with_name("滨江 2020 恢复前 2020-07-03 091230.db")
    assert marks_in(database) == 0
    assert marks_in(kept) == 1
    again = stores.restore(backup, database)
    assert again == database.with_name("滨江 2020 恢复前 2020-07-03 091230 (2).db")


def test_restoring_where_nothing_stands(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    backup = stores.backup(database, None)
    other = database.with_name("另一个.db")
    assert stores.restore(backup, other) is None
    assert stores.check(other) == ()


def test_side_files_go_with_the_database_that_they_belong_to(
    store: SqliteStore, stores: SqliteStores, database: Path, tmp_path: Path
) -> None:
    backup = stores.backup(database, tmp_path / "early.db")
    add_mark(store)
    # What a power cut leaves: the database and its log, as they are while it is open.
    cut = tmp_path / "断电.db"
    for ending in ("", "-wal"):
        left = database.with_name(database.name + ending)
        cut.with_name(cut.name + ending).write_bytes(left.read_bytes())
    kept = stores.restore(backup, cut)
    assert kept is not None
    assert not cut.with_name("断电.db-wal").exists()
    assert marks_in(cut) == 0
    assert marks_in(kept) == 1


def test_a_broken_backup_is_refused_and_nothing_is_moved(
    store: SqliteStore, stores: SqliteStores, database: Path, tmp_path: Path
) -> None:
    backup = stores.backup(database, tmp_path / "broken.db")
    store.close()
    before = contents(database.parent)
    whole = backup.read_bytes()
    for broken in (whole[: len(whole) // 2], whole[:100] + b"\xff" * 3000 + whole[3100:], b"text", b""):
        backup.write_bytes(broken)
        with pytest.raises(UserError, match=r"损坏|空文件|不是"):
            stores.restore(backup, database)
        assert contents(database.parent) == before


def test_a_restoration_that_fails_half_way_puts_everything_back(
    store: SqliteStore, stores: SqliteStores, database: Path, tmp_path: Path
) -> None:
    backup = stores.backup(database, tmp_path / "early.db")
    store.close()
    log = database.with_name(database.name + "-wal")
    log.touch()
    # A folder stands where the log would go, when the database itself has been renamed already.
    database.with_name("滨江 2020 恢复前 2020-07-03 091230.db-wal").mkdir()
    before = contents(database.parent)
    with pytest.raises(UserError):
        stores.restore(backup, database)
    assert contents(database.parent) == before


def test_restoring_into_an_open_database_is_refused(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    backup = stores.backup(database, None)
    with pytest.raises(UserError, match="正在使用中"):
        stores.restore(backup, database)
    add_mark(store)


def test_a_database_is_not_its_own_backup(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    store.close()
    with pytest.raises(UserError, match="同一个文件"):
        stores.restore(database, database)


def test_restoring_needs_a_backup_and_a_folder(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        stores.restore(database.with_name("没有.db"), database)
    with pytest.raises(UserError, match="文件夹不存在"):
        stores.restore(database, database.parent / "没有" / "新.db")
