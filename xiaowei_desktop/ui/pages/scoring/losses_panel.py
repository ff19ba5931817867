"""失分分析: where the organisation in view lost points, most first, and how much more of what brings some back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter

from xiaowei_desktop.application.losses import has_points, one_losses_sheet
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.application.what_if import Trial, open_trial
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.improvement import lost_points
from xiaowei_desktop.reporting.numbers import POINTS
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.links import ITEM, Link
from xiaowei_desktop.ui.pages.scoring.step_panel import StepPanel
from xiaowei_desktop.ui.pages.scoring.trail import trail_of
from xiaowei_desktop.ui.pages.scoring.trail_panel import TrailPanel
from xiaowei_desktop.ui.workplace import Workplace

_Analysis = tuple[Trial, Sheet | None]
"""The year, and the organisation's sheet; `None` while it has no points."""


class LossesPanel(StepPanel):
    """Loads when it is in view, on the worker. A line that becomes current shows its trail; Enter leads to the tree."""

    title = "失分分析"

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page, workplace)
        self._trial: Trial | None = None
        self._is_stale = True
        self._sheet: Sheet | None = None
        self.table = SheetView(workplace.theme, workplace.settings)
        self.table.setAccessibleName(self.title)
        self.table.setSelectionBehavior(SheetView.SelectionBehavior.SelectRows)
        self.trail = TrailPanel(workplace.theme)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.trail)
        parts.setChildrenCollapsible(False)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        self.set_content(parts)
        self.print_action = self.add_step("打印本表", self.print_sheet, "Ctrl+Shift+P")
        self.print_action.setEnabled(False)
        self.table.source_selected.connect(self._show_trail)
        self.table.source_opened.connect(page.show_place)
        self.trail.followed.connect(self._follow)

    def show_scores(self, scores: YearScores, unit: str) -> None:
        if scores is not self.scores:
            self._trial = None
        self.scores, self.unit = scores, unit
        self._is_stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._load()

    def find_text(self, text: str) -> bool:
        self.table.search.find(text)
        return True

    @Slot()
    def print_sheet(self) -> None:
        """打印预览 of the table in view."""
        if self._sheet is not None:
            open_preview(self._workplace, [self._sheet], self._page)

    def _load(self) -> None:
        scores, unit, known = self.scores, self.unit, self._trial
        if scores is None:
            return
        self._is_stale = False
        desk, year = self._workplace.desk, scores.year

        def analyse(_progress: object) -> _Analysis:
            trial = known or open_trial(desk, year)
            return trial, one_losses_sheet(trial, unit) if has_points(trial, unit) else None

        def show(found: _Analysis) -> None:
            if self.scores is scores and self.unit == unit:
                self._show(scores, *found)

        self._workplace.runner.run("正在分析失分", analyse, show, self._page.show_problem)

    def _show(self, scores: YearScores, trial: Trial, sheet: Sheet | None) -> None:
        self._trial, self._sheet = trial, sheet
        name = scores.plan.organisation(self.unit).name
        self.print_action.setEnabled(sheet is not None)
        if sheet is None:
            self.summary.setText(f"{name}：还没有得分。")
            self.show_empty(
                "chart-column",
                f"{name}还没有得分，没有可以分析的失分。",
                "审核季报、完成评定后，这里按失分多少列出各项，并写明再完成多少可以多得几分。",
            )
            return
        lost = lost_points(trial.scores.sheet(self.unit))
        total = POINTS.text(sum((one.lost for one in lost), ZERO))
        told = f"{len(lost)} 项失分，合计 {total} 分" if lost else "● 没有失分的项目"
        self.summary.setText(f"{name}：{told}。")
        self.table.show_sheet(sheet)
        self.show_filled()
        if lost:
            self.table.select_source(lost[0].item)
        self._show_trail(lost[0].item if lost else "")

    @Slot(str)
    def _show_trail(self, code: str) -> None:
        leaves = self.scores.sheet(self.unit).root.leaves() if self.scores is not None else ()
        leaf = next((leaf for leaf in leaves if leaf.node.code == code), None)
        shown = trail_of(self.scores, self.unit, leaf) if self.scores is not None and leaf is not None else None
        self.trail.show_trail(shown)

    @Slot(object)
    def _follow(self, link: Link) -> None:
        if link.page == ITEM:
            self._page.show_place(link.place)
        else:
            self._page.page_wanted.emit(link.page, link.place)
