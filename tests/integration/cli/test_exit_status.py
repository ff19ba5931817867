"""0 done, 1 the data have errors, 2 wrong usage, 3 a fault of the program with its report: never a traceback."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.command_line import done, dump, run
from xiaowei_desktop import bootstrap
from xiaowei_desktop.application.ports.workbooks import IncomingFile
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.cli import main as command_line

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import",), ("缺少参数", "数据库")),
        (("import", "{db}"), ("缺少参数", "文件或文件夹")),
        (("forms", "{db}", "--quarter", "2020Q5", "--out", "x"), ("2020Q5", "不是季度", "2020Q2")),
        (("forms", "{db}", "--quarter", "2020Q1"), ("缺少参数", "--out")),
        (("import", "{db}", "x.xlsx", "--received", "昨天"), ("昨天", "不是日期")),
        (("import", "{db}", "x.xlsx", "--received", "9999-12-31"), ("9999-12-31", "今天之后", "请核对")),
        (("score", "{db}", "--year", "今年"), ("今年", "不是年度", "2020")),
        (("print", "{db}", "总表", "--out", "x.pdf"), ("总表", "可选", "breakdown")),
        (("print", "{db}", "score", "--out", "x.pdf"), ("score", "要指明年度", "--year")),
        (("print", "{db}", "return", "--out", "x.pdf"), ("return", "要指明季度", "--quarter")),
        (("print", "{db}", "breakdown", "--out", "x.docx"), (".docx", ".pdf", ".xlsx")),
        (("delete", "{db}"), ("delete",)),
        (("status", "{db}", "--quarter", "2020Q1", "--xml"), ("不认识的参数", "--xml")),
    ],
)  # fmt: skip
def test_wrong_usage(arguments: tuple[str, ...], words: tuple[str, ...], database: Path) -> None:
    before = dump(database)
    ran = run(*(str(database) if argument == "{db}" else argument for argument in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert [word for word in words if word not in ran.err] == [], ran.err
    assert "--help" in ran.err or "请" in ran.err or "用 --" in ran.err or "可选" in ran.err
    assert dump(database) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("forms", "--quarter", "2021Q1", "--out", "{out}"), ("2021Q1", "规划期", "2020Q1")),
        (("forms", "--quarter", "2020Q1", "--unit", "财政局", "--out", "{out}"), ("没有单位“财政局”", "核对单位名称")),
        (("forms", "--quarter", "2020Q1", "--unit", "发改局", "--out", "{out}"), ("不报季报", "报送季报的单位")),
        (("approve", "--quarter", "2020Q1", "--unit", "科技局"), ("科技局2020年第1季度季报", "未报", "请先导入")),
        (("return", "--quarter", "2020Q1", "--unit", "科技局", "--reason", "错"), ("未报", "请先导入")),
        (("score", "--year", "2019"), ("2019", "2020", "请核对年度")),
        (("status", "--quarter", "2020Q1", "--plan", "huzhou"), ("huzhou", "现有方案", "binjiang-2020")),
        (("print", "score", "--year", "2020", "--unit", "经信局", "--out", "{out}.pdf"), ("不是考核对象", "科技局")),
    ],
)
def test_what_the_data_do_not_allow(
    arguments: tuple[str, ...], words: tuple[str, ...], database: Path, tmp_path: Path
) -> None:
    before = dump(database)
    command, *rest = (argument.format(out=tmp_path / "表") for argument in arguments)
    ran = run(command, database, *rest)
    assert (ran.status, ran.out) == (1, "")
    assert [word for word in words if word not in ran.err] == [], ran.err
    assert dump(database) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("表")] == []


class BrokenReader:
    """A reader with a fault that nobody foresaw."""

    def read(self, path: Path) -> IncomingFile:
        raise ZeroDivisionError(f"fault over {path.name}")


def test_a_fault_of_the_program_is_reported(database: Path, workbooks: Path, tools: Toolbox, tmp_path: Path) -> None:
    broken = replace(tools, reader=BrokenReader(), log_folder=tmp_path)
    before = dump(database)
    file = workbooks / "2020Q1_科技局_季报.xlsx"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = command_line.run(broken, ["import", str(database), str(file)], lambda _database: 0)
    assert (status, out.getvalue()) == (3, "")
    (report,) = tmp_path.glob("错误报告-*.txt")
    assert str(report) in err.getvalue()
    assert "Traceback" not in err.getvalue()
    written = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: fault over 2020Q1_科技局_季报.xlsx" in written
    assert f"import {database}" in written
    assert dump(database) == before
    done("import", database, file)


def test_the_sample_opens_its_database_when_asked_to(qapp: object, tools: Toolbox, tmp_path: Path) -> None:
    opened: list[Path] = []

    def open_window(database: Path) -> int:
        opened.append(database)
        return 7

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        status = command_line.run(tools, ["sample", "--out", str(tmp_path), "--open"], open_window)
    assert (status, opened) == (7, [tmp_path / "样例.db"])


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("plans", "--json"), 0), (("status", "没有这个.db", "--quarter", "2020Q1"), 1), (("plans", "--yaml"), 2)],
)
def test_the_program_itself_ends_with_the_status(arguments: tuple[str, ...], status: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "xiaowei_desktop", *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == status
    assert "Traceback" not in ended.stderr
    assert bool(ended.stdout) == (status == 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a desktop")
def test_no_command_and_no_display_is_said_in_chinese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert bootstrap.main([]) == 1
    assert "没有可用的显示器" in capsys.readouterr().err
