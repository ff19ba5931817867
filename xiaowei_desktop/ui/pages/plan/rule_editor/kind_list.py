"""The ways of scoring to choose from, each with a line of what it says."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from xiaowei_desktop.application.ports.rule_forms import RuleForm
from xiaowei_desktop.ui.theme.theme import Theme

_WIDTH, _MARGIN = 248, 8
_KIND, _EXPLANATION = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class KindList(QListWidget):
    """The whole explanation and the clauses that a kind covers stand in its tip."""

    def __init__(self, theme: Theme, forms: Iterable[RuleForm]) -> None:
        super().__init__()
        self.setAccessibleName("计分方式")
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TwoLines(theme))
        for form in forms:
            item = QListWidgetItem(form.word)
            item.setToolTip(f"{form.explanation}\n常见条款：{form.clauses}。")
            item.setData(_KIND, form.kind)
            item.setData(_EXPLANATION, form.explanation)
            self.addItem(item)

    @property
    def kind(self) -> str:
        return kind_of(self.currentItem())

    def choose(self, kind: str) -> None:
        self.setCurrentRow(next(row for row in range(self.count()) if kind_of(self.item(row)) == kind))


def kind_of(item: QListWidgetItem) -> str:
    return str(item.data(_KIND))


class _TwoLines(QStyledItemDelegate):
    """The word in bold, and below it as much of the explanation as a line holds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), 2 * QFontMetrics(self._theme.font()).lineSpacing() + _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = self._theme.tokens.colours
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        words = rect.adjusted(_MARGIN, _MARGIN // 2, -_MARGIN, -_MARGIN // 2)
        half = words.height() // 2
        for number, (text, bold, colour) in enumerate(
            ((index.data(), True, colours.text), (index.data(_EXPLANATION), False, colours.text_muted))
        ):
            font = self._theme.font(bold=bold)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(str(text), Qt.TextElideMode.ElideRight, words.width())
            line = QRect(words.left(), words.top() + number * half, words.width(), half)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
