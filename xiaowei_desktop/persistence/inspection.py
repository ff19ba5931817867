"""What a file is, before anything is done to it: a database of the program, of this version, and sound."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from xiaowei_desktop.domain.issues import Issue, error, note
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import looking_at
from xiaowei_desktop.persistence.dialect import (
    APPLICATION_ID,
    application_of,
    damages,
    lost_references,
    revision_of,
    unreadable_tables,
    untouched_file,
)
from xiaowei_desktop.persistence.migrate import Migrations
from xiaowei_desktop.persistence.structure import structure_issues

_SHOWN_DAMAGES = 10


def revision_in(path: Path) -> str:
    """The migration that the database's tables come from.

    The file is only read. Raises `UserError` where there is none, or where it is not a database of the program.
    """
    _require_file(path)
    with untouched_file(path) as connection:
        require_ours(connection, path)
        revision = revision_of(connection)
    if revision is None:
        raise UserError(
            f"数据库“{path.name}”已损坏：缺少版本记录，没有打开。",
            "请从“备份”文件夹恢复最近的备份；请不要删除原文件，以便技术人员查看。",
        )
    return revision


def require_ours(connection: sqlite3.Connection, path: Path) -> None:
    if application_of(connection) != APPLICATION_ID:
        raise UserError(
            f"“{path.name}”不是本软件的数据库，可能是其他程序的文件，没有打开，也没有改动。",
            "请选择本软件建立的数据库；还没有的，请先新建。",
        )


def require_known(revision: str, path: Path, migrations: Migrations) -> None:
    """Refuses what a newer program has written: this one would lose what it does not know."""
    if migrations.are_newer_in(revision):
        raise UserError(
            f"数据库“{path.name}”是用更新版本的软件建立的，本版本打不开，文件没有改动。",
            "请在这台计算机上安装新版本后再打开。",
            (f"数据库版本：{revision}；本软件版本：{migrations.revisions[0]}。",),
        )


def require_sound(path: Path, migrations: Migrations) -> None:
    """Refuses a file that could not take the place of a database."""
    require_known(revision_in(path), path, migrations)
    found = [issue.message for issue in _damage(path)]
    if found:
        raise UserError(
            f"“{path.name}”已损坏，不能使用。", "请另选一个备份；“备份”文件夹中保留着较早的备份。", tuple(found)
        )


def check_file(path: Path, migrations: Migrations) -> tuple[Issue, ...]:
    """Every finding about a database of the program; it is only read."""
    revision = revision_in(path)
    if revision == migrations.revisions[0]:
        return (*_damage(path), *structure_issues(path, migrations.parts))
    return (*_damage(path), *_version(revision, migrations))


def _damage(path: Path) -> tuple[Issue, ...]:
    with untouched_file(path) as connection:
        broken = damages(connection)[:_SHOWN_DAMAGES]
        lost = lost_references(connection)
        unreadable = () if broken else unreadable_tables(connection)
    advice = "请从“备份”文件夹恢复最近的备份，并保留原文件。"
    return (
        *(error("database-damaged", f"数据库“{path.name}”已损坏：{text}。{advice}") for text in broken),
        *(error("text-damaged", f"数据库“{path.name}”的表 {table} 中有读不出的文字。{advice}") for table in unreadable),
        *(
            error("reference-lost", f"数据库“{path.name}”的表 {table} 中有记录缺少所属的记录。{advice}")
            for table in lost
        ),
    )


def _version(revision: str, migrations: Migrations) -> tuple[Issue, ...]:
    if migrations.are_newer_in(revision):
        return (error("database-newer", "数据库是用更新版本的软件建立的。请安装新版本后再打开。"),)
    return (note("database-older", "数据库是用较早版本的软件建立的。下次打开时先自动备份，再升级。"),)


def _require_file(path: Path) -> None:
    with looking_at(path):
        if path.is_dir():
            raise UserError(f"“{path}”是一个文件夹，不是数据库。", "请选择数据库文件。")
        if not path.exists():
            raise UserError(f"找不到数据库：{path}。", "请检查文件名和文件夹；文件在 U 盘上的，请先插好 U 盘。")
        if not path.stat().st_size:
            raise UserError(f"“{path.name}”是空文件，不是数据库。", "请选择数据库文件，或者从“备份”文件夹恢复。")
