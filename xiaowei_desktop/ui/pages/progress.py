"""汇总进度: every indicator against its target and schedule, with its quarters beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot

from xiaowei_desktop.application.standing import progress_by_quarter
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.reporting.progress_cells import row_of_source
from xiaowei_desktop.reporting.progress_sheet import progress_sheet
from xiaowei_desktop.reporting.sheet import RowKind, Sheet
from xiaowei_desktop.ui.pages.progress_facts import YearProgress, count_lights, progress_facts
from xiaowei_desktop.ui.pages.sheet_page import SheetPage
from xiaowei_desktop.ui.widgets.facts import Facts
from xiaowei_desktop.ui.workplace import Workplace

_BEHIND = ("span_schedule", "reporters")
"""Columns of a plan of several years that stand behind the states on the screen, where those must be seen at once."""


class ProgressPage(SheetPage):
    """Read-only: figures are typed in or imported on the page 季报填报."""

    help_text = (
        "### 汇总进度\n"
        "所选季度末各指标的完成数、完成率和序时进度；几年的方案同时列出本季、本年和规划期。\n\n"
        "- ● 正常：不低于序时进度；▲ 偏慢；■ 滞后；空格表示还没有收到数据；\n"
        "- 任务过了完成时限还没有报“已完成”的，标 ■ 逾期；\n"
        "- 区县的数缩进列在全域一行的下面；表向右还有序时进度和数据提供单位，指标一栏始终可见；\n"
        "- 选中一行，右侧显示本季、本年、规划期和各季度的数；\n"
        "- 双击一行到季报填报页，看数据提供单位的季报；\n"
        "- **Ctrl+F** 查找，**F3** 到下一处；**Alt+←**、**Alt+→** 换季度。"
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, "汇总进度", "选中一行，这里显示它各季度的完成情况。")
        self._progress: YearProgress = {}
        self.table.source_opened.connect(self._open_return)

    def refresh(self) -> None:
        desk, quarter = self._workplace.desk, Quarter(self.year, self.quarter)
        plan = desk.plan(self.year)
        quarters = [Quarter(self.year, number) for number in range(1, self.quarter + 1)]
        self._progress = progress_by_quarter(desk, quarters)
        rows = self._progress[quarter]
        if not rows:
            self.set_state("")
            self.show_empty("chart-column", "方案中没有指标", "方案还没有设定指标，没有进度可以汇总。")
            return
        self.show_content()
        self.set_state(f"第{self.quarter}季度：{count_lights(rows).sentence}")
        self._sheets = (progress_sheet(plan, quarter, rows),)
        shown = _on_screen(self._sheets[0])
        self.table.hold(1 + [column.key for column in shown.columns].index("indicator"))
        self.table.show_sheet(shown)
        if not self.table.currentIndex().isValid():
            sources = (cell.source for _, _, cell in self._sheets[0].placed_cells() if cell.source)
            self.table.select_source(next(sources, ""))
        current = self.table.currentIndex()
        if current.isValid():
            self.table.currentChanged(current, current)

    def facts(self, code: str) -> Facts | None:
        return progress_facts(self._workplace.plan(self.year), code, self._progress)

    @Slot(str)
    def _open_return(self, code: str) -> None:
        """The return of the unit that hands in the figure."""
        plan = self._workplace.plan(self.year)
        indicator, subject = row_of_source(plan, code)
        reporters = plan.reporters_of(plan.indicator(indicator), subject, Quarter(self.year, self.quarter))
        if reporters:
            self.page_wanted.emit("returns", reporters[0])


def _on_screen(sheet: Sheet) -> Sheet:
    """The sheet with what only explains at the right end; on paper the columns stand as the office knows them."""
    keys = [column.key for column in sheet.columns]
    behind = [keys.index(key) for key in _BEHIND if "span_light" in keys]
    order = [number for number in range(len(keys)) if number not in behind] + behind
    rows = (
        row if row.kind is RowKind.GROUP else replace(row, cells=tuple(row.cells[number] for number in order))
        for row in sheet.rows
    )
    return replace(sheet, columns=tuple(sheet.columns[number] for number in order), rows=tuple(rows))
