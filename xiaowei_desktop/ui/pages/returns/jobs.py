"""The jobs of the page, each begun only after what is being typed is stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from xiaowei_desktop.application.forms import write_return_forms
from xiaowei_desktop.application.returns import open_return
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.domain.attachment import ReturnPlace
from xiaowei_desktop.ui.dialogs.attachments import show_attachments
from xiaowei_desktop.ui.dialogs.export import last_folder, offer_folder, remember_folder
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.dialogs.upper_level import fill_upper_form
from xiaowei_desktop.ui.pages.returns.actions import Job
from xiaowei_desktop.ui.pages.returns.versions import VersionsDialog

if TYPE_CHECKING:
    from xiaowei_desktop.ui.pages.returns.page import ReturnsPage


class ReturnJobs:
    """What can be done with the unit and quarter that the page shows."""

    def __init__(self, page: ReturnsPage) -> None:
        self._page = page

    def all(self) -> dict[str, Job]:
        """Every job under its key, in the order of the ⋯ menu. Ctrl+Enter stands for both Enter keys."""
        jobs = (
            ("import", "导入季报", "upload", ("Ctrl+I",), self.import_files),
            ("submit", "提交", "send", ("Ctrl+Enter", "Ctrl+Return"), self.submit),
            ("approve", "审核通过", "circle-check", ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"), self.approve),
            ("send_back", "退回修改", "undo-2", ("Ctrl+R",), self.send_back),
            ("verify", "核定…", "clipboard-check", ("Ctrl+H",), self.verify),
            ("withdraw", "撤销核定", "x", (), self.withdraw),
            ("preview", "打印预览", "printer", ("Ctrl+P",), self.preview),
            ("evidence", "支撑材料…", "folder-open", ("Ctrl+M",), self.show_evidence),
            ("versions", "版本比较", "history", (), self.compare_versions),
            ("import_folder", "导入整个文件夹", "folder-open", ("Ctrl+Shift+I",), self.import_folder),
            ("form", "导出季报表", "download", ("Ctrl+E",), self.export_form),
            ("fill_up", "填报上级报表…", "send", (), self.fill_up),
        )
        return {key: Job(text, icon, keys, partial(self._begin, run)) for key, text, icon, keys, run in jobs}

    def import_files(self) -> None:
        self._page.intake.choose_files()

    def import_folder(self) -> None:
        self._page.intake.choose_folder()

    def submit(self) -> None:
        page = self._page
        if page.is_ready_to_submit():
            page.office.submit(page.unit, page.chosen, page.panel.found)

    def approve(self) -> None:
        self._page.office.approve(self._page.unit, self._page.chosen)

    def send_back(self) -> None:
        self._page.office.send_back(self._page.unit, self._page.chosen)

    def verify(self) -> None:
        page, row = self._page, self._page.panel.selected_row()
        if row is not None:
            page.office.verify(open_return(page.workplace.desk, page.unit, page.chosen), page.unit, page.chosen, row)

    def withdraw(self) -> None:
        page, row = self._page, self._page.panel.selected_row()
        if row is not None:
            page.office.withdraw(open_return(page.workplace.desk, page.unit, page.chosen), page.unit, page.chosen, row)

    def show_evidence(self) -> None:
        """The files that stand at the row in which the clerk is."""
        page, row = self._page, self._page.panel.selected_row()
        if row is not None and show_attachments(page.workplace, ReturnPlace(page.unit, page.chosen, row), page):
            page.data_changed.emit()

    def preview(self) -> None:
        page = self._page
        sheets = build_sheets(page.workplace.desk, SheetRequest("return", quarter=page.chosen, unit=page.unit))
        open_preview(page.workplace, sheets, page)

    def compare_versions(self) -> None:
        page = self._page
        is_accepted(VersionsDialog(page.workplace, page.workplace.plan(page.chosen.year), page.report, page))

    def export_form(self) -> None:
        """Asks for a folder and writes the unit's return workbook, filled in with what it has reported."""
        page, workplace = self._page, self._page.workplace
        chosen = QFileDialog.getExistingDirectory(page, "季报表存放到", str(last_folder(workplace.settings)))
        if not chosen:
            return
        folder, desk, unit, quarter = Path(chosen), workplace.desk, page.unit, page.chosen
        remember_folder(workplace.settings, folder)
        workplace.runner.run(
            "正在导出季报表",
            lambda _progress: write_return_forms(desk, workplace.tools.forms, quarter, folder, unit),
            lambda written: offer_folder(page, written[0]),
            page.show_problem,
        )

    def fill_up(self) -> None:
        """The city's form, filled in from this plan's accepted figures."""
        fill_upper_form(self._page, self._page.workplace, self._page.chosen)

    def _begin(self, run: Callable[[], None]) -> None:
        if self._page.settle():
            run()
