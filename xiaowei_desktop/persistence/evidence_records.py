"""What a database file says of its evidence, read without opening it for work: for checks and for backups."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xiaowei_desktop.domain.attachment import Content
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.dialect import APPLICATION_ID, application_of, untouched_file

_HEAD = b"SQLite format 3\0"
_RECORDED = """
SELECT a.sha256, a.size, a.name, a.place_name, d.attachment_id IS NOT NULL
FROM attachment a LEFT JOIN detachment d ON d.attachment_id = a.id ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A content with every name and place under which it is, or was, attached: “会议纪要.pdf”（2020年…）."""

    content: Content
    uses: tuple[str, ...]


def recorded_in(database: Path) -> tuple[Recorded, ...]:
    """What the database refers to, also where a file has been taken off its place; in the order of attaching."""
    with untouched_file(database) as connection:
        return _grouped(connection.execute(_RECORDED).fetchall()) if _has_attachments(connection) else ()


def recorded_beside(database: Path) -> frozenset[str]:
    """The fingerprints that the other databases of the program in the same folder refer to.

    One that cannot be read says nothing; its evidence stays all the same, because none is ever deleted.
    """
    others = (path for path in database.absolute().parent.iterdir() if path.name != database.name)
    return frozenset(sha for path in others if _is_database(path) for sha in _fingerprints(path))


def _grouped(rows: Iterable[tuple[str, int, str, str, int]]) -> tuple[Recorded, ...]:
    uses: dict[Content, list[str]] = {}
    for sha256, size, name, place_name, is_off in rows:
        words = f"“{name}”（{place_name}{'，已取下' if is_off else ''}）"
        uses.setdefault(Content(sha256, size), []).append(words)
    return tuple(Recorded(content, tuple(words)) for content, words in uses.items())


def _has_attachments(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('attachment', 'detachment')")
    return int(found.fetchone()[0]) == 2


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_HEAD)) == _HEAD
    except OSError:  # a folder, or nothing that this user may read
        return False


def _fingerprints(database: Path) -> frozenset[str]:
    try:
        with untouched_file(database) as connection:
            if application_of(connection) != APPLICATION_ID or not _has_attachments(connection):
                return frozenset()
            return frozenset(str(row[0]) for row in connection.execute("SELECT sha256 FROM attachment"))
    except (UserError, sqlite3.Error):
        return frozenset()
