"""The fields of a rule's form that hold one text each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QWidget

from xiaowei_desktop.application.ports.rule_forms import FieldKind, FieldValue, RuleField
from xiaowei_desktop.domain.issues import Issue

YES = "是"
_LONG_LIST, _SHORT_WORDS = 14, 6


class Listener(Protocol):
    """What is called after every change."""

    def __call__(self) -> object: ...


class FieldBox(Protocol):
    """One field of the form; `box` is what stands there."""

    field: RuleField

    @property
    def box(self) -> QWidget: ...

    def value(self) -> FieldValue: ...

    def show_value(self, value: FieldValue) -> None: ...

    def mark(self, issues: list[Issue]) -> None:
        """Marks what is wrong, by border or cell; the words stand below the field."""
        ...


class LineField:
    """A figure or a text. What holds while nothing is written stands there in grey."""

    def __init__(self, field: RuleField, changed: Listener) -> None:
        self.field = field
        self.box = QLineEdit()
        self.box.setPlaceholderText(_hint(field))
        self.box.textChanged.connect(lambda _text: changed())

    def value(self) -> FieldValue:
        return self.box.text().strip()

    def show_value(self, value: FieldValue) -> None:
        self.box.setText(value if isinstance(value, str) else "")

    def mark(self, issues: list[Issue]) -> None:
        _mark(self.box, issues)


class ChoiceField:
    """One of a few words; begins with the usual one."""

    def __init__(self, field: RuleField, changed: Listener) -> None:
        self.field = field
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(_SHORT_WORDS)
        self.box.addItems(list(field.choices))
        self.box.currentIndexChanged.connect(lambda _index: changed())

    def value(self) -> FieldValue:
        return self.box.currentText()

    def show_value(self, value: FieldValue) -> None:
        text = value if isinstance(value, str) and value else self.field.usual
        self.box.setCurrentIndex(max(0, self.box.findText(text)))

    def mark(self, issues: list[Issue]) -> None:
        _mark(self.box, issues)


class FlagField:
    """是, or nothing."""

    def __init__(self, field: RuleField, changed: Listener) -> None:
        self.field = field
        self.box = QCheckBox(field.label)
        self.box.toggled.connect(lambda _on: changed())

    def value(self) -> FieldValue:
        return YES if self.box.isChecked() else ""

    def show_value(self, value: FieldValue) -> None:
        self.box.setChecked(value == YES)

    def mark(self, issues: list[Issue]) -> None:
        _mark(self.box, issues)


class IndicatorField:
    """An indicator by its name; whatever part of the name or code is typed finds it."""

    def __init__(self, field: RuleField, changed: Listener, names: Mapping[str, str]) -> None:
        self.field = field
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMaxVisibleItems(_LONG_LIST)
        self.box.setMinimumContentsLength(12)
        self.box.addItem("", "")
        for code, name in names.items():
            self.box.addItem(f"{name}（{code}）", code)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)
        line = self.box.lineEdit()
        assert line is not None
        line.setPlaceholderText("输入名称或编码中的几个字查找")
        self.box.editTextChanged.connect(lambda _text: changed())

    def value(self) -> FieldValue:
        """The code of what is named; what is typed where nothing is."""
        text = self.box.currentText().strip()
        place = self.box.findText(text)
        return str(self.box.itemData(place)) if place >= 0 else text

    def show_value(self, value: FieldValue) -> None:
        code = value if isinstance(value, str) else ""
        place = self.box.findData(code)
        if place >= 0:
            self.box.setCurrentIndex(place)
        else:
            self.box.setEditText(code)

    def mark(self, issues: list[Issue]) -> None:
        _mark(self.box, issues)


def _hint(field: RuleField) -> str:
    if field.usual:
        return f"空着为 {field.usual}"
    wanted = {FieldKind.PERCENTAGE: "如 70%", FieldKind.NUMBERS: "如 5、4、3、2、1"}
    return wanted.get(field.kind, "必填" if field.required else "")


def _mark(box: QWidget, issues: list[Issue]) -> None:
    wanted = "true" if issues else "false"
    if box.property("problem") != wanted:
        box.setProperty("problem", wanted)
        box.style().unpolish(box)
        box.style().polish(box)
