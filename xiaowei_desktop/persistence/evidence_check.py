"""Holds the folder 支撑材料 against what the database says: what is missing, changed, or nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xiaowei_desktop.application.ports.attachments import FileState
from xiaowei_desktop.domain.issues import Issue, error, note, warning
from xiaowei_desktop.persistence.evidence_folder import FOLDER, EvidenceFolder
from xiaowei_desktop.persistence.evidence_records import Recorded, recorded_beside, recorded_in

_SHOWN_NAMES = 20
_SAYS = {
    FileState.MISSING: ("evidence-missing", "的文件不在了"),
    FileState.CHANGED: ("evidence-changed", "的文件已被改动，与附上时不一致"),
    FileState.UNREADABLE: ("evidence-unreadable", "的文件读不出来，请检查读取权限和磁盘"),
}


def evidence_issues(database: Path, backups: Path) -> tuple[Issue, ...]:
    """Every finding; nothing is changed. `backups` is the folder in which a sound copy may lie."""
    folder, kept = EvidenceFolder(database), EvidenceFolder(backups / database.name)
    recorded = recorded_in(database)
    states = [(one, folder.state(one.content)) for one in recorded]
    wrong = [(one, state) for one, state in states if state is not FileState.SOUND]
    return (
        *(_finding(folder, kept, one, state) for one, state in wrong),
        *_superfluous(database, folder, recorded),
    )


def _finding(folder: EvidenceFolder, kept: EvidenceFolder, one: Recorded, state: FileState) -> Issue:
    code, words = _SAYS[state]
    place = folder.path(one.content)
    found = kept.state(one.content) is FileState.SOUND
    remedy = (
        f"备份中有完好的一份，请把“{kept.path(one.content)}”复制到“{place.parent}”。"
        if found
        else "请在原处用原来的文件再附一次，内容相同的会自动补回；没有原文件的，请从其他备份的“支撑材料”文件夹中复制。"
    )
    return error(code, f"支撑材料{'、'.join(one.uses)}{words}：{place}。{remedy}")


def _superfluous(database: Path, folder: EvidenceFolder, recorded: tuple[Recorded, ...]) -> Iterator[Issue]:
    """Files that no database of the folder refers to: left by a cancelled copying, set aside, or put there by hand."""
    known = {one.content.sha256 for one in recorded}
    strange = [path for path in folder.files() if path.name not in known or path.parent.name != path.name[:2]]
    if not strange:
        return
    others = recorded_beside(database)
    left = [path for path in strange if path.name not in others]
    for path in left[:_SHOWN_NAMES]:
        yield warning(
            "evidence-superfluous",
            f"“{FOLDER}”文件夹中的“{path.relative_to(folder.root)}”不属于任何一条支撑材料，程序不会删除它。"
            "确认不需要的，请移到别处。",
        )
    if left[_SHOWN_NAMES:]:
        yield note("evidence-superfluous", f"“{FOLDER}”文件夹中另有 {len(left) - _SHOWN_NAMES} 个多余的文件。")
