"""分解到区县: one indicator's target shared out among the counties, computed or typed, and stored with the method."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from xiaowei_desktop.application.breakdown import Proposal, break_down, save_targets
from xiaowei_desktop.application.breakdown_request import BreakdownRequest
from xiaowei_desktop.domain.breakdown import Method, counties_of, targets_add_up
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope
from xiaowei_desktop.domain.quantity import parse_quantity
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.breakdown_words import METHOD_WORDS, difference_text
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryKind, EntryRow, EntryValue
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.widgets.buttons import primary_button
from xiaowei_desktop.ui.workplace import Workplace

_SIZE = (640, 600)
_COUNTY, _WEIGHT, _VALUE = "county", "weight", "value"


class BreakdownDialog(QDialog):
    """Begins with the indicator that the page shows. `proposal` is what would be stored, `None` while it is open."""

    def __init__(self, workplace: Workplace, year: int, indicator: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("分解到区县")
        self.resize(*_SIZE)
        self._workplace = workplace
        self._plan = workplace.plan(year)
        self._year = year
        self.proposal: Proposal | None = None
        self.indicators, self.scopes, self.methods = QComboBox(), QComboBox(), QComboBox()
        for box, name in ((self.indicators, "指标"), (self.scopes, "范围"), (self.methods, "方法")):
            box.setAccessibleName(name)
        columns = (
            EntryColumn(_COUNTY, "区县", editable=False, wrap=True),
            EntryColumn(_WEIGHT, "权重", EntryKind.NUMBER, parse=_number, show=_shown, characters=8),
            EntryColumn(_VALUE, "目标值", EntryKind.NUMBER, parse=self._target, show=_shown, characters=12),
        )
        self.grid = EntryGrid(workplace.theme, workplace.settings, "county-targets", columns, QUndoStack(self))
        self.total, self.problem = QLabel(), QLabel()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("各区县合计与全域目标不一致时必须写，例如：留有余地")
        self.save_button = primary_button("保存")
        self._lay_out()
        self._offer_indicators(indicator)
        self.indicators.activated.connect(self._choose_indicator)
        self.scopes.activated.connect(self._begin)
        self.methods.activated.connect(self._compute)
        self.grid.changed.connect(self._typed)
        self.save_button.clicked.connect(self._save)
        self._choose_indicator()

    @property
    def indicator(self) -> Indicator:
        return self._plan.indicator(self.indicators.currentData())

    @property
    def scope(self) -> Scope:
        """The scope chosen; a combo box cannot keep a value object."""
        year = self.scopes.currentData()
        return Scope(year) if year else WHOLE_PLAN

    @property
    def method(self) -> Method:
        return Method(self.methods.currentData())

    def _offer_indicators(self, wanted: str) -> None:
        having = {target.indicator for target in self._plan.targets if target.subject == self._plan.subject}
        for indicator in self._plan.grouped_indicators:
            if indicator.code in having:
                self.indicators.addItem(indicator.name, indicator.code)
        self.indicators.setCurrentIndex(max(0, self.indicators.findData(wanted)))

    @Slot()
    def _choose_indicator(self) -> None:
        """The scopes in which the whole has a target, those of the page's year first, and the methods that fit."""
        code = self.indicator.code
        found = dict.fromkeys(
            t.scope for t in self._plan.targets if (t.indicator, t.subject) == (code, self._plan.subject)
        )
        self.scopes.clear()
        for scope in sorted(found, key=lambda scope: (scope.year != self._year, scope.year or 0)):
            self.scopes.addItem(scope.in_words, scope.year or 0)
        self.methods.clear()
        for method, word in METHOD_WORDS.items():
            if method is Method.HAND or (method is Method.SAME) != targets_add_up(self.indicator):
                self.methods.addItem(word, method.value)
        self.methods.setCurrentIndex(self.methods.findData(Method.HAND.value))
        self._begin()

    @Slot()
    def _begin(self) -> None:
        """Shows the targets that the counties have; without any the first method is proposed."""
        self._show_rows()
        self._compute()

    def _show_rows(self) -> None:
        self.grid.set_rows(
            [
                EntryRow(county, {_COUNTY: self._plan.organisation(county).name, _WEIGHT: Decimal(1)})
                for county in counties_of(self._plan)
            ]
        )
        request = BreakdownRequest(self.indicator.code, self.scope, Method.HAND)
        self._show(break_down(self._workplace.desk, request))

    @Slot()
    def _compute(self) -> None:
        try:
            self._show(break_down(self._workplace.desk, self._request()))
        except UserError as refused:
            self.proposal = None
            self._say("", refused.message + refused.hint)

    def _request(self) -> BreakdownRequest:
        counties = counties_of(self._plan)
        weights = {c: w for c in counties if (w := _figure(self.grid.value(c, _WEIGHT))) is not None}
        values = {c: _figure(self.grid.value(c, _VALUE)) for c in counties} if self.method is Method.HAND else {}
        return BreakdownRequest(self.indicator.code, self.scope, self.method, weights, values)

    @Slot(list)
    def _typed(self, changes: list[tuple[str, str, EntryValue, EntryValue]]) -> None:
        """A weight that is typed shares out by weights, a target that is typed is set by hand."""
        column = changes[-1][1]
        method = Method.WEIGHTS if column == _WEIGHT else Method.HAND
        place = self.methods.findData(method.value)
        if place >= 0:
            self.methods.setCurrentIndex(place)
        self._compute()

    def _show(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.grid.set_values({(part.subject, _VALUE): part.value for part in proposal.check.parts})
        check, unit = proposal.check, proposal.indicator.measure_unit
        whole = "未设" if check.whole is None else f"{PLAIN.text(check.whole)}{unit}"
        sums = "" if check.total is None else f"，各区县合计{PLAIN.text(check.total)}{unit}"
        missing = "、".join(self._plan.organisation(code).name for code in check.missing)
        told = difference_text(check)
        open_text = f"还没有目标值：{missing}。" if missing else (f"■ {told}请写明理由。" if told else "")
        agrees = check.difference is not None and not check.difference
        self._say(f"全域目标{whole}{sums}{'，● 一致' if agrees else ''}。", open_text)

    def _say(self, total: str, problem: str) -> None:
        self.total.setText(total)
        self.problem.setText(problem)
        self.save_button.setEnabled(self.proposal is not None)

    @Slot()
    def _save(self) -> None:
        self.grid.take_typing()
        if self.proposal is None:
            return
        try:
            save_targets(self._workplace.desk, self.proposal, self.reason.text())
        except UserError as refused:
            self.problem.setText(refused.message + refused.hint)
            return
        self.accept()

    def _target(self, text: str) -> EntryValue:
        parsed = parse_quantity(text, self.indicator.measure_unit)
        return parsed.value if parsed else None

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("指标", self.indicators)
        form.addRow("范围", self.scopes)
        form.addRow("方法", self.methods)
        self.problem.setProperty("tone", "bad")
        reason = QFormLayout()
        reason.addRow("理由", self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.grid, 1)
        for label in (self.total, self.problem):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addLayout(reason)
        layout.addLayout(button_row(self, self.save_button))


def _number(text: str) -> EntryValue:
    parsed = parse_quantity(text, "")
    return parsed.value if parsed else None


def _figure(value: EntryValue) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _shown(value: EntryValue) -> str:
    return PLAIN.text(value) if isinstance(value, Decimal) else ""
