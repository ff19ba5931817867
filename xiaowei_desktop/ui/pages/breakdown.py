"""目标任务: the breakdown table as the document has it, and everything about the selected indicator beside it."""

from __future__ import annotations

from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.ui.pages.breakdown_facts import facts_of
from xiaowei_desktop.ui.pages.sheet_page import SheetPage
from xiaowei_desktop.ui.widgets.facts import Facts
from xiaowei_desktop.ui.workplace import Workplace


class BreakdownPage(SheetPage):
    """Read-only: targets come from the plan's document."""

    help_text = (
        "### 目标任务\n"
        "按文件的任务分解表列出每项任务的指标、目标值、责任单位和数据提供单位。\n\n"
        "- 选中一行，右侧显示指标类型、目标依据、在哪里考核，以及口径说明；\n"
        "- **Ctrl+F** 查找单位或指标，**F3** 到下一处；\n"
        "- **打印预览**、**导出 Excel** 得到与文件相同的表。"
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, "目标任务", "选中一行，这里显示它的目标依据、考核分值和口径说明。")

    def refresh(self) -> None:
        desk = self._workplace.desk
        plan = desk.plan()
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

    def facts(self, code: str) -> Facts | None:
        return facts_of(self._workplace.plan(), code)
