"""The date field by mouse and keyboard: whole dates, single parts, and what is no date."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QToolTip, QVBoxLayout
from pytestqt.qtbot import QtBot

from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import primary_button
from xiaowei_desktop.ui.widgets.date_field import DateField

TODAY = QDate(2026, 11, 21)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> Iterator[DateField]:
    """In a dialog whose main button takes Enter, as everywhere in the program."""
    dialog = QDialog()
    qtbot.addWidget(dialog)
    field, accept = DateField(theme, TODAY), primary_button("好")
    field.setMaximumDate(TODAY)
    accept.setDefault(True)
    accept.clicked.connect(dialog.accept)
    layout = QVBoxLayout(dialog)
    layout.addWidget(field)
    layout.addWidget(accept)
    dialog.show()
    qtbot.waitExposed(dialog)
    field.setFocus()
    yield field


def click_part(field: DateField, place: int, qtbot: QtBot) -> None:
    """Clicks into the digit at `place` and waits for its part to be selected."""
    line = field.lineEdit()
    line.deselect()
    line.setCursorPosition(place)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.cursorRect().center() + QPoint(1, 0))
    qtbot.waitUntil(line.hasSelectedText)


@pytest.mark.parametrize("text", ["2020-04-08", "2020/4/8", "2020.4.8", "20200408"])
def test_a_date_typed_over_everything_is_taken_whole(field: DateField, text: str) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    for letter in text:
        QTest.keyClicks(field, letter)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.date(), field.text()) == (QDate(2020, 4, 8), "2020-04-08")


@pytest.mark.parametrize("text", ["2020-04-08", "2020/4/8", "20200408", "2020年4月8日"])
def test_a_date_is_pasted_over_everything(field: DateField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    assert field.date() == QDate(2020, 4, 8)


@pytest.mark.parametrize(
    ("place", "typed", "wanted"),
    [(1, "2020", QDate(2020, 11, 21)), (6, "04", QDate(2026, 4, 21)), (9, "8", QDate(2026, 11, 8))],
)
def test_a_click_selects_the_part_to_be_typed(
    field: DateField, qtbot: QtBot, place: int, typed: str, wanted: QDate
) -> None:
    click_part(field, place, qtbot)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == wanted


@pytest.mark.parametrize(("text", "said"), [("2020", "不是完整的日期"), ("2026-12-01", "晚于")])
def test_what_cannot_be_taken_keeps_the_dialog_open_and_says_why(field: DateField, text: str, said: str) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    assert said in QToolTip.text()
