"""由目标生成细则: who is assessed on what, with which weight; the points are seen before anything is changed."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xiaowei_desktop.application.scheme_from_targets import (
    STEPS,
    SchemeRequest,
    assessable_bureaus,
    assessable_counties,
    offered_indicators,
    plan_with_scheme_from_targets,
)
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity, plain_text
from xiaowei_desktop.domain.rate import ONE
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryKind, EntryRow, EntryValue
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import primary_button

_SIZE = (980, 620)
_NAME, _CHOSEN, _WEIGHT, _POINTS = "name", "chosen", "weight", "points"
_YES = "是"
_USUAL_STEP = Decimal("0.5")


class SchemeFromTargetsDialog(QDialog):
    """`made` is the plan with the new scheme, once it is accepted; `None` while something keeps it from being made."""

    def __init__(self, theme: Theme, settings: QSettings, plan: Plan, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("由目标生成细则")
        self.resize(*_SIZE)
        self._plan = plan
        self.made: Plan | None = None
        self.who, self.steps = QComboBox(), QComboBox()
        self.units = QListWidget()
        for widget, name in ((self.who, "考核谁"), (self.steps, "分值取到"), (self.units, "考核对象")):
            widget.setAccessibleName(name)
        columns = (
            EntryColumn(_NAME, "指标", editable=False, wrap=True),
            EntryColumn(_CHOSEN, "列入", EntryKind.CHOICE, choices=(_YES,), characters=4),
            EntryColumn(_WEIGHT, "权重", EntryKind.NUMBER, parse=_weight, show=_shown, edit_text=_shown, characters=5),
            EntryColumn(_POINTS, "分值", editable=False, align=Align.RIGHT, wrap=True, characters=12),
        )
        self.grid = EntryGrid(theme, settings, "scheme-from-targets", columns, QUndoStack(self))
        self.grid.setAccessibleName("指标")
        self.told, self.problem = QLabel(), QLabel()
        self.problem.setProperty("tone", "bad")
        self.accept_button = primary_button("生成")
        self.accept_button.clicked.connect(self._accept)
        self._lay_out()
        self._offer()
        self.who.currentIndexChanged.connect(self._show_units)
        self.steps.currentIndexChanged.connect(self.compute)
        self.units.itemChanged.connect(self._show_indicators)
        self.grid.changed.connect(self.compute)
        self._show_units()

    @property
    def assessed(self) -> tuple[str, ...]:
        """The organisations that are ticked."""
        items = (self.units.item(row) for row in range(self.units.count()))
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)

    def request(self) -> SchemeRequest:
        codes = tuple(code for code in self._codes() if self.grid.value(code, _CHOSEN) == _YES)
        weights = {code: w for code in codes if isinstance(w := self.grid.value(code, _WEIGHT), Decimal)}
        return SchemeRequest(self.assessed, codes, weights, STEPS[self.steps.currentIndex()])

    @Slot()
    def compute(self) -> None:
        """Shares the points out anew, and shows them."""
        self.made = None
        try:
            self.made = plan_with_scheme_from_targets(self._plan, self.request())
        except UserError as refused:
            self.problem.setText(f"{refused.message}{refused.hint}")
        scheme = self.made.scheme if self.made else None
        if scheme is not None:
            self.problem.setText("")
            count = sum(1 for _ in scheme.root.leaves())
            self.told.setText(f"{len(scheme.assessed)} 个考核对象，各 100 分；共 {count} 个评分项，都按完成率得分。")
        else:
            self.told.setText("")
        self.accept_button.setEnabled(scheme is not None)
        self.grid.set_values({(code, _POINTS): _points(self._plan, scheme, code) for code in self._codes()})

    def _offer(self) -> None:
        """Whom the plan's targets allow to assess: bureaus each on its own, counties alike."""
        for words, units in (
            ("责任单位，各考核自己负责的指标", assessable_bureaus(self._plan)),
            ("区县，考核相同的指标", assessable_counties(self._plan)),
        ):
            if units:
                self.who.addItem(words, list(units))
        for step in STEPS:
            self.steps.addItem(f"{plain_text(step)} 分")
        self.steps.setCurrentIndex(STEPS.index(_USUAL_STEP))

    @Slot()
    def _show_units(self) -> None:
        self.units.blockSignals(True)
        self.units.clear()
        for code in self.who.currentData() or ():
            item = QListWidgetItem(self._plan.organisation(code).name)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.units.addItem(item)
        self.units.blockSignals(False)
        self._show_indicators()

    @Slot()
    def _show_indicators(self) -> None:
        """Those that can be scored for the ticked organisations; what was set for them stays."""
        known = {code: (self.grid.value(code, _CHOSEN), self.grid.value(code, _WEIGHT)) for code in self._codes()}
        rows = []
        for one in offered_indicators(self._plan, self.assessed):
            chosen, weight = known.get(one.code, (_YES, ONE))
            rows.append(EntryRow(one.code, {_NAME: one.name, _CHOSEN: chosen, _WEIGHT: weight}))
        self.grid.set_rows(rows)
        self.compute()

    @Slot()
    def _accept(self) -> None:
        self.grid.take_typing()
        if self.made is not None:
            self.accept()

    def _codes(self) -> list[str]:
        entries = self.grid.entries
        rows = (entries.row(number) for number in range(entries.rowCount()))
        return [row.key for row in rows if isinstance(row, EntryRow)]

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("考核谁", self.who)
        form.addRow("分值取到", self.steps)
        hint = QLabel("不列入的清除“是”；权重相同的分值相同，分值合计正好 100 分。原有的评分项会被替换，可以撤销。")
        hint.setProperty("role", "small")
        self.units.setFixedWidth(220)
        tables = QHBoxLayout()
        tables.addWidget(self.units)
        tables.addWidget(self.grid, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addLayout(tables, 1)
        for label in (hint, self.told, self.problem):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addLayout(button_row(self, self.accept_button))


def _points(plan: Plan, scheme: ScoringScheme | None, code: str) -> str | None:
    """14.5; where several units answer for it, each with its own: 市监局14.5、科技局50."""
    if scheme is None:
        return None
    found = {
        unit: item.points
        for unit in scheme.assessed
        for item in scheme.items_of(unit)
        if item.rule is not None and code in item.rule.indicators()
    }
    if len(set(found.values())) < 2:
        return plain_text(next(iter(found.values()))) if found else None
    return "、".join(f"{plan.organisation(unit).name}{plain_text(points)}" for unit, points in found.items())


def _weight(text: str) -> EntryValue:
    try:
        found = parse_quantity(text, "")
    except QuantityError as wrong:
        raise ValueError(f"{wrong}。请填权重，如 2。") from wrong
    if found is None or found.value <= 0:
        raise ValueError("权重应大于 0；不考核的请清除“列入”。")
    return found.value


def _shown(value: EntryValue) -> str:
    return plain_text(value) if isinstance(value, Decimal) else str(value or "")
