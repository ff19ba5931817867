"""Shows a reporting sheet on the screen, to read, search and copy from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QHelpEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from xiaowei_desktop.reporting.sheet import Align, Sheet
from xiaowei_desktop.ui.grids.cell_painter import PADDING, is_cut, text_height
from xiaowei_desktop.ui.grids.cell_tip import whole_text_tip
from xiaowei_desktop.ui.grids.clipboard_text import write_block
from xiaowei_desktop.ui.grids.column_widths import RememberedWidths, WidthWish
from xiaowei_desktop.ui.grids.header import TwoLineHeader, heading_width
from xiaowei_desktop.ui.grids.held_table import HELD_TEXT, HeldTable
from xiaowei_desktop.ui.grids.search import TableSearch
from xiaowei_desktop.ui.grids.sheet_delegate import SheetDelegate
from xiaowei_desktop.ui.grids.sheet_model import SheetModel, Span
from xiaowei_desktop.ui.theme.theme import Theme

_LONG_TEXT = 30
_SHORT_TEXT = 7
"""In characters."""
_NARROWEST = 44
_FAR_OUT = 2


class SheetView(HeldTable):
    """Read-only. `source_selected` names what the current cell, or else its row, shows (`Cell.source`).

    `source_opened` is the same for a double click or Enter.
    """

    source_selected = Signal(str)
    source_opened = Signal(str)

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self._theme = theme
        self._sheet_model = SheetModel()
        self._spans: tuple[Span, ...] = ()
        self._name = ""
        self.search = TableSearch(self, self._sheet_model.text, self._row_block)
        self._delegate = SheetDelegate(theme, self._sheet_model, self.search.is_match)
        header = TwoLineHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(self._sheet_model)
        self.setItemDelegate(self._delegate)
        self._widths = RememberedWidths(header, settings)
        # one pull resizes many columns; the rows follow once
        self._height_timer = QTimer(self, singleShot=True, interval=0)
        self._height_timer.timeout.connect(self._fit_heights)
        header.sectionResized.connect(lambda *_: self._height_timer.start())
        self._set_up()
        self._add_actions()
        theme.changed.connect(self._measure)

    def show_sheet(self, sheet: Sheet) -> None:
        """Shows another sheet, or the same one anew: then the place stays where it was."""
        here = self.currentIndex()
        place = (here.row(), here.column(), self.verticalScrollBar().value())
        is_same = sheet.name == self._name
        self._name = sheet.name
        self.clearSpans()
        self._sheet_model.set_sheet(sheet)
        self._spans = tuple(self._sheet_model.spans())
        for span in self._spans:
            self.setSpan(span.row, span.column, span.rows, span.columns)
        self._widths.watch(sheet.name, self._wishes(), self.viewport().width())
        self._fit_heights()
        self.search.refresh()
        if is_same:
            self.setCurrentIndex(self._sheet_model.index(place[0], place[1]))
            self.verticalScrollBar().setValue(place[2])

    def select_source(self, source: str) -> bool:
        """Goes to the first cell that shows `source`; False where there is none."""
        place = self._sheet_model.find_source(source)
        if place is None:
            return False
        self.setCurrentIndex(self._sheet_model.index(*place))
        self.scrollTo(self.currentIndex())
        return True

    @Slot()
    def copy(self) -> None:
        """Puts the selected block on the clipboard, as Excel and WPS take it."""
        chosen = self.selectedIndexes()
        if not chosen:
            return
        rows = range(min(i.row() for i in chosen), max(i.row() for i in chosen) + 1)
        columns = range(min(i.column() for i in chosen), max(i.column() for i in chosen) + 1)
        block = [
            [self._sheet_model.text(row, column) for column in columns] for row in rows if not self.isRowHidden(row)
        ]
        QGuiApplication.clipboard().setText(write_block(block))

    @Slot()
    def fit_columns(self) -> None:
        """Forgets the widths the clerk has pulled."""
        self._widths.forget(self.viewport().width())
        self._fit_heights()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        source = self._sheet_model.source(current.row(), current.column()) if current.isValid() else None
        if source is not None:
            self.source_selected.emit(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_whole(event)
            return True
        return super().viewportEvent(event)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.activated.connect(self._open)

    def _add_actions(self) -> None:
        for text, keys, run in (
            ("复制", "Ctrl+C", self.copy),
            ("查找下一个", "F3", self.search.next),
            ("查找上一个", "Shift+F3", self.search.previous),
            ("列宽恢复默认", "", self.fit_columns),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(run)
            self.addAction(action)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        source = self._sheet_model.source(index.row(), index.column())
        if source is not None:
            self.source_opened.emit(source)

    @Slot()
    def _fit(self) -> None:
        if self._name:
            self._widths.fit(self.viewport().width())
            self._fit_heights()

    @Slot()
    def _measure(self) -> None:
        """Another text size: every column asks for another width."""
        if self._name:
            self._widths.watch(self._name, self._wishes(), self.viewport().width())
            self._fit_heights()

    def _wishes(self) -> list[WidthWish]:
        """What each column asks for; where none has long text, the last one with words takes what is left over."""
        columns = self._sheet_model.columns
        wishes = [self._wish(number) for number in range(len(columns))]
        words = [n for n, column in enumerate(columns) if column.wrap and column.align is Align.LEFT]
        if words and not any(wish.stretches for wish in wishes):
            last = wishes[words[-1]]
            wishes[words[-1]] = WidthWish(last.key, last.natural, last.natural, stretches=True)
        return wishes

    def _wish(self, column: int) -> WidthWish:
        """Wide enough for the longest cell, long texts apart, and for half of the heading."""
        heading = self._sheet_model.columns[column]
        least = max(_NARROWEST, heading_width(heading.title, QFontMetrics(self._theme.font(bold=True))))
        widths = [self._content_width(row, column) for row in range(self._sheet_model.table_rows)]
        natural = max(least, max(widths, default=0) + 2 * PADDING + 2)
        em = QFontMetrics(self._theme.font()).horizontalAdvance("字")
        short = (HELD_TEXT if column < self.holds else _SHORT_TEXT) * em
        if heading.wrap and natural > short:
            most = min(natural, _LONG_TEXT * em)
            return WidthWish(heading.key, max(least, short), most, stretches=True)
        if heading.wrap and _has_outliers(widths):
            natural = max(least, max(widths) // 2 + 3 * PADDING)
        return WidthWish(heading.key, natural, natural, stretches=False)

    def _content_width(self, row: int, column: int) -> int:
        cell = self._sheet_model.cell(row, column)
        if cell is None or cell.columns > 1:
            return 0
        metrics = QFontMetrics(self._delegate.font(row, column))
        lines = self._sheet_model.text(row, column).splitlines()
        return max((metrics.horizontalAdvance(line) for line in lines), default=0)

    @Slot()
    def _fit_heights(self) -> None:
        least = self._theme.tokens.sizes.row
        for row in range(self._sheet_model.rowCount()):
            heights = [self._text_height(row, column) for column in range(self._sheet_model.columnCount())]
            self.setRowHeight(row, max([least, *heights]))

    def _text_height(self, row: int, column: int) -> int:
        cell = self._sheet_model.cell(row, column)
        text = self._sheet_model.text(row, column)
        if not text or (cell is not None and cell.rows > 1):
            return 0
        last = self._sheet_model.columnCount() if cell is None else column + cell.columns
        width = sum(self.columnWidth(place) for place in range(column, last))
        return text_height(text, self._delegate.font(row, column), width)

    def _row_block(self, row: int) -> range:
        """The rows that a merged cell holds together with `row`."""
        first, last = row, row
        for span in self._spans:
            if span.rows > 1 and span.row <= last and span.row + span.rows > first:
                first, last = min(first, span.row), max(last, span.row + span.rows - 1)
        return range(first, last + 1)

    def _show_whole(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        text = self._sheet_model.text(index.row(), index.column()) if index.isValid() else ""
        rect = self.visualRect(index)
        font = self._delegate.font(index.row(), index.column())
        if text and is_cut(text, font, rect.width(), rect.height()):
            QToolTip.showText(event.globalPos(), whole_text_tip(text), self.viewport(), rect)
        else:
            QToolTip.hideText()


def _has_outliers(widths: Sequence[int]) -> bool:
    """Whether a few texts are so much longer than most that they had better take two lines."""
    written = sorted(width for width in widths if width)
    return bool(written) and written[-1] > _FAR_OUT * written[len(written) // 2]
