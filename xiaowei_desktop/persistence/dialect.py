"""Everything that is SQLite's own: its pragmas and transactions, its errors, its files.

An office that outgrows one computer moves to PostgreSQL by giving this module, the backups and the lock another
shape; tables, repositories and the unit of work stay.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event

from xiaowei_desktop.errors import UserError

APPLICATION_ID = 0x58574A48
"""Stands in the head of each of the program's databases ("XWJH"), so that no other program's file is taken for one."""

SIDE_FILES = ("-wal", "-shm")
"""What SQLite keeps beside a database that is in use; the first may hold rows that the database does not have yet."""

_WAIT_MS = 5000
_PRAGMAS = (f"busy_timeout = {_WAIT_MS}", "journal_mode = WAL", "synchronous = FULL")


def open_engine(path: Path) -> Engine:
    """The database for daily work: foreign keys are kept, every commit is on the disk when it returns."""
    return _engine(path, (*_PRAGMAS, "foreign_keys = ON"), path)


def migration_engine(path: Path, known_as: Path) -> Engine:
    """The database for a migration, foreign keys off.

    Alembic rebuilds tables by dropping the old one, which with foreign keys on deletes or refuses the rows that
    point to it; and the pragma has no effect within a transaction. `broken_references` checks before the commit.
    """
    return _engine(path, (*_PRAGMAS, "foreign_keys = OFF"), known_as)


def scratch_engine() -> Engine:
    """A database in memory, to see what the migrations make."""
    return _engine(None, ("foreign_keys = OFF",), Path("内存"))


def mark_as_ours(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def broken_references(connection: Connection) -> int:
    """How many rows point to a row that is not there."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def _engine(path: Path | None, pragmas: tuple[str, ...], known_as: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=None if path is None else str(path.absolute())))

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transactions leave out schema changes; `begin` below starts whole ones.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "handle_error", retval=True)
    def explain(context: ExceptionContext) -> BaseException | None:
        return explained(context.original_exception, known_as)

    return engine


@contextmanager
def existing_file(path: Path) -> Iterator[sqlite3.Connection]:
    """The database as other connections may be using it; closing it leaves no side files behind."""
    with _connected(path, "mode=rw") as connection:
        yield connection


@contextmanager
def untouched_file(path: Path) -> Iterator[sqlite3.Connection]:
    """The database for reading only; neither it nor its folder is changed, and both may be write-protected.

    Where a side file shows that the last use did not end well, or has not ended, its rows are read as well.
    """
    in_use = path.with_name(path.name + SIDE_FILES[0]).exists()
    with _connected(path, "mode=ro" if in_use else "mode=ro&immutable=1") as connection:
        yield connection


@contextmanager
def _connected(path: Path, how: str) -> Iterator[sqlite3.Connection]:
    plain = path.absolute().as_posix()
    uri = f"file://{'' if plain.startswith('/') else '/'}{quote(plain)}?{how}"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_MS / 1000, isolation_level=None)) as connection:
            yield connection
    except (sqlite3.Error, UnicodeDecodeError) as error:
        known = explained(error, path)
        if known is None:
            raise
        raise known from error


def write_copy(connection: sqlite3.Connection, out: Path) -> None:
    """Writes what the connection sees into `out`, an empty file: one file, complete, without side files.

    A copy of the file itself would miss every row that is still in the write-ahead log.
    """
    connection.execute("VACUUM INTO ?", (str(out.absolute()),))


def application_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def revision_of(connection: sqlite3.Connection) -> str | None:
    """The migration that the tables come from; `None` where the database does not say."""
    says = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if says else None
    return None if row is None else str(row[0])


def damages(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLite finds wrong with the file, in its own words."""
    found = (str(row[0]) for row in connection.execute("PRAGMA integrity_check"))
    return tuple(text for text in found if text != "ok")


def unreadable_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Tables with bytes that are no text: SQLite's own check looks at the pages, not at what stands in them."""
    names = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return tuple(name for name in names if not _is_readable(connection, name))


def _is_readable(connection: sqlite3.Connection, table: str) -> bool:
    quoted = table.replace('"', '""')
    try:
        for _ in connection.execute(f'SELECT * FROM "{quoted}"'):
            pass
    except (sqlite3.OperationalError, UnicodeDecodeError) as error:
        if isinstance(error, UnicodeDecodeError) or _NO_TEXT in str(error):
            return False
        raise
    return True


def lost_references(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Tables with rows that point to a row that is not there."""
    return tuple(sorted({str(row[0]) for row in connection.execute("PRAGMA foreign_key_check")}))


def explained(error: BaseException, path: Path) -> UserError | None:
    """The sentence for an error that a clerk can do something about; `None` for a fault of the program."""
    code = getattr(error, "sqlite_errorcode", None)
    found = _SENTENCES.get(code & 0xFF) if isinstance(code, int) else None
    if isinstance(error, UnicodeDecodeError) or _NO_TEXT in str(error):
        found = _DAMAGED  # the driver itself found bytes that are no text, in a value or in a name of its tables
    if _NO_TABLE in str(error):
        found = _ROBBED  # the migrations made it: somebody has taken it away
    if found is None:
        return None
    message, hint = found
    words = {"name": path.name, "folder": path.absolute().parent}
    return UserError(message.format(**words), hint.format(**words))


_NO_TEXT = "Could not decode to UTF-8"
_NO_TABLE = "no such table"
_READ_ONLY = (
    "数据库“{name}”不能写入，刚才的改动没有保存，原有数据没有改动。",
    "请检查该文件的“只读”属性、所在文件夹“写入”权限和 U 盘的写保护开关；也可以把数据库复制到“文档”文件夹后再打开。",
)
_BUSY = (
    "数据库“{name}”正忙，刚才的操作没有完成，原有数据没有改动。",
    "请稍候再试一次；仍不行的，请关闭其他正在使用它的程序。",
)
_DAMAGED = (
    "数据库“{name}”已损坏，或者不是本软件的数据库。",
    "请从“备份”文件夹恢复最近的备份；请不要删除原文件，以便技术人员查看。",
)
_ROBBED = (
    "数据库“{name}”中缺少本软件的表，有人绕过程序改动过数据库。",
    "请用“检查数据库”查看缺少什么，并从“备份”文件夹恢复最近的备份；请保留原文件，以便查明。",
)
_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "磁盘空间不足，刚才的操作没有完成，数据库“{name}”中原有的数据没有改动。",
        "请清理数据库或者备份所在的磁盘，腾出空间后再试一次。",
    ),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_AUTH: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: (
        "数据库“{name}”打不开。",
        "请检查文件是否还在“{folder}”、U 盘是否已拔出，以及是否有权限读写该文件夹。",
    ),
    sqlite3.SQLITE_IOERR: (
        "读写数据库“{name}”时磁盘出错，刚才的操作没有完成。",
        "请检查 U 盘或磁盘是否接好、是否已满；仍不行的，请把数据库复制到其他磁盘，或者恢复最近的备份。",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
