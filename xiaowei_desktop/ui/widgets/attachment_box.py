"""The files of one line or item with what can be done with them: 添加, 打开, 取下; and files dropped on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from xiaowei_desktop.application.attachments import copy_to_look_at, detach
from xiaowei_desktop.domain.attachment import Attachment, Place
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.export import last_folder, remember_folder
from xiaowei_desktop.ui.dialogs.reason import ReasonDialog, is_accepted
from xiaowei_desktop.ui.evidence_jobs import Added, attach_files
from xiaowei_desktop.ui.widgets.attachment_list import AttachmentList
from xiaowei_desktop.ui.widgets.banner import Banner, BannerTone
from xiaowei_desktop.ui.widgets.buttons import plain_button
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel
from xiaowei_desktop.ui.widgets.work_line import WorkLine
from xiaowei_desktop.ui.workplace import Workplace

_HINT = (
    "还没有材料。点“添加文件…”，或者把文件拖到这里。\n文件复制到数据库旁边的“支撑材料”文件夹，原文件以后移走也不要紧。"
)


class AttachmentBox(QWidget):
    """`changed` after files have been attached or taken off; whoever shows the box then gives it the new list.

    What could not be done stands on `banner`, which lies where there is room for it.
    """

    changed = Signal()

    def __init__(self, workplace: Workplace, banner: Banner) -> None:
        super().__init__()
        self._workplace = workplace
        self._place: Place | None = None
        self.heading = ElidedLabel(role="strong")
        self.banner = banner
        self.files = AttachmentList()
        self.hint = QLabel(_HINT)
        self.note = QLineEdit()
        self.work = WorkLine(workplace.runner)
        self.add_button = plain_button("添加文件…")
        self.open_button = plain_button("打开")
        self.remove_button = plain_button("取下…")
        self._list_or_hint = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def show_files(
        self, plan: Plan, heading: str, place: Place | None, files: Sequence[Attachment], hint: str = ""
    ) -> None:
        """`place` is what further files are attached to; `None` where none can be, and `hint` says what to do."""
        self._place = place
        self.heading.setText(heading)
        self.hint.setText(hint or _HINT)
        self.files.show_files(plan, files)
        self._list_or_hint.setCurrentWidget(self.files if files else self.hint)
        self._enable()

    @Slot()
    def choose_files(self) -> None:
        """Asks for files and attaches them."""
        settings = self._workplace.settings
        names, _ = QFileDialog.getOpenFileNames(self, "添加支撑材料（可选多个文件）", str(last_folder(settings)))
        if names:
            remember_folder(settings, Path(names[0]).parent)
            self.attach([Path(name) for name in names])

    def attach(self, files: Sequence[Path]) -> None:
        """Copies on the worker; the note that is typed goes with every file."""
        desk, place, note = self._workplace.desk, self._place, self.note.text().strip()
        if place is None or self.work.is_on:
            return
        self.banner.hide()
        self.work.begin()
        self._enable()
        self._workplace.runner.run(
            "正在复制支撑材料",
            lambda progress: attach_files(desk, place, files, note, progress),
            self._say_added,
            self._say_refused,
        )

    @Slot()
    def open_chosen(self) -> None:
        """Shows copies of the selected files with the system's programs."""
        desk, folder, chosen = self._workplace.desk, self._workplace.looking_folder, self.files.chosen
        self._workplace.runner.run(
            "正在打开支撑材料",
            lambda _progress: [copy_to_look_at(desk, file, folder) for file in chosen],
            _show_with_system,
            self.banner.show_error,
        )

    @Slot()
    def remove_chosen(self) -> None:
        """Takes the selected files off, with the reason for the history."""
        chosen = self.files.chosen
        if not chosen or self.work.is_on:
            return
        names = [file.name for file in chosen]
        dialog = ReasonDialog("取下支撑材料", "取下的原因（记入修改记录；文件仍保存，不会删除）", "取下", names, self)
        if not is_accepted(dialog):
            return
        try:
            for file in chosen:
                detach(self._workplace.desk, file.number, dialog.reason)
        except UserError as refused:
            self.banner.show_error(refused)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._place is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.attach([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _say_added(self, added: Added) -> None:
        self.work.end()
        if added.count:
            self.note.clear()
        self._enable()
        self.changed.emit()
        if added.refused:
            self.banner.show_message(added.sentence, BannerTone.BAD)
        elif not added.is_whole:
            self.banner.show_message(added.sentence, BannerTone.SLOW)

    def _say_refused(self, refused: UserError) -> None:
        self.work.end()
        self._enable()
        self.banner.show_error(refused)

    @Slot()
    def _enable(self) -> None:
        is_free, has_choice = not self.work.is_on, bool(self.files.chosen)
        self.add_button.setEnabled(self._place is not None and is_free)
        self.note.setEnabled(self._place is not None and is_free)
        self.open_button.setEnabled(has_choice)
        self.remove_button.setEnabled(has_choice and is_free)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.choose_files)
        self.open_button.clicked.connect(self.open_chosen)
        self.remove_button.clicked.connect(self.remove_chosen)
        self.files.opened.connect(self.open_chosen)
        self.files.removal_wanted.connect(self.remove_chosen)
        self.files.itemSelectionChanged.connect(self._enable)
        self._workplace.runner.idle.connect(self._enable)  # after a job that was stopped before it began

    def _lay_out(self) -> None:
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(12, 12, 12, 12)
        self.note.setPlaceholderText("说明（可不填），随添加的文件记下")
        self.note.setAccessibleName("说明")
        self.add_button.setToolTip("选择文件附在这里；也可以把文件拖进来")
        self.open_button.setToolTip("用系统的程序打开副本（Enter）")
        self.remove_button.setToolTip("写明原因后取下选中的文件（Delete）")
        self._list_or_hint.addWidget(self.files)
        self._list_or_hint.addWidget(self.hint)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.note, 1)
        for button in (self.remove_button, self.open_button, self.add_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self._list_or_hint, 1)
        layout.addWidget(self.work)
        layout.addLayout(buttons)


def _show_with_system(paths: Sequence[Path]) -> None:
    for path in paths:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
