"""登记加扣分事项 for schemes with limits: what counts twice is told at its cell and keeps the dialog open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from xiaowei_desktop.domain.scoring.mark import MarkEvent
from xiaowei_desktop.domain.scoring.rules import EventKind, EventsRule
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.dialogs.events import EventsDialog
from xiaowei_desktop.ui.dialogs.events_entry import BASIS, COUNT, KIND, POINTS, SUM, Cells, Registered, entry_of
from xiaowei_desktop.ui.theme.theme import Theme

ONE, TWO = Decimal(1), Decimal(2)
LIMITED = Node(
    "C3",
    "加分",
    Decimal(8),
    rule=EventsRule(
        (
            EventKind("领导批示", ONE, Decimal(3), most=Decimal(5)),
            EventKind("创建成功", TWO, TWO, at_most_once=True),
            EventKind("通报批评", Decimal(10), Decimal(10), deducts=True, percent_of_base=True),
        )
    ),
)
MATTER = Node("C4", "批示", Decimal(8), rule=EventsRule((EventKind("省级", TWO, TWO),), counting=Counting.MATTER))


@pytest.fixture
def parent(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1200, 800)
    widget.show()
    yield widget


def opened(theme: Theme, settings: QSettings, parent: QWidget, node: Node, *events: MarkEvent) -> EventsDialog:
    return EventsDialog(theme, settings, f"市监局 {node.title}", node, Registered(events), parent)


@pytest.mark.parametrize(
    ("events", "says"),
    [
        ((MarkEvent("领导批示", 1, TWO, "1号"), MarkEvent("领导批示", 1, ONE, "1号")), "登记了两行，会重复计分"),
        ((MarkEvent("创建成功", 1, basis="甲"), MarkEvent("创建成功", 1, basis="乙")), "只计一次，登记了两行"),
        ((MarkEvent("创建成功", 2),), "只计一次，登记了 2 次"),
    ],
)
def test_what_counts_twice_keeps_the_dialog_open(
    theme: Theme, settings: QSettings, parent: QWidget, events: tuple[MarkEvent, ...], says: str
) -> None:
    dialog = opened(theme, settings, parent, LIMITED, *events)
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert says in dialog.problem.text()
    assert "登记的加扣分事项与细则不符" in dialog.total.text()


def test_limits_stand_in_the_sum(theme: Theme, settings: QSettings, parent: QWidget) -> None:
    events = (MarkEvent("领导批示", 2, Decimal(3)), MarkEvent("通报批评", 1))
    dialog = opened(theme, settings, parent, LIMITED, *events)
    assert "5（领导批示 3×2 = 6，限5分） − 0.8×1 = 4.2" in dialog.total.text()
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.registered.events == events


def test_points_in_per_cent_of_the_base_are_filled_in_and_locked() -> None:
    entry = entry_of(LIMITED)
    row = entry.row("1", {KIND: "通报批评", COUNT: 2})
    assert (row.values[POINTS], row.values[SUM]) == (Decimal("0.8"), Decimal("-1.6"))
    assert POINTS in row.locked


def test_faults_stand_at_their_cells() -> None:
    entry = entry_of(MATTER)
    lacking: Cells = {KIND: "省级", COUNT: 1}
    assert [(issue.row_key, issue.column_key) for issue in entry.problems("1", lacking)] == [("1", BASIS)]
    same: Cells = {KIND: "省级", COUNT: 1, BASIS: "1号"}
    found = entry.problems_together({"1": same, "2": {}, "3": same})
    assert [(issue.row_key, issue.column_key) for issue in found] == [("3", BASIS)]
