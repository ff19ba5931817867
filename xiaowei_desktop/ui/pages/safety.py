"""数据安全: where the data lies, its backups and the way back, and who changed what."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QTabWidget

from xiaowei_desktop.domain.issues import Issue, has_errors
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.export import last_folder, open_folder, remember_folder
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.messages import ask, show_error
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.safety_backups import backups_of, backups_sheet, size_text
from xiaowei_desktop.ui.pages.safety_history import HistoryTable
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.widgets.empty_state import EmptyState
from xiaowei_desktop.ui.workplace import Workplace

_FILTER = "数据库 (*.db)"
_NO_BACKUPS = "备份存在数据库旁边的“备份”文件夹中，存好后核对能否读出。请再用“另存备份到…”在 U 盘上存一份。"


class SafetyPage(Page):
    """Backups are verified copies; restoring keeps what it replaces."""

    help_text = (
        "### 数据安全\n"
        "- **立即备份**：在数据库旁边的“备份”文件夹中存一份，并核对能否读出；支撑材料一起备份；\n"
        "- **另存备份到…**：存到 U 盘等别处，建议每季度存一次；\n"
        "- **恢复**：选中一份备份，用它替换现在的数据；现在的数据改名保留，不会丢失；\n"
        "- **检查数据库**：检查数据库有没有损坏，定稿有没有被改动，支撑材料有没有缺少、改动；\n"
        "- **修改记录**：谁、什么时候、把什么改成了什么，**Ctrl+F** 查找。"
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "数据安全")
        self._workplace = workplace
        self.backups = SheetView(workplace.theme, workplace.settings)
        self.history = HistoryTable(workplace.theme)
        self.tabs = QTabWidget()
        self._backups_or_none = QStackedWidget()
        self._backups_or_none.addWidget(self.backups)
        self.tabs.addTab(self._backups_or_none, "备份")
        self.tabs.addTab(self.history, "修改记录")
        self.set_content(self.tabs)
        back_up = self.primary_action("立即备份", self.back_up, "save", "Ctrl+S")
        self._backups_or_none.addWidget(EmptyState(workplace.theme, "shield-check", "还没有备份", _NO_BACKUPS, back_up))
        self.plain_action("另存备份到…", self.back_up_elsewhere, "download")
        self.restore_action = self.plain_action("恢复选中的备份", self.restore_selected, "history")
        self.plain_action("检查数据库", self.check, "shield-check")
        self.overflow_action("从其他位置恢复…", self.restore_from_elsewhere, "folder-open")
        self.overflow_action("打开数据库所在文件夹", lambda: open_folder(self._database.parent), "folder-open")

    @property
    def _database(self) -> Path:
        return self._workplace.desk.store.path.absolute()

    def refresh(self) -> None:
        desk, backups = self._workplace.desk, backups_of(self._database)
        last = f"最近备份：{_when(backups[0].made_at)}" if backups else "还没有备份"
        size = size_text(self._database.stat().st_size)
        self.set_state(f"{last}，共 {len(backups)} 份。数据库：{self._database}（{size}）")
        self.backups.show_sheet(backups_sheet(backups))
        self._backups_or_none.setCurrentIndex(0 if backups else 1)
        if backups and not self.backups.currentIndex().isValid():
            self.backups.setCurrentIndex(self.backups.model().index(0, 0))
        self.restore_action.setEnabled(bool(backups))
        with desk.work() as work:
            self.history.show_changes(work.history.all(desk.plan_id))

    def on_search(self, text: str) -> None:
        self.history.search(text)
        self.backups.search.filter(text)

    def take_focus(self) -> None:
        table = self.backups if self.tabs.currentIndex() == 0 else self.history.table
        (self.tabs.tabBar() if table.isHidden() else table).setFocus()

    @Slot()
    def back_up(self) -> None:
        """Into the folder beside the database."""
        self._back_up_to(None)

    @Slot()
    def back_up_elsewhere(self) -> None:
        """On a USB stick, say."""
        settings = self._workplace.settings
        name = f"{self._database.stem} {self._workplace.desk.author.now:%Y-%m-%d %H%M%S}.db"
        chosen, _ = QFileDialog.getSaveFileName(self, "另存备份", str(last_folder(settings) / name), _FILTER)
        if chosen:
            out = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.db")
            remember_folder(settings, out.parent)
            self._back_up_to(out)

    @Slot()
    def check(self) -> None:
        """Says what is wrong with the database's file, or that nothing is."""
        stores, path = self._workplace.tools.stores, self._database
        self._workplace.runner.run(
            "正在检查数据库", lambda _progress: stores.check(path), self._show_findings, self.show_problem
        )

    @Slot()
    def restore_selected(self) -> None:
        """The backup in the list that is selected."""
        index = self.backups.currentIndex()
        found = backups_of(self._database)
        if index.isValid() and index.row() < len(found):
            self._restore(found[index.row()].path)

    @Slot()
    def restore_from_elsewhere(self) -> None:
        """A backup on a USB stick, say."""
        folder = last_folder(self._workplace.settings)
        chosen, _ = QFileDialog.getOpenFileName(self, "选择备份", str(folder), _FILTER)
        if chosen:
            self._restore(Path(chosen))

    def _back_up_to(self, out: Path | None) -> None:
        stores, path = self._workplace.tools.stores, self._database
        self._workplace.runner.run(
            "正在备份", lambda _progress: stores.backup(path, out), self._say_backed_up, self.show_problem
        )

    def _say_backed_up(self, written: Path) -> None:
        self.mark_stale()
        text = f"已备份到“{written}”，并已核对无误。"
        self.banner.show_message(text, BannerTone.GOOD, "打开文件夹", lambda: open_folder(written.parent))

    def _show_findings(self, issues: tuple[Issue, ...]) -> None:
        if issues:
            tone = BannerTone.BAD if has_errors(issues) else BannerTone.SLOW
            self.banner.show_message("\n".join(issue.message for issue in issues), tone)
        else:
            self.banner.show_message("数据库完好，没有发现问题。", BannerTone.GOOD)

    def _restore(self, backup: Path) -> None:
        if self._workplace.runner.is_busy:
            self.show_problem(UserError(f"{self._workplace.runner.label}，现在不能恢复。", "请等它完成后再恢复。"))
            return
        if not ask(
            self,
            "用这份备份替换现在的数据吗？",
            "恢复",
            "不恢复",
            f"备份：{backup.name}\n此后的修改不在这份备份里。现在的数据会改名保留在原来的文件夹，不会丢失。",
        ):
            return
        self._replace_by(backup)

    def _replace_by(self, backup: Path) -> None:
        """Closes, restores and opens in one go: no page may look for the database in between."""
        workplace, path = self._workplace, self._database
        problem, kept = None, None
        workplace.close()
        try:
            kept = workplace.tools.stores.restore(backup, path)
        except UserError as refused:
            problem = refused
        try:
            workplace.open(path)
        except UserError as lost:
            show_error(self, lost)
            self.window().close()
            return
        self.data_changed.emit()
        self.mark_stale()
        if problem is not None:
            self.show_problem(problem)
        else:
            before = f"恢复前的数据保留在“{kept.name}”。" if kept else ""
            self.banner.show_message(f"已恢复到“{backup.name}”。{before}", BannerTone.GOOD)


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
