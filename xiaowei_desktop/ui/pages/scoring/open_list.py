"""未齐事项: everything that keeps the year provisional, each with the page where it is mended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from xiaowei_desktop.ui.pages.scoring.links import MARKS, OpenItem

_HEADINGS = ("单位", "评分项", "缺什么", "到哪里补")
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class OpenList(QTreeWidget):
    """`followed` (a `Link`) for a double click or Enter on a line."""

    followed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[OpenItem, ...] = ()
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHeaderLabels(list(_HEADINGS))
        self.setAccessibleName("未齐事项")
        header = self.header()
        header.setStretchLastSection(False)
        for column in (0, 1, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._follow)

    def show_items(self, items: Sequence[OpenItem]) -> None:
        self._items = tuple(items)
        self.clear()
        for item in items:
            missing = item.missing
            where = "评定页 ›" if item.link.page == MARKS else "季报填报页 ›"
            line = QTreeWidgetItem([item.unit_name, f"{missing.item} {missing.title}", missing.reason, where])
            line.setToolTip(2, missing.reason)
            self.addTopLevelItem(line)
        self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _ENTER and index.isValid():
            self._follow(index)
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _follow(self, index: QModelIndex) -> None:
        self.followed.emit(self._items[index.row()].link)
