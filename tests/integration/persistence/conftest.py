"""A real database in a folder whose name has what clerks' folders have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.persistence.records import NOW, PLAN, stores_at
from xiaowei_desktop.persistence.stores import SqliteStore, SqliteStores


@pytest.fixture
def stores() -> SqliteStores:
    return stores_at()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    folder = tmp_path / "小微办 2020 #1 100%25"
    folder.mkdir()
    return folder / "滨江 2020.db"


@pytest.fixture
def store(stores: SqliteStores, database: Path) -> Iterator[SqliteStore]:
    """An open database that holds the plan."""
    opened = stores.create(database)
    with opened.work() as work:
        work.plans.save(PLAN, "王五", NOW, 2020)
        work.commit()
    yield opened
    opened.close()
