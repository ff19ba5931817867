"""版本比较: cell by cell, what one version of a return says otherwise than another."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from xiaowei_desktop.application.imports.outcome import ShownChange
from xiaowei_desktop.application.imports.return_import import shown_changes
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnVersion
from xiaowei_desktop.ui.dialogs.import_preview_sheets import changes_sheet
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.widgets.buttons import primary_button
from xiaowei_desktop.ui.workplace import Workplace

_SIZE = (760, 440)


class VersionsDialog(QDialog):
    """Begins with the newest version and the one before it."""

    def __init__(self, workplace: Workplace, plan: Plan, report: QuarterlyReturn, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("版本比较")
        self.resize(*_SIZE)
        self._plan = plan
        self._report = report
        self.old = _version_box(report, len(report.versions) - 2)
        self.new = _version_box(report, len(report.versions) - 1)
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.table = SheetView(workplace.theme, workplace.settings)
        self._lay_out()
        self.old.currentIndexChanged.connect(self._compare)
        self.new.currentIndexChanged.connect(self._compare)
        self._compare()
        self.table.setFocus()

    @Slot()
    def _compare(self) -> None:
        changes = version_changes(self._plan, self._report, self.old.currentIndex(), self.new.currentIndex())
        self.table.show_sheet(changes_sheet(changes))
        self.words.setText(f"共有 {len(changes)} 处不同。" if changes else "两个版本的内容相同。")

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(8)
        for word, box in (("原值", self.old), ("新值", self.new)):
            choice.addWidget(QLabel(word))
            choice.addWidget(box, 1)
        close = primary_button("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addLayout(choice)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)


def version_changes(plan: Plan, report: QuarterlyReturn, old: int, new: int) -> tuple[ShownChange, ...]:
    """What version `new` says otherwise than version `old`, both counted from 0."""
    before = replace(report, versions=(report.versions[old],))
    return shown_changes(plan, before, report.versions[new].lines)


def _version_box(report: QuarterlyReturn, chosen: int) -> QComboBox:
    box = QComboBox()
    box.addItems([_words(version) for version in report.versions])
    box.setCurrentIndex(chosen)
    return box


def _words(version: ReturnVersion) -> str:
    return f"第{version.number}版　{version.received_on}　{version.source.file or '录入'}"
