"""How the mark page is laid out: the switch and the list at the left, the table and its detail at the right."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from xiaowei_desktop.reporting.sheet import Tone
from xiaowei_desktop.ui.pages.marks.boards import Boards
from xiaowei_desktop.ui.pages.marks.book import Count, ItemKey, MarkBook
from xiaowei_desktop.ui.pages.marks.detail import MarkDetail
from xiaowei_desktop.ui.pages.marks.standing_list import Standing, StandingList
from xiaowei_desktop.ui.pages.marks.views import Shown, View
from xiaowei_desktop.ui.pages.marks.words import count_words
from xiaowei_desktop.ui.theme.theme import Theme

_WORDS = {View.BY_UNIT: "按单位", View.BY_ITEM: "按项目"}
_LIST_WIDTH = 190
_LOW = 380


class MarksLayout(QSplitter):
    """`view_chosen` when the clerk switches between 按单位 and 按项目, `filter_chosen` when other rows are wanted."""

    view_chosen = Signal()
    filter_chosen = Signal()

    def __init__(self, theme: Theme, settings: QSettings, undo_stack: QUndoStack) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._switch = QButtonGroup(self)
        self.only_open = QCheckBox("只看未评(&U)")
        self.only_open.setToolTip("只显示还没有评定、没有评完或者填写有误的项目（Alt+U）")
        self.with_computed = QCheckBox("含计算的项目(&J)")
        self.with_computed.setToolTip("也显示按数据计算的项目，没有这项任务的单位在那里填“无此任务”（Alt+J）")
        self.list = StandingList(theme)
        self.boards = Boards(theme, settings, undo_stack)
        self.detail = MarkDetail(theme)
        self.setChildrenCollapsible(False)
        self.addWidget(self._left())
        self.addWidget(self._right())
        self.setStretchFactor(1, 1)
        self.setSizes([_LIST_WIDTH, 4 * _LIST_WIDTH])
        self._switch.idClicked.connect(lambda _number: self.view_chosen.emit())
        for box in (self.only_open, self.with_computed):
            box.toggled.connect(self.filter_chosen)

    @property
    def view(self) -> View:
        """The view that is chosen."""
        return tuple(View)[self._switch.checkedId()]

    def set_view(self, view: View) -> None:
        self._switch.button(tuple(View).index(view)).setChecked(True)

    @property
    def shown(self) -> Shown:
        """Which rows are wanted."""
        return Shown(self.only_open.isChecked(), self.with_computed.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # the rule also stands in its cell; on a low screen the table needs the room
        self.detail.rule.setVisible(self.height() > _LOW)

    def show_standings(self, book: MarkBook) -> None:
        """How far every organisation, or every item, is."""
        if self.view is View.BY_UNIT:
            named = [(unit, book.plan.organisation(unit).name, book.keys_of_unit(unit)) for unit in book.units()]
        else:
            computed = self.with_computed.isChecked()
            items = [
                node for node in book.items() if computed or any(map(book.is_judged, book.keys_of_item(node.code)))
            ]
            named = [(node.code, f"{node.code} {node.title}", book.keys_of_item(node.code)) for node in items]
        self.list.show_standings([_standing(book, *entry) for entry in named])

    def _left(self) -> QWidget:
        switch = QHBoxLayout()
        switch.setSpacing(0)
        for number, view in enumerate(View):
            switch.addWidget(self._segment(number, view), 1)
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(switch)
        layout.addWidget(self.only_open)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.with_computed)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.boards, 1)
        layout.addWidget(self.detail)
        return right

    def _segment(self, number: int, view: View) -> QPushButton:
        button = QPushButton(_WORDS[view])
        button.setCheckable(True)
        button.setChecked(number == 0)
        button.setToolTip(f"{_WORDS[view]}评定（Ctrl+T 在两者之间切换）")
        button.setProperty("kind", "segment")
        button.setProperty("place", "first" if number == 0 else "last")
        self._switch.addButton(button, number)
        return button


def _standing(book: MarkBook, code: str, name: str, keys: tuple[ItemKey, ...]) -> Standing:
    count = book.count(keys)
    return Standing(code, name, count_words(count), _tone(count))


def _tone(count: Count) -> Tone:
    if count.wrong:
        return Tone.BAD
    if not count.open:
        return Tone.GOOD
    return Tone.SLOW if count.done else Tone.MUTED
