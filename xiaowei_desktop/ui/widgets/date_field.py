"""A date that is typed or picked from a calendar, the week beginning on Monday."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QDateTime, QEvent, QObject, QPoint, Qt, QTime, QTimer, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QTextCharFormat, QValidator
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolTip

from xiaowei_desktop.ui.theme.theme import Theme

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WHOLE = re.compile(r"\s*(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))\s*")
_BEGUN = re.compile(r"\s*(?:\d{0,8}|\d{4}[-/.年]\d{0,2}(?:[-/.月]\d{0,2}日?)?)\s*")


class DateField(QDateEdit):
    """Shows 2020-07-05. Weekends are quiet, for red is kept for what is wrong.

    A click selects the year, the month or the day. A date typed or pasted over everything is taken whole, and what
    is no date yet is never passed over in silence.
    """

    def __init__(self, theme: Theme, date: QDate) -> None:
        super().__init__(date)
        self._theme = theme
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        calendar = self.calendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        theme.changed.connect(self._colour_weekends)
        self._colour_weekends()
        # the line edit places its own cursor first
        self._select_later = QTimer(self, singleShot=True, interval=0)
        self._select_later.timeout.connect(self._select_section)
        self.lineEdit().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.lineEdit() and event.type() == QEvent.Type.MouseButtonRelease:
            self._select_later.start()
        return super().eventFilter(watched, event)

    def validate(self, text: str, position: int) -> object:
        day = read_date(text)
        if day is not None and self.minimumDate() <= day <= self.maximumDate():
            return QValidator.State.Acceptable, text, position
        if day is not None or _BEGUN.fullmatch(text):
            return QValidator.State.Intermediate, text, position
        return super().validate(text, position)

    def dateTimeFromText(self, text: str) -> QDateTime:
        day = read_date(text)
        return super().dateTimeFromText(text) if day is None else QDateTime(day, QTime(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN and self._refused():
            self._complain()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            # with its own, which leaves the cursor in front, Qt would replace only the year
            self.lineEdit().selectAll()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        refused = self._refused()
        super().focusOutEvent(event)
        if refused:
            self._say(f"{refused}仍按 {self.date().toString('yyyy-MM-dd')}。")

    @Slot()
    def _select_section(self) -> None:
        if not self.lineEdit().hasSelectedText():
            self.setSelectedSection(self.currentSection())

    def _refused(self) -> str:
        """Why what stands in the field is not taken; empty for a date."""
        text = self.lineEdit().text()
        day = read_date(text)
        if day is None:
            return f"“{text}”不是完整的日期，请填如 2020-07-05。"
        if day > self.maximumDate():
            return f"{day.toString('yyyy-MM-dd')} 晚于 {self.maximumDate().toString('yyyy-MM-dd')}，不能填写。"
        return ""

    def _complain(self) -> None:
        self._say(self._refused())
        self.selectAll()

    def _say(self, words: str) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), words, self)

    @Slot()
    def _colour_weekends(self) -> None:
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(self._theme.tokens.colours.text_muted))
        for day in _WEEKEND:
            self.calendarWidget().setWeekdayTextFormat(day, quiet)


def read_date(text: str) -> QDate | None:
    """A date as people write it: 2020-04-08, 2020/4/8, 2020.4.8, 2020年4月8日, 20200408; `None` for anything else."""
    found = _WHOLE.fullmatch(text)
    if found is None:
        return None
    year, month, day, month_digits, day_digits = found.groups()
    read = QDate(int(year), int(month or month_digits), int(day or day_digits))
    return read if read.isValid() else None
