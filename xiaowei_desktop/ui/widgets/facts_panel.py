"""The panel beside a table that explains the selected row, and the split between the two."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTextBrowser, QWidget

from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.theme.tokens import Tokens
from xiaowei_desktop.ui.widgets.facts import Fact, Facts, FactTable

_NARROW = 64
"""In characters."""
_PANEL_WIDTH = 320
_PANEL_LEAST = 220


class FactsPanel(QTextBrowser):
    """Read-only text that can be selected and copied."""

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self._hint = hint
        self._facts: Facts | None = None
        self.setOpenLinks(False)
        self.setAccessibleName("说明")
        self.setMinimumWidth(_PANEL_LEAST)
        self.document().setDocumentMargin(10)
        theme.changed.connect(self._draw)
        self._draw()

    def show_facts(self, facts: Facts | None) -> None:
        """Shows another thing, from the top; `None` shows the hint."""
        self._facts = facts
        self._draw()

    @Slot()
    def _draw(self) -> None:
        tokens = self._theme.tokens
        if self._facts is None:
            self.setHtml(f'<p style="color:{tokens.colours.text_muted}">{escape(self._hint)}</p>')
        else:
            self.setHtml(facts_html(self._facts, tokens))


class DetailSplit(QSplitter):
    """A table with its panel at the right. On a narrow window the panel waits until it is asked for."""

    def __init__(self, table: QWidget, panel: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panel = panel
        self._is_wanted: bool | None = None
        self.addWidget(table)
        self.addWidget(panel)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([10 * _PANEL_WIDTH, _PANEL_WIDTH])

    @Slot()
    def toggle_panel(self) -> None:
        """Shows or hides the panel; from now on the clerk's choice holds at every width."""
        self._is_wanted = self._panel.isHidden()
        self._panel.setVisible(self._is_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_wanted is None:
            self._panel.setVisible(event.size().width() >= _NARROW * self.fontMetrics().horizontalAdvance("字"))
        super().resizeEvent(event)


def facts_html(facts: Facts, tokens: Tokens) -> str:
    """The facts as the panel shows them."""
    title = f'<p style="font-weight:600; font-size:{tokens.sizes.headline_pt}pt">{escape(facts.title)}</p>'
    return title + "".join(_part(part, tokens) for part in facts.parts)


def _part(part: Fact | FactTable, tokens: Tokens) -> str:
    sizes, colours = tokens.sizes, tokens.colours
    word = (
        f'<p style="margin:10px 0 1px 0; color:{colours.text_muted}; font-size:{sizes.small_pt}pt">'
        f"{escape(part.word)}</p>"
    )
    if isinstance(part, FactTable):
        return word + _table(part, tokens)
    if not part.text:
        return ""
    return word + f'<p style="margin:0">{escape(part.text).replace(chr(10), "<br>")}</p>'


def _table(table: FactTable, tokens: Tokens) -> str:
    heading = "".join(_cell("th", text, index) for index, text in enumerate(table.headings))
    rows = "".join(
        f"<tr>{''.join(_cell('td', text, index) for index, text in enumerate(row))}</tr>" for row in table.rows
    )
    return (
        f'<table width="100%" cellspacing="0" cellpadding="3" border="1" '
        f'style="border-collapse:collapse; border-color:{tokens.colours.line}; font-size:{tokens.sizes.small_pt}pt">'
        f'<tr style="background:{tokens.colours.raised}">{heading}</tr>{rows}</table>'
    )


def _cell(tag: str, text: str, column: int) -> str:
    return f'<{tag} align="{"right" if column else "left"}">{escape(text)}</{tag}>'
