"""Draws the cells of an entry grid and gives them their editors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.grids.cell_painter import INDENT, paint_focus, paint_ground, paint_text
from xiaowei_desktop.ui.grids.choice_editor import ChoiceEditor
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryKind, EntrySeverity
from xiaowei_desktop.ui.grids.entry_model import EntryModel
from xiaowei_desktop.ui.grids.long_text_editor import LongTextEditor
from xiaowei_desktop.ui.grids.many_editor import DIVIDER, ManyEditor
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.theme.tokens import Colours

Index = QModelIndex | QPersistentModelIndex

_MARK = 9
_LONG_EDITOR_LINES = 4
_MANY_WIDTH = 320


class EntryDelegate(QStyledItemDelegate):
    """Tints what can be typed, marks what is locked, and shows issues by shape, colour and border."""

    def __init__(self, theme: Theme, model: EntryModel, is_match: Callable[[int, int], bool]) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._is_match = is_match

    def font(self, row: int) -> QFont:
        return self._theme.font(bold=not self._model.is_cell(row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        colours = self._theme.tokens.colours
        painter.save()
        painter.setClipRect(rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, rect, colours.accent_soft if selected else self._ground(row, column), colours.line)
        self._paint_words(painter, rect, row, column)
        self._paint_issue(painter, rect, row, column)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect, colours)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        if column.kind is EntryKind.CHOICE and self._model.choices(index.row(), index.column()):
            return self._choice_editor(parent, index.row(), index.column())
        if column.kind is EntryKind.MANY:
            return ManyEditor(parent, self._model.choices(index.row(), index.column()), column.label)
        if column.wrap:
            return self._long_text_editor(parent)
        editor = QLineEdit(parent)
        editor.setProperty("cell", "true")
        editor.setAlignment(entry_align(column) | Qt.AlignmentFlag.AlignVCenter)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = self._model.edit_text(index.row(), index.column())
        if isinstance(editor, ChoiceEditor):
            editor.show_choice(text)
        elif isinstance(editor, LongTextEditor):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, ManyEditor):
            editor.show_names(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceEditor):
            model.setData(index, editor.choice)
        elif isinstance(editor, LongTextEditor):
            model.setData(index, editor.toPlainText())
        elif isinstance(editor, ManyEditor):
            model.setData(index, DIVIDER.join(editor.names))
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        if isinstance(editor, LongTextEditor):
            rect.setHeight(max(rect.height(), editor.fontMetrics().lineSpacing() * _LONG_EDITOR_LINES))
            viewport = editor.parentWidget()
            assert viewport is not None
            rect.moveBottom(min(rect.bottom(), viewport.height() - 1))
        if isinstance(editor, ManyEditor):
            rect = _in_view(editor, rect)
        editor.setGeometry(rect)

    def _ground(self, row: int, column: int) -> str:
        colours = self._theme.tokens.colours
        if not self._model.is_cell(row):
            return colours.raised
        if self._is_match(row, column):
            return colours.match
        return colours.entry if self._model.is_editable(row, column) else colours.surface

    def _paint_words(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        colours = self._theme.tokens.colours
        is_cell = self._model.is_cell(row)
        align = entry_align(self._model.columns[column]) if is_cell else Qt.AlignmentFlag.AlignLeft
        words = rect
        if self._model.is_locked(row, column):
            ratio = painter.device().devicePixelRatioF()
            size = self._theme.tokens.sizes.icon - 4
            lock = self._theme.pixmap("lock", size, "text_muted", ratio)
            painter.drawPixmap(rect.left() + 4, rect.center().y() - size // 2, lock)
            words = rect.adjusted(size + 2, 0, 0, 0)
        words = words.adjusted(INDENT * self._model.level(row, column), 0, 0, 0)
        paint_text(painter, words, self._model.text(row, column), self.font(row), colours.text, align)

    def _paint_issue(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        issues = self._model.issues(row, column)
        if not issues:
            return
        severity = issues[0].severity
        colour = QColor(severity_colour(severity, self._theme.tokens.colours))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if severity is not EntrySeverity.NOTE:
            style = Qt.PenStyle.SolidLine if severity is EntrySeverity.ERROR else Qt.PenStyle.DashLine
            painter.setPen(QPen(colour, 1, style))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        _paint_mark(painter, rect.topRight(), severity)

    def _choice_editor(self, parent: QWidget, row: int, column: int) -> QWidget:
        editor = ChoiceEditor(parent, self._model.choices(row, column), partial(self._model.label, row, column))
        editor.chosen.connect(lambda: self._commit(editor))
        editor.left.connect(lambda: self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache))
        return editor

    def _long_text_editor(self, parent: QWidget) -> QWidget:
        editor = LongTextEditor(parent)
        editor.submitted.connect(lambda: self._commit(editor))
        return editor

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)


def _in_view(editor: ManyEditor, cell: QRect) -> QRect:
    """Wide enough for some names, and whole where the cell stands at the edge of the table."""
    viewport = editor.parentWidget()
    assert viewport is not None
    rect = QRect(cell.topLeft(), QSize(max(cell.width(), _MANY_WIDTH), editor.sizeHint().height()))
    rect.moveRight(min(rect.right(), viewport.width() - 1))
    rect.moveBottom(min(rect.bottom(), viewport.height() - 1))
    return rect


def entry_align(column: EntryColumn) -> Qt.AlignmentFlag:
    """Figures at the right, choices centred, words at the left, unless the column says otherwise."""
    wanted = (
        column.align
        or {
            EntryKind.NUMBER: Align.RIGHT,
            EntryKind.CHOICE: Align.CENTER,
            EntryKind.TEXT: Align.LEFT,
            EntryKind.MANY: Align.LEFT,
        }[column.kind]
    )
    return {
        Align.LEFT: Qt.AlignmentFlag.AlignLeft,
        Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
        Align.RIGHT: Qt.AlignmentFlag.AlignRight,
    }[wanted]


def severity_colour(severity: EntrySeverity, colours: Colours) -> str:
    return {
        EntrySeverity.ERROR: colours.bad,
        EntrySeverity.WARNING: colours.slow,
        EntrySeverity.NOTE: colours.accent,
    }[severity]


def _paint_mark(painter: QPainter, corner: QPoint, severity: EntrySeverity) -> None:
    """In the upper right corner: a square for an error, a triangle for a warning, a dot for a note."""
    x, y = corner.x(), corner.y()
    if severity is EntrySeverity.ERROR:
        painter.drawRect(x - _MARK + 1, y, _MARK - 1, _MARK - 1)
    elif severity is EntrySeverity.WARNING:
        painter.drawPolygon(QPolygon([QPoint(x - _MARK, y), QPoint(x, y), QPoint(x, y + _MARK)]))
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(x - _MARK + 1, y + 1, _MARK - 3, _MARK - 3)
