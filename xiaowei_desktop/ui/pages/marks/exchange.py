"""评定表 out to Excel and back in, through the worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from xiaowei_desktop.application.forms import write_mark_form
from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs import export
from xiaowei_desktop.ui.dialogs.import_preview import ImportPreviewDialog
from xiaowei_desktop.ui.dialogs.import_preview_sheets import KIND_WORDS
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.workplace import Workplace

_WORKBOOKS = "Excel 工作簿 (*.xlsx *.xls *.xlsm *.xlsb *.ods *.et)"


class MarkExchange:
    """Asks for files, writes and reads them on the worker, and says on the page what came of it."""

    def __init__(self, page: Page, workplace: Workplace, on_imported: Callable[[], object]) -> None:
        self._page = page
        self._workplace = workplace
        self._on_imported = on_imported

    def export(self, year: int) -> None:
        """The mark workbook with all judged items and the marks so far."""
        kinds = (export.FileKind.EXCEL,)
        path = export.ask_target(self._page, self._workplace.settings, f"{year}年度评定表", kinds)
        if path is not None:
            self.write(year, path)

    def write(self, year: int, path: Path) -> None:
        desk, writer = self._workplace.desk, self._workplace.tools.forms
        self._workplace.runner.run(
            "正在导出评定表",
            lambda _progress: write_mark_form(desk, writer, year, path),
            lambda _none: export.offer_folder(self._page, path),
            self._page.show_problem,
        )

    def take_in(self) -> None:
        """Asks for a filled workbook, shows what it would change, and stores it when the clerk agrees."""
        folder = export.last_folder(self._workplace.settings)
        chosen, _ = QFileDialog.getOpenFileName(self._page, "导入评定表", str(folder), _WORKBOOKS)
        if chosen:
            self.preview(Path(chosen))

    def preview(self, path: Path) -> None:
        batch = self._batch()
        self._workplace.runner.run(
            f"正在核对“{path.name}”",
            lambda _progress: batch.preview((path,))[0],
            self._decide,
            self._page.show_problem,
        )

    def _decide(self, outcome: FileOutcome) -> None:
        name = outcome.file.name
        if outcome.kind is not None and outcome.kind is not FileKind.MARKS:
            place = "季报填报" if outcome.kind is FileKind.RETURN else "考核评分"
            message = f"“{name}”是{KIND_WORDS[outcome.kind]}，不是评定表。"
            self._page.show_problem(UserError(message, f"请到“{place}”页导入。"))
            return
        dialog = ImportPreviewDialog(self._workplace, (outcome,), FileKind.MARKS, self._page)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._store(outcome.file)
        dialog.deleteLater()

    def _store(self, path: Path) -> None:
        batch = self._batch()
        self._workplace.runner.run(
            f"正在导入“{path.name}”", lambda _progress: batch.take((path,))[0], self._stored, self._page.show_problem
        )

    def _stored(self, outcome: FileOutcome) -> None:
        if outcome.result is Result.REJECTED:
            self._decide(outcome)
            return
        self._on_imported()
        self._page.message.emit(f"已从“{outcome.file.name}”导入 {len(outcome.changes)} 项评定。")

    def _batch(self) -> TakeIn:
        return TakeIn(self._workplace.desk, self._workplace.tools.reader)
