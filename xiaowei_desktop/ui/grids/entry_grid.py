"""A table to type in, with the manners of Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QHelpEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QUndoStack
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QToolTip, QWidget

from xiaowei_desktop.ui.grids.cell_painter import is_cut
from xiaowei_desktop.ui.grids.cell_tip import entry_tip
from xiaowei_desktop.ui.grids.choice_editor import ChoiceEditor
from xiaowei_desktop.ui.grids.entry_clipboard import EntryClipboard
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryIssue, EntryRow, EntryValue, GroupRow
from xiaowei_desktop.ui.grids.entry_delegate import EntryDelegate
from xiaowei_desktop.ui.grids.entry_layout import EntryLayout
from xiaowei_desktop.ui.grids.entry_model import CellKey, EntryModel
from xiaowei_desktop.ui.grids.entry_walk import EntryWalk
from xiaowei_desktop.ui.grids.header import TwoLineHeader
from xiaowei_desktop.ui.grids.held_table import HeldTable
from xiaowei_desktop.ui.grids.long_text_editor import LongTextEditor
from xiaowei_desktop.ui.grids.many_editor import ManyEditor
from xiaowei_desktop.ui.grids.search import TableSearch
from xiaowei_desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class EntryGrid(HeldTable):
    """Enter goes down and Tab right to the next cell that can be typed in, F2 edits, typing replaces, Del clears;
    blocks go to and from Excel and WPS. Tab leaves the grid behind its last such cell, Shift+Tab before its first.

    `changed` (list of `(row key, column key, old, new)`) comes once for each step, undo and redo included;
    `cell_selected` (row key, column key) when the place changes; `notice` has a sentence for the status line.
    `opening_wanted` (row key, column key) on Enter and double click in the columns that `open_elsewhere` names.
    """

    changed = Signal(list)
    cell_selected = Signal(str, str)
    opening_wanted = Signal(str, str)
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
        self.entries = EntryModel(columns, undo_stack)
        self.walk = EntryWalk(self, self.entries)
        self.search = TableSearch(self, self.entries.text, self.walk.block)
        self._delegate = EntryDelegate(theme, self.entries, self.search.is_match)
        self._clipboard = EntryClipboard(self, self.entries)
        self._clipboard.notice.connect(self.notice)
        self.setHorizontalHeader(TwoLineHeader(self))
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self._elsewhere: frozenset[str] = frozenset()
        self._layout = EntryLayout(self, theme, self.entries, settings, name)
        self._set_up()
        self._add_actions()
        self.entries.changed.connect(self.changed)
        self.entries.dataChanged.connect(self._data_changed)

    def set_rows(self, rows: Sequence[EntryRow | GroupRow]) -> None:
        """Shows rows; the place stays on the same row key where it is still there."""
        here = self.place()
        self.clearSpans()
        self.entries.set_rows(rows)
        for number, row in enumerate(rows):
            if isinstance(row, GroupRow) and len(self.entries.columns) > 1:
                self.setSpan(number, 0, 1, len(self.entries.columns))
        self._layout.fit()
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

    def place(self) -> tuple[str, str] | None:
        """Row and column key of the current cell; `None` on a heading, and where there is none."""
        current = self.currentIndex()
        row = self.entries.row(current.row()) if current.isValid() else None
        return (row.key, self.entries.columns[current.column()].key) if isinstance(row, EntryRow) else None

    def open_elsewhere(self, columns: Iterable[str]) -> None:
        """Cells of these columns are filled in by an editor of the page's own; F2 and typing still change the text."""
        self._elsewhere = frozenset(columns)

    def take_typing(self) -> None:
        """Takes over what stands in an open editor, as Enter would."""
        editor = self.indexWidget(self.currentIndex())
        if self.state() is QAbstractItemView.State.EditingState and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.state() is not QAbstractItemView.State.EditingState:
            if not self._opens_elsewhere(self.currentIndex()):
                self._move_down(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_F2:
            self._continue_text()

    def edit(  # type: ignore[override]
        self, index: Index, trigger: QAbstractItemView.EditTrigger, event: QEvent
    ) -> bool:
        """A choice drops its list at once, however its editor was opened. A double click adds to several names."""
        if trigger is QAbstractItemView.EditTrigger.DoubleClicked and self._opens_elsewhere(index):
            return False
        is_open = super().edit(index, trigger, event)
        editor = self.indexWidget(index) if is_open else None
        if isinstance(editor, ChoiceEditor):
            editor.showPopup()
        elif isinstance(editor, ManyEditor) and trigger is not QAbstractItemView.EditTrigger.AnyKeyPressed:
            editor.end(False)
        return is_open

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down. Tab in the last cell takes what was typed and stays: Qt would open the same cell again."""
        hints = QAbstractItemDelegate.EndEditHint
        ways = {hints.EditNextItem: True, hints.EditPreviousItem: False}
        if hint in ways and self._beside(ways[hint]) is None:
            hint = hints.NoHint
        super().closeEditor(editor, hint)
        if isinstance(editor, ChoiceEditor):
            # the keyboard was in the list, not in the editor, so that Qt does not bring it back
            self.setFocus()
        if hint is hints.SubmitModelCache:
            self._move_down(1)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        ways = {QAbstractItemView.CursorAction.MoveNext: True, QAbstractItemView.CursorAction.MovePrevious: False}
        if action not in ways:
            return super().moveCursor(action, modifiers)
        place = self._beside(ways[action])
        return self.currentIndex() if place is None else self.entries.index(*place)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab beyond the last cell that can be filled in goes on to what stands beside the grid."""
        self.setTabKeyNavigation(self._beside(forward) is not None)
        return super().focusNextPrevChild(forward)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        here = self.place()
        if here is not None:
            self.cell_selected.emit(*here)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._layout.fit()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _opens_elsewhere(self, index: Index) -> bool:
        """Asks for the page's own editor where the cell has one."""
        row = self.entries.row(index.row()) if index.isValid() else None
        key = self.entries.columns[index.column()].key if index.isValid() else ""
        if not isinstance(row, EntryRow) or key not in self._elsewhere:
            return False
        self.opening_wanted.emit(row.key, key)
        return True

    def _continue_text(self) -> None:
        """F2 goes on writing behind what stands there; typing at once would replace it."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            editor.end(False)
        elif isinstance(editor, LongTextEditor):
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def _move_down(self, step: int) -> None:
        here = self.currentIndex()
        place = self.walk.below((here.row(), here.column()), step)
        if place is not None:
            index = self.entries.index(*place)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _beside(self, forward: bool) -> tuple[int, int] | None:
        here = self.currentIndex().row(), self.currentIndex().column()
        return self.walk.after(here) if forward else self.walk.before(here)

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
            ("列宽恢复默认", "", self._layout.forget),
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
        self._layout.fit_heights()

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
