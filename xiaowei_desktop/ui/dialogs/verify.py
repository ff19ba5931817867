"""核定: the figure that the office accepts beside the reported one, and why."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from xiaowei_desktop.domain.quantity import ParsedQuantity, QuantityError, parse_quantity
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.widgets.buttons import primary_button

_WIDTH = 320


class VerifyDialog(QDialog):
    """`value` and `reason` hold the answer once it is accepted; the button waits until both are there.

    `title` names the row, `reported` is what the unit wrote in `unit`, `verified` what was accepted before.
    """

    def __init__(
        self, title: str, reported: Decimal | None, verified: Decimal | None, unit: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("核定")
        self._unit = unit
        self.figure = QLineEdit()
        self.figure.setMinimumWidth(_WIDTH)
        self.figure.setText("" if verified is None else PLAIN.text(verified))
        self.reason_field = QLineEdit()
        self.reason_field.setPlaceholderText("例如：与统计局公布数不符，按统计局数核定")
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.accept_button = primary_button("核定")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self._lay_out(title, "没有填" if reported is None else f"{PLAIN.text(reported)} {unit}")
        self.figure.textChanged.connect(self._check)
        self.reason_field.textChanged.connect(self._check)
        self._check()

    @property
    def value(self) -> Decimal | None:
        """The figure in the row's unit; `None` while it can't be read."""
        try:
            parsed = self._parsed()
        except QuantityError:
            return None
        return parsed.value if parsed else None

    @property
    def reason(self) -> str:
        return self.reason_field.text().strip()

    @Slot()
    def _check(self) -> None:
        self.accept_button.setEnabled(self.value is not None and bool(self.reason))
        try:
            parsed = self._parsed()
        except QuantityError as wrong:
            self._say(f"{wrong}。请填数字，单位按“{self._unit}”。", "bad")
            return
        self._say(f"已换算：{parsed.conversion}" if parsed and parsed.conversion else "", "")

    def _parsed(self) -> ParsedQuantity | None:
        return parse_quantity(self.figure.text(), self._unit)

    def _say(self, text: str, tone: str) -> None:
        self.figure.setProperty("problem", "true" if tone == "bad" else "false")
        self.note.setProperty("tone", tone)
        self.note.setText(text)
        for widget in (self.figure, self.note):
            widget.style().polish(widget)

    def _lay_out(self, title: str, reported: str) -> None:
        headline = QLabel(title)
        headline.setProperty("role", "strong")
        headline.setWordWrap(True)
        headline.setTextFormat(Qt.TextFormat.PlainText)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("报送数", QLabel(reported))
        form.addRow(f"核定数（{self._unit}）" if self._unit else "核定数", self.figure)
        form.addRow("", self.note)
        form.addRow("核定理由", self.reason_field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(headline)
        layout.addLayout(form)
        layout.addLayout(button_row(self, self.accept_button))
        self.figure.setFocus()
