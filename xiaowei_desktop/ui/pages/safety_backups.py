"""The backups that lie beside a database, as a table to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, Sheet

FOLDER = "备份"
"""The folder beside the database in which backups are kept, as messages and help name it."""

_KILO = 1024


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup: made when, how large in bytes."""

    path: Path
    made_at: datetime
    size: int


def backups_of(database: Path) -> tuple[BackupFile, ...]:
    """The newest first; none while there is no folder yet."""
    folder = database.parent / FOLDER
    if not folder.is_dir():
        return ()
    files = (path for path in folder.iterdir() if path.suffix == database.suffix and path.is_file())
    found = [_backup(path) for path in files if not path.name.startswith(".")]
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def backups_sheet(backups: Sequence[BackupFile]) -> Sheet:
    """Chosen by the path, which each row carries as its source."""
    columns = (
        Column("made_at", "备份时间", 40, Align.CENTER),
        Column("size", "大小", 24, Align.RIGHT),
        Column("file", "文件", 110),
    )
    rows = tuple(
        Row((Cell(f"{b.made_at:%Y-%m-%d %H:%M:%S}", source=str(b.path)), Cell(size_text(b.size)), Cell(b.path.name)))
        for b in backups
    )
    return Sheet("备份清单", "备份", columns, rows)


def size_text(size: int) -> str:
    """312 KB, 1.4 MB."""
    if size < _KILO * _KILO:
        return f"{-(-size // _KILO)} KB"
    return f"{size / _KILO / _KILO:.1f} MB"


def _backup(path: Path) -> BackupFile:
    status = path.stat()
    return BackupFile(path, datetime.fromtimestamp(status.st_mtime), status.st_size)
