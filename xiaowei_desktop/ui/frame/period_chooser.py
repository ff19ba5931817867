"""The one place where year and quarter are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

QUARTERS = ("一季度", "二季度", "三季度", "四季度")


class PeriodChooser(QWidget):
    """A year and a quarter (1–4). `period_changed` comes for every change, by the clerk or by the program."""

    period_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._year = 0
        self._quarter = 0
        self._years = QComboBox()
        self._years.setToolTip("考核年度")
        self._years.setAccessibleName("考核年度")
        self._years.activated.connect(self._choose_year)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose_quarter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._years)
        layout.addSpacing(8)
        for quarter, word in enumerate(QUARTERS, start=1):
            layout.addWidget(self._segment(quarter, word))
        self.setEnabled(False)

    @property
    def period(self) -> tuple[int, int]:
        """Year and quarter; (0, 0) before a plan is open."""
        return self._year, self._quarter

    def set_years(self, years: Sequence[int]) -> None:
        """The years of the plan."""
        self._years.clear()
        for year in years:
            self._years.addItem(f"{year}年", year)
        self.setEnabled(bool(years))

    def set_period(self, year: int, quarter: int) -> None:
        """Shows this period and tells it on, if it is another. `ValueError` for one outside the plan."""
        index = self._years.findData(year)
        if index < 0 or not 1 <= quarter <= len(QUARTERS):
            raise ValueError(f"no such period in the plan: {year}Q{quarter}")
        self._years.setCurrentIndex(index)
        self._group.button(quarter).setChecked(True)
        if (year, quarter) != self.period:
            self._year, self._quarter = year, quarter
            self.period_changed.emit(year, quarter)

    @Slot()
    def next_quarter(self) -> None:
        """One quarter later, within the plan."""
        self._step(1)

    @Slot()
    def previous_quarter(self) -> None:
        """One quarter earlier, within the plan."""
        self._step(-1)

    def _step(self, quarters: int) -> None:
        number = self._year * 4 + self._quarter - 1 + quarters
        year, quarter = divmod(number, 4)
        if self.isEnabled() and self._years.findData(year) >= 0:
            self.set_period(year, quarter + 1)

    def _choose_year(self, index: int) -> None:
        self.set_period(self._years.itemData(index), self._quarter)

    def _choose_quarter(self, quarter: int) -> None:
        self.set_period(self._year, quarter)

    def _segment(self, quarter: int, word: str) -> QPushButton:
        button = QPushButton(word)
        button.setCheckable(True)
        button.setProperty("kind", "segment")
        button.setProperty("place", {1: "first", len(QUARTERS): "last"}.get(quarter, "middle"))
        button.setToolTip(f"第{quarter}季度（Alt+← / Alt+→ 换季度）")
        self._group.addButton(button, quarter)
        return button
