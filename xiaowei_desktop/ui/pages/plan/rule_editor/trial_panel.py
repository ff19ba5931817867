"""试算: an input typed, the points and their arithmetic seen at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSettings
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from xiaowei_desktop.application.plan_indicators import TypedIndicators
from xiaowei_desktop.application.rule_editing import EditedItem
from xiaowei_desktop.application.rule_trial import PEER_NAMES, Trial, try_rule
from xiaowei_desktop.application.trial_inputs import TrialInput, TrialKind, compares, trial_inputs
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryRow, show_plain
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import link_button

_PEERS_TO_BEGIN_WITH, _SHOWN_PEERS = 3, 4
_NAME = "name"
Box = QLineEdit | QComboBox


class TrialPanel(QWidget):
    """What was typed stays while the rule changes, as far as the rule still looks at it."""

    def __init__(self, theme: Theme, settings: QSettings, item: EditedItem, indicators: TypedIndicators) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self._item, self._indicators = item, indicators
        self._rule: AnyRule | None = None
        self._inputs: tuple[TrialInput, ...] = ()
        self._typed: dict[str, str] = {}
        self._peers: list[dict[str, str]] = []
        self.boxes: dict[str, Box] = {}
        self.peers: EntryGrid | None = None
        self.points, self.arithmetic = QLabel(), QLabel()
        self.points.setProperty("role", "headline")
        for label in (self.points, self.arithmetic):
            label.setWordWrap(True)
        self._inner = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._inner)
        self._layout.addWidget(self.points)
        self._layout.addWidget(self.arithmetic)
        self._layout.addStretch(1)

    def show_rule(self, rule: AnyRule | None) -> None:
        """Asks for what the rule looks at; without a rule what stands there stays, and there are no points."""
        self._rule = rule
        if rule is not None:
            inputs = trial_inputs(rule, self._indicators)
            if inputs != self._inputs or compares(rule) != (self.peers is not None):
                self._inputs = inputs
                self._ask(compares(rule))
        self.compute()

    def compute(self) -> None:
        """Points and arithmetic of what stands there now."""
        if self._rule is None:
            self._tell("—", "左边的参数填好后，这里可以试算。")
            return
        self._take()
        trial = try_rule(self._rule, self._item, self._indicators, self._typed, self._peers)
        self._mark(trial.wrong or {})
        if trial.points is None:
            self._tell("—", "；".join((*(trial.wrong or {}).values(), *trial.refused, *trial.lacking)) or "请填写。")
            return
        self._tell(f"得 {plain_text(trial.points)} 分", _told(trial))

    def add_peer(self) -> None:
        """A further row for another organisation."""
        self._take()
        if len(self._peers) < len(PEER_NAMES):
            self._peers.append({})
            self._show_peers()

    def _ask(self, with_peers: bool) -> None:
        """Puts the fields in the place of the former ones."""
        self._take()
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        self.boxes = {one.key: self._box(one) for one in self._inputs}
        layout.addLayout(self._own_form())
        self.peers = None
        if with_peers:
            layout.addLayout(self._peers_head())
            self.peers = self._peers_grid()
            layout.addWidget(self.peers)
            self._peers = self._peers or [{} for _ in range(_PEERS_TO_BEGIN_WITH)]
            self._show_peers()
        self._layout.replaceWidget(self._inner, inner)
        self._inner.setParent(None)
        self._inner.deleteLater()
        self._inner = inner
        inner.show()

    def _own_form(self) -> QGridLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(4)
        form.setColumnStretch(0, 3)
        form.setColumnStretch(1, 2)
        for row, one in enumerate(self._inputs):
            label = QLabel(one.label)
            label.setWordWrap(True)
            label.setBuddy(self.boxes[one.key])
            form.addWidget(label, row, 0)
            form.addWidget(self.boxes[one.key], row, 1)
            form.addWidget(QLabel(one.unit), row, 2)
        return form

    def _box(self, one: TrialInput) -> Box:
        text = self._typed.get(one.key, one.usual)
        if one.kind is TrialKind.WORD:
            chooser = QComboBox()
            chooser.setAccessibleName(one.label)
            chooser.addItems(["", *one.choices])
            chooser.setCurrentText(text)
            chooser.currentIndexChanged.connect(lambda _index: self.compute())
            return chooser
        line = QLineEdit(text)
        line.setAccessibleName(one.label)
        line.textChanged.connect(lambda _text: self.compute())
        return line

    def _peers_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        label = QLabel("其他考核对象")
        label.setProperty("role", "strong")
        add = link_button("添加")
        add.clicked.connect(self.add_peer)
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(add)
        return head

    def _peers_grid(self) -> EntryGrid:
        asked = [one for one in self._inputs if one.of_peers]
        columns = [
            EntryColumn(_NAME, "对象", editable=False),
            *(EntryColumn(one.key, one.label, align=Align.RIGHT) for one in asked),
        ]
        grid = EntryGrid(self._theme, self._settings, "rule-trial-peers", columns, QUndoStack(self))
        grid.setAccessibleName("其他考核对象")
        grid.changed.connect(lambda _changes: self.compute())
        return grid

    def _show_peers(self) -> None:
        if self.peers is None:
            return
        keys = [column.key for column in self.peers.entries.columns[1:]]
        self.peers.set_rows(
            [
                EntryRow(name, {_NAME: name, **{key: typed.get(key) or None for key in keys}})
                for name, typed in zip(PEER_NAMES, self._peers, strict=False)
            ]
        )
        rows = min(len(self._peers), _SHOWN_PEERS)
        head = self.peers.horizontalHeader().sizeHint().height()
        self.peers.setFixedHeight(head + rows * self._theme.tokens.sizes.row + 20)

    def _take(self) -> None:
        """Keeps what stands in the fields."""
        for key, box in self.boxes.items():
            self._typed[key] = box.text() if isinstance(box, QLineEdit) else box.currentText()
        if self.peers is not None:
            for name, typed in zip(PEER_NAMES, self._peers, strict=False):
                for column in self.peers.entries.columns[1:]:
                    typed[column.key] = show_plain(self.peers.value(name, column.key))

    def _mark(self, wrong: Mapping[str, str]) -> None:
        for key, box in self.boxes.items():
            wanted = "true" if key in wrong else "false"
            if box.property("problem") != wanted:
                box.setProperty("problem", wanted)
                box.style().unpolish(box)
                box.style().polish(box)
            box.setToolTip(wrong.get(key, ""))

    def _tell(self, points: str, arithmetic: str) -> None:
        self.points.setText(points)
        self.arithmetic.setText(arithmetic)


def _told(trial: Trial) -> str:
    """The arithmetic, and what rounding and the item's limits have made of it."""
    if trial.exact is None or trial.exact == trial.points:
        return trial.arithmetic
    return f"{trial.arithmetic}；按得分小数位和本项上下限计 {plain_text(trial.points or trial.exact)} 分"
