"""The folders of the program, in the source tree, packaged, and with a home of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from xiaowei_desktop import paths

ROOT = Path(__file__).parents[2]


@pytest.fixture
def no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A user without XIAOWEI_HOME, whose own folders lie in an empty one."""
    monkeypatch.delenv(paths.HOME_VARIABLE)
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    return tmp_path


def test_what_ships_is_found_in_the_source_tree() -> None:
    assert paths.resources() == ROOT / "resources"
    assert paths.migrations() == ROOT / "db"
    assert (paths.fonts_folder() / "XiaoweiSansSC-Regular.otf").is_file()
    assert [folder.parent for folder in (paths.plans_folder(), paths.samples_folder())] == [ROOT / "resources"] * 2


def test_a_packaged_program_finds_it_in_its_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "resources"
    assert paths.migrations() == tmp_path / "db"


def test_a_home_of_its_own_holds_everything_that_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "U盘" / "小微"))

    assert paths.data_folder() == tmp_path / "U盘" / "小微"
    assert paths.log_folder() == tmp_path / "U盘" / "小微" / "logs"
    assert paths.log_folder().is_dir()


def test_a_home_named_relatively_does_not_move_with_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.HOME_VARIABLE, "home")

    assert paths.data_folder() == tmp_path / "home"


def test_an_empty_home_counts_as_none(no_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, "")

    assert paths.data_folder().name == paths.APP
    assert paths.data_folder() != no_home


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folders of Linux")
def test_otherwise_the_users_own_folders_are_used_and_made(no_home: Path) -> None:
    assert paths.data_folder() == no_home / "XDG_DATA_HOME" / paths.APP
    assert paths.log_folder() == no_home / "XDG_STATE_HOME" / paths.APP / "log"
    assert paths.data_folder().is_dir()
    assert paths.log_folder().is_dir()
