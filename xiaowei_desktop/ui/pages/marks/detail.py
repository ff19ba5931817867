"""Below the table: the item under the cursor with its whole rule, what is wrong, or where its points come from."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xiaowei_desktop.ui.grids.cell_painter import PADDING, paint_text
from xiaowei_desktop.ui.grids.cell_tip import whole_text_tip
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import link_button, plain_button
from xiaowei_desktop.ui.widgets.elided_label import ElidedLabel


class FewLines(QWidget):
    """A text in as many lines as it is high, at most three, with the whole in its tip."""

    def __init__(self, theme: Theme, lines: int, colour: str) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self._colour = colour
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def text(self) -> str:
        return self._text

    def show_text(self, text: str, colour: str = "") -> None:
        """`colour` names a token; the widget's own without one."""
        self._text = text
        self._colour = colour or self._colour
        self.setToolTip(whole_text_tip(text) if text else "")
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, QFontMetrics(self._theme.font()).lineSpacing() * self._lines + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = getattr(self._theme.tokens.colours, self._colour)
        rect = self.rect().adjusted(-PADDING, 0, PADDING, 0)
        paint_text(painter, rect, self._text, self._theme.font(), colour, Qt.AlignmentFlag.AlignLeft)


class MarkDetail(QFrame):
    """`events_button` is there only for an item whose events are registered, `wrong_link` while anything is wrong."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.heading = ElidedLabel(role="strong")
        self.rule = FewLines(theme, 3, "text_muted")
        self.standing = FewLines(theme, 2, "text")
        self.events_button = plain_button("登记事项…")
        self.events_button.setToolTip("登记加扣分事项（Enter）")
        self.evidence_button = plain_button("支撑材料…")
        self.evidence_button.setToolTip("这一项的支撑材料（Ctrl+M）")
        self.wrong_link = link_button("")
        self.wrong_link.hide()
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.wrong_link)
        top.addWidget(self.evidence_button)
        top.addWidget(self.events_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.rule)
        layout.addWidget(self.standing)
        self.clear()

    def show_item(self, heading: str, rule: str, standing: str, colour: str) -> None:
        """`colour` names a token: bad where something is wrong."""
        self.heading.setText(heading)
        self.rule.show_text(rule)
        self.standing.show_text(standing, colour)

    def show_wrong(self, words: str) -> None:
        """A link to what is wrong; none for empty words."""
        self.wrong_link.setText(words)
        self.wrong_link.setVisible(bool(words))

    def say(self, words: str) -> None:
        """Why there is no item to be shown."""
        self.show_item("", words, "", "text")

    @Slot()
    def clear(self) -> None:
        self.show_item("", "选中一行，这里显示评分标准和得分依据。", "", "text")
        self.events_button.hide()
        self.evidence_button.hide()
