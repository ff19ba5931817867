"""A small office's database with files attached, for the tests of backups and checks."""

from __future__ import annotations

from pathlib import Path

from tests.integration.persistence.records import NOW, PLAN, Q2
from xiaowei_desktop.domain.attachment import Attachment, MarkPlace, Place, ReturnPlace, SelfAssessmentPlace
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.persistence.stores import SqliteStore

ITEM = MarkPlace("kjj", 2020, "C1")
OWN = SelfAssessmentPlace("kjj", 2020, "C1")
LINE = ReturnPlace("sjj", Q2, RowKey("new-firms", "district"))


def _silent(_done: int, _total: int) -> None:
    return None


def attached(
    store: SqliteStore, name: str, text: str, place: Place = ITEM, place_name: str = "科技局 C1"
) -> Attachment:
    """A file of that name and text, attached as the application does it."""
    source = store.path.parent / "来件"
    source.mkdir(exist_ok=True)
    file = source / name
    file.write_text(text, encoding="utf-8")
    content = store.evidence.identify(file, _silent)
    store.evidence.keep(file, content, _silent)
    with store.work() as work:
        stored = work.attachments.add(PLAN.id, Attachment(place, name, content, "盖章件", "王五", NOW), place_name)
        work.commit()
    file.unlink()
    source.rmdir()
    return stored


def copy_of(attachment: Attachment, database: Path) -> Path:
    """Where the office's copy has to lie, in the words of the manual."""
    sha = attachment.content.sha256
    return database.parent / "支撑材料" / sha[:2] / sha


def spoil(copy: Path) -> None:
    copy.chmod(0o644)
    copy.write_text("改动过", encoding="utf-8")
