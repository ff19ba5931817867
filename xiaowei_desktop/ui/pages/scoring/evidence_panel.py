"""支撑材料: a unit's items with their files, what is missing, and the folder that is handed over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout

from xiaowei_desktop.application.evidence_export import export_evidence
from xiaowei_desktop.application.evidence_list import evidence_of_unit
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.attachment import MarkPlace
from xiaowei_desktop.domain.unit_evidence import UnitEvidence
from xiaowei_desktop.files import safe_name
from xiaowei_desktop.reporting.evidence_sheet import OTHERS
from xiaowei_desktop.ui.dialogs.export import last_folder, open_folder, remember_folder
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.evidence_items import OTHER_FILES, EvidenceItems
from xiaowei_desktop.ui.pages.scoring.panel import ScoringPanel
from xiaowei_desktop.ui.tasks import Progress
from xiaowei_desktop.ui.widgets.attachment_box import AttachmentBox
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.widgets.buttons import plain_button
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel
from xiaowei_desktop.ui.workplace import Workplace


class EvidencePanel(ScoringPanel):
    """Loads when it is in view. Files change no points, so that nothing is scored anew after them."""

    title = "支撑材料"

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__()
        self._page = page
        self._workplace = workplace
        self._scores: YearScores | None = None
        self._unit = ""
        self._evidence: UnitEvidence | None = None
        self.summary = ElidedLabel()
        self.export_button = plain_button("导出材料…")
        self.export_button.setToolTip("把这个单位的材料按细则的次序导出成一个文件夹，附材料目录")
        self.items = EvidenceItems(workplace.theme)
        self.box = AttachmentBox(workplace, page.banner)
        self._lay_out()
        self.items.selected.connect(self._show_item)
        self.export_button.clicked.connect(self.choose_folder)
        self.box.changed.connect(self._changed)

    def show_scores(self, scores: YearScores, unit: str) -> None:
        self._scores, self._unit = scores, unit
        self._evidence = None
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._evidence is None:
            self._load()

    @Slot()
    def choose_folder(self) -> None:
        """Asks where to, and writes a new folder named after the unit there."""
        settings = self._workplace.settings
        chosen = QFileDialog.getExistingDirectory(self, "支撑材料导出到", str(last_folder(settings)))
        if chosen and self._scores is not None:
            remember_folder(settings, Path(chosen))
            name = self._scores.plan.organisation(self._unit).name
            self.export_to(Path(chosen) / safe_name(f"{self._scores.year}年度支撑材料_{name}"))

    def export_to(self, folder: Path) -> None:
        """Writes the folder on the worker; what is in the way of it stands at the top of the page."""
        desk, tools, unit = self._workplace.desk, self._workplace.tools, self._unit
        if self._scores is None:
            return
        year = self._scores.year

        def write(progress: Progress) -> int:
            def step(done: int, total: int, name: str) -> None:
                progress.stop_if_cancelled()
                progress.report(done, total, name)

            return export_evidence(desk, tools.workbooks, tools.papers, year, unit, folder, step)

        self._workplace.runner.run(
            "正在导出支撑材料", write, lambda count: self._say_exported(folder, count), self._page.show_problem
        )

    def _say_exported(self, folder: Path, count: int) -> None:
        text = f"已导出 {count} 个文件和材料目录，在文件夹“{folder}”中。"
        self._page.banner.show_message(text, BannerTone.GOOD, "打开文件夹", lambda: open_folder(folder))

    @Slot()
    def _changed(self) -> None:
        self._load()
        self._page.data_changed.emit()

    def _load(self) -> None:
        if self._scores is None:
            return
        evidence = evidence_of_unit(self._workplace.desk, self._scores, self._unit)
        self._evidence = evidence
        name, missing = self._scores.plan.organisation(self._unit).name, len(evidence.missing)
        lacks = f"■ {missing} 项缺材料" if missing else "● 没有缺材料的项目"
        self.summary.setText(f"{name}：共 {evidence.count} 件，{lacks}。")
        self.export_button.setEnabled(bool(evidence.count))
        self.items.show_evidence(evidence)

    @Slot(str)
    def _show_item(self, code: str) -> None:
        if self._scores is None or self._evidence is None:
            return
        plan, evidence = self._scores.plan, self._evidence
        if code == OTHER_FILES:
            hint = "不属于评分项的材料，在“季报填报”页的那一行添加。"
            self.box.show_files(plan, f"{OTHERS}：季报中与评分项无关的行", None, evidence.others, hint)
            return
        item = next(one for one in evidence.items if one.node.code == code)
        place = MarkPlace(evidence.unit, evidence.year, code)
        self.box.show_files(plan, f"{code} {item.node.title}", place, item.files)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.export_button)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.items)
        parts.addWidget(self.box)
        parts.setChildrenCollapsible(False)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(parts, 1)
