"""The small office's desk, on a fresh copy of a real database for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.application.office import Office
from tests.unit.domain.small_office import NOW, PLAN
from xiaowei_desktop import paths
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.clock import Author, FixedClock
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.persistence.stores import SqliteStores
from xiaowei_desktop.planfiles.text import PlanTextCodec

CLOCK = FixedClock(NOW)


@pytest.fixture(scope="session")
def stores() -> Stores:
    return SqliteStores(paths.migrations(), PlanTextCodec(), CLOCK)


@pytest.fixture(scope="session")
def founded(stores: Stores, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database that holds the plan."""
    path = tmp_path_factory.mktemp("founded") / "小区.db"
    store = stores.create(path)
    with store.work() as work:
        work.plans.save(PLAN, "李四", NOW, PLAN.span.first)
        work.commit()
    store.close()
    return path


@pytest.fixture
def office(stores: Stores, founded: Path, tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "小区.db"
    shutil.copy(founded, path)
    store = stores.open(path)
    folder = tmp_path / "季报 2020"
    folder.mkdir()
    yield Office(Desk(store, PLAN.id, Author("李四", CLOCK)), folder)
    store.close()
