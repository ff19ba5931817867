"""Holds each final against its fingerprint and against the history, in a database that is only read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xiaowei_desktop.application.finalising import history_subject
from xiaowei_desktop.application.finals import fingerprint_in, number_in
from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.persistence.dialect import untouched_file
from xiaowei_desktop.persistence.final_document import fingerprint

_ADVICE = "请从“备份”文件夹恢复定稿时的备份，并与当时打印的表上的指纹核对；请保留原文件，以便查明。"
_FINALS = (
    "SELECT plan_id, year, number, made_by, made_at, program, fingerprint, document "
    "FROM final ORDER BY plan_id, year, number"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A final as it is registered, and its document."""

    plan: str
    year: int
    number: int
    who: str
    at: str
    program: str
    stated: str
    document: object

    @property
    def name(self) -> str:
        return f"方案“{self.plan}”{self.year}年度第{self.number}次定稿"

    @property
    def fits(self) -> bool:
        """Whether the document is the one that was fingerprinted; bytes that are no text never are."""
        return isinstance(self.document, str) and fingerprint(self.document) == self.stated

    @property
    def is_registered_as_made(self) -> bool:
        """Whether the row beside the document says what the document says of itself. Asked of a document that fits."""
        head = json.loads(str(self.document))["head"]
        said = (head["year"], head["number"], head["who"], head["program"], _moment(head["at"]))
        return said == (self.year, self.number, self.who, self.program, _moment(self.at))


def final_issues(database: Path) -> tuple[Issue, ...]:
    """Finals that are no longer what was finalised; finals and reopenings that only the history or only the tables
    know."""
    with untouched_file(database) as connection:
        return tuple(_found(connection)) if _has_finals(connection) else ()


def _has_finals(connection: sqlite3.Connection) -> bool:
    """A database of an earlier version has no such table."""
    return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'final'").fetchone()[0])


def _found(connection: sqlite3.Connection) -> Iterator[Issue]:
    rows = [_Row(*row) for row in connection.execute(_FINALS)]
    told = _told(connection)
    for row in rows:
        if not row.fits:
            yield _altered(f"{row.name}的内容与指纹不符")
        elif row.stated not in told.values():
            yield _altered(f"{row.name}的指纹与修改记录中的不符")
        elif not row.is_registered_as_made:
            yield _altered(f"{row.name}登记的次数、经办人、时间或软件版本与定稿内容不符")
    kept = {(row.plan, history_subject(row.year), row.number) for row in rows}
    for plan, subject, number in told:
        if (plan, subject, number) not in kept:
            message = f"修改记录中有方案“{plan}”{subject}第{number}次定稿，数据库中却没有，被删除或者改动过。"
            yield error("final-missing", f"{message}{_ADVICE}")
    yield from _reopenings(connection)


def _told(connection: sqlite3.Connection) -> dict[tuple[str, str, int], str]:
    """The fingerprint of every final that the history tells of, by plan, subject and number."""
    texts = connection.execute("SELECT plan, subject, new FROM change WHERE field = '状态' ORDER BY id")
    return {
        (plan, subject, number): stated
        for plan, subject, new in texts
        if (number := number_in(new)) is not None and (stated := fingerprint_in(new)) is not None
    }


def _reopenings(connection: sqlite3.Connection) -> Iterator[Issue]:
    """A year that was opened, or shut again, without the program."""
    stored = {
        (plan, history_subject(year), number)
        for plan, year, number in connection.execute("SELECT plan_id, year, number FROM final_reopening")
    }
    texts = connection.execute("SELECT plan, subject, old FROM change WHERE field = '状态'")
    told = {(plan, subject, number) for plan, subject, old in texts if (number := number_in(old)) is not None}
    for plan, subject, number in sorted(stored ^ told):
        where = "没有修改记录" if (plan, subject, number) in stored else "只有修改记录，登记被删除过"
        message = f"方案“{plan}”{subject}第{number}次定稿的重新开启{where}，有人绕过程序改动过数据库。"
        yield error("reopening-altered", f"{message}{_ADVICE}")


def _altered(what: str) -> Issue:
    return error("final-altered", f"{what}，定稿后被改动过。{_ADVICE}")


def _moment(text: str) -> datetime | str:
    """The table and the document write a moment differently; what is none stays the text it is."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
