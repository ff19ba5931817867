"""Which rows of a long table are shown: the targets of one subject and one year."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.pages.plan.columns import TARGETS

_EVERY = "全部"
_FILTERED = {TARGETS: (("subject", "对象"), ("scope", "年度"))}


class RowFilter(QWidget):
    """Nothing at all in tables that are not long."""

    def __init__(self, grid: EntryGrid, sheet: str) -> None:
        super().__init__()
        self._grid = grid
        self.choosers: dict[str, QComboBox] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for key, word in _FILTERED.get(sheet, ()):
            chooser = QComboBox()
            chooser.setAccessibleName(word)
            chooser.setMinimumContentsLength(8)
            chooser.addItem(_EVERY)
            chooser.currentIndexChanged.connect(self._apply)
            layout.addWidget(QLabel(word))
            layout.addWidget(chooser)
            self.choosers[key] = chooser

    def texts(self) -> dict[str, str]:
        """What a new row has to hold so that it is shown."""
        chosen = {key: chooser.currentText() for key, chooser in self.choosers.items()}
        return {key: text for key, text in chosen.items() if text != _EVERY}

    def refresh(self) -> None:
        """Offers what the rows hold now, and shows those that are wanted."""
        for key, chooser in self.choosers.items():
            wanted, held = chooser.currentText(), self._held(key)
            chooser.blockSignals(True)
            chooser.clear()
            chooser.addItems([_EVERY, *held])
            chooser.setCurrentText(wanted if wanted in held else _EVERY)
            chooser.blockSignals(False)
        if self.choosers:
            self._apply()

    def show_all(self) -> None:
        for chooser in self.choosers.values():
            chooser.setCurrentIndex(0)

    def _held(self, key: str) -> tuple[str, ...]:
        entries = self._grid.entries
        column = entries.column_number(key)
        texts = (entries.text(row, column) for row in range(entries.rowCount()))
        return tuple(dict.fromkeys(text for text in texts if text))

    @Slot()
    def _apply(self) -> None:
        entries, wanted = self._grid.entries, self.texts()
        for row in range(entries.rowCount()):
            shown = all(entries.text(row, entries.column_number(key)) == text for key, text in wanted.items())
            self._grid.setRowHidden(row, not shown)
