"""打印预览: the pages as the printer will give them, and the ways out: paper, PDF, Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.dialogs.export import FileKind, ask_target, open_folder, write_to
from xiaowei_desktop.ui.dialogs.preview_pages import PreviewPages
from xiaowei_desktop.ui.dialogs.preview_print import print_sheets
from xiaowei_desktop.ui.dialogs.preview_view import PreviewView
from xiaowei_desktop.ui.widgets.banner import Banner, BannerTone
from xiaowei_desktop.ui.widgets.buttons import icon_button, plain_button, primary_button
from xiaowei_desktop.ui.workplace import Workplace

_FIT = "适合宽度"
_ZOOMS = (50, 75, 100, 125, 150, 200)
_LARGEST = QSize(1240, 900)
_SHARE_OF_WINDOW = 0.94


def open_preview(workplace: Workplace, sheets: Sequence[Sheet], parent: QWidget, name: str = "") -> None:
    """Shows the sheets as pages above the window; returns at once. `name` is what several are called together."""
    PreviewDialog(workplace, sheets, parent, name).open()


class PreviewDialog(QDialog):
    """Belongs to `parent` and goes when it is closed. Without a `name` it is called as its first sheet."""

    def __init__(self, workplace: Workplace, sheets: Sequence[Sheet], parent: QWidget, name: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workplace = workplace
        self._sheets = tuple(sheets)
        self._name = name or sheets[0].title
        self.setWindowTitle(f"打印预览 — {self._name}")
        self._is_open = True
        self._pages = PreviewPages(workplace, self)
        self.view = PreviewView(workplace.theme, self._pages)
        self.banner = Banner(workplace.theme)
        self.number = QLabel("正在排版…")
        self.number.setMinimumWidth(110)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zooms = _zoom_box()
        self._lay_out()
        self._connect()
        self.resize(self._fitting_size(parent))
        self._pages.set_sheets(sheets)
        self.view.setFocus()

    def done(self, result: int) -> None:
        self._is_open = False
        self._pages.stop()
        super().done(result)

    @Slot()
    def print(self) -> None:
        """Asks for the printer and prints."""
        print_sheets(self, self._workplace, self._sheets, self._say, self._show_error)

    def export(self, kind: FileKind) -> None:
        """Asks for a file and writes all sheets into it."""
        path = ask_target(self, self._workplace.settings, self._name, (kind,))
        if path is not None:
            write_to(self._workplace, self._sheets, path, self._offer_folder, self._show_error)

    def _say(self, text: str) -> None:
        if self._is_open:
            self.banner.show_message(text, BannerTone.GOOD)

    def _offer_folder(self, path: Path) -> None:
        if self._is_open:
            text = f"已导出“{path.name}”，在文件夹“{path.parent}”中。"
            self.banner.show_message(text, BannerTone.GOOD, "打开文件夹", lambda: open_folder(path.parent))

    @Slot(UserError)
    def _show_error(self, error: UserError) -> None:
        if self._is_open:
            self.banner.show_error(error)
        else:
            self._workplace.runner.failed.emit(error)

    @Slot(int, int)
    def _show_number(self, page: int, count: int) -> None:
        self.number.setText(f"第 {page + 1} 页，共 {count} 页" if count else "")

    @Slot(float)
    def _show_zoom(self, zoom: float) -> None:
        self.zooms.setItemText(0, f"{_FIT}（{zoom:.0%}）" if self.view.fits_width else _FIT)
        index = 0 if self.view.fits_width else self.zooms.findData(round(zoom * 100))
        self.zooms.setCurrentIndex(index)
        if index < 0:
            self.zooms.setPlaceholderText(f"{zoom:.0%}")

    @Slot(int)
    def _choose_zoom(self, index: int) -> None:
        percent = self.zooms.itemData(index)
        if percent:
            self.view.set_zoom(percent / 100)
        else:
            self.view.fit_width()
        self.view.setFocus()

    def _connect(self) -> None:
        self.view.page_changed.connect(self._show_number)
        self.view.zoom_changed.connect(self._show_zoom)
        self.zooms.activated.connect(self._choose_zoom)
        self._pages.failed.connect(self._show_error)
        for keys, run in (
            ("Ctrl++", self.view.zoom_in),
            ("Ctrl+=", self.view.zoom_in),
            ("Ctrl+-", self.view.zoom_out),
            ("Ctrl+0", self.view.fit_width),
            ("Ctrl+P", self.print),
        ):
            self._add_shortcut(keys, run)

    def _add_shortcut(self, keys: str, run: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked: run())
        self.addAction(action)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(self._bar())
        layout.addWidget(self.banner)
        layout.addWidget(self.view, 1)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for icon, tip, run in (
            ("chevron-up", "上一页（PgUp）", self.view.previous_page),
            ("chevron-down", "下一页（PgDn）", self.view.next_page),
        ):
            button = icon_button(self._workplace.theme, icon, tip)
            button.clicked.connect(run)
            bar.addWidget(button)
        bar.addWidget(self.number)
        bar.addWidget(self.zooms)
        bar.addStretch(1)
        for text, run in (
            ("导出 Excel", partial(self.export, FileKind.EXCEL)),
            ("导出 PDF", partial(self.export, FileKind.PDF)),
            ("关闭", self.reject),
        ):
            plain = plain_button(text)
            plain.clicked.connect(lambda _checked, act=run: act())
            bar.addWidget(plain)
        main = primary_button("打印")
        main.setToolTip("打印（Ctrl+P）")
        main.clicked.connect(self.print)
        bar.addWidget(main)
        return bar

    def _fitting_size(self, parent: QWidget) -> QSize:
        window = parent.window().size() * _SHARE_OF_WINDOW
        return window.boundedTo(_LARGEST)


def _zoom_box() -> QComboBox:
    box = QComboBox()
    box.setToolTip("缩放（Ctrl+加号、Ctrl+减号，Ctrl+0 适合宽度）")
    box.setAccessibleName("缩放")
    box.addItem(_FIT, 0)
    for percent in _ZOOMS:
        box.addItem(f"{percent}%", percent)
    box.setMinimumContentsLength(10)
    return box
