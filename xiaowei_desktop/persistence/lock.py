"""One writer for each database: a lock beside it that a dead process loses and a live one puts its name to."""

from __future__ import annotations

import getpass
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from xiaowei_desktop.errors import UserError

_ANYONES = 0o666
"""The next one to open the database may be another user of the same computer."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the database open, as told to those who have to wait."""

    user: str
    computer: str
    process: int
    since: datetime

    @classmethod
    def this_process(cls, now: datetime) -> Holder:
        try:
            user = getpass.getuser()
        except (OSError, KeyError, ImportError):  # an account without a name, on Linux and on Windows
            user = "未知用户"
        return cls(user, socket.gethostname(), os.getpid(), now)

    def __str__(self) -> str:
        since = f"{self.since:%Y-%m-%d %H:%M}"
        return f"{self.user}（计算机 {self.computer}，进程 {self.process}，自 {since} 起）"

    def to_json(self) -> str:
        return json.dumps({**asdict(self), "since": self.since.isoformat()}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Holder:
        """Raises `ValueError`, `TypeError` or `KeyError` for a text that was cut off or is something else."""
        said = json.loads(text)
        since = datetime.fromisoformat(said["since"])
        return cls(str(said["user"]), str(said["computer"]), int(said["process"]), since)


class DatabaseLock:
    """The right to write to a database, held from `acquire` to `release`.

    The operating system holds the lock and frees it when the process dies, whatever killed it; process numbers,
    which are given out again, decide nothing. The holder's name lies in a file of its own, because
    Windows lets no one read a locked file; it is only read while the lock is held.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._lock = FileLock(_beside(database, "lock"), mode=_ANYONES, thread_local=False)
        self._holder_file = _beside(database, "holder")

    def acquire(self, now: datetime) -> None:
        """Takes the lock at once, or raises `UserError` that names the one who has it."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise self._in_use() from error
        except OSError as error:
            raise _not_writable(self._database) from error
        try:
            self._holder_file.unlink(missing_ok=True)  # it may be another user's, who alone may write to it
            self._holder_file.write_text(Holder.this_process(now).to_json(), "utf-8")
        except OSError as error:
            self.release()
            raise _not_writable(self._database) from error

    def release(self) -> None:
        if not self._lock.is_locked:
            return
        with suppress(OSError):  # nobody reads it once the lock is free
            self._holder_file.unlink(missing_ok=True)
        self._lock.release()

    def _in_use(self) -> UserError:
        holder = self._read_holder()
        return UserError(
            f"数据库“{self._database.name}”正在使用中，使用者：{holder or '未知'}。",
            "同一时间只能由一个人打开。请在那个窗口中继续，或者等对方关闭本软件后再打开。",
        )

    def _read_holder(self) -> Holder | None:
        try:
            return Holder.from_json(self._holder_file.read_text("utf-8"))
        except (OSError, ValueError, TypeError, KeyError):
            return None  # the holder is just writing it, or could not


class Locked:
    """A block during which the database is held."""

    def __init__(self, database: Path, now: datetime) -> None:
        self._lock = DatabaseLock(database)
        self._now = now

    def __enter__(self) -> Self:
        self._lock.acquire(self._now)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


def _beside(database: Path, ending: str) -> Path:
    """A file that Linux does not list; Windows shows it while the database is open."""
    return database.with_name(f".{database.name}.{ending}")


def _not_writable(database: Path) -> UserError:
    return UserError(
        f"数据库“{database.name}”所在的文件夹不能写入：{database.absolute().parent}。",
        "请检查文件夹的“写入”权限、磁盘剩余空间和 U 盘的写保护开关；也可以把数据库复制到“文档”文件夹后再打开。",
    )
