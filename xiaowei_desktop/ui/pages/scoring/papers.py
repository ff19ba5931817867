"""The year's score sheets on paper and as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from xiaowei_desktop.application.score_files import write_score_files
from xiaowei_desktop.application.score_sheets import evaluation_of, one_score_sheet, ranking_of, score_sheets
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.dialogs import export
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.words import all_units_name
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.workplace import Workplace


class ScorePapers(QObject):
    """What the page prints and exports; nothing while there are no scores."""

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._workplace = workplace
        self._scores: YearScores | None = None

    def show_scores(self, scores: YearScores | None) -> None:
        """The scores that are printed from now on."""
        self._scores = scores

    def print_unit(self, unit: str) -> None:
        """打印预览 of one organisation's sheet."""
        if self._scores is not None:
            self._preview([one_score_sheet(self._scores, unit)])

    @Slot()
    def print_all_units(self) -> None:
        if self._scores is not None:
            self._preview(score_sheets(self._scores), all_units_name(self._scores.year))

    @Slot()
    def print_ranking(self) -> None:
        if self._scores is not None:
            self._preview([ranking_of(self._scores)])

    def print_everything(self) -> None:
        """All sheets of the year at once."""
        if self._scores is not None:
            scores = self._scores
            sheets = (*score_sheets(scores), ranking_of(scores), *evaluation_of(scores))
            self._preview(sheets, all_units_name(scores.year))

    @Slot()
    def print_evaluation(self) -> None:
        """打印预览 of all organisations item by item; where their items differ, a word on why there is none."""
        if self._scores is None:
            return
        sheets = evaluation_of(self._scores)
        if sheets:
            self._preview(sheets, f"评价排序表_{self._scores.year}")
        else:
            text = "各考核对象的评分项不同，不能逐项排名；请打印排名表，按总分排名。"
            self._page.banner.show_message(text, BannerTone.SLOW)

    @Slot()
    def export_files(self) -> None:
        """A workbook and a PDF for each organisation and for the ranking, in a folder of the clerk's choice."""
        start = str(export.last_folder(self._workplace.settings))
        chosen = QFileDialog.getExistingDirectory(self._page, "导出到文件夹", start)
        if chosen:
            self.write_files(Path(chosen))

    def write_files(self, folder: Path) -> None:
        scores, tools = self._scores, self._workplace.tools
        if scores is None:
            return
        export.remember_folder(self._workplace.settings, folder)
        self._workplace.runner.run(
            "正在导出评分表",
            lambda _progress: write_score_files(scores, tools.workbooks, tools.papers, folder),
            lambda files: self._offer(folder, files),
            self._page.show_problem,
        )

    def _offer(self, folder: Path, files: Sequence[Path]) -> None:
        text = f"已导出 {len(files)} 个文件，在文件夹“{folder}”中。"
        self._page.banner.show_message(text, BannerTone.GOOD, "打开文件夹", lambda: export.open_folder(folder))

    def _preview(self, sheets: Sequence[Sheet], name: str = "") -> None:
        open_preview(self._workplace, sheets, self._page, name)
