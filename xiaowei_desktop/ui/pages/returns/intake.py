"""导入季报: files chosen or dropped, looked at on the worker, previewed, and taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.ui.dialogs.export import last_folder, remember_folder
from xiaowei_desktop.ui.dialogs.import_preview import ImportPreviewDialog
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.tasks import Progress
from xiaowei_desktop.ui.workplace import Workplace

_FILTER = "Excel 工作簿 (*.xlsx *.xlsm *.xls *.xlsb *.ods *.et)"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a batch; `stopped` where the clerk stopped it before the last file.

    `refused` is how many files the preview kept out because of their errors.
    """

    outcomes: tuple[FileOutcome, ...]
    stopped: bool
    refused: int = 0

    @property
    def imported(self) -> tuple[FileOutcome, ...]:
        return tuple(one for one in self.outcomes if one.result is Result.IMPORTED)

    @property
    def sentence(self) -> str:
        """已导入 4 份；2 份有错误，没有导入。"""
        wrong = self.refused + sum(one.result is Result.REJECTED for one in self.outcomes)
        parts = [f"已导入 {len(self.imported)} 份"]
        parts += [f"{wrong} 份有错误，没有导入"] if wrong else []
        parts += ["其余已停止"] if self.stopped else []
        return f"{'；'.join(parts)}。"

    @property
    def is_whole(self) -> bool:
        """Whether everything that was chosen is in the database now."""
        return not self.refused and len(self.imported) == len(self.outcomes) and not self.stopped


class Intake(QObject):
    """`taken` (a `Taken`) after a batch was stored."""

    taken = Signal(object)

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._workplace = workplace

    @Slot()
    def choose_files(self) -> None:
        folder = str(last_folder(self._workplace.settings))
        names, _ = QFileDialog.getOpenFileNames(self._page, "导入季报（可选多个文件）", folder, _FILTER)
        if names:
            remember_folder(self._workplace.settings, Path(names[0]).parent)
            self.preview([Path(name) for name in names])

    @Slot()
    def choose_folder(self) -> None:
        folder = str(last_folder(self._workplace.settings))
        name = QFileDialog.getExistingDirectory(self._page, "导入整个文件夹的季报", folder)
        if name:
            remember_folder(self._workplace.settings, Path(name))
            self.preview([Path(name)])

    def preview(self, paths: Sequence[Path]) -> None:
        """Looks at the files on the worker, and shows what they would bring."""
        batch = TakeIn(self._workplace.desk, self._workplace.tools.reader)
        self._workplace.runner.run(
            "正在检查季报文件", lambda _progress: batch.preview(paths), self._show, self._page.show_problem
        )

    def _show(self, outcomes: tuple[FileOutcome, ...]) -> None:
        dialog = ImportPreviewDialog(self._workplace, outcomes, FileKind.RETURN, self._page)
        if is_accepted(dialog):
            batch = TakeIn(self._workplace.desk, self._workplace.tools.reader, dialog.received_on)
            paths, refused = dialog.paths, sum(one.result is Result.REJECTED for one in outcomes)
            self._workplace.runner.run(
                "正在导入季报",
                lambda progress: replace(_take(batch, paths, progress), refused=refused),
                self.taken.emit,
                self._page.show_problem,
            )


def dropped_paths(data: QMimeData) -> tuple[Path, ...]:
    """The files and folders that are dragged from the file manager."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def _take(batch: TakeIn, paths: Sequence[Path], progress: Progress) -> Taken:
    """File by file, so that 取消 leaves between two files and what is stored by then is told."""
    outcomes: list[FileOutcome] = []
    for number, path in enumerate(paths):
        if progress.is_cancelled():
            return Taken(tuple(outcomes), stopped=True)
        progress.report(number, len(paths), path.name)
        outcomes += batch.take([path])
    return Taken(tuple(outcomes), stopped=False)
