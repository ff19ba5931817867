"""The form of one way of scoring, made from its parameters; what is wrong stands below each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from xiaowei_desktop.application.ports.rule_forms import FieldKind, FieldValue, FieldValues, RuleField, RuleForm
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.ui.pages.plan.rule_editor.entries_field import EntriesField, worst
from xiaowei_desktop.ui.pages.plan.rule_editor.fields import (
    ChoiceField,
    FieldBox,
    FlagField,
    IndicatorField,
    LineField,
    Listener,
)
from xiaowei_desktop.ui.theme.theme import Theme

ONE, SEVERAL, ENTERED = "一个指标", "几个指标", "不看指标，由小微办录入"
_HIDDEN: Mapping[str, frozenset[str]] = {
    ONE: frozenset({"parts", "combine"}),
    SEVERAL: frozenset({"indicator"}),
    ENTERED: frozenset({"indicator", "parts", "combine", "look", "basis", "office_judges"}),
}
"""What is not asked for, by where the number comes from."""
_FIRST_ROW = 2


class RuleFormPanel(QWidget):
    """`changed` after every change, undo included; `help_wanted` says what is to be written where the keyboard is.

    Fields that are hidden count as empty.
    """

    changed = Signal()
    help_wanted = Signal(str)

    def __init__(self, theme: Theme, settings: QSettings, form: RuleForm, names: Mapping[str, str]) -> None:
        super().__init__()
        self.form = form
        self.fields: dict[str, FieldBox] = {
            field.key: made(field, self.changed.emit, names, theme, settings) for field in form.fields
        }
        self.source: QComboBox | None = None
        self._labels: dict[str, QLabel] = {}
        self._problems: dict[str, QLabel] = {}
        self._grid, self._last_row = QGridLayout(self), _FIRST_ROW
        self._lay_out()

    def values(self) -> FieldValues:
        hidden = self._hidden()
        return {key: field.value() for key, field in self.fields.items() if key not in hidden}

    @property
    def looks_at(self) -> str:
        """Where the number comes from; one indicator in kinds that have no choice, as most rules do."""
        return ONE if self.source is None else self.source.currentText()

    def show_values(self, values: FieldValues, looks_at: str = "") -> None:
        """`looks_at` is where the number comes from; without it, that follows from the values."""
        for key, field in self.fields.items():
            field.show_value(values.get(key, ""))
        if self.source is not None:
            named = SEVERAL if values.get("parts") else ONE if values.get("indicator") else ENTERED
            self.source.setCurrentText(looks_at or named)
            self._choose_source()

    def take_typing(self) -> None:
        """Takes over what stands in an open cell, as Enter would."""
        for field in self.fields.values():
            if isinstance(field, EntriesField):
                field.grid.take_typing()

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Those that are about no field of the form stand in the list beside it alone."""
        for key, field in self.fields.items():
            own = [issue for issue in issues if issue.place.field.partition(".")[0] == key]
            field.mark(own)
            label = self._problems[key]
            label.setText("\n".join(dict.fromkeys(_line(issue) for issue in own)))
            label.setVisible(bool(own) and not self.fields[key].box.isHidden())
            set_tone(label, worst(own))

    def _hidden(self) -> frozenset[str]:
        return frozenset() if self.source is None else _HIDDEN[self.looks_at]

    def _choose_source(self) -> None:
        hidden = self._hidden()
        self._arrange()
        for key, field in self.fields.items():
            field.box.setHidden(key in hidden)
            self._labels[key].setHidden(key in hidden)
            if key in hidden:
                self._problems[key].hide()
        self.changed.emit()

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        if self.form.field("parts") is not None:
            self.source = QComboBox()
            self.source.addItems([ONE, SEVERAL, ENTERED])
            self.source.setAccessibleName("看什么")
            self._grid.addWidget(QLabel("看什么"), 0, 0)
            self._grid.addWidget(self.source, 0, 1, 1, 3)
            self.source.currentIndexChanged.connect(lambda _index: self._choose_source())
        for key, field in self.fields.items():
            self._labels[key], self._problems[key] = _label(field), _problem()
            field.box.setToolTip(field.field.explanation)
            field.box.setAccessibleName(field.field.label)
            field.box.installEventFilter(self)
            for widget in (field.box, self._labels[key], self._problems[key]):
                widget.setParent(self)
            if isinstance(field, EntriesField):
                field.grid.cell_selected.connect(lambda _row, part, field=field: self._help_with(field.field, part))
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Says what is to be written in the field that the keyboard is in."""
        if event.type() == QEvent.Type.FocusIn:
            found = next((field for field in self.fields.values() if field.box is watched), None)
            if found is not None:
                self._help_with(found.field, "")
        return super().eventFilter(watched, event)

    def _help_with(self, field: RuleField, part: str) -> None:
        inner = next((one for one in field.entry if one.key == part), None)
        words = field.label if inner is None else f"{field.label}，{inner.label}"
        explanation = inner.explanation if inner is not None and inner.explanation else field.explanation
        self.help_wanted.emit(f"{words}：{explanation}" if explanation else "")

    def _arrange(self) -> None:
        """Puts what is asked for side by side, two in a line where there is room: tables by tables, without holes."""
        hidden = self._hidden()
        row, column, beside_table = _FIRST_ROW, 0, False
        for key, field in self.fields.items():
            for widget in (self._labels[key], field.box, self._problems[key]):
                self._grid.removeWidget(widget)
            if key in hidden:
                continue
            is_whole, is_table = _takes_a_line(field.field), field.field.kind is FieldKind.ENTRIES
            if column and (is_whole or is_table != beside_table):
                row, column = row + 2, 0
            self._place(key, field, row, column)
            beside_table = is_table
            column = 0 if is_whole or column else 2
            row += 0 if column else 2
        self._grid.setRowStretch(self._last_row, 0)
        self._last_row = row + 2
        self._grid.setRowStretch(self._last_row, 1)

    def _place(self, key: str, field: FieldBox, row: int, column: int) -> None:
        """The field beside its word, and below it room for what is wrong."""
        span = 3 if _takes_a_line(field.field) else 1
        top = Qt.AlignmentFlag.AlignTop
        upright = top if field.field.kind is FieldKind.ENTRIES else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._labels[key], row, column, upright)
        self._grid.addWidget(field.box, row, column + 1, 1, span, upright if span == 1 else Qt.AlignmentFlag(0))
        self._grid.addWidget(self._problems[key], row + 1, column + 1, 1, span)


def _takes_a_line(field: RuleField) -> bool:
    """Indicators and tables with words need room; figures do not."""
    words = (FieldKind.TEXT, FieldKind.INDICATOR)
    return field.kind is FieldKind.INDICATOR or any(part.kind in words for part in field.entry)


def _label(field: FieldBox) -> QLabel:
    """A tick has its word beside itself."""
    label = QLabel("" if field.field.kind is FieldKind.FLAG else field.field.label)
    label.setToolTip(field.field.explanation)
    label.setBuddy(field.box)
    return label


def _problem() -> QLabel:
    label = QLabel()
    label.setProperty("role", "small")
    label.setWordWrap(True)
    label.hide()
    return label


def made(field: RuleField, changed: Listener, names: Mapping[str, str], theme: Theme, settings: QSettings) -> FieldBox:
    match field.kind:
        case FieldKind.ENTRIES:
            return EntriesField(field, changed, names, theme, settings)
        case FieldKind.CHOICE:
            return ChoiceField(field, changed)
        case FieldKind.FLAG:
            return FlagField(field, changed)
        case FieldKind.INDICATOR:
            return IndicatorField(field, changed, names)
        case _:
            return LineField(field, changed)


def carried(form: RuleForm, former: RuleForm, values: FieldValues) -> dict[str, FieldValue]:
    """What was filled in for another way of scoring, as far as this one asks for the same."""
    kept: dict[str, FieldValue] = {}
    for key, value in values.items():
        here, there = form.field(key), former.field(key)
        if here and there and (here.kind, here.label, here.choices) == (there.kind, there.label, there.choices):
            kept[key] = value
    return kept


def _line(issue: Issue) -> str:
    return f"第{issue.place.row}行：{issue.message}" if issue.place.row else issue.message


def set_tone(label: QLabel, tone: str) -> None:
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)
