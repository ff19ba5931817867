"""Attachments in the database: written once, found by place and number."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.integration.persistence.evidence_office import ITEM, LINE, OWN, attached
from tests.integration.persistence.records import PLAN
from xiaowei_desktop.domain.attachment import Place
from xiaowei_desktop.persistence.stores import SqliteStore


@pytest.mark.parametrize("place", [ITEM, OWN, LINE])
def test_an_attachment_comes_back_as_it_was_stored(store: SqliteStore, place: Place) -> None:
    stored = attached(store, "纪要.pdf", "正文", place)
    with store.work() as work:
        assert work.attachments.of_year(PLAN.id, 2020) == (stored,)
        assert work.attachments.get(PLAN.id, stored.number) == stored
        assert work.attachments.of_year(PLAN.id, 2021) == ()
        assert work.attachments.of_year("other", 2020) == ()
        assert work.attachments.get("other", stored.number) is None


def test_what_is_taken_off_is_gone_from_the_lists_and_stays_in_the_tables(store: SqliteStore) -> None:
    first, second = attached(store, "甲.pdf", "一"), attached(store, "乙.pdf", "二")
    with store.work() as work:
        work.attachments.detach(first, "王五", "附错了")
        work.commit()
    with store.work() as work:
        assert work.attachments.of_year(PLAN.id, 2020) == (second,)
        assert work.attachments.get(PLAN.id, first.number) is None
    with store._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM attachment")).scalar() == 2
        assert connection.execute(text("SELECT reason FROM detachment")).scalars().all() == ["附错了"]


@pytest.mark.parametrize(
    "statement", ["UPDATE attachment SET name = ''", "DELETE FROM attachment", "DELETE FROM detachment"]
)
def test_no_row_is_ever_altered(store: SqliteStore, statement: str) -> None:
    stored = attached(store, "甲.pdf", "一")
    with store.work() as work:
        work.attachments.detach(stored, "王五", "附错了")
        work.commit()
    with store._engine.connect() as connection, pytest.raises(IntegrityError, match="never altered"):
        connection.execute(text(statement))
