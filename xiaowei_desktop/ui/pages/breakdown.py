"""目标任务: the breakdown table as the document has it, and everything about the selected indicator beside it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.domain.breakdown import counties_of
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.breakdown import BreakdownDialog
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.dialogs.upper_level import hand_down_targets, take_upper_targets
from xiaowei_desktop.ui.pages.breakdown_facts import facts_of
from xiaowei_desktop.ui.pages.sheet_page import SheetPage
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.widgets.facts import Facts
from xiaowei_desktop.ui.workplace import Workplace


class BreakdownPage(SheetPage):
    """Read-only: targets come from the plan's document."""

    help_text = (
        "### 目标任务\n"
        "按文件的任务分解表列出每项任务的指标、目标值、责任单位和数据提供单位。\n\n"
        "- 选中一行，右侧显示指标类型、目标依据、在哪里考核，以及口径说明；\n"
        "- **Ctrl+F** 查找单位或指标，**F3** 到下一处；\n"
        "- **打印预览**、**导出 Excel** 得到与文件相同的表；\n"
        "- ⋯ 菜单中的**分解到区县**把全域目标分到各区县，**下达目标**、**接收上级目标**在市、县之间传递。"
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, "目标任务", "选中一行，这里显示它的目标依据、考核分值和口径说明。")
        self._selected = ""
        self.table.source_selected.connect(self._select)
        self.overflow_action("分解到区县…", self.break_down, "target", "Ctrl+Shift+B")
        self.overflow_action("下达目标…", lambda: hand_down_targets(self, workplace), "download")
        self.overflow_action("接收上级目标…", lambda: take_upper_targets(self, workplace), "upload")

    def refresh(self) -> None:
        desk = self._workplace.desk
        plan = desk.plan(self.year)
        self._sheets = build_sheets(desk, SheetRequest("breakdown", year=self.year))
        sheet = self._sheets[0]
        if not sheet.rows:
            self.set_state("")
            self.show_empty("target", "方案中没有任务", "方案还没有任务分解表。")
            return
        self.show_content()
        tasks = sum(1 for task in plan.tasks if task.in_table)
        figures = sum(1 for indicator in plan.indicators if indicator.has_figure)
        self.set_state(
            f"{plan.document}：{tasks} 项任务，{len(plan.indicators)} 个指标（其中 {figures} 个有数量），"
            f"{len(plan.reporting_units())} 个单位报送数据。"
        )
        self.table.show_sheet(sheet)
        if not self._selected:
            sources = (cell.source for _, _, cell in sheet.placed_cells() if cell.source)
            self.table.select_source(next(sources, ""))

    @Slot()
    def break_down(self) -> None:
        """Shares the selected indicator's target out among the counties."""
        plan = self._workplace.plan(self.year)
        if not counties_of(plan) or not plan.targets:
            no_counties = "方案中没有区县，或者还没有目标，不能分解到区县。"
            self.show_problem(UserError(no_counties, "请在“方案设置”的单位中加入区县，在目标中填全域目标。"))
            return
        dialog = BreakdownDialog(self._workplace, self.year, self._selected, self)
        if is_accepted(dialog):
            self.mark_stale()
            self.banner.show_message(f"“{dialog.indicator.name}”已分解到区县。", BannerTone.GOOD)

    @Slot(str)
    def _select(self, code: str) -> None:
        self._selected = code

    def facts(self, code: str) -> Facts | None:
        return facts_of(self._workplace.plan(self.year), code)
