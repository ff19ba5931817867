"""The bar above the page: which plan, which period, search, who is working, and the window's own menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from xiaowei_desktop.ui.frame.period_chooser import PeriodChooser
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import icon_button
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel

_SEARCH_PAUSE_MS = 120
_SEARCH_WIDTH = (140, 240)
_PLAN_WIDTH = 160


class TopBar(QWidget):
    """`search_requested` comes while the clerk types; `operator_clicked` when they press their name; `plan_chosen`
    (its id) when they take another plan of the database.
    """

    search_requested = Signal(str)
    plan_chosen = Signal(str)
    operator_clicked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.plan = ElidedLabel("尚未打开方案", role="strong")
        self.plans = self._make_plans()
        self.period = PeriodChooser()
        self.search = self._make_search()
        self.operator = self._make_operator()
        self.menu = QMenu(self)
        more = icon_button(theme, "ellipsis", "菜单")
        more.setMenu(self.menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self.plan, 2)
        layout.addWidget(self.plans, 2)
        layout.addWidget(self.period)
        layout.addWidget(self.search, 1)
        layout.addWidget(self.operator)
        layout.addWidget(more)

    def set_plans(self, plans: Sequence[tuple[str, str]], current: str) -> None:
        """The plans of the database by id and name; a chooser stands in the name's place where there are several."""
        self.plans.blockSignals(True)
        self.plans.clear()
        for plan_id, name in plans:
            self.plans.addItem(name, plan_id)
        self.plans.setCurrentIndex(self.plans.findData(current))
        self.plans.blockSignals(False)
        self.plans.setVisible(len(plans) > 1)
        self.plan.setVisible(len(plans) <= 1)

    def set_operator(self, name: str) -> None:
        """Whose name stands in the history of what is changed from now on."""
        self.operator.setText(name or "经办人未填")

    @Slot()
    def focus_search(self) -> None:
        """Puts the keyboard into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_search(self) -> None:
        """Empties the search box without asking the page for anything."""
        self._pause.stop()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.search.clear()
            return True
        return super().eventFilter(watched, event)

    def _make_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText("在本页查找（Ctrl+F）")
        search.setAccessibleName("查找")
        search.setClearButtonEnabled(True)
        search.setMinimumWidth(_SEARCH_WIDTH[0])
        search.setMaximumWidth(_SEARCH_WIDTH[1])
        icon = QAction(self)
        self._theme.bind_icon(icon, "search", "text_muted")
        search.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._send)
        search.textChanged.connect(lambda _text: self._pause.start())
        search.returnPressed.connect(self._send)
        search.installEventFilter(self)
        return search

    def _make_plans(self) -> QComboBox:
        chooser = QComboBox()
        chooser.setAccessibleName("方案")
        chooser.setToolTip("在数据库的各个方案之间切换")
        chooser.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        chooser.setMinimumWidth(_PLAN_WIDTH)
        chooser.hide()
        chooser.activated.connect(lambda index: self.plan_chosen.emit(str(chooser.itemData(index))))
        return chooser

    def _make_operator(self) -> QToolButton:
        button = icon_button(self._theme, "user", "经办人，点击更换")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(16, 16))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setText("经办人未填")
        button.clicked.connect(self.operator_clicked)
        return button

    @Slot()
    def _send(self) -> None:
        self._pause.stop()
        self.search_requested.emit(self.search.text().strip())
