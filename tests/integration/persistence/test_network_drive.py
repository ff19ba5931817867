"""A network share is recognised before SQLite's log is written on it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from xiaowei_desktop.persistence.network_drive import is_on_network_drive, is_on_network_mount, is_unc

MOUNTS = r"""/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//server/share /mnt/共享 cifs rw,vers=3.0 0 0
/dev/sdb1 /mnt/共享/本地 vfat rw 0 0
10.0.0.5:/export /media/my\040share nfs4 rw 0 0
wang@host: /home/wang/ssh fuse.sshfs rw 0 0
/dev/sdc1 /media/stick vfat rw 0 0
systemd-1 /auto autofs rw 0 0
//server/auto /auto smb3 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/wang/文档/滨江.db", False),
        ("/mnt/共享/滨江.db", True),
        ("/mnt/共享文件/滨江.db", False),
        ("/mnt/共享/本地/滨江.db", False),
        ("/media/my share/滨江.db", True),
        ("/home/wang/ssh/a/b/滨江.db", True),
        ("/media/stick/滨江.db", False),
        ("/auto/滨江.db", True),
    ],
)
def test_the_innermost_mount_decides(path: str, network: bool) -> None:
    assert is_on_network_mount(PurePosixPath(path), MOUNTS) is network


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (r"\\server\share\滨江.db", True),
        ("//server/share/滨江.db", True),
        (r"\\?\UNC\server\share\滨江.db", True),
        (r"\\?\C:\数据\滨江.db", False),
        (r"\\.\C:\数据\滨江.db", False),
        (r"C:\数据\滨江.db", False),
    ],
)
def test_windows_names_of_another_computer(path: str, network: bool) -> None:
    assert is_unc(path) is network


def test_this_folder_is_on_this_computer(tmp_path: Path) -> None:
    assert not is_on_network_drive(tmp_path / "还没有.db")
