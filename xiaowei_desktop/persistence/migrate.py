"""Brings a database's tables to the program's version: whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from xiaowei_desktop.persistence.dialect import broken_references, mark_as_ours, migration_engine, scratch_engine
from xiaowei_desktop.persistence.structure import Part, parts_of


class MigrationError(Exception):
    """A migration that left rows which point to nothing; it has been rolled back."""


class Migrations:
    """The migrations that the program ships, in `folder` (Alembic's `env.py` and `versions`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    @cached_property
    def revisions(self) -> tuple[str, ...]:
        """Newest first."""
        scripts = ScriptDirectory.from_config(self._settings())
        return tuple(script.revision for script in scripts.walk_revisions())

    def are_newer_in(self, revision: str) -> bool:
        """Whether a database at `revision` was written by a program that knows more than this one."""
        return revision not in self.revisions

    def are_needed_by(self, revision: str) -> bool:
        return revision != self.revisions[0]

    def apply(self, path: Path, known_as: Path | None = None) -> None:
        """Runs what is missing, in one transaction; an empty file becomes a database of the program.

        Messages call a file that is still a draft by the name that it will have, `known_as`.
        """
        with _disposed(migration_engine(path, known_as or path)) as connection:
            mark_as_ours(connection)
            self._upgrade(connection)
            broken = broken_references(connection)
            if broken:
                raise MigrationError(f"{broken} rows point to nothing")

    @cached_property
    def parts(self) -> frozenset[Part]:
        """The tables and triggers that a database of this version has."""
        with _disposed(scratch_engine()) as connection:
            self._upgrade(connection)
            return parts_of(connection)

    def _upgrade(self, connection: Connection) -> None:
        settings = self._settings()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")

    def _settings(self) -> Config:
        settings = Config()
        # A % begins an interpolation in Alembic's settings; a folder's name may hold one.
        settings.set_main_option("script_location", str(self._folder).replace("%", "%%"))
        settings.set_main_option("path_separator", "os")
        return settings


@contextmanager
def _disposed(engine: Engine) -> Iterator[Connection]:
    """One transaction, and nothing left open after it."""
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
