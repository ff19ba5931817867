"""Arguments that a script gets wrong, names that Windows left behind, places that cannot be written to."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.command_line import done, dump, run
from tests.ordinary_user import folder_for_all, needs_modes, ordinary_user
from xiaowei_desktop.application.ports.workbooks import IncomingFile
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.cli import main as command_line

FILE = "2020Q1_科技局_季报.xlsx"
ROOT = Path(__file__).parents[3]
GBK_NAME = os.fsdecode("科技局.xlsx".encode("gb18030"))
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "{db}", ""),
        ("import", "{db}", " "),
        ("check", ""),
        ("new", "", "--plan", "binjiang-2020"),
        ("new", "{db}.new", "--plan", ""),
        ("restore", "{db}", ""),
        ("backup", "{db}", ""),
        ("forms", "{db}", "--quarter", "2020Q1", "--out", ""),
        ("forms", "{db}", "--quarter", "2020Q1", "--out", "{db}s", "--unit", ""),
        ("approve", "{db}", "--quarter", "2020Q1", "--unit", ""),
        ("score", "{db}", "--year", "2020", "--out", ""),
    ],
)
def test_an_empty_argument_is_not_everything(arguments: tuple[str, ...], database: Path) -> None:
    """A script's variable that was never set must not import the current folder or approve every unit."""
    before = dump(database)
    beside = sorted(database.parent.iterdir())
    ran = run(*(argument.format(db=database) for argument in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert "是空的" in ran.err
    assert dump(database) == before
    assert sorted(database.parent.iterdir()) == beside


@pytest.mark.parametrize("year", ["0", "-5", "abc", "20200", "9" * 30, "二〇二〇", "２０２０", ""])
@pytest.mark.parametrize("command", ["score", "finals", "verify", "marks", "self-assessment", "objections"])
def test_what_is_no_year_is_wrong_usage(command: str, year: str, database: Path) -> None:
    ran = run(command, database, f"--year={year}")
    assert (ran.status, ran.out) == (2, "")
    assert "不是年度，请写成 2020" in ran.err


def test_a_missing_number_is_told_in_chinese(database: Path) -> None:
    ran = run("finals", database, "--year", "2020", "--compare", "1")
    assert (ran.status, ran.err.splitlines()[0]) == (2, "命令用法不对：参数 --compare：后面要跟 2 个值。")
    assert run("finals", database, "--year", "2020", "--compare", "1", "9" * 30).status == 2


@pytest.mark.parametrize(
    "arguments",
    [("import", "{db}", "{long}.xlsx"), ("check", "{long}.db"), ("new", "{long}.db", "--plan", "binjiang-2020")],
)
def test_a_name_longer_than_any_file_may_have(arguments: tuple[str, ...], database: Path) -> None:
    ran = run(*(argument.format(db=database, long="长" * 300) for argument in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert "文件名太长" in ran.err


@on_linux
def test_a_database_with_the_longest_name(tmp_path: Path) -> None:
    """80 characters of three bytes each are within what Linux allows; the draft's name must be as well."""
    done("new", tmp_path / f"{'长' * 80}.db", "--plan", "binjiang-2020")


@on_linux
def test_a_file_whose_name_is_gbk(database: Path, workbooks: Path, tmp_path: Path) -> None:
    shutil.copy(workbooks / FILE, tmp_path / GBK_NAME)
    taken = run("import", database, tmp_path / GBK_NAME, "--json")
    assert (taken.status, taken.json["files"][0]["outcome"]) == (0, "imported")
    assert taken.json["files"][0]["file"] == str(tmp_path / "科技局.xlsx")
    assert any("'科技局.xlsx'" in line for line in dump(database))


@on_linux
def test_a_reason_in_gbk_is_stored_as_it_was_meant(played: Path) -> None:
    reason = os.fsdecode("数字写颠倒".encode("gb18030"))
    done("return", played, "--quarter", "2020Q4", "--unit", "科技局", "--reason", reason, "--operator", GBK_NAME)
    assert any("数字写颠倒" in line and "科技局.xlsx" in line for line in dump(played))


class BrokenReader:
    """A reader with a fault that nobody foresaw, over a file whose name is no text."""

    def read(self, path: Path) -> IncomingFile:
        raise ZeroDivisionError(f"fault over {path.name}\udcca")


def _crash(tools: Toolbox, log_folder: Path, database: Path, file: Path) -> tuple[int, str]:
    broken = replace(tools, reader=BrokenReader(), log_folder=log_folder)
    err = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
        status = command_line.run(broken, ["import", str(database), str(file)], lambda _database: 0)
    return status, err.getvalue()


def test_a_crash_report_goes_elsewhere_where_the_log_folder_is_gone(
    database: Path, workbooks: Path, tools: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "临时"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    status, said = _crash(tools, tmp_path / "没有", database, workbooks / FILE)
    (report,) = elsewhere.iterdir()
    assert (status, str(report) in said) == (3, True)
    assert "\\udcca" in report.read_text("utf-8")


def test_a_crash_is_told_even_where_no_report_can_be_written(
    database: Path, workbooks: Path, tools: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "也没有"))
    status, said = _crash(tools, tmp_path / "没有", database, workbooks / FILE)
    assert status == 3
    assert "ZeroDivisionError" in said
    assert "Traceback" not in said


def test_a_home_that_cannot_be_made_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "文件").write_text("")
    monkeypatch.setenv("XIAOWEI_HOME", str(tmp_path / "文件"))
    done("plans")


@needs_modes
def test_what_another_user_keeps_to_himself(database: Path, workbooks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with folder_for_all() as folder:
        monkeypatch.setenv("XIAOWEI_HOME", str(folder / "home"))
        private = folder / "私"
        private.mkdir()
        shutil.copy(database, private / "2020.db")
        shutil.copy(workbooks / FILE, private / FILE)
        own = folder / "公"
        own.mkdir()
        Path(shutil.copy(database, own / "2020.db")).chmod(0o666)
        own.chmod(0o777)
        private.chmod(0o700)
        with ordinary_user():
            for command in (
                ("check", private / "2020.db"),
                ("status", private / "2020.db", "--quarter", "2020Q1"),
                ("plan", "show", private / "2020.db"),
                ("new", private / "2021.db", "--plan", "binjiang-2020"),
                ("import", own / "2020.db", private / FILE),
                ("import", own / "2020.db", private),
                ("restore", private / "2020.db", own / "2020.db"),
                ("restore", own / "2020.db", private / "2020.db"),
                ("backup", own / "2020.db", private / "备份.db"),
                ("marks", own / "2020.db", "--year", "2020", "--out", private / "评定表.xlsx"),
                ("forms", own / "2020.db", "--quarter", "2020Q1", "--out", private / "季报"),
            ):
                ran = run(*command)
                assert ran.status == 1, (command, ran.err)
                assert "请" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="Windows sends no signal to one process")
def test_an_interrupted_command_ends_with_a_sentence(tmp_path: Path) -> None:
    fifo = tmp_path / "等.xlsx"
    os.mkfifo(fifo)
    program = subprocess.Popen(
        [sys.executable, "-c", _WAIT_THEN_RUN, str(fifo)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    fifo.open("w").close()  # opens once the program waits inside its command
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=60)
    assert (program.returncode, "已中断" in said, "Traceback" in said) == (1, True, False)


_WAIT_THEN_RUN = """
import signal, sys, time
from dataclasses import replace
from xiaowei_desktop import bootstrap
from xiaowei_desktop.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job starts with it ignored

class WaitingPlans:
    def ids(self):
        open(sys.argv[1]).close()
        time.sleep(60)

sys.exit(main.run(replace(bootstrap.toolbox(), plans=WaitingPlans()), ["plans"], None))
"""
