"""考核评分: every organisation's points with their trail, the ranking, and the sheets for paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot

from xiaowei_desktop.application.score_sheets import one_score_sheet, ranking_of
from xiaowei_desktop.application.scoring import YearScores, missing_text, score_year
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.finals import FinalSteps
from xiaowei_desktop.ui.pages.scoring.help import HELP
from xiaowei_desktop.ui.pages.scoring.layout import ScoringLayout
from xiaowei_desktop.ui.pages.scoring.links import ITEM, Link, open_items
from xiaowei_desktop.ui.pages.scoring.panel import ScoringPanel
from xiaowei_desktop.ui.pages.scoring.panels import PANELS
from xiaowei_desktop.ui.pages.scoring.papers import ScorePapers
from xiaowei_desktop.ui.pages.scoring.trail import trail_of
from xiaowei_desktop.ui.pages.scoring.words import state_sentence, unit_with, units_assessed_on
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.workplace import Workplace


class ScoringPage(Page):
    """The year is scored on the worker whenever the page is shown after something has changed."""

    help_text = HELP

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "考核评分")
        self._workplace = workplace
        self.scores: YearScores | None = None
        self._wanted_place = ""
        self.panes = ScoringLayout(workplace.theme, workplace.settings)
        self.set_content(self.panes)
        self.finals = FinalSteps(self, workplace, self._show_gaps, self._show_finalised)
        self.papers = ScorePapers(self, workplace)
        self._actions = (
            self.primary_action("打印评分表", self._print, "printer", "Ctrl+P"),
            self.plain_action("评价排序表", self.papers.print_evaluation, "clipboard-list"),
            self.plain_action("导出 PDF 和 Excel", self.papers.export_files, "download", "Ctrl+E"),
            self.overflow_action("打印全部单位评分表", self.papers.print_all_units, "printer"),
            self.overflow_action("打印排名表", self.papers.print_ranking, "printer"),
            self.overflow_action("复制得分依据", self.panes.trail.copy, "copy"),
            self.overflow_action("重新计算", self.refresh, "refresh-cw", "F5"),
        )
        self.panels = tuple(make(self, workplace) for make in PANELS)
        self._enable(False)
        self._connect()

    def refresh(self) -> None:
        desk, year = self._workplace.desk, self.year
        self._workplace.runner.run(
            f"正在计算{year}年度得分", lambda _progress: score_year(desk, year), self._show, self._show_refusal
        )

    def on_search(self, text: str) -> None:
        shown = self.panes.tabs.currentWidget()
        if isinstance(shown, ScoringPanel) and shown.find_text(text):
            return
        for view in (self.panes.sheet, self.panes.ranking_sheet):
            if view is shown:
                view.search.find(text)
                return
        if self.panes.tree.search(text) or not text.strip() or self.scores is None:
            return
        unit = unit_with(self.scores, text)
        if unit and self.panes.ranking.choose(unit):
            self.panes.tree.search(text)

    def show_place(self, place: str) -> None:
        """A unit's code, an item's code, or both: science|B2.2."""
        self._wanted_place = place
        if self.scores is not None:
            self._go_to_wanted(self.scores)

    def show_first_issue(self) -> None:
        """The list of everything that is open."""
        if self.scores is not None and self.scores.missing:
            self.panes.show_tab_of(self.panes.open_list)

    def period_changed(self, year: int, quarter: int) -> None:
        """The points are a year's: another quarter changes nothing."""
        is_other = year != self.year
        self.year, self.quarter = year, quarter
        if is_other:
            self.mark_stale()

    def take_focus(self) -> None:
        self.panes.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is in view

    def _show(self, scores: YearScores) -> None:
        if scores.year != self.year:
            return
        self.scores = scores
        self.papers.show_scores(scores)
        self.show_content()
        self._enable(True)
        self.set_state(state_sentence(scores))
        self.panes.open_list.show_items(open_items(scores))
        self.panes.show_open_count(len(scores.missing))
        self.panes.ranking_sheet.show_sheet(ranking_of(scores))
        self.panes.ranking.show_scores(scores)
        self._show_unit(self.panes.ranking.current_unit)
        self._go_to_wanted(scores)
        self.finals.show_scores(scores)
        self.issues_counted.emit(0, len(scores.missing))

    def _show_refusal(self, refused: UserError) -> None:
        self.scores = None
        self.papers.show_scores(None)
        self._enable(False)
        self.set_state("")
        self.show_empty("trophy", refused.message, refused.hint)

    def _show_gaps(self, missing: Sequence[str]) -> None:
        """The list of what keeps the year from being finalised; what is no item's gap stands on the banner."""
        self.refresh()
        self.panes.show_tab_of(self.panes.open_list)
        known = {missing_text(self.scores.plan, one) for one in self.scores.missing} if self.scores else set()
        others = "".join(f"{text}。" for text in missing if text not in known)
        text = f"{self.year}年度还有 {len(missing)} 处未齐，不能定稿。{others}双击一行（或按 Enter）到补齐的地方。"
        self.banner.show_message(text, BannerTone.BAD)

    def _show_finalised(self, scores: YearScores) -> None:
        self.papers.show_scores(scores)
        self.papers.print_everything()

    @Slot()
    def _print(self) -> None:
        """打印预览 of the organisation in view; of the ranking where that is in view."""
        if self.panes.tabs.currentWidget() is self.panes.ranking_sheet:
            self.papers.print_ranking()
        else:
            self.papers.print_unit(self.panes.ranking.current_unit)

    @Slot(str)
    def _show_unit(self, unit: str) -> None:
        if self.scores is not None and unit:
            self.panes.tree.show_sheet(self.scores.sheet(unit))
            self.panes.sheet.show_sheet(one_score_sheet(self.scores, unit))
            self._show_trail(self.panes.tree.current_code)
            for panel in self.panels:
                panel.show_scores(self.scores, unit)

    @Slot()
    def _settle(self) -> None:
        """A panel has stored something: other pages are told, and the year is scored anew."""
        self.data_changed.emit()
        self.refresh()

    @Slot(str)
    def _show_trail(self, code: str) -> None:
        scored = self._scored(code)
        unit = self.panes.ranking.current_unit
        shown = trail_of(self.scores, unit, scored) if self.scores is not None and scored is not None else None
        self.panes.trail.show_trail(shown)

    @Slot(str)
    def _open_item(self, code: str) -> None:
        """Enter on a line: to where its figure, its mark or its gap is."""
        trail = self.panes.trail.trail
        links = [line.link for part in trail.parts for line in part.lines if line.link] if trail else []
        leads_away = next((link for link in links if link.page != ITEM), None)
        if leads_away is not None:
            self._follow(leads_away)

    @Slot(str)
    def _show_in_tree(self, source: str) -> None:
        """From a cell of a printed sheet to its line, or from the ranking to the organisation."""
        if self.panes.ranking.choose(source) or self.panes.tree.select(source):
            self.panes.show_tab_of(self.panes.tree)

    @Slot(object)
    def _follow(self, link: Link) -> None:
        if link.page == ITEM:
            self.panes.tree.select(link.place)
        else:
            self.page_wanted.emit(link.page, link.place)

    def _go_to_wanted(self, scores: YearScores) -> None:
        wanted, self._wanted_place = self._wanted_place, ""
        if not wanted:
            return
        unit, _, item = wanted.partition("|")
        if not self.panes.ranking.choose(unit):
            item = wanted
            here = self.panes.ranking.current_unit
            holders = units_assessed_on(scores, item)
            if holders and here not in holders:
                self.panes.ranking.choose(holders[0])
        if item:
            self.panes.tree.select(item)
        self.panes.show_tab_of(self.panes.tree)

    def _scored(self, code: str) -> ScoredNode | None:
        unit = self.panes.ranking.current_unit
        if self.scores is None or not unit:
            return None
        return self.scores.sheet(unit).find(code)

    def _enable(self, enabled: object) -> None:
        for action in self._actions:
            action.setEnabled(bool(enabled))
        self.finals.set_enabled(bool(enabled))

    def _connect(self) -> None:
        panes = self.panes
        for panel in self.panels:
            panes.tabs.addTab(panel, panel.title)
            panel.changed.connect(self._settle)
        panes.ranking.chosen.connect(self._show_unit)
        panes.ranking.activated.connect(self.take_focus)
        panes.tree.selected.connect(self._show_trail)
        panes.tree.opened.connect(self._open_item)
        panes.tree.copy_wanted.connect(panes.trail.copy)
        panes.trail.followed.connect(self._follow)
        panes.open_list.followed.connect(self._follow)
        panes.sheet.source_opened.connect(self._show_in_tree)
        panes.ranking_sheet.source_opened.connect(self._show_in_tree)
