"""导出、导入方案工作簿: the plan as Excel, for offices that would rather write it there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from xiaowei_desktop.application.plan_drafts import BookDraft, read_draft
from xiaowei_desktop.application.plan_exchange import export_plan, write_blank_workbook
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.book_issues import BookIssuesDialog
from xiaowei_desktop.ui.dialogs.export import FileKind, ask_target, last_folder, offer_folder, remember_folder
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.pages.plan.columns import HEAD, ID_ITEM
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
    def export_blank(self) -> None:
        """The headings and 填写说明 alone, for who writes a plan from nothing."""
        path = ask_target(self._page, self._workplace.settings, "空白方案工作簿", (FileKind.EXCEL,))
        if path is None:
            return
        tools = self._workplace.tools
        self._workplace.runner.run(
            "正在导出空白方案工作簿",
            lambda _progress: write_blank_workbook(tools, path),
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
            lambda _progress: read_draft(tools, path),
            lambda draft: self._take(path.name, draft),
            self._page.show_problem,
        )

    def _take(self, file: str, draft: BookDraft) -> None:
        """The workbook's plan as a draft; one with errors too, where the clerk would rather mend them here."""
        other = self._other_plan(draft)
        if other:
            self._page.show_problem(
                UserError(
                    f"工作簿里是另一个方案（编号“{other}”），没有读入；现在的方案编号是“{self._workplace.desk.plan_id}”。",
                    "要修改现在的方案，请先导出它的工作簿，在其中修改。",
                )
            )
            return
        if not draft.is_right and not is_accepted(BookIssuesDialog(self._workplace, file, draft, self._page)):
            return
        if draft.tables is not None:
            self._page.take_tables(draft.tables, "导入方案工作簿")
            self._page.show_first_issue()
            told = "核对后请保存" if draft.is_right else "改正下方列出的问题后才能保存"
            self._page.message.emit(f"已读入方案工作簿，{told}。")

    def _other_plan(self, draft: BookDraft) -> str:
        """The id of the workbook's plan where it is not the one that is open; empty where it is, or says nothing."""
        heads = (row for table in draft.tables or () if table.sheet == HEAD for row in table.rows)
        written = next((row.get("content", "") for row in heads if row.get("item") == ID_ITEM), "")
        return "" if written == self._workplace.desk.plan_id else written
