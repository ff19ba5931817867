"""导入季报, 导入评定表 …: what the files would change, before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QSize, Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result
from xiaowei_desktop.ui.dialogs import export
from xiaowei_desktop.ui.dialogs.import_preview_sheets import (
    KIND_WORDS,
    changes_sheet,
    files_sheet,
    issues_sheet,
    problem_list,
)
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.widgets.banner import Banner, BannerTone
from xiaowei_desktop.ui.widgets.buttons import plain_button, primary_button
from xiaowei_desktop.ui.widgets.date_field import DateField
from xiaowei_desktop.ui.workplace import Workplace

_LARGEST = QSize(1080, 720)
_SHARE_OF_WINDOW = 0.92


class ImportPreviewDialog(QDialog):
    """`paths` and `received_on` say what is to be taken in once it is accepted.

    `kind` is what the page takes in; a day of receipt is asked for what units send.
    """

    def __init__(self, workplace: Workplace, outcomes: Sequence[FileOutcome], kind: FileKind, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._outcomes = tuple(outcomes)
        self._kind, self._word = kind, KIND_WORDS[kind]
        self.setWindowTitle(f"导入{self._word}")
        today = workplace.desk.author.today
        self.files = _table(workplace, "文件清单")
        self.changes = _table(workplace, "改动")
        self.issues = _table(workplace, "问题")
        self.details = QTabWidget()
        self.received = DateField(workplace.theme, QDate(today.year, today.month, today.day))
        self.received.setMaximumDate(self.received.date())
        self.banner = Banner(workplace.theme)
        self.export_button = plain_button("导出问题清单")
        self.accept_button = primary_button(f"导入 {len(self.paths)} 份")
        self._connect()
        self._lay_out()
        window = parent.window().size() * _SHARE_OF_WINDOW
        self.resize(window.boundedTo(_LARGEST))
        self.files.show_sheet(files_sheet(self._outcomes))
        self.files.select_source(str(self._first_to_see()))
        self.files.setFocus()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files without errors that bring something new."""
        return tuple(one.file for one in self._outcomes if one.result is Result.IMPORTED)

    @property
    def received_on(self) -> date:
        day = self.received.date()
        return date(day.year(), day.month(), day.day())

    @property
    def summary(self) -> str:
        """共 9 个文件：可导入 7 份，未变化 1 份，有错误 1 份。"""
        counts = {result: sum(one.result is result for one in self._outcomes) for result in Result}
        parts = [f"可导入 {counts[Result.IMPORTED]} 份"]
        parts += [f"未变化 {counts[Result.UNCHANGED]} 份"] if counts[Result.UNCHANGED] else []
        parts += [f"有错误 {counts[Result.REJECTED]} 份，不会导入"] if counts[Result.REJECTED] else []
        return f"共 {len(self._outcomes)} 个文件：{'，'.join(parts)}。"

    def _first_to_see(self) -> int:
        """What has errors is looked at first."""
        numbered = enumerate(self._outcomes)
        return next((number for number, one in numbered if one.result is Result.REJECTED), 0)

    @Slot(str)
    def _show_file(self, place: str) -> None:
        outcome = self._outcomes[int(place)]
        self.changes.show_sheet(changes_sheet(outcome.changes))
        self.issues.show_sheet(issues_sheet(outcome.issues))
        self.details.setTabText(0, f"改动（{len(outcome.changes)}）")
        self.details.setTabText(1, f"问题（{len(outcome.issues)}）")
        self.details.setCurrentIndex(1 if outcome.errors or not outcome.changes else 0)

    @Slot()
    def export_problems(self) -> None:
        """Asks for a file and writes the findings in all files into it."""
        title, kinds = f"{self._word}导入问题清单", (export.FileKind.EXCEL, export.FileKind.PDF)
        path = export.ask_target(self, self._workplace.settings, title, kinds)
        if path is not None:
            sheets = (problem_list(title, self._outcomes),)
            export.write_to(self._workplace, sheets, path, self._say_written, self.banner.show_error)

    def _say_written(self, path: Path) -> None:
        self.banner.show_message(f"问题清单已导出到“{path}”。", BannerTone.GOOD)

    def _connect(self) -> None:
        self.files.source_selected.connect(self._show_file)
        self.export_button.setEnabled(any(one.issues for one in self._outcomes))
        self.export_button.clicked.connect(self.export_problems)
        self.accept_button.setEnabled(bool(self.paths))
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        summary = QLabel(self.summary)
        summary.setProperty("role", "strong")
        self.details.addTab(self.changes, "改动")
        self.details.addTab(self.issues, "问题")
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.files)
        split.addWidget(self.details)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(summary)
        layout.addWidget(self.banner)
        layout.addWidget(split, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        leave = plain_button("取消")
        leave.clicked.connect(self.reject)
        word = QLabel("收到日期")
        word.setBuddy(self.received)
        for widget in (word, self.received):
            widget.setVisible(self._kind is not FileKind.MARKS)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(word)
        row.addWidget(self.received)
        row.addStretch(1)
        for button in (self.export_button, leave, self.accept_button):
            row.addWidget(button)
        return row


def _table(workplace: Workplace, name: str) -> SheetView:
    table = SheetView(workplace.theme, workplace.settings)
    table.setAccessibleName(name)
    table.setSelectionBehavior(SheetView.SelectionBehavior.SelectRows)
    return table
