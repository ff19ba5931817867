"""What the panels 自评 and 异议 share: papers out and in, and a table of what came back."""

from __future__ import annotations

from PySide6.QtCore import Slot

from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.paper_exchange import PaperExchange, PaperJob
from xiaowei_desktop.ui.pages.scoring.step_panel import StepPanel
from xiaowei_desktop.ui.workplace import Workplace


class PaperPanel(StepPanel):
    """Shows its table, or which papers belong there with the step that writes them."""

    def __init__(self, page: Page, workplace: Workplace, job: PaperJob) -> None:
        super().__init__(page, workplace)
        self._sheet: Sheet | None = None
        self.exchange = PaperExchange(page, workplace, job, self.changed.emit)
        self.table = SheetView(workplace.theme, workplace.settings)
        self.table.setAccessibleName(self.title)
        self.table.setSelectionBehavior(SheetView.SelectionBehavior.SelectRows)
        self.set_content(self.table)
        self.export_action = self.add_step(f"导出{job.word}", self.export, "Ctrl+Shift+E")
        self.import_action = self.add_step(f"导入{job.word}", self.exchange.choose_files, "Ctrl+Shift+I")
        self.print_action = self.add_step("打印本表", self.print_sheet, "Ctrl+Shift+P")

    def find_text(self, text: str) -> bool:
        self.table.search.find(text)
        return True

    @Slot()
    def export(self) -> None:
        if self.scores is not None:
            self.exchange.choose_folder(self.scores.year)

    @Slot()
    def print_sheet(self) -> None:
        """打印预览 of the table in view."""
        if self._sheet is not None:
            open_preview(self._workplace, [self._sheet], self._page)

    def show_table(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.print_action.setEnabled(True)
        self.table.show_sheet(sheet)
        self.show_filled()

    def show_nothing(self, icon: str, headline: str, explanation: str) -> None:
        """What belongs here, and the step that begins it."""
        self._sheet = None
        self.print_action.setEnabled(False)
        self.show_empty(icon, headline, explanation, self.export_action)
