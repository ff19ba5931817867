"""A date with a calendar to pick from, the week beginning on Monday."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from xiaowei_desktop.ui.theme.theme import Theme

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class DateField(QDateEdit):
    """Shows 2020-07-05. Weekends are quiet, for red is kept for what is wrong."""

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

    @Slot()
    def _colour_weekends(self) -> None:
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(self._theme.tokens.colours.text_muted))
        for day in _WEEKEND:
            self.calendarWidget().setWeekdayTextFormat(day, quiet)
