"""导出、导入方案工作簿: the plan as Excel, for offices that would rather write it there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from xiaowei_desktop.application.plan_exchange import export_plan, read_plan_workbook
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.export import FileKind, ask_target, last_folder, offer_folder, remember_folder
from xiaowei_desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from xiaowei_desktop.ui.pages.plan.page import PlanPage

_FILTER = "方案工作簿 (*.xlsx)"


class PlanExchange(QObject):
    """What comes in from a workbook is a draft like what is typed: it is checked, shown, and saved by the clerk."""

    def __init__(self, page: PlanPage, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._workplace = workplace

    @Slot()
    def export(self) -> None:
        """Writes the plan as it stands on the page, what is not saved yet included."""
        plan = self._page.plan
        if plan is None:
            self._page.refuse()
            return
        name = f"{plan.short_title}方案"
        path = ask_target(self._page, self._workplace.settings, name, (FileKind.EXCEL,))
        if path is None:
            return
        tools = self._workplace.tools
        self._workplace.runner.run(
            "正在导出方案工作簿",
            lambda _progress: export_plan(tools, plan, path),
            lambda _none: offer_folder(self._page, path),
            self._page.show_problem,
        )

    @Slot()
    def take_in(self) -> None:
        """Reads a workbook of this plan into the page."""
        settings, tools = self._workplace.settings, self._workplace.tools
        chosen, _ = QFileDialog.getOpenFileName(self._page, "导入方案工作簿", str(last_folder(settings)), _FILTER)
        if not chosen:
            return
        path = Path(chosen)
        remember_folder(settings, path.parent)
        self._workplace.runner.run(
            "正在读入方案工作簿",
            lambda _progress: read_plan_workbook(tools, path),
            self._show,
            self._page.show_problem,
        )

    def _show(self, plan: Plan) -> None:
        here = self._workplace.desk.plan_id
        if plan.id != here:
            self._page.show_problem(
                UserError(
                    f"工作簿里是另一个方案（编号“{plan.id}”），没有读入；现在的方案编号是“{here}”。",
                    "要修改现在的方案，请先导出它的工作簿，在其中修改。",
                )
            )
            return
        self._page.take_tables(self._workplace.tools.plan_tables.tables(plan))
        self._page.message.emit("已读入方案工作簿，核对后请保存。")
