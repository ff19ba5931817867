"""提交: who filled the form in, and when it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from xiaowei_desktop.domain.quarterly_return import Filler
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import primary_button
from xiaowei_desktop.ui.widgets.date_field import DateField

_WIDTH = 280


class SubmitDialog(QDialog):
    """`filler` and `received_on` hold the answer once it is accepted.

    `known` is who filled in the unit's last return; `remarks` are what the clerk should know before, each a sentence.
    """

    def __init__(
        self, theme: Theme, name: str, known: Filler, today: date, remarks: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("提交季报")
        self.person = QLineEdit(known.name)
        self.person.setMinimumWidth(_WIDTH)
        self.phone = QLineEdit(known.phone)
        self.head = QLineEdit(known.head)
        self.received = DateField(theme, QDate(today.year, today.month, today.day))
        self.received.setMaximumDate(QDate(today.year, today.month, today.day))
        self.accept_button = primary_button("提交")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self._lay_out(name, remarks)
        self.person.setFocus()

    @property
    def received_on(self) -> date:
        return _python_date(self.received.date())

    @property
    def filler(self) -> Filler:
        """As the form's head would say it; the form is taken to be filled in on the day it came."""
        return Filler(self.person.text().strip(), self.phone.text().strip(), self.head.text().strip(), self.received_on)

    def _lay_out(self, name: str, remarks: Sequence[str]) -> None:
        headline = QLabel(name)
        headline.setProperty("role", "strong")
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for word, field in (
            ("填报人", self.person),
            ("联系电话", self.phone),
            ("单位负责人", self.head),
            ("收到日期", self.received),
        ):
            form.addRow(word, field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(headline)
        layout.addLayout(form)
        for remark in remarks:
            label = QLabel(f"▲ {remark}")
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addLayout(button_row(self, self.accept_button))


def _python_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
