"""Holds each final against its fingerprint, in a database that is only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.persistence.dialect import untouched_file
from xiaowei_desktop.persistence.final_document import fingerprint

_ADVICE = "请从“备份”文件夹恢复定稿时的备份，并与当时打印的表上的指纹核对；请保留原文件，以便查明。"


def final_issues(database: Path) -> tuple[Issue, ...]:
    """Finals whose content is no longer what was fingerprinted, or whose fingerprint the history does not know."""
    with untouched_file(database) as connection:
        return tuple(_found(connection)) if _has_finals(connection) else ()


def _has_finals(connection: sqlite3.Connection) -> bool:
    """A database of an earlier version has no such table."""
    return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'final'").fetchone()[0])


def _found(connection: sqlite3.Connection) -> Iterator[Issue]:
    finals = "SELECT plan_id, year, number, fingerprint, document FROM final ORDER BY plan_id, year, number"
    for plan, year, number, stated, document in connection.execute(finals):
        name = f"方案“{plan}”{year}年度第{number}次定稿"
        if fingerprint(document) != stated:
            yield error("final-altered", f"{name}的内容与指纹不符，定稿后被改动过。{_ADVICE}")
        elif not _is_in_history(connection, plan, stated):
            yield error("final-altered", f"{name}的指纹与修改记录中的不符，定稿后被改动过。{_ADVICE}")


def _is_in_history(connection: sqlite3.Connection, plan: str, stated: str) -> bool:
    told = "SELECT count(*) FROM change WHERE plan = ? AND instr(new, ?)"
    return bool(connection.execute(told, (plan, stated)).fetchone()[0])
