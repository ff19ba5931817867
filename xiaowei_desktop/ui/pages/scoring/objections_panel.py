"""异议: what the units object to, and the office's answers."""

from __future__ import annotations

from PySide6.QtCore import Slot

from xiaowei_desktop.application.assessable import item_name, item_of
from xiaowei_desktop.application.objections import answer_objection
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.application.voice_sheets import objections_of
from xiaowei_desktop.domain.objection import ObjectionCase
from xiaowei_desktop.domain.units_voice import SILENT
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.objections_sheet import case_key
from xiaowei_desktop.ui.dialogs.objection_answer import ObjectionAnswerDialog
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.paper_exchange import OBJECTIONS
from xiaowei_desktop.ui.pages.scoring.paper_panel import PaperPanel
from xiaowei_desktop.ui.workplace import Workplace


class ObjectionsPanel(PaperPanel):
    """All objections of the year; those of the organisation chosen at the left come into view."""

    title = "异议"

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page, workplace, OBJECTIONS)
        self._current = ""
        self.answer_action = self.add_step("答复异议", self.answer_current, "Ctrl+Return")
        self.table.source_selected.connect(self._select)
        self.table.source_opened.connect(self.answer)

    def show_scores(self, scores: YearScores, unit: str) -> None:
        has_moved = unit != self.unit
        self.scores, self.unit = scores, unit
        voices = [scores.voices.get(sheet.unit, SILENT) for sheet in scores.sheets]
        cases = [case for voice in voices for case in voice.cases]
        replied, waiting = sum(voice.reply is not None for voice in voices), sum(case.is_open for case in cases)
        state = f"■ {waiting} 条尚未答复" if waiting else "● 没有待答复的异议"
        self.summary.setText(f"{state}。共 {len(cases)} 条异议，{len(voices)} 个单位已回复 {replied} 个。")
        self.answer_action.setEnabled(bool(cases) and not scores.is_final)
        if cases:
            self.show_table(objections_of(scores))
            own = scores.voices.get(unit, SILENT).cases
            if own and has_moved:
                self.table.select_source(case_key(own[0]))
            return
        headline = "单位都没有异议。" if replied == len(voices) else "还没有收到异议。"
        self.show_nothing(
            "inbox",
            headline,
            "导出异议表发给单位，表中是试算的得分和计算过程；单位对哪一项有异议，写明意见和认为应得的分，用“导入异议表”收回后在这里答复。",
        )

    @Slot()
    def answer_current(self) -> None:
        self.answer(self._current)

    @Slot(str)
    def answer(self, key: str) -> None:
        """Asks for the answer to one objection and stores it; the year is scored anew."""
        case = self._case(key)
        if case is None or self.scores is None:
            self._page.message.emit("请先在表中选一条异议。")
            return
        if self.scores.is_final:
            self._page.message.emit("本年度已定稿，不能再答复。确需修改的，请先重新开启。")
            return
        plan = self.scores.plan
        name = item_name(plan, case.unit, case.item)
        dialog = ObjectionAnswerDialog(name, case, item_of(plan, case.unit, case.item), self)
        if is_accepted(dialog):
            self._store(case, name, dialog)

    def _store(self, case: ObjectionCase, name: str, dialog: ObjectionAnswerDialog) -> None:
        assert self.scores is not None
        desk, year = self._workplace.desk, self.scores.year
        try:
            answer_objection(desk, year, case.unit, case.item, dialog.points, dialog.reason)
        except UserError as refused:
            self._page.show_problem(refused)
            return
        self._page.message.emit(f"已答复：{name}。")
        self.changed.emit()

    @Slot(str)
    def _select(self, key: str) -> None:
        self._current = key

    def _case(self, key: str) -> ObjectionCase | None:
        voices = self.scores.voices.values() if self.scores else ()
        return next((case for voice in voices for case in voice.cases if case_key(case) == key), None)
