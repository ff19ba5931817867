"""What the panels 自评 and 异议 share: a sentence, buttons with their keys, and a table or why there is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.panel import ScoringPanel
from xiaowei_desktop.ui.pages.scoring.paper_exchange import PaperExchange, PaperJob
from xiaowei_desktop.ui.widgets.buttons import plain_button, tip_with_shortcut
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel
from xiaowei_desktop.ui.widgets.empty_state import EmptyState
from xiaowei_desktop.ui.workplace import Workplace


class PaperPanel(ScoringPanel):
    """The page's own keys stay free: these act only while the keyboard is in the panel."""

    def __init__(self, page: Page, workplace: Workplace, job: PaperJob) -> None:
        super().__init__()
        self._page = page
        self._workplace = workplace
        self.scores: YearScores | None = None
        self.unit = ""
        self._sheet: Sheet | None = None
        self.exchange = PaperExchange(page, workplace, job, self.changed.emit)
        self.summary = ElidedLabel()
        self.table = SheetView(workplace.theme, workplace.settings)
        self.table.setAccessibleName(self.title)
        self.table.setSelectionBehavior(SheetView.SelectionBehavior.SelectRows)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.summary, 1)
        self.export_action = self.add_step(f"导出{job.word}", self.export, "Ctrl+Shift+E")
        self.import_action = self.add_step(f"导入{job.word}", self.exchange.choose_files, "Ctrl+Shift+I")
        self.print_action = self.add_step("打印本表", self.print_sheet, "Ctrl+Shift+P")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(self._buttons)
        layout.addWidget(self._stack, 1)

    @Slot()
    def export(self) -> None:
        if self.scores is not None:
            self.exchange.choose_folder(self.scores.year)

    @Slot()
    def print_sheet(self) -> None:
        """打印预览 of the table in view."""
        if self._sheet is not None:
            open_preview(self._workplace, [self._sheet], self._page)

    def add_step(self, text: str, run: Callable[[], object], shortcut: str) -> QAction:
        """A button at the top right, and its keys."""
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: run())
        self.addAction(action)
        button = plain_button(text)
        button.setToolTip(tip_with_shortcut(action))
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self._buttons.addWidget(button)
        return action

    def show_table(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.print_action.setEnabled(True)
        self.table.show_sheet(sheet)
        self._stack.setCurrentWidget(self.table)
        self._drop_empty()

    def show_nothing(self, icon: str, headline: str, explanation: str) -> None:
        """What belongs here, and the step that begins it."""
        self._sheet = None
        self.print_action.setEnabled(False)
        self._drop_empty()
        self._empty = EmptyState(self._workplace.theme, icon, headline, explanation, self.export_action)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _drop_empty(self) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
