"""分解到区县 and the files between city and county, in the window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from xiaowei_desktop.domain.breakdown import Method
from xiaowei_desktop.ui.dialogs.breakdown import BreakdownDialog
from xiaowei_desktop.ui.pages.breakdown_facts import facts_of
from xiaowei_desktop.ui.widgets.facts import FactTable
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures", "tests.gui.city_fixtures"]


@pytest.fixture
def dialog(city: Workplace, qtbot: QtBot) -> BreakdownDialog:
    opened = BreakdownDialog(city, 2021, "new_enterprises", None)
    qtbot.addWidget(opened)
    opened.show()
    return opened


def choose(dialog: BreakdownDialog, method: Method) -> None:
    place = dialog.methods.findData(method.value)
    dialog.methods.setCurrentIndex(place)
    dialog.methods.activated.emit(place)


def type_in(dialog: BreakdownDialog, county: str, column: str, text: str) -> None:
    entries = dialog.grid.entries
    row = entries.row_number(county)
    assert row is not None
    entries.setData(entries.index(row, entries.column_number(column)), text)


def stored(city: Workplace, indicator: str) -> dict[str, str]:
    found = (t for t in city.plan().targets if t.indicator == indicator and t.subject != "shaoxing")
    return {target.subject: str(target.value) for target in found if target.value is not None}


def test_equal_shares_are_shown_and_stored(city: Workplace, dialog: BreakdownDialog) -> None:
    assert "还没有目标值" in dialog.problem.text()
    choose(dialog, Method.EQUAL)
    assert dialog.total.text() == "全域目标55,000家，各区县合计55,000家，● 一致。"
    dialog.save_button.click()
    assert stored(city, "new_enterprises")["yuecheng"] == "9167"
    assert stored(city, "new_enterprises")["xinchang"] == "9166"


def test_a_typed_weight_shares_out_by_weights(dialog: BreakdownDialog) -> None:
    type_in(dialog, "yuecheng", "weight", "5")
    assert dialog.method is Method.WEIGHTS
    assert dialog.grid.entries.value("yuecheng", "value") == 27500


def test_a_typed_target_that_differs_needs_a_reason(city: Workplace, dialog: BreakdownDialog) -> None:
    choose(dialog, Method.EQUAL)
    type_in(dialog, "yuecheng", "value", "10000")
    assert dialog.method is Method.HAND
    assert "超分833家" in dialog.problem.text()
    dialog.save_button.click()
    assert "必须写明理由" in dialog.problem.text()
    assert stored(city, "new_enterprises") == {}
    dialog.reason.setText("留有余地")
    dialog.save_button.click()
    assert stored(city, "new_enterprises")["yuecheng"] == "10000"


def test_what_cannot_be_shared_out_says_why(dialog: BreakdownDialog) -> None:
    choose(dialog, Method.LAST_YEAR)
    assert "没有上一年的数" in dialog.problem.text()
    assert not dialog.save_button.isEnabled()


def test_a_rate_holds_for_every_county(city: Workplace, qtbot: QtBot) -> None:
    dialog = BreakdownDialog(city, 2021, "value_added_growth", None)
    qtbot.addWidget(dialog)
    assert [dialog.methods.itemText(n) for n in range(dialog.methods.count())] == ["各区县同值", "逐个填写"]
    choose(dialog, Method.SAME)
    dialog.save_button.click()
    assert set(stored(city, "value_added_growth").values()) == {"7.5"}


def test_what_was_stored_stands_county_by_county_beside_the_indicator(city: Workplace, dialog: BreakdownDialog) -> None:
    choose(dialog, Method.EQUAL)
    dialog.save_button.click()
    facts = facts_of(city.plan(), "new_enterprises")
    assert facts is not None
    (table,) = (part for part in facts.parts if isinstance(part, FactTable))
    assert (table.word, table.rows[0]) == ("各区县目标值（规划期 2021–2023）", ("越城区", "9167家"))
    assert len(table.rows) == 6


def test_the_columns_fill_the_dialog(dialog: BreakdownDialog) -> None:
    widths = sum(dialog.grid.columnWidth(column) for column in range(3))
    assert widths == dialog.grid.viewport().width()
