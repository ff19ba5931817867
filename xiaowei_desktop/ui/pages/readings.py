"""方案设置: what the plan in this database sets, to read and to search."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget

from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.readings_sheets import organisations_sheet, plan_facts, readings_sheet, scheme_sheet
from xiaowei_desktop.ui.widgets.facts_panel import FactsPanel
from xiaowei_desktop.ui.workplace import Workplace

_BUILDERS = (("口径说明", readings_sheet), ("考核细则", scheme_sheet), ("单位", organisations_sheet))


class ReadingsPage(Page):
    """The plan as it is applied: where the document leaves something open, which way was taken."""

    help_text = (
        "### 方案设置\n"
        "本数据库所用方案的内容，供核对。\n\n"
        "- **口径说明**：文件不清楚的地方，本方案怎样理解，还可以怎样理解；\n"
        "- **考核细则**：各项的分值、计分办法，以及得分由评定还是由季报数据计算；\n"
        "- **单位**：导入季报时认得的各种写法；\n"
        "- **基本情况**：文号、规划期、报送截止、进度灯。\n\n"
        "**Ctrl+F** 在当前一栏中查找。"
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "方案设置")
        self._workplace = workplace
        self.tabs = QTabWidget()
        self.tables = tuple(SheetView(workplace.theme, workplace.settings) for _ in _BUILDERS)
        for (word, _), table in zip(_BUILDERS, self.tables, strict=True):
            self.tabs.addTab(table, word)
        self.facts = FactsPanel(workplace.theme, "")
        self.tabs.addTab(self.facts, "基本情况")
        self.set_content(self.tabs)

    def refresh(self) -> None:
        plan = self._workplace.plan()
        self.set_state(
            f"{plan.document}：{len(plan.organisations)} 个单位，{len(plan.indicators)} 个指标，"
            f"{len(plan.readings)} 条口径说明。"
        )
        for (_, build), table in zip(_BUILDERS, self.tables, strict=True):
            table.show_sheet(build(plan))
        self.facts.show_facts(plan_facts(plan))

    def on_search(self, text: str) -> None:
        for table in self.tables:
            table.search.filter(text)

    def show_place(self, place: str) -> None:
        """An item's, a reading's or an organisation's code."""
        for table in self.tables:
            if table.select_source(place):
                self.tabs.setCurrentWidget(table)
                table.setFocus()
                return

    def take_focus(self) -> None:
        self.tabs.currentWidget().setFocus()
