"""One writer: a live one is named, a dead one is in nobody's way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.integration.persistence.records import FULL_MARK, NOW, PLAN, ROOT, empty_mark
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.lock import DatabaseLock, Locked
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores

IN_THE_MIDDLE = """
import sys
from pathlib import Path
from tests.integration.persistence.records import FULL_MARK, PLAN, empty_mark, stores_at
store = stores_at().open(Path(sys.argv[1]))
with store.work() as work:
    work.marks.save(PLAN.id, 2020, FULL_MARK)
    work.commit()
with store.work() as work:
    work.marks.save(PLAN.id, 2020, empty_mark())
    print("in the middle", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(store: SqliteStore, database: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the database open, in the middle of a transaction."""
    store.close()
    program = [sys.executable, "-c", IN_THE_MIDDLE, str(database)]
    with subprocess.Popen(
        program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        yield process
        process.kill()


def test_the_second_is_told_who_has_it(other: subprocess.Popen[str], stores: SqliteStores, database: Path) -> None:
    with pytest.raises(UserError) as refused:
        stores.open(database)
    assert "正在使用中" in refused.value.message
    assert f"进程 {other.pid}，自 2020-07-03 09:12 起" in refused.value.message
    assert stores.check(database) == ()


def test_a_killed_process_leaves_what_it_committed_and_no_lock(
    other: subprocess.Popen[str], stores: SqliteStores, database: Path
) -> None:
    other.kill()
    other.wait()
    assert database.with_name(f".{database.name}.holder").exists()
    with closing(stores.open(database)) as store, store.work() as work:
        assert work.marks.of_year(PLAN.id, 2020) == (FULL_MARK,)
        work.marks.save(PLAN.id, 2020, empty_mark())
        work.commit()


def test_the_same_process_has_it_once(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    with pytest.raises(UserError, match="正在使用中"):
        stores.open(database)
    store.close()
    stores.open(database).close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"user": "王五"}', '{"since": 3}'])
def test_a_holder_that_cannot_be_read_still_holds(database: Path, text: str) -> None:
    with Locked(database, NOW):
        database.with_name(f".{database.name}.holder").write_text(text, "utf-8")
        with pytest.raises(UserError, match="使用者：未知"):
            DatabaseLock(database).acquire(NOW)


def test_a_failed_opening_frees_the_lock(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    store.close()
    with pytest.raises(UserError, match="已经存在") as refused:
        stores.create(database)
    stores.open(database).close()
    assert refused.value.hint


def test_a_name_that_cannot_be_left_frees_the_lock(store: SqliteStore, stores: SqliteStores, database: Path) -> None:
    store.close()
    in_the_way = database.with_name(f".{database.name}.holder")
    in_the_way.mkdir()
    with pytest.raises(UserError, match="不能写入") as refused:
        stores.open(database)
    in_the_way.rmdir()
    stores.open(database).close()
    # Kept alive until here: what was raised holds on to everything, and only a lock given back is free.
    assert refused.value.hint


def test_an_account_without_a_name(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    with Locked(database, NOW), pytest.raises(UserError, match="使用者：未知用户（计算机"):
        DatabaseLock(database).acquire(NOW)
