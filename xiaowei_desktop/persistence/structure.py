"""What the migrations make: the tables, and the triggers that keep records from being altered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.persistence.dialect import untouched_file

TABLE_MISSING, GUARD_MISSING = "table-missing", "guard-missing"
_KINDS = {"table": (TABLE_MISSING, "表"), "trigger": (GUARD_MISSING, "防改动的设置")}
_NAMES = f"SELECT type, name FROM sqlite_master WHERE type IN ({', '.join(map(repr, _KINDS))})"

Part = tuple[str, str]
"""`table` or `trigger`, and its name."""


def structure_issues(database: Path, wanted: Iterable[Part]) -> tuple[Issue, ...]:
    """Tables and triggers of this version that somebody has taken away with a database tool.

    Without a trigger the records behind it can be altered without a trace, so that its absence is told although every
    record may still be sound.
    """
    with untouched_file(database) as connection:
        there = frozenset((str(kind), str(name)) for kind, name in connection.execute(_NAMES))
    return tuple(_missing(there, wanted))


def parts_of(connection: Connection) -> frozenset[Part]:
    """What a database has of them."""
    return frozenset((str(kind), str(name)) for kind, name in connection.exec_driver_sql(_NAMES))


def _missing(there: frozenset[Part], wanted: Iterable[Part]) -> Iterator[Issue]:
    for kind, name in sorted(set(wanted) - there):
        code, word = _KINDS[kind]
        yield error(
            code,
            f"数据库中缺少{word} {name}，有人绕过程序改动过数据库。"
            "请从“备份”文件夹恢复最近的备份，并保留原文件，以便查明。",
        )
