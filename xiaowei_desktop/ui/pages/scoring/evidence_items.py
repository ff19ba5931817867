"""The items of a unit with how many files each has, and which has none although it needs some."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from xiaowei_desktop.domain.unit_evidence import ItemEvidence, UnitEvidence
from xiaowei_desktop.reporting.evidence_sheet import OTHERS
from xiaowei_desktop.ui.theme.theme import Theme

ITEM, POINTS, COUNT, STATE = range(4)
OTHER_FILES = ""
"""The code of the line for files that belong to no item."""

_HEADINGS = ("考核内容", "得分", "材料", "状态")
_CODE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EvidenceItems(QTreeWidget):
    """`selected` (item's code) when another line becomes current."""

    selected = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._evidence: UnitEvidence | None = None
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHeaderLabels(list(_HEADINGS))
        self.setAccessibleName("各项支撑材料")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(ITEM, QHeaderView.ResizeMode.Stretch)
        for column in (POINTS, COUNT, STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
        self.currentItemChanged.connect(lambda now, _before: self._tell(now))
        theme.changed.connect(self._redraw)

    @property
    def current_code(self) -> str | None:
        """The current line's item; `OTHER_FILES` for the last line, `None` where there is no line."""
        index = self.currentIndex()
        return str(index.siblingAtColumn(ITEM).data(_CODE)) if index.isValid() else None

    def show_evidence(self, evidence: UnitEvidence) -> None:
        """The place stays on the same item; on a unit seen for the first time it is the first that lacks something."""
        here = self.current_code
        self._evidence = evidence
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems([self._item(item) for item in evidence.items])
        if evidence.others:
            self.addTopLevelItem(_line(OTHERS, "", str(len(evidence.others)), "● 有材料", OTHER_FILES))
        self.blockSignals(False)
        if here is None or not self.select(here):
            first = next(iter((*evidence.missing, *evidence.items)), None)
            self.select(first.node.code if first else OTHER_FILES)

    def select(self, code: str) -> bool:
        """Goes to an item; False where the unit does not have it."""
        lines = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        found = next((line for line in lines if line is not None and line.data(ITEM, _CODE) == code), None)
        if found is not None:
            self.setCurrentItem(found)
        return found is not None

    def _item(self, item: ItemEvidence) -> QTreeWidgetItem:
        count = len(item.files)
        state = "● 有材料" if count else "■ 缺材料" if item.is_missing else "○ 无"
        points = "" if item.points is None else f"{item.points:f}"
        line = _line(f"{item.node.code} {item.node.title}", points, str(count), state, item.node.code)
        colours = self._theme.tokens.colours
        colour = colours.good if count else colours.bad if item.is_missing else colours.text_muted
        line.setForeground(STATE, QBrush(QColor(colour)))
        return line

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.selected.emit(str(item.data(ITEM, _CODE)))

    def _redraw(self) -> None:
        if self._evidence is not None:
            self.show_evidence(self._evidence)


def _line(title: str, points: str, count: str, state: str, code: str) -> QTreeWidgetItem:
    line = QTreeWidgetItem([title, points, count, state])
    line.setData(ITEM, _CODE, code)
    line.setToolTip(ITEM, title)
    for column in (POINTS, COUNT):
        line.setTextAlignment(column, _RIGHT)
    return line
