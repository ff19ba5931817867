"""Evidence goes with the backups, and comes back with them."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.ports.attachments import FileState
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.evidence_folder import EvidenceFolder
from xiaowei_desktop.persistence.evidence_records import Recorded, recorded_in


def keep_evidence(backup: Path, database: Path) -> tuple[str, ...]:
    """Copies what the backup refers to beside it; returns, in words, what could not be copied.

    What is there already is not copied again: the folder of many backups holds each content once.
    """
    source, target = EvidenceFolder(database), EvidenceFolder(backup)
    wanted = (one for one in recorded_in(backup) if source.root != target.root and not target.has(one.content))
    return tuple(problem for one in wanted if (problem := _copied(source, target, one)))


def bring_back_evidence(backup: Path, database: Path) -> tuple[str, ...]:
    """Fills in what the restored database refers to and its folder lacks, from beside the backup.

    Sound copies stay. Returns, in words, what is in neither place or could not be copied.
    """
    source, target = EvidenceFolder(backup), EvidenceFolder(database)
    wanted = (one for one in recorded_in(database) if target.state(one.content) is not FileState.SOUND)
    return tuple(problem for one in wanted if (problem := _copied(source, target, one)))


def _copied(source: EvidenceFolder, target: EvidenceFolder, one: Recorded) -> str:
    try:
        target.copy_from(source, one.content)
    except UserError as refused:
        return f"{'、'.join(one.uses)}：{refused.message}"
    return ""
