"""Whether a file lies on a network share, where SQLite's write-ahead log is unsafe."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath

_NETWORK_TYPES = {
    "cifs", "smb3", "smbfs", "nfs", "nfs4", "ncpfs", "afs", "davfs",
    "fuse.sshfs", "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.davfs2", "fuse.rclone",
}  # fmt: skip
MOUNT_TABLE = Path("/proc/mounts")
"""Linux's list of what is mounted where."""

_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def is_on_network_drive(path: Path) -> bool:
    """Whether `path`, or the folder in which it would be made, lies on another computer."""
    resolved = path.resolve()
    if sys.platform == "win32":
        return is_unc(str(resolved)) or _is_mapped_drive(resolved.anchor)
    return MOUNT_TABLE.exists() and is_on_network_mount(PurePosixPath(resolved), MOUNT_TABLE.read_text("utf-8"))


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names another computer: \\server\share, also in its long form \\?\UNC\server."""
    plain = path.replace("/", "\\").upper()
    return plain.startswith("\\\\") and (plain.startswith("\\\\?\\UNC\\") or plain[2:4] not in ("?\\", ".\\"))


def is_on_network_mount(path: PurePosixPath, mounts: str) -> bool:
    """Looks `path` up in the text of /proc/mounts; the innermost mount decides, of several on one folder the latest."""
    kind, depth = "", -1
    for line in mounts.splitlines():
        _, folder, file_system, *_ = line.split(" ")
        mounted = PurePosixPath(_OCTAL.sub(lambda code: chr(int(code[1], 8)), folder))
        if path.is_relative_to(mounted) and len(mounted.parts) >= depth:
            kind, depth = file_system, len(mounted.parts)
    return kind in _NETWORK_TYPES


if sys.platform == "win32":

    def _is_mapped_drive(anchor: str) -> bool:
        import ctypes  # noqa: PLC0415 - exists in this form on Windows only

        return bool(ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE)
