"""A table to type in, with the manners of Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSettings,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QUndoStack,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QTableView,
    QToolTip,
    QWidget,
)

from xiaowei_desktop.ui.grids.cell_painter import is_cut
from xiaowei_desktop.ui.grids.cell_tip import entry_tip
from xiaowei_desktop.ui.grids.column_widths import RememberedWidths
from xiaowei_desktop.ui.grids.entry_clipboard import EntryClipboard
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryIssue, EntryRow, EntryValue, GroupRow
from xiaowei_desktop.ui.grids.entry_delegate import EntryDelegate
from xiaowei_desktop.ui.grids.entry_layout import EntryLayout
from xiaowei_desktop.ui.grids.entry_model import CellKey, EntryModel
from xiaowei_desktop.ui.grids.header import TwoLineHeader
from xiaowei_desktop.ui.grids.long_text_editor import LongTextEditor
from xiaowei_desktop.ui.grids.search import TableSearch
from xiaowei_desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class EntryGrid(QTableView):
    """Enter goes down, Tab right, F2 edits, typing replaces, Del clears; blocks go to and from Excel and WPS.

    `changed` (list of `(row key, column key, old, new)`) comes once for each step, undo and redo included;
    `cell_selected` (row key, column key) when the place changes; `notice` has a sentence for the status line.
    """

    changed = Signal(list)
    cell_selected = Signal(str, str)
    notice = Signal(str)

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        name: str,
        columns: Sequence[EntryColumn],
        undo_stack: QUndoStack,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.entries = EntryModel(columns, undo_stack)
        self.search = TableSearch(self, self.entries.text, self._row_block)
        self._delegate = EntryDelegate(theme, self.entries, self.search.is_match)
        self._clipboard = EntryClipboard(self, self.entries)
        self._clipboard.notice.connect(self.notice)
        self._layout = EntryLayout(theme, self.entries)
        header = TwoLineHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self._widths = RememberedWidths(header, settings)
        self._set_up()
        self._add_actions()
        self.entries.changed.connect(self.changed)
        self.entries.dataChanged.connect(self._data_changed)
        self._height_timer = QTimer(self, singleShot=True, interval=0)
        self._height_timer.timeout.connect(self._fit_heights)
        header.sectionResized.connect(lambda *_: self._height_timer.start())
        theme.changed.connect(self._fit)

    def set_rows(self, rows: Sequence[EntryRow | GroupRow]) -> None:
        """Shows rows; the place stays on the same row key where it is still there."""
        here = self._here()
        self.clearSpans()
        self.entries.set_rows(rows)
        for number, row in enumerate(rows):
            if isinstance(row, GroupRow) and len(self.entries.columns) > 1:
                self.setSpan(number, 0, 1, len(self.entries.columns))
        self._widths.watch(self._name, self._layout.wishes(), self.viewport().width())
        self._fit_heights()
        self.search.refresh()
        if here is not None:
            self.select_cell(*here)

    def set_values(self, values: Mapping[CellKey, EntryValue]) -> None:
        """Brings in computed values: no step of undo, no `changed`."""
        self.entries.set_values(values)

    def set_issues(self, issues: Iterable[EntryIssue]) -> None:
        """Replaces all issues the page has found."""
        self.entries.set_issues(issues)

    def value(self, row_key: str, column_key: str) -> EntryValue:
        """What a cell holds now."""
        return self.entries.value(row_key, column_key)

    def select_cell(self, row_key: str, column_key: str) -> bool:
        """Goes to a cell; False where its row is not shown."""
        row = self.entries.row_number(row_key)
        if row is None:
            return False
        self.setRowHidden(row, False)
        index = self.entries.index(row, self.entries.column_number(column_key))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    @Slot()
    def fit_columns(self) -> None:
        """Forgets the widths the clerk has pulled."""
        self._widths.forget(self.viewport().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.state() is not QAbstractItemView.State.EditingState:
            self._move_down(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_F2:
            self._continue_text()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._move_down(1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        here = self._here()
        if here is not None:
            self.cell_selected.emit(*here)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _here(self) -> tuple[str, str] | None:
        current = self.currentIndex()
        if not current.isValid():
            return None
        row = self.entries.row(current.row())
        return (row.key, self.entries.columns[current.column()].key) if isinstance(row, EntryRow) else None

    def _continue_text(self) -> None:
        """F2 goes on writing behind what stands there; typing at once would replace it."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            editor.end(False)
        elif isinstance(editor, LongTextEditor):
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def _move_down(self, step: int) -> None:
        current = self.currentIndex()
        row = current.row() + step
        while 0 <= row < self.entries.rowCount() and (self.isRowHidden(row) or not self.entries.is_cell(row)):
            row += step
        if 0 <= row < self.entries.rowCount():
            index = self.entries.index(row, current.column())
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )

    def _add_actions(self) -> None:
        for text, keys, run in (
            ("剪切", "Ctrl+X", self._clipboard.cut),
            ("复制", "Ctrl+C", self._clipboard.copy),
            ("粘贴", "Ctrl+V", self._clipboard.paste),
            ("清除内容", "Del", self._clipboard.clear),
            ("查找下一个", "F3", self.search.next),
            ("查找上一个", "Shift+F3", self.search.previous),
            ("列宽恢复默认", "", self.fit_columns),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            # an open editor keeps its own Ctrl+C and Del
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(run)
            self.addAction(action)

    @Slot()
    def _data_changed(self) -> None:
        self.search.refresh()
        self._fit_heights()

    @Slot()
    def _fit(self) -> None:
        if self.entries.rowCount():
            self._widths.watch(self._name, self._layout.wishes(), self.viewport().width())
            self._fit_heights()

    @Slot()
    def _fit_heights(self) -> None:
        for row in range(self.entries.rowCount()):
            height = self._layout.row_height(row, self.columnWidth)
            if height != self.rowHeight(row) and not self.isRowHidden(row):
                self.setRowHeight(row, height)

    def _row_block(self, row: int) -> range:
        """A row stays with the heading of its group, a heading with its rows."""
        last = self.entries.rowCount()
        if not self.entries.is_cell(row):
            end = next((r for r in range(row + 1, last) if not self.entries.is_cell(r)), last)
            return range(row, end)
        return range(row, row + 1)

    def _show_tip(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        if not index.isValid():
            return
        row, column = index.row(), index.column()
        rect = self.visualRect(index)
        text = self.entries.text(row, column)
        whole = text if is_cut(text, self._delegate.font(row), rect.width(), rect.height()) else ""
        tip = entry_tip(whole, self.entries.issues(row, column), self.entries.is_locked(row, column))
        QToolTip.showText(event.globalPos(), tip, self.viewport(), rect)
