"""The files that stand at one place: name, size, where, note, and who attached them when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from xiaowei_desktop.domain.attachment import Attachment
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.reporting.evidence_sheet import place_words, size_words
from xiaowei_desktop.ui.grids.cell_tip import whole_text_tip

NAME, SIZE, PLACE, NOTE, WHO = range(5)
_HEADINGS = ("文件", "大小", "附在", "说明", "经办")
_MOST_CHARACTERS = {PLACE: 20, NOTE: 10}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AttachmentList(QTreeWidget):
    """`opened` for a double click or Enter on a line, `removal_wanted` for Delete."""

    opened = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[Attachment, ...] = ()
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHeaderLabels(list(_HEADINGS))
        self.setAccessibleName("支撑材料文件")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        for column in (SIZE, WHO):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(_LEFT)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    @property
    def chosen(self) -> tuple[Attachment, ...]:
        """The selected files, in the list's order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._files[row] for row in rows)

    def show_files(self, plan: Plan, files: Sequence[Attachment]) -> None:
        """The first is selected; the cursor stays on the same file where it is still there."""
        here = self.chosen[:1]
        self._files = tuple(files)
        self.clear()
        for file in files:
            self.addTopLevelItem(_item(plan, file))
        for column in (PLACE, NOTE):
            self.header().resizeSection(column, self._width_of(column))
        if files:
            row = self._files.index(here[0]) if here and here[0] in self._files else 0
            self.setCurrentIndex(self.model().index(row, 0))

    def _width_of(self, column: int) -> int:
        """As wide as its texts, and never so wide that the names have no room: the whole stands in the tip."""
        most = self.fontMetrics().horizontalAdvance("字") * _MOST_CHARACTERS[column]
        return min(most, max(self.sizeHintForColumn(column), self.header().sectionSizeHint(column)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.chosen:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete and self.chosen:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


def _item(plan: Plan, file: Attachment) -> QTreeWidgetItem:
    texts = (
        file.name,
        size_words(file.content.size),
        place_words(plan, file.place),
        file.note,
        f"{file.attached_by} {file.attached_at:%Y-%m-%d}",
    )
    item = QTreeWidgetItem(list(texts))
    for column, text in enumerate(texts):
        item.setToolTip(column, whole_text_tip(text) if text else "")
    item.setTextAlignment(SIZE, _RIGHT)
    return item
