"""A page that is one sheet to read, search, print and export, with what is known of the selected row beside it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.dialogs.export import FileKind, export_sheets
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.widgets.facts import Facts
from xiaowei_desktop.ui.widgets.facts_panel import DetailSplit, FactsPanel
from xiaowei_desktop.ui.workplace import Workplace


class SheetPage(Page):
    """Read-only. A page sets `_sheets` when it refreshes, and says what stands beside a row (`facts`)."""

    def __init__(self, workplace: Workplace, title: str, nothing_selected: str) -> None:
        super().__init__(workplace.theme, title)
        self._workplace = workplace
        self._sheets: tuple[Sheet, ...] = ()
        self.table = SheetView(workplace.theme, workplace.settings)
        self.panel = FactsPanel(workplace.theme, nothing_selected)
        self._split = DetailSplit(self.table, self.panel)
        self.set_content(self._split)
        self.plain_action("显示/隐藏说明", self._split.toggle_panel, "info", "Ctrl+D")
        self.plain_action("导出 Excel", self.export, "file-spreadsheet", "Ctrl+E")
        self.primary_action("打印预览", self.preview, "printer", "Ctrl+P")
        self.table.source_selected.connect(self._show_facts)

    def facts(self, code: str) -> Facts | None:
        """What is known of the row that shows `code`; `None` where there is nothing to say."""
        raise NotImplementedError

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
        self.panel.show_facts(self.facts(code))
