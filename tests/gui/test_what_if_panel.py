"""假设试算 on the scoring page: typing tries out, nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.other_plans import OpenPlan
from tests.gui.sample_window import YEAR
from tests.gui.scoring_panel import PanelRig
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.marks import remove_mark
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.supposed_inputs import inputs_of
from xiaowei_desktop.application.what_if import open_trial, trial_of
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.ui.pages.scoring.what_if_panel import WhatIfPanel
from xiaowei_desktop.ui.pages.scoring.what_if_result import MORE, MOVED, PLACE, TOTAL, UNIT
from xiaowei_desktop.ui.pages.scoring.what_if_rows import WhatIfColumn, what_if_rows
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.sample_fixtures", "tests.gui.pages_fixtures", "tests.gui.city_fixtures"]
VOUCHER = "B2.2"


class Rig(PanelRig[WhatIfPanel]):
    """The panel with what a clerk reads and does there."""

    def row(self, item: str) -> int:
        entries = self.panel.grid.entries
        texts = [entries.text(row, 0) for row in range(entries.rowCount())]
        return next(row for row, text in enumerate(texts) if text.startswith(f"{item} "))

    def cell(self, item: str, column: WhatIfColumn) -> str:
        entries = self.panel.grid.entries
        return entries.text(self.row(item), entries.column_number(column))

    def go(self, item: str) -> None:
        entries = self.panel.grid.entries
        self.panel.grid.setFocus()
        self.panel.grid.setCurrentIndex(entries.index(self.row(item), entries.column_number(WhatIfColumn.THEN)))

    def type(self, item: str, text: str) -> None:
        """As a clerk types, by the keyboard alone."""
        self.go(item)
        if text and text.isascii():
            for letter in text:
                QTest.keyClicks(QApplication.focusWidget() or self.panel.grid, letter)
            QTest.keyClick(QApplication.focusWidget() or self.panel.grid, Qt.Key.Key_Return)
        elif text:  # comes from the input method, or is pasted
            QGuiApplication.clipboard().setText(text)
            QTest.keyClick(self.panel.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keyClick(self.panel.grid, Qt.Key.Key_Delete)
        # Qt hands what an editor holds to the grid only after the key
        QCoreApplication.sendPostedEvents()
        self.rest()

    def wrong(self, item: str) -> list[str]:
        entries = self.panel.grid.entries
        return [issue.message for issue in entries.issues(self.row(item), entries.column_number(WhatIfColumn.THEN))]

    def ranked(self, unit: str) -> list[str]:
        ranking = self.panel.result.ranking
        lines = (ranking.topLevelItem(row) for row in range(ranking.topLevelItemCount()))
        line = next(line for line in lines if line is not None and line.text(UNIT) == unit)
        return [line.text(column) for column in (PLACE, TOTAL, MORE, MOVED)]


@pytest.fixture
def rig(complete_year: Workplace, qtbot: QtBot) -> Rig:
    return Rig(complete_year, qtbot, WhatIfPanel)


def test_a_figure_changes_points_total_and_places_and_nothing_stored(rig: Rig) -> None:
    """25×700÷700 = 25.00 instead of 24.16: 96.50 instead of 95.66; 350 gives 12.50."""
    before = score_year(rig.workplace.desk, YEAR).sheet("science").total
    rig.type(VOUCHER, "700")
    assert [rig.cell(VOUCHER, c) for c in (WhatIfColumn.NOW, WhatIfColumn.POINTS, WhatIfColumn.TRIED)] == [
        "676.48",
        "24.16",
        "25.00 ▲",
    ]
    assert rig.panel.result.summary.text() == "科技局：总分 95.66 → 96.50（+0.84），第4名 → 第4名"
    assert rig.ranked("科技局") == ["第4名", "96.50", "+0.84", ""]
    rig.type(VOUCHER, "350")
    assert rig.cell(VOUCHER, WhatIfColumn.TRIED) == "12.50 ▼"
    assert rig.ranked("科技局") == ["第5名", "84.00", "−11.66", "▼ 降 1"]
    assert rig.ranked("发改局（金融办）")[3] == "▲ 升 1"
    assert score_year(rig.workplace.desk, YEAR).sheet("science").total == before
    assert not [button.text() for button in rig.panel.findChildren(QPushButton) if "保存" in button.text()]
    assert "不会保存" in rig.panel.notice.text


def test_an_empty_cell_and_undo_bring_back_what_there_is(rig: Rig) -> None:
    rig.type(VOUCHER, "350")
    rig.type(VOUCHER, "")
    assert rig.cell(VOUCHER, WhatIfColumn.TRIED) == "24.16"
    assert rig.panel.result.summary.text().startswith("在“假设”一栏填数")
    rig.page.undo_stack.undo()
    rig.rest()
    assert rig.cell(VOUCHER, WhatIfColumn.TRIED) == "12.50 ▼"


def test_what_cannot_be_read_is_marked_at_its_cell_and_does_not_count(rig: Rig) -> None:
    rig.type(VOUCHER, "很多")
    assert rig.wrong(VOUCHER) == ["“很多”不是数字。请填数字，单位为万元。"]
    assert rig.cell(VOUCHER, WhatIfColumn.TRIED) == "24.16"
    assert rig.panel.summary.text() == "科技局：假设了 1 处，■ 1 处没有计入：“很多”不是数字。请填数字，单位为万元。"
    rig.type("A5", "9")
    (message,) = rig.wrong("A5")
    assert message.startswith("得分 9 不在分值范围内")
    rig.type(VOUCHER, "700")
    assert rig.wrong(VOUCHER) == []
    assert rig.cell(VOUCHER, WhatIfColumn.TRIED) == "25.00 ▲"


def test_steps_that_come_while_one_is_scored_end_with_the_last(rig: Rig) -> None:
    grid = rig.panel.grid
    rig.go(VOUCHER)
    for text in ("100", "350", "700"):
        grid.entries.setData(grid.currentIndex(), text)
    assert rig.workplace.runner.is_busy
    rig.rest()
    assert rig.cell(VOUCHER, WhatIfColumn.TRIED) == "25.00 ▲"


def test_suppositions_of_all_units_go_together_until_they_are_cleared(rig: Rig) -> None:
    rig.type(VOUCHER, "700")
    rig.choose("market")
    assert rig.panel.summary.text() == "市监局：假设了 0 处，其他单位 1 处。"
    rig.type("A2", "10")
    assert rig.ranked("科技局")[1] == "96.50"
    assert rig.ranked("市监局")[1] == "111.29"
    undo: list[object] = []
    rig.page.undoable.connect(lambda _text, back: undo.append(back))
    rig.panel.clear_action.trigger()
    rig.rest()
    assert (rig.ranked("市监局")[1], rig.cell("A2", WhatIfColumn.THEN)) == ("108.79", "")
    assert not rig.panel.clear_action.isEnabled()
    assert not rig.panel.copy_action.isEnabled()
    undo[0]()  # type: ignore[operator]
    rig.rest()
    assert (rig.ranked("市监局")[1], rig.cell("A2", WhatIfColumn.THEN)) == ("111.29", "10")
    rig.choose("science")
    assert rig.cell(VOUCHER, WhatIfColumn.THEN) == "700"


def test_the_trial_is_copied_as_text(rig: Rig) -> None:
    rig.type(VOUCHER, "700")
    rig.choose("market")
    rig.type("A2", "10")
    rig.type("A3", "很多")
    rig.panel.copy_action.trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert "  B2.2 发放科技创新券：676.48 → 700 万元" in lines
    assert "市监局：总分 108.79 → 111.29（+2.50），第1名 → 第1名" in lines
    assert not [line for line in lines if "很多" in line]
    assert lines[-1] == "试算的结果没有保存，季报、评定和得分都没有改动。"
    rig.choose("science")
    rig.panel.copy_action.trigger()
    assert "  市监局 A2 等次、得分：成效较好，7.5分 → 10 分" in QGuiApplication.clipboard().text().splitlines()


def test_what_is_stored_meanwhile_comes_in_and_the_supposition_stays(rig: Rig) -> None:
    rig.type(VOUCHER, "700")
    remove_mark(rig.workplace.desk, YEAR, "science", "A5", "重新评定")
    rig.page.refresh()
    rig.rest()
    assert (rig.cell("A5", WhatIfColumn.NOW), rig.cell("A5", WhatIfColumn.POINTS)) == ("", "—")
    assert rig.cell(VOUCHER, WhatIfColumn.TRIED) == "25.00 ▲"
    assert rig.ranked("科技局")[1:3] == ["92.50", "+0.84"]


def test_points_that_an_answered_objection_set_are_locked(rig: Rig) -> None:
    scores = score_year(rig.workplace.desk, YEAR)
    before = scores.sheet("science")
    changed = Adjustment("science", "A1", Decimal(7), "经复核", "李四")
    trial = open_trial(rig.workplace.desk, YEAR)
    inputs = replace(trial.inputs, adjustments=(changed,))
    rows = {
        row.key: row
        for row in what_if_rows(inputs_of(trial, "science"), {}, trial_of(inputs).scores.sheet("science"), before)
    }
    row = rows["mark|science|A1|"]
    assert row.values[WhatIfColumn.HINT] == "异议复核后已定分，改评定也不变"
    assert WhatIfColumn.THEN in row.locked
    assert not rows["mark|science|A2|"].locked


def test_another_year_begins_without_suppositions(rig: Rig) -> None:
    rig.type(VOUCHER, "700")
    scores = score_year(rig.workplace.desk, YEAR)
    rig.panel.show_scores(replace(scores, year=YEAR + 1), "science")
    assert not rig.panel.pool


def test_a_line_of_the_ranking_leads_to_its_unit(rig: Rig) -> None:
    ranking = rig.panel.result.ranking
    ranking.setCurrentIndex(ranking.model().index(0, 0))
    QTest.keyClick(ranking, Qt.Key.Key_Return)
    assert rig.page.panes.ranking.current_unit == "market"


def test_a_final_year_is_tried_out_on_what_it_was_finalised_with(complete_year: Workplace, qtbot: QtBot) -> None:
    finalise(complete_year.desk, YEAR)
    rig = Rig(complete_year, qtbot, WhatIfPanel)
    rig.type(VOUCHER, "700")
    assert rig.ranked("科技局") == ["第4名", "96.50", "+0.84", ""]
    assert score_year(complete_year.desk, YEAR).is_final


def test_without_any_figure_there_is_something_to_suppose_all_the_same(open_plan: OpenPlan, qtbot: QtBot) -> None:
    rig = Rig(open_plan("binjiang-2020"), qtbot, WhatIfPanel)
    assert rig.cell(VOUCHER, WhatIfColumn.POINTS) == "—"
    rig.type(VOUCHER, "350")
    assert rig.panel.result.summary.text() == "科技局：总分 — → 12.50，— → 第1名"


def test_search_looks_in_the_table_in_view(rig: Rig) -> None:
    rig.page.on_search("创新券")
    assert rig.panel.grid.currentIndex().row() == rig.row(VOUCHER)


def test_the_look_changes_while_a_trial_is_shown(rig: Rig) -> None:
    rig.type(VOUCHER, "350")
    rig.workplace.theme.changed.emit()
    assert rig.ranked("科技局")[3] == "▼ 降 1"
