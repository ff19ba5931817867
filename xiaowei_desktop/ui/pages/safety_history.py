"""修改记录: every change with who, when, what, from what to what and why; the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from xiaowei_desktop.application.ports.storage import Change
from xiaowei_desktop.ui.grids.cell_tip import whole_text_tip
from xiaowei_desktop.ui.theme.theme import Theme

HEADINGS = ("时间", "经办人", "事项", "项目", "原来", "改为", "原因")
_WIDTHS = (10, 6, 21, 6, 11, 11)
"""In characters, but for the last."""
_FIELD = 3
_NO_INDEX = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """Read-only; rows are not measured, so that years of changes open at once."""

    def __init__(self) -> None:
        super().__init__()
        self._changes: tuple[Change, ...] = ()

    def set_changes(self, changes: Sequence[Change]) -> None:
        """In the order in which they were made."""
        self.beginResetModel()
        self._changes = tuple(reversed(changes))
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} or not index.isValid():
            return None
        text = _cells(self._changes[index.row()])[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return whole_text_tip(text) if text else None
        return text.replace("\n", " ")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None


class _ChangeFilter(QSortFilterProxyModel):
    """Keeps the rows with the words searched for anywhere, and of the kind chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.field = ""

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        model = self.sourceModel()
        cells = [str(model.index(source_row, column).data()) for column in range(model.columnCount())]
        return (not self.field or cells[_FIELD] == self.field) and (
            not self.text or any(self.text in cell.casefold() for cell in cells)
        )


class HistoryTable(QWidget):
    """The table with its filter by kind."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = HistoryModel()
        self._filter = _ChangeFilter()
        self._filter.setSourceModel(self._model)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("只看")
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.table = QTableView()
        self.table.setModel(self._filter)
        self._set_up_table()
        self._arrange()
        self.kinds.activated.connect(self._choose_kind)
        theme.changed.connect(self._fit)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Shows these; the kind chosen stays where it still occurs."""
        chosen = self.kinds.currentData()
        self._model.set_changes(changes)
        self.kinds.clear()
        self.kinds.addItem("全部修改", "")
        for field in dict.fromkeys(change.field for change in changes):
            self.kinds.addItem(f"只看{field}", field)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))
        self._apply()

    def search(self, text: str) -> None:
        """Keeps the rows that hold `text`; an empty text shows all."""
        self._filter.text = text.casefold().strip()
        self._apply()

    @Slot(int)
    def _choose_kind(self, _index: int) -> None:
        self._apply()

    def _apply(self) -> None:
        self._filter.field = str(self.kinds.currentData() or "")
        self._filter.invalidate()
        shown, total = self._filter.rowCount(), self._model.rowCount()
        self.count.setText(f"共 {total} 条" if shown == total else f"共 {total} 条，显示 {shown} 条")

    @Slot()
    def _fit(self) -> None:
        """Columns and rows for the text size."""
        character = QFontMetrics(self._theme.font()).horizontalAdvance("字")
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width * character)
        self.table.verticalHeader().setDefaultSectionSize(self._theme.tokens.sizes.row)

    def _set_up_table(self) -> None:
        table = self.table
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setAccessibleName("修改记录")
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fit()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.kinds)
        bar.addWidget(self.count)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)


def _cells(change: Change) -> tuple[str, ...]:
    return (
        f"{change.at:%Y-%m-%d %H:%M}",
        change.who,
        change.subject,
        change.field,
        change.old,
        change.new,
        change.reason,
    )
