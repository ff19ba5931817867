"""报表打印: every sheet by its name, as it will come out of the printer."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from xiaowei_desktop.application.sheets import build_sheets
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.dialogs.export import FileKind, export_sheets
from xiaowei_desktop.ui.dialogs.preview_pages import PreviewPages
from xiaowei_desktop.ui.dialogs.preview_print import print_sheets
from xiaowei_desktop.ui.dialogs.preview_view import PreviewView
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.printing_choices import SheetChoice, choices_for
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.workplace import Workplace

_LIST_WIDTH = 216
_LIST_FRAME = 4


class PrintingPage(Page):
    """The preview follows the choice; the actions take what the preview shows."""

    help_text = (
        "### 报表打印\n"
        "1. 左边选一张表，需要时再选单位；年度和季度按上方所选；\n"
        "2. 右边就是打印出来的样子：**PgUp**、**PgDn** 翻页，**Ctrl+滚轮** 缩放；\n"
        "3. **打印**、**导出 PDF** 或 **导出 Excel**。\n\n"
        "与得分有关的表在定稿以前印有“试算”；资料齐全后，到“考核评分”页用“定稿…”；定稿后印的是定稿的内容。"
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "报表打印")
        self._workplace = workplace
        self._choices: tuple[SheetChoice, ...] = ()
        self._asked = 0
        self._pages = PreviewPages(workplace, self)
        self.list = QListWidget()
        self.list.setAccessibleName("报表")
        self.units = QComboBox()
        self.units.setAccessibleName("单位")
        self.explanation = QLabel()
        self.explanation.setProperty("role", "muted")
        self.explanation.setWordWrap(True)
        self.view = PreviewView(workplace.theme, self._pages)
        self.set_content(self._arranged())
        self._exports = (
            self.plain_action("导出 Excel", lambda: self.export(FileKind.EXCEL), "file-spreadsheet", "Ctrl+E"),
            self.plain_action("导出 PDF", lambda: self.export(FileKind.PDF), "file-text", "Ctrl+Shift+E"),
            self.primary_action("打印", self.print, "printer", "Ctrl+P"),
        )
        self.list.currentRowChanged.connect(self._choose_sheet)
        self.units.activated.connect(lambda _index: self._load())
        self.view.page_changed.connect(self._show_number)
        self._pages.failed.connect(self.show_problem)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """What the preview shows."""
        return self._pages.sheets

    def refresh(self) -> None:
        choices = choices_for(self._workplace.plan(self.year))
        if choices != self._choices:
            self._choices = choices
            self.list.blockSignals(True)
            self.list.clear()
            for choice in choices:
                item = QListWidgetItem(choice.word)
                item.setToolTip(choice.explanation)
                self.list.addItem(item)
            self.list.setCurrentRow(0)
            self.list.blockSignals(False)
            self.list.setFixedHeight(self.list.sizeHintForRow(0) * len(choices) + _LIST_FRAME)
            self._offer_units()
        self._load()

    def show_place(self, place: str) -> None:
        """A sheet by its key, perhaps with a unit: `score` or `score:science`."""
        key, _, unit = place.partition(":")
        row = next((index for index, choice in enumerate(self._choices) if choice.key == key), None)
        if row is not None:
            self.list.setCurrentRow(row)
            self.units.setCurrentIndex(max(0, self.units.findData(unit)))
            self._load()

    def take_focus(self) -> None:
        self.list.setFocus()

    @Slot()
    def print(self) -> None:
        print_sheets(self, self._workplace, self.sheets, self._say, self.show_problem)

    def export(self, kind: FileKind) -> None:
        name = self._choice.file_name(self._workplace.plan(self.year), self._chosen, self._unit)
        export_sheets(self, self._workplace, self.sheets, name, (kind,))

    @property
    def _choice(self) -> SheetChoice:
        return self._choices[self.list.currentRow()]

    @property
    def _unit(self) -> str | None:
        code = self.units.currentData()
        return str(code) if code else None

    @property
    def _chosen(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @Slot(int)
    def _choose_sheet(self, row: int) -> None:
        if row >= 0:
            self._offer_units()
            self._load()

    def _offer_units(self) -> None:
        plan, choice = self._workplace.plan(self.year), self._choice
        self.explanation.setText(f"{choice.explanation}。")
        self.units.clear()
        codes = choice.units(plan)
        self.units.setVisible(bool(codes))
        self.units.addItem(f"全部 {len(codes)} 个单位" if codes else "", None)
        for code in codes:
            self.units.addItem(plan.organisation(code).name, code)

    def _load(self) -> None:
        """Builds the sheets on the worker, scoring included; an older choice's sheets are dropped."""
        self._asked += 1
        asked, desk = self._asked, self._workplace.desk
        request = self._choice.request(self._chosen, self._unit)
        self._set_enabled(enabled=False)
        self._workplace.runner.run(
            f"正在生成{self._choice.word}",
            lambda _progress: build_sheets(desk, request),
            lambda sheets: self._take(asked, sheets),
            lambda error: self._fail(asked, error),
        )

    def _take(self, asked: int, sheets: tuple[Sheet, ...]) -> None:
        if asked == self._asked:
            self._pages.set_sheets(sheets)
            self._set_enabled(enabled=True)

    def _fail(self, asked: int, error: UserError) -> None:
        if asked == self._asked:
            self.set_state("")
            self.show_problem(error)

    def _set_enabled(self, *, enabled: bool) -> None:
        for action in self._exports:
            action.setEnabled(enabled)

    @Slot(int, int)
    def _show_number(self, page: int, count: int) -> None:
        if count:
            self.set_state(f"第 {page + 1} 页，共 {count} 页：{self.sheets[self._pages.pages[page].sheet].title}")

    def _say(self, text: str) -> None:
        self.banner.show_message(text, BannerTone.GOOD)

    def _arranged(self) -> QWidget:
        whole, left = QWidget(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list)
        left.addWidget(self.units)
        left.addWidget(self.explanation)
        left.addStretch(1)
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(side)
        layout.addWidget(self.view, 1)
        return whole
