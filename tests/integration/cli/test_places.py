"""Places that cannot be written or read: one sentence with a remedy, exit status 1, nothing changed."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.integration.command_line import Ran, done, dump, run
from tests.ordinary_user import folder_for_all, needs_modes, ordinary_user
from xiaowei_desktop.application.toolbox import Toolbox

FILE = "2020Q1_科技局_季报.xlsx"


def refused(ran: Ran, *words: str) -> None:
    assert ran.status == 1, ran.err
    assert ran.out == ""
    assert [word for word in words if word not in ran.err] == [], ran.err
    assert "Traceback" not in ran.err


def test_a_database_that_somebody_has_open(database: Path, workbooks: Path, tools: Toolbox) -> None:
    before = dump(database)
    held = tools.stores.open(database)
    try:
        refused(run("import", database, workbooks / FILE), "2020.db", "正在使用中", "等对方关闭")
    finally:
        held.close()
    assert dump(database) == before
    done("import", database, workbooks / FILE)


@pytest.mark.parametrize("note", ["~$任务分解表.xlsx", ".~任务分解表.xlsx", ".~lock.任务分解表.xlsx#"])
def test_a_sheet_that_is_open_in_excel_wps_or_libreoffice(note: str, database: Path, tmp_path: Path) -> None:
    target = tmp_path / "任务分解表.xlsx"
    target.write_bytes(b"old")
    (tmp_path / note).touch()
    refused(run("print", database, "breakdown", "--out", target), "任务分解表.xlsx", "打开", "请关闭该文件后重试")
    assert target.read_bytes() == b"old"


def test_a_folder_that_is_a_file(database: Path, tmp_path: Path) -> None:
    place = tmp_path / "U盘"
    place.touch()
    refused(
        run("forms", database, "--quarter", "2020Q1", "--out", place / "季报"), "不能建立文件夹", "请换一个有写入权限"
    )
    refused(run("print", database, "breakdown", "--out", place / "表.xlsx"), "文件夹不存在", "另选保存位置")
    refused(run("new", place / "2020.db", "--plan", "binjiang-2020"), "文件夹不存在", "请先建立")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that nobody, not even root, can write to")
def test_a_folder_that_nobody_can_write_to(database: Path) -> None:
    nowhere = Path("/proc/sys")
    refused(run("forms", database, "--quarter", "2020Q1", "--out", nowhere / "季报"), "不能建立文件夹", "请换一个")
    refused(run("marks", database, "--year", "2020", "--out", nowhere / "评定表.xlsx"), "评定表.xlsx", "请")
    refused(run("backup", database, nowhere / "备份.db"), "备份.db", "请")


@needs_modes
def test_a_read_only_folder(database: Path, workbooks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with folder_for_all() as folder:
        monkeypatch.setenv("XIAOWEI_HOME", str(folder / "home"))
        (folder / "home" / "logs").mkdir(parents=True)
        kept = Path(shutil.copy(database, folder / database.name))
        file = Path(shutil.copy(workbooks / FILE, folder / FILE))
        before = dump(kept)
        folder.chmod(0o555)
        with ordinary_user():
            refused(run("import", kept, file), "不能写入", "请检查文件夹")
            refused(run("new", folder / "2021.db", "--plan", "binjiang-2020"), "不能写入", "请检查文件夹")
        assert dump(kept) == before


def test_a_database_of_a_newer_version(database: Path, workbooks: Path) -> None:
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = database.read_bytes()
    for command in (
        ("import", database, workbooks / FILE), ("status", database, "--quarter", "2020Q1"), ("backup", database),
    ):  # fmt: skip
        refused(run(*command), "2020.db", "更新版本", "请在这台计算机上安装新版本")
    assert database.read_bytes() == before
    checked = run("check", database)
    assert checked.status == 1
    assert "请安装新版本" in checked.err


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(200), "目标任务分解".encode()])
def test_what_is_no_database(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "2020.db"
    file.write_bytes(content)
    ran = run("status", file, "--quarter", "2020Q1")
    refused(ran, "2020.db", "请")
    assert file.read_bytes() == content


def test_a_database_is_never_overwritten(database: Path) -> None:
    before = dump(database)
    refused(run("new", database, "--plan", "binjiang-2020"), "已经存在", "请换一个文件名")
    assert dump(database) == before


def test_a_plan_that_does_not_exist(tmp_path: Path) -> None:
    refused(run("new", tmp_path / "2021.db", "--plan", "binjiang-2021"), "binjiang-2021", "可选", "binjiang-2020")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_brings_the_year_back(played: Path, tmp_path: Path) -> None:
    before = dump(played)
    done("backup", played, tmp_path / "备份.db")
    done("return", played, "--quarter", "2020Q4", "--unit", "税务局", "--reason", "试一下")
    assert dump(played) != before
    restored = done("restore", tmp_path / "备份.db", played)
    assert "原来的数据库已留存为" in restored.err
    assert dump(played) == before
    assert "数据库完好" in done("check", played).err
