"""An office with the 2020 plan, and the sample year's workbooks to hand in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integration.command_line import done
from xiaowei_desktop.application.sample_year import SampleYear
from xiaowei_desktop.application.toolbox import Toolbox


@pytest.fixture(scope="session")
def workbooks(tools: Toolbox) -> Path:
    """The workbooks that units handed in for the sample year."""
    return tools.samples / "binjiang-2020"


@pytest.fixture(scope="session")
def _new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("new") / "2020.db"
    done("new", path, "--plan", "binjiang-2020")
    return path


@pytest.fixture
def database(_new_database: Path, tmp_path: Path) -> Path:
    """A database with the 2020 plan and nothing else."""
    return Path(shutil.copy(_new_database, tmp_path / "2020.db"))


@pytest.fixture
def played(sample_year: SampleYear, tmp_path: Path) -> Path:
    """A copy of the sample year's database, complete and accepted."""
    return Path(shutil.copy(sample_year.database, tmp_path / "全年.db"))
