"""编辑计分方式: the kind at the left, its form in the middle, at the right what it says and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from xiaowei_desktop.application.plan_indicators import TypedIndicators
from xiaowei_desktop.application.ports.rule_forms import FieldValue, RuleCells, RuleForm, RuleForms
from xiaowei_desktop.application.rule_editing import EditedItem, RuleView, look_at
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.pages.plan.rule_editor.entries_field import worst
from xiaowei_desktop.ui.pages.plan.rule_editor.form import ONE, RuleFormPanel, carried, set_tone
from xiaowei_desktop.ui.pages.plan.rule_editor.kind_list import KindList, kind_of
from xiaowei_desktop.ui.pages.plan.rule_editor.trial_panel import TrialPanel
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import primary_button
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel

_SIZE = (1320, 670)
_SIDE_WIDTH = 376
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RuleEditor(QDialog):
    """`cells` are what the row gets once it is accepted. Ctrl+Enter accepts; Esc leaves everything as it was."""

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        forms: RuleForms,
        item: EditedItem,
        indicators: TypedIndicators,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"编辑计分方式：{item.code} {item.title}".rstrip("： "))
        self.resize(*_SIZE)
        self._theme, self._settings = theme, settings
        self._forms, self._item, self._indicators = forms, item, indicators
        self._by_kind = {form.kind: form for form in forms.forms()}
        self._names = {code: typed.indicator.name for code, typed in indicators.items()}
        self.view = RuleView(None)
        self.kinds = KindList(theme, self._by_kind.values())
        self.help = ElidedLabel(role="small")
        self.panel = self._form_panel(next(iter(self._by_kind.values())))
        self.clauses, self.sentence, self.reach, self.faults, self.lost = (_words() for _ in range(5))
        self.clauses.setProperty("role", "small")
        self.lost.setProperty("tone", "slow")
        self.trial = TrialPanel(theme, settings, item, indicators)
        self.accept_button = primary_button("确定")
        self.accept_button.setToolTip("确定（Ctrl+Enter）")
        self.accept_button.clicked.connect(self.accept)
        self._scroll = _scrolled()
        self._lay_out()
        self._open()
        self.kinds.currentItemChanged.connect(self._choose_kind)

    @property
    def form(self) -> RuleForm:
        """The way of scoring that is chosen."""
        return self._by_kind[self.kinds.kind]

    @property
    def cells(self) -> RuleCells:
        """计分方式 and 计分参数 of the rule; those of the row while there is none."""
        return self._forms.written(self.view.rule) if self.view.rule is not None else self._item.cells

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept_button.click()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """What is still being typed into a small table counts as well; a form that can't be read stays open."""
        self.panel.take_typing()
        if self.view.rule is not None:
            super().accept()

    @Slot()
    def look(self) -> None:
        """Brings sentence, faults and trial up to what the form says."""
        form = self.form
        self.view = look_at(self._forms, form, self.panel.values(), self._item, self._indicators)
        self.panel.show_issues(self.view.issues)
        self.sentence.setText(self.view.sentence or "（参数填好后，这里是印在评分表上的说明）")
        self.reach.setText(
            f"本项 {plain_text(self._item.points)} 分，可得 {self.view.reach}" if self.view.reach else ""
        )
        self.faults.setText("\n".join(_fault_line(form, issue) for issue in self.view.issues))
        self.faults.setVisible(bool(self.view.issues))
        set_tone(self.faults, worst(self.view.issues))
        self.accept_button.setEnabled(self.view.rule is not None)
        self.trial.show_rule(self.view.rule)
        self._order_tabs()

    def _open(self) -> None:
        """Begins with what the row says."""
        opened = self._forms.opened(self._item.cells)
        if opened.lost:
            self.lost.setText("原来写的有几处读不出，确定后不再保留：\n" + "\n".join(f"· {one}" for one in opened.lost))
        self.lost.setVisible(bool(opened.lost))
        self.kinds.choose(opened.kind or next(iter(self._by_kind)))
        self._show_form(opened.values, "" if opened.kind else ONE)
        self.kinds.setFocus()

    @Slot(QListWidgetItem, QListWidgetItem)
    def _choose_kind(self, _now: QListWidgetItem, before: QListWidgetItem) -> None:
        """Another way of scoring begins with what it has in common with the former one."""
        values = carried(self.form, self._by_kind[kind_of(before)], self.panel.values())
        self._show_form(values, self.panel.looks_at)

    def _show_form(self, values: Mapping[str, FieldValue], looks_at: str) -> None:
        form = self.form
        self.clauses.setText(f"{form.explanation}\n常见条款：{form.clauses}。")
        self.help = ElidedLabel(role="small")
        self.panel = self._form_panel(form)
        self.panel.show_values(values, looks_at)
        self.panel.changed.connect(self.look)
        self._scroll.setWidget(self.panel)
        self.look()

    def _form_panel(self, form: RuleForm) -> RuleFormPanel:
        panel = RuleFormPanel(self._theme, self._settings, form, self._names)
        panel.setProperty("role", "scrolled")
        panel.help_wanted.connect(self.help.setText)
        return panel

    def _order_tabs(self) -> None:
        """Tab goes from the kinds through the form and the trial to the buttons, whichever was made last."""
        buttons = (button for button in self.findChildren(QPushButton) if button.parentWidget() is self)
        chain = [*_tab_stops(self.panel), *_tab_stops(self.trial), *buttons]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        middle, side = QVBoxLayout(), QVBoxLayout()
        middle.addWidget(self.clauses)
        middle.addWidget(self.lost)
        middle.addWidget(self._scroll, 1)
        middle.addWidget(self.help)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        said = QVBoxLayout(inner)
        said.setContentsMargins(0, 0, 8, 0)
        for title, widgets in (
            ("计分说明", (self.sentence, self.reach, self.faults)),
            ("试算", (self.trial,)),
        ):
            said.addWidget(_title(title))
            for widget in widgets:
                said.addWidget(widget)
            said.addSpacing(8)
        said.addStretch(1)
        scroll = _scrolled()
        scroll.setWidget(inner)
        scroll.setFixedWidth(_SIDE_WIDTH)
        side.addWidget(scroll)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.kinds)
        columns.addLayout(middle, 1)
        columns.addLayout(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(columns, 1)
        layout.addLayout(button_row(self, self.accept_button))


def _fault_line(form: RuleForm, issue: Issue) -> str:
    """▲ 得分组合：……"""
    key, _, part = issue.place.field.partition(".")
    field = form.field(key)
    words = field.label if field else ""
    inner = next((one.label for one in field.entry if one.key == part), "") if field else ""
    row = f"第{issue.place.row}行" if issue.place.row else ""
    sign = "■" if issue.severity is Severity.ERROR else "▲"
    return f"{sign} {words}{row}{inner}：{issue.message}" if words else f"{sign} {issue.message}"


def _tab_stops(within: QWidget) -> list[QWidget]:
    """What Tab stops at; the line of a choice belongs to the choice, and its list is a window of its own."""
    inside = (one for one in within.findChildren(QWidget) if one.window() is within.window())
    stops = (one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return [one for one in stops if not isinstance(one.parentWidget(), QComboBox)]


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "strong")
    return label


def _scrolled() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
