"""答复异议: the office keeps its points or changes them, and says why."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from xiaowei_desktop.domain.item_points import check_points, points_range
from xiaowei_desktop.domain.objection import ObjectionCase
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity, plain_text
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.numbers import POINTS
from xiaowei_desktop.reporting.voice_words import KEPT, answer_text, signed
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.widgets.buttons import primary_button

_WIDTH = 460
_REASON_LINES = 4
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ObjectionAnswerDialog(QDialog):
    """`points` (`None`: kept) and `reason` hold the answer once it is accepted; the button waits until both are there.

    Without an `item` (it is no longer in the scheme) the points can only be kept. Ctrl+Enter accepts.
    """

    def __init__(self, name: str, case: ObjectionCase, item: Node | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("答复异议")
        self._item = item
        self.keep = QRadioButton(KEPT)
        self.change = QRadioButton("改为")
        self.figure = QLineEdit()
        self.reason_field = QPlainTextEdit()
        self.note = QLabel()
        self.accept_button = primary_button("答复")
        self._set_up()
        self._lay_out(name, case)
        self._begin_with(case)
        self._connect()
        self._check()

    @property
    def points(self) -> Decimal | None:
        """The points that the item gets; `None` where they are kept, and while they can't be read."""
        return self._read()[0] if self.change.isChecked() else None

    @property
    def reason(self) -> str:
        return self.reason_field.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept_button.click()
            return
        super().keyPressEvent(event)

    def _read(self) -> tuple[Decimal | None, str]:
        """The points that are typed, or what is wrong with them."""
        try:
            parsed = parse_quantity(self.figure.text(), "分")
        except QuantityError as wrong:
            return None, f"{wrong}。请填数字。"
        if parsed is None or self._item is None:
            return None, ""
        issues = check_points(self._item, parsed.value)
        return (None, issues[0].message) if issues else (parsed.value, "")

    @Slot()
    def _check(self) -> None:
        changes = self.change.isChecked()
        value, wrong = self._read() if changes else (None, "")
        self.figure.setEnabled(changes)
        self.figure.setProperty("problem", "true" if wrong else "false")
        self.note.setProperty("tone", "bad" if wrong else "")
        self.note.setText(wrong)
        for widget in (self.figure, self.note):
            widget.style().polish(widget)
        self.accept_button.setEnabled(bool(self.reason) and (not changes or value is not None))

    @Slot()
    def _to_figure(self) -> None:
        self._check()
        if self.change.isChecked():
            self.figure.setFocus()

    def _set_up(self) -> None:
        self.change.setEnabled(self._item is not None)
        self.figure.setFixedWidth(90)
        self.figure.setAccessibleName("改为多少分")
        self.reason_field.setTabChangesFocus(True)
        self.reason_field.setPlaceholderText("例如：已核实相关文件，按成效较好计分。理由打印在评分明细表上。")
        self.reason_field.setMinimumWidth(_WIDTH)
        self.reason_field.setFixedHeight(self.reason_field.fontMetrics().lineSpacing() * _REASON_LINES + 20)
        self.note.setWordWrap(True)
        self.accept_button.setToolTip("答复（Ctrl+Enter）")

    def _begin_with(self, case: ObjectionCase) -> None:
        """An answer given before is there to be changed; otherwise nothing is decided in advance but to keep."""
        answer = case.answer
        self.change.setChecked(answer is not None and answer.points is not None and self._item is not None)
        self.keep.setChecked(not self.change.isChecked())
        if answer is not None:
            self.reason_field.setPlainText(answer.reason)
            self.figure.setText("" if answer.points is None else plain_text(answer.points))

    def _connect(self) -> None:
        self.change.toggled.connect(self._to_figure)
        self.figure.textChanged.connect(self._check)
        self.reason_field.textChanged.connect(self._check)
        self.accept_button.clicked.connect(self.accept)

    def _lay_out(self, name: str, case: ObjectionCase) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for label, text in self._facts(case):
            form.addRow(label, _words(text))
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.keep)
        choice.addSpacing(16)
        choice.addWidget(self.change)
        choice.addWidget(self.figure)
        choice.addWidget(QLabel(self._range_text()))
        choice.addStretch(1)
        form.addRow("答复", choice)
        form.addRow("", self.note)
        form.addRow("理由", self.reason_field)
        headline = _words(name)
        headline.setProperty("role", "strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(headline)
        layout.addLayout(form)
        layout.addLayout(button_row(self, self.accept_button))
        self.keep.setFocus()

    def _facts(self, case: ObjectionCase) -> list[tuple[str, str]]:
        objection, answer = case.objection, case.answer
        points = "未齐" if objection.points is None else f"{POINTS.text(objection.points)}分"
        wanted = "没有写" if objection.wanted is None else f"{POINTS.text(objection.wanted)}分"
        facts = [("异议意见", objection.text), ("原得分", points), ("认为应得分", wanted)]
        return [*facts, ("以前的答复", f"{answer_text(answer)}：{signed(answer)}")] if answer else facts

    def _range_text(self) -> str:
        if self._item is None:
            return "分（这一项已不在考核细则中）"
        least, most = points_range(self._item)
        return f"分（{plain_text(least)}—{plain_text(most)}）"


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMaximumWidth(_WIDTH)
    return label
