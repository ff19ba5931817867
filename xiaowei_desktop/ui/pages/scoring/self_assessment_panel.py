"""自评: what the organisation in view gives itself, beside the office's points."""

from __future__ import annotations

from PySide6.QtCore import Slot

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.application.voice_sheets import self_assessment_of
from xiaowei_desktop.domain.attachment import SelfAssessmentPlace
from xiaowei_desktop.domain.units_voice import SILENT
from xiaowei_desktop.reporting.voice_words import handed_in_text
from xiaowei_desktop.ui.dialogs.attachments import show_attachments
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.paper_exchange import SELF_ASSESSMENTS
from xiaowei_desktop.ui.pages.scoring.paper_panel import PaperPanel
from xiaowei_desktop.ui.workplace import Workplace


class SelfAssessmentPanel(PaperPanel):
    """One organisation's 自评对照表; the newest version counts."""

    title = "自评"

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page, workplace, SELF_ASSESSMENTS)
        self._item = ""
        self.evidence_action = self.add_step("支撑材料…", self.show_evidence, "Ctrl+M")
        self.table.source_selected.connect(self._select)
        self.table.source_opened.connect(self._open)
        self._select("")

    def show_scores(self, scores: YearScores, unit: str) -> None:
        has_moved = unit != self.unit
        self.scores, self.unit = scores, unit
        if has_moved:
            self._select("")
        name = scores.plan.organisation(unit).name
        assessment = scores.voices.get(unit, SILENT).assessment
        state = handed_in_text(assessment) if assessment else "没有报自评表"
        count = sum(voice.assessment is not None for voice in scores.voices.values())
        self.summary.setText(f"{name}：{state}。{len(scores.sheets)} 个单位已报 {count} 个。")
        if assessment is not None:
            self.show_table(self_assessment_of(scores, name))
            return
        self.show_nothing(
            "clipboard-list",
            f"{name}还没有报自评表。",
            "导出自评表发给单位，表中已填好各项的完成情况；单位填好自评得分、说明和支撑材料后，用“导入自评表”收回。",
        )

    @Slot()
    def show_evidence(self) -> None:
        """The files that stand at the selected line of the self-assessment."""
        if self.scores is not None and self._item:
            place = SelfAssessmentPlace(self.unit, self.scores.year, self._item)
            if show_attachments(self._workplace, place, self):
                self._page.data_changed.emit()

    @Slot(str)
    def _open(self, source: str) -> None:
        """Enter on a line: to how the office came to its points."""
        if source and source == self._item:
            self._page.show_place(f"{self.unit}|{source}")

    @Slot(str)
    def _select(self, source: str) -> None:
        """Files stand at items only: a section's line, or another organisation's, takes none."""
        scheme = self.scores.plan.scheme if self.scores is not None else None
        tree = scheme.for_organisation(self.unit) if scheme is not None else None
        self._item = source if tree is not None and source in {leaf.code for leaf in tree.leaves()} else ""
        self.evidence_action.setEnabled(bool(self._item))
