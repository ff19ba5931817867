"""支撑材料 of one line of a return, one mark or one line of a self-assessment."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from xiaowei_desktop.application.attachments import attached_to, place_name
from xiaowei_desktop.domain.attachment import Place
from xiaowei_desktop.ui.widgets.attachment_box import AttachmentBox
from xiaowei_desktop.ui.widgets.banner import Banner
from xiaowei_desktop.ui.widgets.buttons import plain_button
from xiaowei_desktop.ui.workplace import Workplace

_SIZE = (820, 460)


class AttachmentsDialog(QDialog):
    """`has_changed` tells afterwards whether anything was attached or taken off."""

    def __init__(self, workplace: Workplace, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("支撑材料")
        self.setModal(True)
        self._workplace = workplace
        self._place = place
        self.has_changed = False
        self.box = AttachmentBox(workplace, Banner(workplace.theme))
        self.box.changed.connect(self._changed)
        close = plain_button("关闭")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.box.banner)
        layout.addWidget(self.box, 1)
        layout.addLayout(row)
        self._show()
        self.resize(QSize(*_SIZE).boundedTo(parent.window().size()))
        (self.box.files if self.box.files.chosen else self.box.add_button).setFocus()

    @Slot()
    def _changed(self) -> None:
        self.has_changed = True
        self._show()

    def _show(self) -> None:
        plan = self._workplace.plan(self._place.year)
        files = attached_to(self._workplace.desk, self._place)
        self.box.show_files(plan, place_name(plan, self._place), self._place, files)


def show_attachments(workplace: Workplace, place: Place, parent: QWidget) -> bool:
    """Opens the dialog until it is closed; returns whether anything has changed."""
    dialog = AttachmentsDialog(workplace, place, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.has_changed
