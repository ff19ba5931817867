"""What most panels of the scoring page share: a sentence, buttons with their keys, and content or why there is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.panel import ScoringPanel
from xiaowei_desktop.ui.widgets.buttons import plain_button, tip_with_shortcut
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel
from xiaowei_desktop.ui.widgets.empty_state import EmptyState
from xiaowei_desktop.ui.workplace import Workplace


class StepPanel(ScoringPanel):
    """The page's own keys stay free: these act only while the keyboard is in the panel."""

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__()
        self._page = page
        self._workplace = workplace
        self.scores: YearScores | None = None
        self.unit = ""
        self.summary = ElidedLabel()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.summary, 1)
        self._stack = QStackedWidget()
        self._empty: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 8, 8, 8)
        self._layout.setSpacing(8)
        self._layout.addLayout(self._buttons)
        self._layout.addWidget(self._stack, 1)

    def set_content(self, content: QWidget) -> None:
        """What the panel shows where there is something to show."""
        self._stack.insertWidget(0, content)

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

    def show_filled(self) -> None:
        """Brings the content back into view."""
        self._stack.setCurrentIndex(0)
        self._drop_empty()

    def show_empty(self, icon: str, headline: str, explanation: str, step: QAction | None = None) -> None:
        """What belongs here, and the step that begins it."""
        self._drop_empty()
        self._empty = EmptyState(self._workplace.theme, icon, headline, explanation, step)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _drop_empty(self) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
