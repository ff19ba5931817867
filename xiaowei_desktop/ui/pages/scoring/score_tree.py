"""评分明细 as a tree: sections with their sums, items with their points, what is open marked."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QBrush, QColor, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.ui.theme.theme import Theme

TITLE, MAXIMUM, POINTS, STATE = range(4)
_HEADINGS = ("考核内容", "分值", "得分", "状态")
_CODE = Qt.ItemDataRole.UserRole
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_INDENT, _NARROW_INDENT = 18, 10
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoreTree(QTreeWidget):
    """`selected` (node's code) for the current line; `opened` (code) for Enter; `copy_wanted` for Ctrl+C."""

    selected = Signal(str)
    opened = Signal(str)
    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheet: ScoreSheet | None = None
        self._found: tuple[str, ...] = ()
        self._set_up()
        self._add_actions()
        self.currentItemChanged.connect(self._tell)
        theme.changed.connect(self._redraw)

    @property
    def current_code(self) -> str:
        index = self.currentIndex()
        return str(index.siblingAtColumn(TITLE).data(_CODE)) if index.isValid() else ""

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Shows an organisation's sheet; the place stays on the same line where it is still there."""
        here = self.current_code
        self._sheet = sheet
        self.blockSignals(True)
        self.clear()
        root = self._item(sheet.root)
        if sheet.is_void:
            root.setText(POINTS, "0")
            root.setText(STATE, "■ 一票否决")
            root.setForeground(STATE, QBrush(QColor(self._theme.tokens.colours.bad)))
        self.addTopLevelItem(root)
        self.expandAll()
        self.blockSignals(False)
        self._mark_found()
        if not self.select(here):
            self.select(sheet.root.node.code)

    def select(self, code: str) -> bool:
        """Goes to a line by its code; False where it is not in this sheet."""
        item = next((item for item in self._items() if item.data(TITLE, _CODE) == code), None)
        if item is None:
            return False
        self.setCurrentItem(item)
        self.scrollToItem(item)
        return True

    def search(self, text: str) -> int:
        """Marks the lines whose code or title holds `text` and goes to the first; returns how many."""
        wanted = text.casefold().strip()
        found = [item for item in self._items() if wanted and wanted in item.text(TITLE).casefold()]
        self._found = tuple(item.data(TITLE, _CODE) for item in found)
        self._mark_found()
        if self._found:
            self.select(self._found[0])
        return len(self._found)

    @Slot()
    def find_next(self) -> None:
        """F3: to the next line found, from the last on to the first."""
        if self._found:
            here = self._found.index(self.current_code) if self.current_code in self._found else -1
            self.select(self._found[(here + 1) % len(self._found)])

    def set_narrow(self, narrow: object) -> None:
        """Where there is little room the title gets it: the panel beside the tree has the rest."""
        self.setColumnHidden(MAXIMUM, bool(narrow))
        self.setIndentation(_NARROW_INDENT if narrow else _INDENT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.current_code:
            self.opened.emit(self.current_code)
            return
        super().keyPressEvent(event)

    def _item(self, scored: ScoredNode) -> QTreeWidgetItem:
        node, is_section = scored.node, bool(scored.children)
        points = "" if scored.points is None else f"{scored.points:f}"
        if scored.is_left_out:
            points = "无此任务"
        title = f"{node.code} {node.title}" if node.code != "0" else node.title
        item = QTreeWidgetItem([title, plain_text(scored.maximum), points, _state(scored)])
        item.setData(TITLE, _CODE, node.code)
        item.setToolTip(TITLE, title)
        for column in (MAXIMUM, POINTS):
            item.setTextAlignment(column, _RIGHT)
        font = QFont()
        font.setBold(is_section)
        for column in range(len(_HEADINGS)):
            item.setFont(column, font)
        if _open_count(scored):
            item.setForeground(STATE, QBrush(QColor(self._theme.tokens.colours.bad)))
        item.addChildren([self._item(child) for child in scored.children])
        return item

    def _items(self) -> Iterator[QTreeWidgetItem]:
        """Every line, from the top down."""
        place = QTreeWidgetItemIterator(self)
        while (item := place.value()) is not None:
            yield item
            place += 1

    def _mark_found(self) -> None:
        match = QBrush(QColor(self._theme.tokens.colours.match))
        for item in self._items():
            item.setBackground(TITLE, match if item.data(TITLE, _CODE) in self._found else QBrush())

    @Slot()
    def _redraw(self) -> None:
        if self._sheet is not None:
            self.show_sheet(self._sheet)

    @Slot()
    def _tell(self) -> None:
        if self.current_code:
            self.selected.emit(self.current_code)

    def _set_up(self) -> None:
        self.setHeaderLabels(list(_HEADINGS))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(True)
        self.setIndentation(_INDENT)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("评分明细")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column in (MAXIMUM, POINTS, STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)

    def _add_actions(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, keys, run in (
            ("复制得分依据", "Ctrl+C", self.copy_wanted.emit),
            ("查找下一个", "F3", self.find_next),
            ("全部展开", "", self.expandAll),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked, act=run: act())
            self.addAction(action)


def _open_count(scored: ScoredNode) -> int:
    return sum(bool(leaf.outcome and leaf.outcome.open_reasons) and leaf.adjustment is None for leaf in scored.leaves())


def _state(scored: ScoredNode) -> str:
    """■ 未齐 where something is missing, with how many below a section; ● 齐全 otherwise.

    ○ 不计 for what is left out, ◆ 已改分 where an objection was agreed with.
    """
    if scored.is_left_out:
        return "○ 不计"
    if scored.adjustment is not None:
        return "◆ 已改分"
    count = _open_count(scored)
    if not count:
        return "● 齐全"
    return "■ 未齐" if not scored.children else f"■ 未齐 {count}"
