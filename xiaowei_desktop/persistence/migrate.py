"""Brings a database's tables to the program's version: whole or not at all."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from xiaowei_desktop.persistence.dialect import broken_references, mark_as_ours, migration_engine


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
        engine = migration_engine(path, known_as or path)
        try:
            with engine.begin() as connection:
                mark_as_ours(connection)
                settings = self._settings()
                settings.attributes["connection"] = connection
                command.upgrade(settings, "head")
                broken = broken_references(connection)
                if broken:
                    raise MigrationError(f"{broken} rows point to nothing")
        finally:
            engine.dispose()

    def _settings(self) -> Config:
        settings = Config()
        # A % begins an interpolation in Alembic's settings; a folder's name may hold one.
        settings.set_main_option("script_location", str(self._folder).replace("%", "%%"))
        settings.set_main_option("path_separator", "os")
        return settings
