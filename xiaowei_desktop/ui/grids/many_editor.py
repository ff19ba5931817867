"""The editor for a cell that holds several names (责任单位): a line to type in, and below it a list to tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QMoveEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

DIVIDER = "、"
_CHOICE = Qt.ItemDataRole.UserRole
_MOST_ROWS = 8
_LEAST_WIDTH = 300
_HINT = "空格或点击勾选，打字查找，Enter 完成"


class ManyEditor(QLineEdit):
    """What is typed behind the last 、 searches the list; Space or a click ticks the name that is marked there.

    The text can be typed as well: names that the list does not have are kept, for the checks to speak about.
    """

    def __init__(self, parent: QWidget, choices: Sequence[str], label: Callable[[str], str] = str) -> None:
        super().__init__(parent)
        self.setProperty("cell", "true")
        # a child of the window and no window of its own: it never takes the keyboard, and goes where the window goes
        self._window = parent.window()
        self.popup = QFrame(self._window)
        self.popup.setObjectName("manyPopup")
        # a click on it would otherwise give the keyboard to what lies behind
        self.popup.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.popup.setFocusProxy(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("可选项")
        for choice in choices:
            item = QListWidgetItem(label(choice))
            item.setData(_CHOICE, choice)
            self.list.addItem(item)
        hint = QLabel(_HINT)
        hint.setProperty("role", "small")
        layout = QVBoxLayout(self.popup)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        layout.addWidget(self.list)
        layout.addWidget(hint)
        self.popup.hide()
        self.destroyed.connect(self.popup.deleteLater)
        self.textChanged.connect(self._follow_text)
        self.list.itemClicked.connect(self._tick)
        self._follow_text()

    @property
    def names(self) -> list[str]:
        """What stands in the line, without empty parts."""
        return [name for part in self.text().split(DIVIDER) if (name := part.strip())]

    def show_names(self, text: str) -> None:
        """Shows names, ready for another one to be searched for behind them."""
        self.setText(f"{text}{DIVIDER}" if text else "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.popup.isVisible():
            self._open()

    def hideEvent(self, event: QHideEvent) -> None:
        self.popup.hide()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marked = self._marked
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._mark_beside(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Space and marked is not None:
            self._tick(marked)
        else:
            super().keyPressEvent(event)

    @property
    def _marked(self) -> QListWidgetItem | None:
        """The name that Space ticks."""
        row = self.list.currentRow()
        item = self.list.item(row) if row >= 0 else None
        return None if item is None or item.isHidden() else item

    @property
    def _searched(self) -> str:
        """What is typed behind the last 、; nothing where that is a whole name."""
        typed = self.text().rsplit(DIVIDER, 1)[-1].strip()
        return "" if typed in self._choices() else typed

    def _choices(self) -> list[str]:
        return [_choice(self.list.item(row)) for row in range(self.list.count())]

    @Slot()
    def _follow_text(self) -> None:
        """Ticks what the line holds, and shows what is searched for."""
        names, searched = self.names, self._searched
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setCheckState(Qt.CheckState.Checked if _choice(item) in names else Qt.CheckState.Unchecked)
            item.setHidden(searched not in item.text())
        if self._marked is None:
            shown = (row for row in range(self.list.count()) if not self.list.item(row).isHidden())
            self.list.setCurrentRow(next(shown, -1))

    @Slot(QListWidgetItem)
    def _tick(self, item: QListWidgetItem) -> None:
        """Puts the name in the place of what was searched for; a name that is there already goes."""
        searched, names, choice = self._searched, self.names, _choice(item)
        if searched:
            names = names[:-1]
        names = [name for name in names if name != choice] if choice in names else [*names, choice]
        self.show_names(DIVIDER.join(names))

    def _mark_beside(self, step: int) -> None:
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if shown:
            here = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else -step
            self.list.setCurrentRow(shown[max(0, min(len(shown) - 1, here + step))])

    def _open(self) -> None:
        """Below the line, or above it where the window has no room below."""
        window = self._window
        rows = max(1, min(_MOST_ROWS, self.list.count()))
        self.list.setFixedHeight(rows * max(24, self.list.sizeHintForRow(0)) + 2 * self.list.frameWidth())
        self.popup.setFixedWidth(max(_LEAST_WIDTH, self.width()))
        self.popup.adjustSize()
        place = self.mapTo(window, QPoint(0, self.height()))
        if place.y() + self.popup.height() > window.height():
            place = self.mapTo(window, QPoint(0, -self.popup.height()))
        place.setX(max(0, min(place.x(), window.width() - self.popup.width())))
        self.popup.move(place)
        self.popup.raise_()
        self.popup.show()


def _choice(item: QListWidgetItem) -> str:
    """What stands in the cell for an item of the list, which may say more."""
    return str(item.data(_CHOICE))
