"""The check tells of every file that is missing, changed or nobody's, with its name, its place and the remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.integration.persistence.evidence_office import LINE, attached, copy_of, spoil
from tests.integration.persistence.records import MIGRATIONS, NOW, PLAN, contents, stores_at
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores


def test_sound_files_are_no_finding(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    attached(store, "甲.pdf", "一")
    store.close()
    before = contents(database.parent)
    assert stores.check(database) == ()
    assert contents(database.parent) == before


def test_a_changed_and_a_missing_file_are_named_with_every_place(
    store: SqliteStore, stores: SqliteStores, database: Path
) -> None:
    changed, missing = attached(store, "甲.pdf", "一"), attached(store, "乙.pdf", "二")
    attached(store, "也是甲.pdf", "一", LINE, "市监局2020年第2季度季报“新增”")
    spoil(copy_of(changed, database))
    copy_of(missing, database).unlink()
    first, second = stores.check(database)
    assert (first.severity, first.code) == (Severity.ERROR, "evidence-changed")
    assert first.message.startswith(
        "支撑材料“甲.pdf”（科技局 C1）、“也是甲.pdf”（市监局2020年第2季度季报“新增”）的文件已被改动"
    )
    assert (second.severity, second.code) == (Severity.ERROR, "evidence-missing")
    assert "“乙.pdf”（科技局 C1）的文件不在了" in second.message
    assert str(copy_of(missing, database)) in second.message
    assert "请在原处用原来的文件再附一次" in second.message


def test_a_sound_copy_in_the_backups_is_the_remedy(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    stored = attached(store, "甲.pdf", "一")
    backup = stores.backup(database, None)
    copy_of(stored, database).unlink()
    (found,) = stores.check(database)
    assert f"备份中有完好的一份，请把“{copy_of(stored, backup)}”复制到" in found.message


def test_a_file_that_was_taken_off_must_be_there_too(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    stored = attached(store, "甲.pdf", "一")
    with store.work() as work:
        work.attachments.detach(stored, "王五", "附错了")
        work.commit()
    assert stores.check(database) == ()
    copy_of(stored, database).unlink()
    (found,) = stores.check(database)
    assert "“甲.pdf”（科技局 C1，已取下）的文件不在了" in found.message


def test_a_file_that_belongs_nowhere_is_told_and_left(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    stored = attached(store, "甲.pdf", "一")
    folder = database.parent / "支撑材料"
    (folder / "ab").mkdir()
    (folder / "ab" / stored.content.sha256).touch()  # the right name in a wrong place is known, and no copy of ours
    (folder / "会议照片.jpg").touch()
    found = stores.check(database)
    assert [(issue.severity, issue.code) for issue in found] == [(Severity.WARNING, "evidence-superfluous")] * 2
    assert "“会议照片.jpg”不属于任何一条支撑材料，程序不会删除它" in found[1].message


def test_many_superfluous_files_are_counted(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    folder = database.parent / "支撑材料"
    folder.mkdir()
    for number in range(23):
        (folder / f"{number}.jpg").touch()
    found = stores.check(database)
    assert len(found) == 21
    assert found[-1].message == "“支撑材料”文件夹中另有 3 个多余的文件。"


def test_databases_of_one_folder_share_it(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    attached(store, "甲.pdf", "一")
    other = stores.create(database.with_name("另一个.db"))
    with other.work() as work:
        work.plans.save(PLAN, "王五", NOW, 2020)
        work.commit()
    attached(other, "乙.pdf", "二")
    other.close()
    assert stores.check(database) == ()
    assert stores.check(other.path) == ()
    damaged = database.with_name("坏的.db")
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    (database.parent / "支撑材料" / "多余.txt").touch()
    (found,) = stores.check(database)
    assert found.code == "evidence-superfluous"


def test_a_database_of_an_older_program_has_no_evidence_yet(tmp_path: Path) -> None:
    folder = tmp_path / "db 0002"
    shutil.copytree(
        MIGRATIONS, folder, ignore=lambda _, names: [name for name in names if "0003" <= name[:4] <= "9999"]
    )
    old = stores_at(NOW, folder)
    path = tmp_path / "旧.db"
    old.create(path).close()
    assert old.check(path) == ()
    old.backup(path, None)
