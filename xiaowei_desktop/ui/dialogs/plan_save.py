"""保存方案: from which year it holds, what changes, what that does to what is stored, and why."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.plan_update import preview_update
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.plan_change_words import change_lines
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.widgets.buttons import primary_button

_SIZE = (640, 300)


class PlanSaveDialog(QDialog):
    """`from_year` and `reason` hold the answer once it is accepted."""

    def __init__(self, desk: Desk, plan: Plan, year: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("保存方案")
        self._desk = desk
        self._plan = plan
        self.years = QComboBox()
        for one in plan.span.years:
            self.years.addItem(f"{one}年", one)
        self.years.setCurrentIndex(self.years.findData(year))
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setMinimumSize(*_SIZE)
        self.changes.setAccessibleName("改动和影响")
        self.reason_field = QLineEdit()
        self.reason_field.setPlaceholderText("依据的文件或会议，记入修改记录")
        self.save_button = primary_button("保存")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.accept)
        self.years.currentIndexChanged.connect(self._preview)
        self._lay_out()
        self._preview()
        self.reason_field.setFocus()

    @property
    def from_year(self) -> int:
        return int(self.years.currentData())

    @property
    def reason(self) -> str:
        return self.reason_field.text().strip()

    @Slot()
    def _preview(self) -> None:
        """What would be done from the year that is chosen; or why it can't be."""
        try:
            lines = change_lines(preview_update(self._desk, self._plan, self.from_year))
        except UserError as refused:
            lines = (refused.message, refused.hint, *refused.details)
            self.save_button.setEnabled(False)
        else:
            self.save_button.setEnabled(True)
        self.changes.setPlainText("\n".join(filter(None, lines)))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.addRow("从哪一年起执行", self.years)
        note = QLabel("以前的年度仍按原来的方案。")
        note.setProperty("role", "muted")
        form.addRow("", note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(QLabel("改动和影响"))
        layout.addWidget(self.changes, 1)
        last = QFormLayout()
        last.setHorizontalSpacing(12)
        last.addRow("修改原因", self.reason_field)
        layout.addLayout(last)
        layout.addLayout(button_row(self, self.save_button))
