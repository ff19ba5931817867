"""失分分析 on the scoring page: lost points by item, the trail beside them, and the sheet for paper."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer
from tests.gui.other_plans import OpenPlan
from tests.gui.sample_window import PlacePage
from tests.gui.scoring_panel import PanelRig
from xiaowei_desktop.ui.dialogs.preview import PreviewDialog
from xiaowei_desktop.ui.pages.scoring.losses_panel import LossesPanel
from xiaowei_desktop.ui.widgets.empty_state import EmptyState
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.sample_fixtures", "tests.gui.pages_fixtures", "tests.gui.city_fixtures"]
CODE, LOST, MORE = 1, 5, 6


class Rig(PanelRig[LossesPanel]):
    """The panel with what a clerk reads and does there."""

    def column(self, number: int) -> list[str]:
        model = self.panel.table.model()
        return [str(model.index(row, number).data()) for row in range(model.rowCount())]

    def trail(self) -> str:
        return self.panel.trail.trail.title if self.panel.trail.trail else ""


@pytest.fixture
def rig(complete_year: Workplace, qtbot: QtBot) -> Rig:
    return Rig(complete_year, qtbot, LossesPanel)


def test_items_stand_by_lost_points_with_what_brings_more(rig: Rig) -> None:
    """25×676.48÷700 = 24.16: 23.52 万元 are lacking."""
    lost = [Decimal(text) for text, code in zip(rig.column(LOST), rig.column(CODE), strict=True) if code]
    assert lost == sorted(lost, reverse=True)
    assert len(lost) == 11
    row = rig.column(CODE).index("B2.2")
    assert (rig.column(LOST)[row], rig.column(MORE)[row]) == ("0.84", "再完成 23.52 万元可得满分")
    assert rig.panel.summary.text() == f"科技局：{len(lost)} 项失分，合计 {sum(lost)} 分。"


def test_the_current_line_shows_its_trail_and_enter_leads_to_the_tree(rig: Rig) -> None:
    first = rig.column(CODE)[0]
    assert rig.trail().startswith(f"科技局 {first} ")
    QTest.keyClick(rig.panel.table, Qt.Key.Key_Down)
    second = rig.column(CODE)[1]
    assert rig.trail().startswith(f"科技局 {second} ")
    QTest.keyClick(rig.panel.table, Qt.Key.Key_Return)
    assert rig.page.panes.tree.current_code == second
    assert rig.page.panes.tabs.currentIndex() == 0


def test_links_of_the_trail_lead_to_the_return_and_to_other_lines(rig: Rig) -> None:
    rig.panel.table.select_source("B2.2")
    rig.panel.trail.browser.anchorClicked.emit(QUrl("item:A1"))
    assert rig.page.panes.tree.current_code == "A1"
    rig.page.panes.tabs.setCurrentWidget(rig.panel)
    rig.panel.trail.browser.anchorClicked.emit(QUrl("returns:science"))
    rig.rest()
    shown = rig.window.current_page
    assert isinstance(shown, PlacePage)
    assert shown.places == ["science"]


def test_search_looks_in_the_table_in_view(rig: Rig) -> None:
    rig.page.on_search("创新券")
    assert rig.trail() == "科技局 B2.2 发放科技创新券"
    assert rig.page.panes.tabs.currentWidget() is rig.panel


def test_another_unit_is_analysed_when_it_is_chosen(rig: Rig) -> None:
    rig.choose("market")
    assert rig.panel.summary.text().startswith("市监局：")
    assert "再完成 300 家可得满分" in rig.column(MORE)


def test_the_sheet_is_printed(rig: Rig) -> None:
    seen: list[str] = []

    def look(dialog: PreviewDialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.close()

    answer(rig.page, PreviewDialog, look)
    rig.panel.print_action.trigger()
    rig.qtbot.waitUntil(lambda: bool(seen))
    assert "失分分析表" in seen[0]


def test_without_points_the_panel_says_what_belongs_there(open_plan: OpenPlan, qtbot: QtBot) -> None:
    rig = Rig(open_plan("binjiang-2020"), qtbot, LossesPanel)
    hint = next(state for state in rig.panel.findChildren(EmptyState) if state.isVisible())
    assert "科技局还没有得分，没有可以分析的失分。" in [label.text() for label in hint.findChildren(QLabel)]
    assert not rig.panel.print_action.isEnabled()
    assert rig.trail() == ""
