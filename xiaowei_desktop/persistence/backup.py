"""Backups: complete, verified copies in a folder beside the database, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import date, datetime
from pathlib import Path

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import looking_at, replace_file
from xiaowei_desktop.persistence.dialect import SIDE_FILES, existing_file, untouched_file, write_copy
from xiaowei_desktop.persistence.inspection import require_known, require_sound, revision_in
from xiaowei_desktop.persistence.migrate import Migrations
from xiaowei_desktop.persistence.thinning import superfluous

FOLDER = "备份"
_STAMP = "%Y-%m-%d %H%M%S"
_STAMP_PATTERN = r"\d{4}-\d\d-\d\d \d{6}"


class Backups:
    """The backups of one database."""

    def __init__(self, database: Path, migrations: Migrations) -> None:
        self._database = database
        self._migrations = migrations

    def write(self, now: datetime) -> Path:
        """A further backup in the folder beside the database, thinned afterwards."""
        self._require_known()
        folder = self._database.parent / FOLDER
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise UserError(
                f"备份文件夹“{folder}”建立不了，没有备份。",
                "请检查文件夹的“写入”权限和磁盘剩余空间，或者另选备份位置。",
            ) from error
        out = folder / f"{self._database.stem} {now.strftime(_STAMP)}{self._database.suffix}"
        self._copy(out)
        self._thin(now.date())
        return out

    def write_to(self, out: Path) -> Path:
        """A backup in a place of the clerk's choice, such as a USB stick. Nothing is overwritten."""
        with looking_at(out):
            if out.exists():
                raise UserError(f"“{out}”已经存在，没有备份。", "请换一个文件名。")
        self._require_known()
        self._copy(out)
        return out

    def _require_known(self) -> None:
        """Refuses by the database's own name, before a copy has another."""
        require_known(revision_in(self._database), self._database, self._migrations)

    def _copy(self, out: Path) -> None:
        with replace_file(out) as draft:
            with existing_file(self._database) as connection:
                write_copy(connection, draft)
            require_sound(draft, self._migrations)

    def _thin(self, today: date) -> None:
        made = dict(self._made())
        for moment in superfluous(made, today):
            with suppress(OSError):  # one that is open elsewhere goes the next time
                made[moment].unlink()

    def _made(self) -> Iterator[tuple[datetime, Path]]:
        stem, suffix = re.escape(self._database.stem), re.escape(self._database.suffix)
        name = re.compile(f"{stem} ({_STAMP_PATTERN}){suffix}")
        for file in (self._database.parent / FOLDER).iterdir():
            found = name.fullmatch(file.name)
            if found:
                with suppress(ValueError):  # the thirtieth of February: not one of ours
                    yield datetime.strptime(found[1], _STAMP), file


def restore(backup: Path, database: Path, migrations: Migrations, now: datetime) -> Path | None:
    """Puts the backup in the database's place; the caller holds the lock.

    What stood there is renamed, and its path returned. Its side files go with it: they may hold its last rows,
    and under the old name SQLite would write them into the restored database.
    """
    with looking_at(database):
        is_replaced = database.exists()
    if is_replaced and backup.samefile(database):
        raise UserError("备份和数据库是同一个文件，没有恢复。", "请选择“备份”文件夹中的备份文件。")
    require_sound(backup, migrations)
    kept = _unused(database.with_name(f"{database.stem} 恢复前 {now.strftime(_STAMP)}{database.suffix}"))
    with ExitStack() as undo:
        with replace_file(database) as draft:
            with untouched_file(backup) as connection:
                write_copy(connection, draft)
            require_sound(draft, migrations)
            _set_aside(database, kept, undo)
        undo.pop_all()
    return kept if kept.exists() else None


def _set_aside(database: Path, kept: Path, undo: ExitStack) -> None:
    """Renames what there is of the database and its side files: the database first, which fails where it is in use."""
    for ending in ("", *SIDE_FILES):
        old, new = database.with_name(database.name + ending), kept.with_name(kept.name + ending)
        if old.exists():
            old.rename(new)
            undo.callback(new.rename, old)


def _unused(wanted: Path) -> Path:
    """The path, numbered where a file stands there already."""
    candidate, number = wanted, 1
    while candidate.exists():
        number += 1
        candidate = wanted.with_stem(f"{wanted.stem} ({number})")
    return candidate
