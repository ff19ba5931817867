"""The ⋯ menu of the top bar: what belongs to the window and to no page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QMenu, QWidget

from xiaowei_desktop.ui.frame.top_bar import TopBar
from xiaowei_desktop.ui.theme.theme import Look, Theme
from xiaowei_desktop.ui.theme.tokens import MAX_TEXT_PT, MIN_TEXT_PT

_LOOKS = {Look.LIGHT: "浅色", Look.DARK: "深色", Look.SYSTEM: "跟随系统"}
_TEXT_SIZES = (MIN_TEXT_PT, 10.0, 10.5, 11.0, 12.0, 13.0, 14.0, MAX_TEXT_PT)


class Frame(Protocol):
    """The parts of the window that its menu works on."""

    theme: Theme
    undo_group: QUndoGroup
    top_bar: TopBar

    def toggle_navigation(self) -> None: ...

    def toggle_help(self) -> None: ...

    def next_area(self) -> None: ...

    def previous_area(self) -> None: ...


class WindowMenu:
    """Undo, search, navigation, look, text size, help, with their keys; and what the program adds."""

    def __init__(self, menu: QMenu, window: QWidget) -> None:
        self._menu = menu
        self._window = window
        self.actions: list[QAction] = []
        self._own_end: QAction | None = None

    def fill(self, frame: Frame) -> None:
        """Builds the window's own entries."""
        self._add_undo(frame.undo_group)
        self._menu.addSeparator()
        self._add("在本页查找", "Ctrl+F", frame.top_bar.focus_search)
        self._add("上一季度", "Alt+Left", frame.top_bar.period.previous_quarter)
        self._add("下一季度", "Alt+Right", frame.top_bar.period.next_quarter)
        self._add("收起或展开导航", "Ctrl+B", frame.toggle_navigation)
        self._add("到下一个区域", "F6", frame.next_area)
        self._add("到上一个区域", "Shift+F6", frame.previous_area)
        self._menu.addSeparator()
        self._add_looks(frame.theme)
        self._add_text_sizes(frame.theme)
        self._menu.addSeparator()
        self._own_end = self._menu.addSeparator()
        self._add("本页帮助", "F1", frame.toggle_help)
        self._menu.addSeparator()
        self._add("退出", "Ctrl+Q", self._window.close)

    def add_action(self, action: QAction) -> None:
        """Adds an entry of the program, such as 打开数据文件, above 帮助."""
        assert self._own_end is not None
        self._menu.insertAction(self._own_end, action)
        self._window.addAction(action)
        self.actions.append(action)

    def _add(self, text: str, keys: str, run: Callable[[], object]) -> None:
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked: run())
        self._take(action)

    def _add_undo(self, group: QUndoGroup) -> None:
        undo = group.createUndoAction(self._window, "撤销")
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        redo = group.createRedoAction(self._window, "重做")
        redo.setShortcut(QKeySequence("Ctrl+Y"))
        self._take(undo)
        self._take(redo)

    def _take(self, action: QAction) -> None:
        self._menu.addAction(action)
        self._window.addAction(action)
        self.actions.append(action)

    def _add_looks(self, theme: Theme) -> None:
        choices = _Choices(self._menu.addMenu("外观"))
        for look, word in _LOOKS.items():
            choices.add(word, theme.look is look, partial(theme.set_look, look))

    def _add_text_sizes(self, theme: Theme) -> None:
        choices = _Choices(self._menu.addMenu("文字大小"))
        for points in _TEXT_SIZES:
            is_now = theme.tokens.sizes.text_pt == points
            choices.add(f"{points:g} 磅", is_now, partial(theme.set_text_size, points))


class _Choices:
    """A submenu of which one entry is ticked."""

    def __init__(self, menu: QMenu) -> None:
        self._menu = menu
        self._group = QActionGroup(menu)

    def add(self, text: str, is_now: object, choose: Callable[[], object]) -> None:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(bool(is_now))
        self._group.addAction(action)
        action.triggered.connect(lambda _checked: choose())
