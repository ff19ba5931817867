"""Finals in the database: what is stored comes back, nothing can be altered, and the check sees what was."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.integration.persistence.records import MIGRATIONS
from tests.integration.persistence.test_final_document import EMPTY, HEAD, frozen
from tests.unit.domain.small_office import NOW, PLAN, Q1, Q2, approved, line, reported
from xiaowei_desktop.application.finals import history_words
from xiaowei_desktop.application.ports.clock import FixedClock
from xiaowei_desktop.application.ports.finals import FinalEntry, Reopening
from xiaowei_desktop.application.ports.storage import Change
from xiaowei_desktop.domain.quarterly_return import ReturnState
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores
from xiaowei_desktop.planfiles.text import PlanTextCodec

FINAL = frozen(EMPTY, HEAD)
REOPENED = Reopening("王敏", NOW, "补报。")


@pytest.fixture
def stores() -> SqliteStores:
    return SqliteStores(MIGRATIONS, PlanTextCodec(), FixedClock(NOW))


@pytest.fixture
def store(stores: SqliteStores, tmp_path: Path) -> Iterator[SqliteStore]:
    """A database with one final of 2020, and its fingerprint in the history."""
    opened = stores.create(tmp_path / "小区.db")
    with opened.work() as work:
        work.plans.save(PLAN, "李四", NOW, 2020)
        work.returns.save(PLAN.id, approved("market", Q1, line("new", "1")))
        work.returns.save(PLAN.id, reported("market", Q2, line("new", "2")))
        entry = work.finals.add(PLAN.id, FINAL)
        work.history.add([Change(NOW, "李四", PLAN.id, "2020年度考核评分", "状态", "未定稿", _told(entry))])
        work.commit()
    yield opened
    opened.close()


def _told(entry: FinalEntry) -> str:
    return history_words(entry.head, entry.fingerprint)


def test_a_final_comes_back(store: SqliteStore) -> None:
    with store.work() as work:
        (entry,) = work.finals.of_year(PLAN.id, 2020)
        stored = work.finals.load(PLAN.id, 2020, 1)
        assert work.finals.of_year(PLAN.id, 2021) == work.finals.of_year("other", 2020) == ()
    assert (entry.head, entry.reopened) == (HEAD, None)
    assert (stored.entry, stored.final, stored.faults) == (entry, FINAL, ())


def test_a_year_stands_until_its_newest_final_is_reopened(store: SqliteStore) -> None:
    with store.work() as work:
        assert set(work.finals.standing(PLAN.id)) == {2020}
        work.finals.reopen(PLAN.id, 2020, 1, REOPENED)
        assert (work.finals.standing(PLAN.id), work.finals.of_year(PLAN.id, 2020)[0].reopened) == ({}, REOPENED)
        work.finals.add(PLAN.id, replace(FINAL, head=replace(HEAD, number=2)))
        assert work.finals.standing(PLAN.id)[2020].head.number == 2
        assert work.finals.standing("other") == {}


def test_what_was_accepted_is_locked_while_the_final_stands(store: SqliteStore) -> None:
    with store.work() as work:
        states = [report.state for report in work.returns.of_years(PLAN.id, 2020, 2021)]
        assert states == [ReturnState.LOCKED, ReturnState.REPORTED]
        work.finals.reopen(PLAN.id, 2020, 1, REOPENED)
        assert work.returns.get(PLAN.id, "market", Q1).state is ReturnState.APPROVED


@pytest.mark.parametrize("table", ["final", "final_reopening"])
@pytest.mark.parametrize("action", ["UPDATE {} SET number = number", "DELETE FROM {}"])
def test_neither_finals_nor_reopenings_are_altered(store: SqliteStore, table: str, action: str) -> None:
    with store.work() as work:
        work.finals.reopen(PLAN.id, 2020, 1, REOPENED)
        work.commit()
    with store._engine.begin() as connection, pytest.raises(IntegrityError, match="never altered"):
        connection.execute(text(action.format(table)))


def test_what_is_not_there_is_not_reopened_nor_a_number_given_twice(store: SqliteStore) -> None:
    with store.work() as work, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        work.finals.reopen(PLAN.id, 2020, 2, REOPENED)
    with store.work() as work, pytest.raises(IntegrityError, match="UNIQUE"):
        work.finals.add(PLAN.id, FINAL)
    with store.work() as work, pytest.raises(IntegrityError, match="CHECK"):
        work.finals.reopen(PLAN.id, 2020, 1, replace(REOPENED, reason=""))


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        ("SELECT 1", []),
        ("UPDATE final SET document = replace(document, '总分', '总评')", ["final-altered"]),
        ("UPDATE final SET fingerprint = replace(fingerprint, 'a', 'b')", ["final-altered"]),
        ("UPDATE change SET new = '另一个指纹'", ["final-altered"]),
        ("UPDATE final SET document = x'ff00ff'", ["final-altered"]),
        ("UPDATE final SET made_by = '别人'", ["final-altered"]),
        ("UPDATE final SET made_at = 'garbage'", ["final-altered"]),
        ("DELETE FROM final", ["final-missing"]),
    ],
)
def test_the_check_holds_each_final_against_its_fingerprint(
    store: SqliteStore, stores: SqliteStores, edit: str, codes: list[str]
) -> None:
    store._engine.dispose()
    with store._engine.begin() as connection:
        for trigger in ("final_no_update", "final_no_delete", "change_no_update"):
            connection.execute(text(f"DROP TRIGGER tr_{trigger}"))
        connection.execute(text(edit))
    store._engine.dispose()
    found = [issue for issue in stores.check(store.path) if issue.code.startswith("final")]
    assert [issue.code for issue in found] == codes
    assert all("第1次定稿" in issue.message and "恢复" in issue.message for issue in found)


def test_the_check_sees_reopenings_that_only_the_tables_or_only_the_history_know(
    store: SqliteStore, stores: SqliteStores
) -> None:
    with store.work() as work:
        work.finals.reopen(PLAN.id, 2020, 1, REOPENED)
        work.commit()
    assert [issue.code for issue in stores.check(store.path)] == ["reopening-altered"]
    with store.work() as work:
        change = Change(NOW, "王敏", PLAN.id, "2020年度考核评分", "状态", history_words(HEAD), "重新开启")
        work.history.add([change])
        work.commit()
    assert stores.check(store.path) == ()
    with store._engine.begin() as connection:
        connection.execute(text("DROP TRIGGER tr_final_reopening_no_delete"))
        connection.execute(text("DELETE FROM final_reopening"))
    store._engine.dispose()
    guard, found = stores.check(store.path)
    assert (guard.code, found.code) == ("guard-missing", "reopening-altered")
    assert "tr_final_reopening_no_delete" in guard.message
    assert "第1次定稿的重新开启只有修改记录" in found.message


@pytest.mark.parametrize("table", ["final", "final_reopening", "change", "attachment"])
def test_a_table_that_is_gone_is_one_finding(store: SqliteStore, stores: SqliteStores, table: str) -> None:
    store._engine.dispose()
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(f"DROP TABLE {table}")
    found = [issue for issue in stores.check(store.path) if issue.code == "table-missing"]
    assert [f"缺少表 {table}，" in issue.message for issue in found] == [True]


def test_a_year_whose_finals_were_taken_away_is_refused_in_words(store: SqliteStore) -> None:
    store._engine.dispose()
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("DROP TABLE final")
    with store.work() as work, pytest.raises(UserError, match="缺少本软件的表") as refused:
        work.finals.of_year(PLAN.id, 2020)
    assert "恢复" in refused.value.hint


def test_a_moment_that_is_none_is_refused_in_words(store: SqliteStore) -> None:
    with store._engine.begin() as connection:
        connection.execute(text("DROP TRIGGER tr_final_no_update"))
        connection.execute(text("UPDATE final SET made_at = 'garbage'"))
    with store.work() as work, pytest.raises(UserError, match="定稿的登记已损坏") as refused:
        work.finals.of_year(PLAN.id, 2020)
    assert "检查数据库" in refused.value.hint
