"""The editor for a cell with choices: its list is open from the start, as a clerk expects of a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

_PADDING = 24


class ChoiceEditor(QComboBox):
    """`chosen` when a choice is taken with Enter or a click; `left` when the list closes without one."""

    chosen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, choices: Sequence[str], label: Callable[[str], str] = str) -> None:
        super().__init__(parent)
        self.setProperty("cell", "true")
        self.addItem("", "")
        for choice in choices:
            self.addItem(label(choice), choice)
        self._is_chosen = False
        # Qt closes the list first and tells of the choice afterwards
        self._leave_later = QTimer(self, singleShot=True, interval=0)
        self._leave_later.timeout.connect(self.left)
        self.activated.connect(self._choose)

    @property
    def choice(self) -> str:
        """What is chosen; empty for nothing."""
        return str(self.currentData() or "")

    def show_choice(self, choice: str) -> None:
        self.setCurrentIndex(max(0, self.findData(choice)))

    def showPopup(self) -> None:
        view = self.view()
        words = view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + _PADDING
        view.setMinimumWidth(max(words, self.width()))
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        if not self._is_chosen:
            self._leave_later.start()

    def _choose(self) -> None:
        self._is_chosen = True
        self._leave_later.stop()
        self.chosen.emit()
