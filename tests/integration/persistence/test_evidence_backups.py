"""A backup loses no evidence, and costs nothing for what it holds already; restoring brings it back."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.integration.persistence.evidence_office import attached, copy_of, spoil
from tests.integration.persistence.records import NOW, PLAN, contents, stores_at
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.backup import FOLDER
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores


def test_a_backup_takes_the_files_along_once(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    first = attached(store, "甲.pdf", "一")
    backup = stores.backup(database, None)
    copy = copy_of(first, backup)
    assert copy.read_text("utf-8") == "一"
    before = copy.stat()
    second = attached(store, "乙.pdf", "二")
    later = stores_at(NOW.replace(hour=11)).backup(database, None)
    assert copy.stat() == before
    assert copy_of(second, later).read_text("utf-8") == "二"
    assert stores.check(later) == ()


def test_a_backup_elsewhere_holds_its_own_files_only(
    store: SqliteStore, stores: SqliteStores, database: Path, tmp_path: Path
) -> None:
    taken_off = attached(store, "甲.pdf", "一")
    with store.work() as work:
        work.attachments.detach(taken_off, "王五", "附错了")
        work.commit()
    stick = tmp_path / "U 盘"
    stick.mkdir()
    (database.parent / "支撑材料" / "别的.txt").touch()
    stores.backup(database, stick / "带走.db")
    sha = taken_off.content.sha256
    assert sorted(contents(stick)) == ["带走.db", f"支撑材料/{sha[:2]}/{sha}"]


def test_a_backup_without_evidence_makes_no_folder(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    stores.backup(database, None)
    assert sorted(path.name for path in (database.parent / FOLDER).iterdir()) == ["滨江 2020 2020-07-03 091230.db"]


def test_a_backup_in_the_same_folder_shares_the_files(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    attached(store, "甲.pdf", "一")
    before = contents(database.parent / "支撑材料")
    beside = stores.backup(database, database.with_name("另存.db"))
    assert contents(database.parent / "支撑材料") == before
    assert stores.check(beside) == ()


def test_a_backup_says_which_file_it_lacks_and_is_written(
    store: SqliteStore, stores: SqliteStores, database: Path
) -> None:
    lost, whole = attached(store, "甲.pdf", "一"), attached(store, "乙.pdf", "二")
    copy_of(lost, database).unlink()
    with pytest.raises(UserError, match="有 1 个支撑材料文件没有备份") as told:
        stores.backup(database, None)
    assert told.value.details[0].startswith("“甲.pdf”（科技局 C1）：支撑材料文件缺失")
    (backup,) = (database.parent / FOLDER).glob("*.db")
    assert copy_of(whole, backup).exists()
    with closing(stores.open(backup)) as opened, opened.work() as work:
        assert len(work.attachments.of_year(PLAN.id, 2020)) == 2


def test_restoring_brings_back_what_is_missing_or_changed(
    store: SqliteStore, stores: SqliteStores, database: Path
) -> None:
    missing, changed = attached(store, "甲.pdf", "一"), attached(store, "乙.pdf", "二")
    backup = stores.backup(database, None)
    store.close()
    copy_of(missing, database).unlink()
    spoil(copy_of(changed, database))
    stores.restore(backup, database)
    assert copy_of(missing, database).read_text("utf-8") == "一"
    assert copy_of(changed, database).read_text("utf-8") == "二"
    aside = copy_of(changed, database).with_name(f"{changed.content.sha256}.已改动1")
    assert aside.read_text("utf-8") == "改动过"


def test_restoring_on_a_new_machine(store: SqliteStore, stores: SqliteStores, database: Path, tmp_path: Path) -> None:
    stored = attached(store, "甲.pdf", "一")
    backup = stores.backup(database, None)
    home = tmp_path / "新电脑"
    home.mkdir()
    assert stores.restore(backup, home / "滨江.db") is None
    assert copy_of(stored, home / "滨江.db").read_text("utf-8") == "一"
    assert stores.check(home / "滨江.db") == ()


def test_what_stood_there_keeps_its_evidence(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    backup = stores.backup(database, None)
    later = attached(store, "甲.pdf", "一")
    store.close()
    kept = stores.restore(backup, database)
    assert kept is not None
    assert stores.check(kept) == ()
    assert stores.check(database) == ()
    assert copy_of(later, kept).exists()


def test_a_backup_that_came_without_its_folder_is_restored_and_says_so(
    store: SqliteStore, stores: SqliteStores, database: Path, tmp_path: Path
) -> None:
    attached(store, "甲.pdf", "一")
    alone = tmp_path / "只有数据库.db"
    shutil.copy(stores.backup(database, None), alone)
    home = tmp_path / "新电脑" / "滨江.db"
    home.parent.mkdir()
    with pytest.raises(UserError, match="数据库已恢复，但有 1 个支撑材料文件没有恢复") as told:
        stores.restore(alone, home)
    assert "甲.pdf" in told.value.details[0]
    with closing(stores.open(home)) as opened, opened.work() as work:
        assert len(work.attachments.of_year(PLAN.id, 2020)) == 1
