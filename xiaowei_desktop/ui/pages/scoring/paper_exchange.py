"""自评表 and 异议表 out to the units and back in, through the worker, with a preview before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.application.objections import write_objection_forms
from xiaowei_desktop.application.ports.voice_forms import VoiceFormWriter
from xiaowei_desktop.application.self_assessments import write_self_assessment_forms
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.export import last_folder, open_folder, remember_folder
from xiaowei_desktop.ui.dialogs.import_preview import ImportPreviewDialog
from xiaowei_desktop.ui.dialogs.import_preview_sheets import KIND_WORDS
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.workplace import Workplace

_WORKBOOKS = "Excel 工作簿 (*.xlsx *.xlsm *.xls *.xlsb *.ods *.et)"


@dataclass(frozen=True, slots=True)
class PaperJob:
    """Which paper: its kind, and what writes one for each assessed unit."""

    kind: FileKind
    write: Callable[[Desk, VoiceFormWriter, int, Path], tuple[Path, ...]]

    @property
    def word(self) -> str:
        return KIND_WORDS[self.kind]


SELF_ASSESSMENTS = PaperJob(FileKind.SELF_ASSESSMENT, write_self_assessment_forms)
OBJECTIONS = PaperJob(FileKind.OBJECTIONS, write_objection_forms)


class PaperExchange:
    """Asks for folders and files, and says on the page what came of it; `on_stored` after something new is in."""

    def __init__(self, page: Page, workplace: Workplace, job: PaperJob, on_stored: Callable[[], object]) -> None:
        self._page = page
        self._workplace = workplace
        self._job = job
        self._on_stored = on_stored

    def choose_folder(self, year: int) -> None:
        start = str(last_folder(self._workplace.settings))
        chosen = QFileDialog.getExistingDirectory(self._page, f"{self._job.word}导出到文件夹", start)
        if chosen:
            remember_folder(self._workplace.settings, Path(chosen))
            self.write(year, Path(chosen))

    def write(self, year: int, folder: Path) -> None:
        """One workbook for each assessed unit."""
        desk, writer, job = self._workplace.desk, self._workplace.tools.forms, self._job
        self._workplace.runner.run(
            f"正在导出{job.word}",
            lambda _progress: job.write(desk, writer, year, folder),
            lambda written: self._say_written(folder, len(written)),
            self._page.show_problem,
        )

    def choose_files(self) -> None:
        start = str(last_folder(self._workplace.settings))
        title = f"导入{self._job.word}（可选多个文件）"
        names, _ = QFileDialog.getOpenFileNames(self._page, title, start, _WORKBOOKS)
        if names:
            remember_folder(self._workplace.settings, Path(names[0]).parent)
            self.preview([Path(name) for name in names])

    def preview(self, paths: Sequence[Path]) -> None:
        """Looks at the files on the worker, and shows what they would bring."""
        batch = TakeIn(self._workplace.desk, self._workplace.tools.reader)
        self._workplace.runner.run(
            f"正在检查{self._job.word}", lambda _progress: batch.preview(paths), self._decide, self._page.show_problem
        )

    def _decide(self, outcomes: tuple[FileOutcome, ...]) -> None:
        stray = next((one for one in outcomes if one.kind not in (None, self._job.kind)), None)
        if stray is not None and stray.kind is not None:
            message = f"“{stray.file.name}”是{KIND_WORDS[stray.kind]}，不是{self._job.word}，没有导入。"
            self._page.show_problem(UserError(message, f"请只选{self._job.word}。"))
            return
        dialog = ImportPreviewDialog(self._workplace, outcomes, self._job.kind, self._page)
        if is_accepted(dialog):
            batch = TakeIn(self._workplace.desk, self._workplace.tools.reader, dialog.received_on)
            paths = dialog.paths
            self._workplace.runner.run(
                f"正在导入{self._job.word}",
                lambda _progress: batch.take(paths),
                self._stored,
                self._page.show_problem,
            )

    def _stored(self, outcomes: tuple[FileOutcome, ...]) -> None:
        count = sum(one.result is Result.IMPORTED for one in outcomes)
        refused = next((one for one in outcomes if one.errors), None)
        if count:
            self._on_stored()
            self._page.message.emit(f"已导入 {count} 份{self._job.word}。")
        if refused is not None:
            self._page.show_problem(UserError(f"“{refused.file.name}”没有导入：{refused.errors[0].message}"))

    def _say_written(self, folder: Path, count: int) -> None:
        text = f"已导出 {count} 份{self._job.word}，在文件夹“{folder}”中。"
        self._page.banner.show_message(text, BannerTone.GOOD, "打开文件夹", lambda: open_folder(folder))
