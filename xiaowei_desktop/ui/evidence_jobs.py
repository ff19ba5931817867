"""Work with 支撑材料 that takes its time: done on the worker, file by file, so that 取消 leaves nothing half done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from xiaowei_desktop.application.attachments import attach
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.domain.attachment import Place
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import readable
from xiaowei_desktop.ui.tasks import Progress, TaskCancelled


@dataclass(slots=True)
class Added:
    """What came of the files that were to be attached."""

    count: int = 0
    same: list[str] = field(default_factory=list)
    refused: list[UserError] = field(default_factory=list)
    stopped: bool = False

    @property
    def is_whole(self) -> bool:
        return not (self.same or self.refused or self.stopped)

    @property
    def sentence(self) -> str:
        """已附上 3 个文件；“纪要.pdf”内容相同，已在这里；其余已停止。 What was refused stands on lines of its own."""
        parts = [f"已附上 {self.count} 个文件"]
        parts += [f"“{name}”与这里已有的文件内容相同，没有重复附上" for name in self.same]
        parts += ["其余已停止"] if self.stopped else []
        lines = [f"{'；'.join(parts)}。", *("".join(error.lines()) for error in self.refused)]
        return "\n".join(lines)


def attach_files(desk: Desk, place: Place, files: Sequence[Path], note: str, progress: Progress) -> Added:
    """Each file by itself; one that is refused does not keep the others out."""
    added = Added()
    for number, file in enumerate(files):
        try:
            stored = attach(desk, place, file, note, partial(_tell, progress, number, len(files), readable(file.name)))
        except TaskCancelled:
            added.stopped = True
            break
        except UserError as refused:
            added.refused.append(refused)
            continue
        if stored.is_new:
            added.count += 1
        else:
            added.same.append(readable(file.name))
    return added


def _tell(progress: Progress, number: int, count: int, name: str, done: int, total: int) -> None:
    progress.stop_if_cancelled()
    progress.report(number, count, f"{name}（{done * 100 // total}%）")
