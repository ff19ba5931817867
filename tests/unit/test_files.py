"""A file is replaced whole or not at all, and what stands in the way is said in a sentence."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import replace_file

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="uses devices of Linux")


def write(path: Path, text: str) -> None:
    with replace_file(path) as draft:
        draft.write_text(text, encoding="utf-8")


def test_a_new_file_appears_and_an_old_one_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "明细表.pdf"
    write(target, "旧")
    write(target, "新")
    assert target.read_text(encoding="utf-8") == "新"
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_changes_when_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "明细表.pdf"
    write(target, "旧")
    with pytest.raises(ZeroDivisionError), replace_file(target) as draft:
        draft.write_text("半", encoding="utf-8")
        _ = 1 / 0
    assert target.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_the_rights_of_the_old_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "明细表.pdf"
    write(target, "旧")
    target.chmod(0o664)
    write(target, "新")
    assert stat.S_IMODE(target.stat().st_mode) == 0o664


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write(tmp_path / "没有" / "表.pdf", "")
    assert str(tmp_path / "没有") in caught.value.message
    assert caught.value.hint


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="是一个文件夹"):
        write(tmp_path, "")


def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "明细表.xlsx"
    write(target, "旧")
    target.chmod(stat.S_IREAD)
    with pytest.raises(UserError, match="只读"):
        write(target, "新")
    assert target.read_text(encoding="utf-8") == "旧"


@pytest.mark.parametrize("note", [".~lock.明细表.xlsx#", ".~明细表.xlsx", "~$明细表.xlsx"])
def test_a_file_open_in_another_program_is_left_alone(tmp_path: Path, note: str) -> None:
    target = tmp_path / "明细表.xlsx"
    write(target, "旧")
    (tmp_path / note).touch()
    with pytest.raises(UserError, match="正在被其他程序") as caught:
        write(target, "新")
    assert note in caught.value.hint
    assert target.read_text(encoding="utf-8") == "旧"


@ON_LINUX
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    target = tmp_path / "明细表.pdf"
    with pytest.raises(UserError, match="磁盘空间不足"), replace_file(target):
        Path("/dev/full").write_bytes(b"x")
    assert list(tmp_path.iterdir()) == []


@ON_LINUX
def test_a_folder_that_refuses_files_is_said() -> None:
    with pytest.raises(UserError, match=r"没有保存|没有写成"):
        write(Path("/sys/明细表.pdf"), "")
