"""A further tab of the scoring page: a widget of its own, told which year and organisation are in view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from xiaowei_desktop.application.scoring import YearScores


class ScoringPanel(QWidget):
    """`title` is the tab's word. `changed` after the panel has stored something: the page then scores anew."""

    title = ""
    changed = Signal()

    def find_text(self, text: str) -> bool:
        """Marks where `text` stands, and leads to the first place; False where the panel has no table to search."""
        return False

    def show_scores(self, scores: YearScores, unit: str) -> None:
        """Shows what the panel has to say of the year, and of the organisation chosen at the left."""
        raise NotImplementedError
