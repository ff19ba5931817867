"""目标任务: the breakdown table as the document has it, and everything about the selected indicator beside it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.dialogs.export import FileKind, export_sheets
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.breakdown_facts import facts_of
from xiaowei_desktop.ui.widgets.facts_panel import DetailSplit, FactsPanel
from xiaowei_desktop.ui.workplace import Workplace


class BreakdownPage(Page):
    """Read-only: targets come from the plan's document."""

    help_text = (
        "### 目标任务\n"
        "按文件的任务分解表列出每项任务的指标、目标值、责任单位和数据提供单位。\n\n"
        "- 选中一行，右侧显示指标类型、目标依据、在哪里考核，以及口径说明；\n"
        "- **Ctrl+F** 查找单位或指标，**F3** 到下一处；\n"
        "- **打印预览**、**导出 Excel** 得到与文件相同的表。"
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "目标任务")
        self._workplace = workplace
        self._sheets: tuple[Sheet, ...] = ()
        self.table = SheetView(workplace.theme, workplace.settings)
        self.panel = FactsPanel(workplace.theme, "选中一行，这里显示它的目标依据、考核分值和口径说明。")
        self._split = DetailSplit(self.table, self.panel)
        self.set_content(self._split)
        self.plain_action("显示/隐藏说明", self._split.toggle_panel, "info", "Ctrl+D")
        self.plain_action("导出 Excel", self.export, "file-spreadsheet", "Ctrl+E")
        self.primary_action("打印预览", self.preview, "printer", "Ctrl+P")
        self.table.source_selected.connect(self._show_facts)

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

    def on_search(self, text: str) -> None:
        self.table.search.filter(text)

    def show_place(self, place: str) -> None:
        self.table.select_source(place)

    def take_focus(self) -> None:
        self.table.setFocus()

    @Slot()
    def preview(self) -> None:
        open_preview(self._workplace, self._sheets, self)

    @Slot()
    def export(self) -> None:
        export_sheets(self, self._workplace, self._sheets, self._sheets[0].title, (FileKind.EXCEL, FileKind.PDF))

    @Slot(str)
    def _show_facts(self, code: str) -> None:
        self.panel.show_facts(facts_of(self._workplace.plan(), code))
