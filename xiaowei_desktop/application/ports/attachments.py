"""支撑材料 as the jobs see them: what is attached to what, and the folder with the files."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from xiaowei_desktop.domain.attachment import Attachment, Content

Copied = Callable[[int, int], None]
"""Told while a file is copied: bytes done, of how many. What it raises ends the copying, and nothing is left of it."""


class FileState(StrEnum):
    """How the office's copy of a file stands against its fingerprint."""

    SOUND = "sound"
    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


class AttachmentRepository(Protocol):
    """What is attached to what. Nothing is ever altered: taking a file off is a further record."""

    def of_year(self, plan_id: str, year: int) -> tuple[Attachment, ...]:
        """What is attached now, of all units, in the order in which it was attached."""
        ...

    def get(self, plan_id: str, number: int) -> Attachment | None:
        """The attachment with the number; `None` where there is none, or where it has been taken off."""
        ...

    def add(self, plan_id: str, attachment: Attachment, place_name: str) -> Attachment:
        """Stores it and returns it with its number. `place_name` says in words where it belongs, for `check`."""
        ...

    def detach(self, attachment: Attachment, who: str, reason: str) -> None:
        """Takes it off its place; the file stays where it is."""
        ...


class EvidenceFiles(Protocol):
    """The office's own copies, one for each content. None is ever deleted."""

    def identify(self, source: Path, copied: Copied) -> Content:
        """Reads the file. Raises `UserError` for what cannot be evidence: a folder, an empty or a huge file."""
        ...

    def keep(self, source: Path, content: Content, copied: Copied) -> None:
        """Copies the file unless a sound copy is there; what stands in its place is set aside.

        Raises `UserError` where the file is no longer what it was when it was identified, or cannot be copied.
        """
        ...

    def state(self, content: Content) -> FileState: ...

    def copy_out(self, content: Content, target: Path, copied: Copied) -> None:
        """Writes a copy to `target`. Raises `UserError` where the office's is missing or no longer what it was."""
        ...
