"""采用: which way of an unclear place holds, and where else the plan has to be changed for it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from xiaowei_desktop.domain.plan import Adopted
from xiaowei_desktop.reporting.enumeration_words import word_of
from xiaowei_desktop.ui.widgets.buttons import link_button, plain_button

_SHOWN_AT_MOST = 4
_CHARACTERS_IN_A_LINE = 64
"""A radio button breaks no line by itself, and would make the window wider than the screen."""


class ReadingSwitch(QWidget):
    """`wanted` (adopted, 说明) when the clerk takes a way; `leads` (code) to what has to be changed by hand.

    `asked` (adopted) when what a way would change is to be told before it is taken: the answer is `tell`.
    """

    wanted = Signal(str, str)
    asked = Signal(str)
    leads = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._acts_on: tuple[str, ...] = ()
        self._count = 0
        self.title = QLabel()
        self.title.setProperty("role", "strong")
        self.title.setWordWrap(True)
        self.group = QButtonGroup(self)
        self.ways: dict[Adopted, QRadioButton] = {}
        self.decision = QLineEdit()
        self.decision.setPlaceholderText("说明：依据什么这样定；自行确定的，写明怎样理解")
        self.decision.setAccessibleName("采用说明")
        self.take = plain_button("采用")
        self.take.setToolTip("按所选的理解改动方案，并同时改好受影响的参数；可以撤销")
        self.effect = QLabel()
        self.effect.setProperty("role", "small")
        self.effect.setWordWrap(True)
        self.lead = link_button("前往修改")
        self._lay_out()
        self.group.buttonToggled.connect(self.ask)
        self.take.clicked.connect(self._take)
        self.lead.clicked.connect(self._lead)
        self.decision.returnPressed.connect(self._take)

    @property
    def chosen(self) -> Adopted:
        return next((way for way, button in self.ways.items() if button.isChecked()), Adopted.DEFAULT)

    def show_reading(self, texts: Mapping[str, str]) -> None:
        """The reading of the row in which the clerk is."""
        self.setEnabled(bool(texts.get("code")))
        self.title.setText(texts.get("unclear", ""))
        self._acts_on = tuple(code for code in texts.get("acts_on", "").split("、") if code)
        self._count = len(texts.get("effects", "").splitlines())
        words = {Adopted.DEFAULT: texts.get("default", ""), Adopted.ALTERNATIVE: texts.get("alternative", "")}
        taken = next((way for way in Adopted if word_of(way) == texts.get("adopted")), Adopted.DEFAULT)
        self.group.blockSignals(True)
        for way, button in self.ways.items():
            said = f"{word_of(way)}：{words[way]}" if words.get(way) else word_of(way)
            button.setText(textwrap.fill(said, _CHARACTERS_IN_A_LINE))
            button.setToolTip(words.get(way, ""))
            button.setEnabled(way is not Adopted.ALTERNATIVE or bool(words[way]))
            button.setChecked(way is taken)
        self.group.blockSignals(False)
        self.decision.setText(texts.get("decision", ""))
        self.ask()

    def tell(self, sentences: Sequence[str]) -> None:
        """What the chosen way would change in the plan; the first sentences, and all of them when pointed at."""
        shown = sentences[:_SHOWN_AT_MOST]
        further = len(sentences) - len(shown)
        words = ["采用后，方案改动如下：" if sentences else "方案现在就按这种理解，没有要改动的。"]
        words += [f"· {sentence}" for sentence in shown]
        words += [f"· 另有 {further} 条，鼠标指向这里可以看到全部。"] if further else []
        self.effect.setText("\n".join(words))
        self.effect.setToolTip("\n".join(sentences) if further else "")

    def tell_refusal(self, sentence: str) -> None:
        """Why the chosen way can't be taken as the plan is now."""
        self.effect.setText(sentence)
        self.effect.setToolTip("")

    @Slot()
    def ask(self) -> None:
        """Brings what is said of the chosen way up to the plan as it is now."""
        if self._count and self.chosen is not Adopted.OWN:
            self.asked.emit(self.chosen.value)
        else:
            where = f"：{'、'.join(self._acts_on)}" if self._acts_on else ""
            self.effect.setText(f"这里没有可以自动改的参数，采用后请到相应的表中自行修改{where}。")
            self.effect.setToolTip("")
        self.lead.setVisible(bool(self._acts_on))

    @Slot()
    def _lead(self) -> None:
        self.leads.emit(self._acts_on[0])

    @Slot()
    def _take(self) -> None:
        self.wanted.emit(self.chosen.value, self.decision.text().strip())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        for way in Adopted:
            self.ways[way] = QRadioButton()
            self.group.addButton(self.ways[way])
            layout.addWidget(self.ways[way])
        line = QHBoxLayout()
        line.addWidget(self.decision, 1)
        line.addWidget(self.take)
        layout.addLayout(line)
        foot = QHBoxLayout()
        foot.addWidget(self.effect, 1)
        foot.addWidget(self.lead)
        layout.addLayout(foot)
