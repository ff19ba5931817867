"""The year at a glance: one tile for each quarter, and one for what the scoring still lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.scoring.mark import MarkKey
from xiaowei_desktop.domain.status import QuarterStatus
from xiaowei_desktop.ui.frame.period_chooser import QUARTERS
from xiaowei_desktop.ui.pages.scoring.words import open_objections
from xiaowei_desktop.ui.pages.workbench_tasks import day_text
from xiaowei_desktop.ui.widgets.buttons import link_button


@dataclass(frozen=True, slots=True)
class TileText:
    """What a quarter's tile says; `tone` is that of its last line."""

    title: str
    counts: str
    state: str
    tone: str


def quarter_tile(status: QuarterStatus, today: date) -> TileText:
    """已报 and 已审 out of all, and in a word how the quarter stands."""
    total = len(status.units)
    overdue = sum(1 for unit in status.units if unit.received_on is None and unit.days_late > 0)
    waiting = status.reported - status.approved
    counts = f"已报 {status.reported}/{total}　已审 {status.approved}/{total}"
    title = QUARTERS[status.quarter.number - 1]
    if total and status.approved == total:
        return TileText(title, counts, "● 已完成", "good")
    if overdue:
        return TileText(title, counts, f"■ 逾期未报 {overdue} 个", "bad")
    if waiting:
        return TileText(title, counts, f"▲ 待审核 {waiting} 个", "slow")
    if today <= status.quarter.previous.last_day:
        return TileText(title, counts, "○ 尚未开始", "muted")
    if today <= status.quarter.last_day:
        return TileText(title, counts, "○ 本季未结束", "muted")
    return TileText(title, counts, f"○ {day_text(status.due)}前报", "muted")


@dataclass(frozen=True, slots=True)
class YearGaps:
    """What keeps a year's scores provisional: judgements the office owes, figures that have not come in, and
    objections that nobody has answered."""

    marks: int
    figures: int
    objections: int = 0
    is_final: bool = False


def year_gaps(scores: YearScores, owed: Collection[MarkKey]) -> YearGaps:
    """Counted over all assessed organisations. `owed` are the items that the office has still to judge, as the mark
    page counts them; where such an item looks at figures as well, those that it lacks are counted among the figures.
    """
    missing = Counter((missing.unit, missing.item) for missing in scores.missing)
    marks = sum(key in owed for key in missing)
    figures = sum(_figures(scores, key, reasons, key in owed) for key, reasons in missing.items())
    return YearGaps(marks, figures, open_objections(scores), scores.is_final)


def _figures(scores: YearScores, key: MarkKey, reasons: int, is_owed: bool) -> int:
    """How many of an item's reasons are figures that have not come in."""
    if not is_owed:
        return reasons
    leaves = scores.sheet(key[0]).root.leaves()
    rule = next(leaf.node.rule for leaf in leaves if leaf.node.code == key[1])
    return reasons - 1 if rule is not None and rule.indicators() else 0


class QuarterTile(QFrame):
    """One quarter."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = _label("strong")
        self._counts = _label("")
        self._state = _label("")
        _stack(self, self._title, self._counts, self._state)

    @property
    def text(self) -> str:
        return f"{self._title.text()} {self._counts.text()} {self._state.text()}"

    def show_text(self, text: TileText, *, current: bool) -> None:
        """The chosen quarter's tile says so."""
        self._title.setText(f"{text.title}（当前）" if current else text.title)
        self._counts.setText(text.counts)
        self._state.setText(text.state)
        _set_tone(self._state, text.tone)


class YearTile(QFrame):
    """`marks_wanted` and `scoring_wanted` for its two links."""

    marks_wanted = Signal()
    scoring_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = _label("strong")
        self._title.setText("年度评分")
        self._state = _label("")
        self.marks_link = link_button("")
        self.scoring_link = link_button("")
        self.marks_link.clicked.connect(self.marks_wanted)
        self.scoring_link.clicked.connect(self.scoring_wanted)
        links = QHBoxLayout()
        links.setSpacing(4)
        for link in (self.marks_link, self.scoring_link):
            link.setProperty("size", "text")
            links.addWidget(link)
        links.addStretch(1)
        _stack(self, self._title, self._state).addLayout(links)

    @property
    def text(self) -> str:
        return f"{self._state.text()} {self.marks_link.text()} {self.scoring_link.text()}"

    def show_gaps(self, gaps: YearGaps) -> None:
        """The links name what is missing, and lead to where it is entered."""
        total = gaps.marks + gaps.figures
        self._state.setText(_state_words(gaps, total))
        _set_tone(self._state, "slow" if total or gaps.objections else "good")
        self.marks_link.setText(f"评定 {gaps.marks}" if gaps.marks else "查看评定")
        self.scoring_link.setText(f"数据 {gaps.figures}" if gaps.figures else "查看评分")
        self.marks_link.setToolTip(f"还有 {gaps.marks} 处评定没有录入，点击去评定")
        self.scoring_link.setToolTip(f"还有 {gaps.figures} 处数据没有收到或没有审核，点击看评分和缺少的数据")


def _state_words(gaps: YearGaps, total: int) -> str:
    if total:
        return f"▲ 还有 {total} 处未齐"
    if gaps.objections:
        return f"▲ {gaps.objections} 条异议未答复"
    return "● 已定稿" if gaps.is_final else "● 已齐，可以定稿"


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    return label


def _set_tone(label: QLabel, tone: str) -> None:
    label.setProperty("tone", tone)
    label.setProperty("role", "muted" if tone == "muted" else "")
    label.style().polish(label)


def _stack(frame: QFrame, *labels: QLabel) -> QVBoxLayout:
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.setSpacing(2)
    for label in labels:
        layout.addWidget(label)
    return layout
