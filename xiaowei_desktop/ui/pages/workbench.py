"""工作台: what the quarter still needs from every unit, and the year's scoring from the office."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from xiaowei_desktop.application.forms import without_reporter, write_return_forms
from xiaowei_desktop.application.marking import owed_marks
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.standing import status_of
from xiaowei_desktop.domain.period import QUARTERS_PER_YEAR, Quarter
from xiaowei_desktop.ui.dialogs.export import last_folder, open_folder, remember_folder
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.workbench_tasks import (
    COLUMNS,
    differing_wholes,
    page_sentence,
    tasks_sheet,
    unit_tasks,
)
from xiaowei_desktop.ui.pages.workbench_tiles import QuarterTile, YearTile, quarter_tile, year_gaps
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.workplace import Workplace


class WorkbenchPage(Page):
    """The clerk's to-do list."""

    help_text = (
        "### 工作台\n"
        "本季度各单位报到哪一步、下一步该做什么，一目了然。\n\n"
        "1. **导出季报表**，发给各单位填报；\n"
        "2. 收回后 **导入季报**；\n"
        "3. 双击一个单位（或按 Enter，或点“下一步”）到季报填报页核对、审核；\n"
        "4. 年底按“年度评分”中的提示补齐评定和数据，答复异议。\n\n"
        "“逾期”从报送截止日的次日起算；晚报的以第一次收到的日期为准。"
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "工作台")
        self._workplace = workplace
        self.tiles = tuple(QuarterTile() for _ in range(QUARTERS_PER_YEAR))
        self.year_tile = YearTile()
        self.table = SheetView(workplace.theme, workplace.settings)
        self.primary_action("导入季报", lambda: self.page_wanted.emit("returns", "import:"), "upload", "Ctrl+I")
        self.plain_action("导出季报表", self.export_forms, "download", "Ctrl+E")
        self.set_content(self._arranged())
        self.table.source_opened.connect(self._open_unit)
        self.table.clicked.connect(self._click)
        self.year_tile.marks_wanted.connect(lambda: self.page_wanted.emit("marks", ""))
        self.year_tile.scoring_wanted.connect(lambda: self.page_wanted.emit("scoring", ""))

    @property
    def _chosen(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    def refresh(self) -> None:
        desk, quarter = self._workplace.desk, self._chosen
        status = status_of(desk, quarter)
        if not status.units:
            self.set_state("")
            self.show_empty("clipboard-list", "方案中没有报送单位", "方案的指标都没有数据提供单位，没有季报要收。")
            return
        self.show_content()
        tasks, wholes = unit_tasks(desk, quarter), differing_wholes(desk, quarter)
        self.set_state(page_sentence(status, tasks, wholes))
        self.table.show_sheet(tasks_sheet(tasks, status.due, wholes))
        if self.table.currentIndex().row() < 1:
            self.table.select_source(next((task for task in tasks if not task.is_done), tasks[0]).status.unit)
        for number, tile in enumerate(self.tiles, start=1):
            one = status_of(desk, Quarter(self.year, number))
            tile.show_text(quarter_tile(one, desk.author.today), current=number == self.quarter)
        self._count_gaps()

    def on_search(self, text: str) -> None:
        self.table.search.filter(text)

    def take_focus(self) -> None:
        self.table.setFocus()

    @Slot()
    def export_forms(self) -> None:
        """Asks for a folder and writes one return workbook for each unit."""
        settings = self._workplace.settings
        chosen = QFileDialog.getExistingDirectory(self, "季报表存放到", str(last_folder(settings)))
        if not chosen:
            return
        folder = Path(chosen)
        remember_folder(settings, folder)
        desk, writer, quarter = self._workplace.desk, self._workplace.tools.forms, self._chosen
        self._workplace.runner.run(
            "正在导出季报表",
            lambda _progress: write_return_forms(desk, writer, quarter, folder),
            lambda written: self._say_written(len(written), folder),
            self.show_problem,
        )

    def _say_written(self, count: int, folder: Path) -> None:
        text = f"已导出第{self.quarter}季度季报表 {count} 份，在文件夹“{folder}”中，每个单位一份。"
        note = without_reporter(self._workplace.plan(self.year), self._chosen)
        tone = BannerTone.SLOW if note else BannerTone.GOOD
        self.banner.show_message(text + note, tone, "打开文件夹", lambda: open_folder(folder))

    def _count_gaps(self) -> None:
        desk, year = self._workplace.desk, self.year
        has_scheme = desk.plan(year).scheme is not None
        self.year_tile.setVisible(has_scheme)
        if has_scheme:
            self._workplace.runner.run(
                "正在统计评分",
                lambda _progress: year_gaps(score_year(desk, year), owed_marks(desk, year)),
                self.year_tile.show_gaps,
            )

    @Slot(str)
    def _open_unit(self, unit: str) -> None:
        self.page_wanted.emit("returns", unit)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        """A click on 下一步 does what it says; elsewhere a click only selects."""
        if index.column() == len(COLUMNS) - 1:
            self.table.activated.emit(index)

    def _arranged(self) -> QWidget:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        for tile in (*self.tiles, self.year_tile):
            row.addWidget(tile, 1)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        return whole
