"""方案设置: readings, scheme, organisations and the plan's facts, to read and to search."""

from __future__ import annotations

import pytest

from tests.gui.pages_office import ShowPage
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.pages.readings import ReadingsPage
from xiaowei_desktop.ui.pages.readings_sheets import organisations_sheet, readings_sheet, scheme_sheet
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.pages_fixtures"]


@pytest.fixture
def page(show_page: ShowPage) -> ReadingsPage:
    shown = show_page(ReadingsPage).current_page
    assert isinstance(shown, ReadingsPage)
    return shown


def row(sheet: Sheet, source: str) -> list[str]:
    found = next(r for r in sheet.rows if any(cell and cell.source == source for cell in r.cells))
    return [str(cell.value) if cell and cell.value is not None else "" for cell in found.cells]


def test_a_reading_has_both_ways_and_what_it_acts_on(office: Workplace) -> None:
    cells = row(readings_sheet(office.plan()), "exporters_new")
    assert cells[3:] == ["按当年新增计。", "按有出口实绩的企业总数计。", "新增有外贸出口实绩的企业、B4.1.2"]


def test_an_organisation_has_all_its_names(office: Workplace) -> None:
    cells = row(organisations_sheet(office.plan()), "market")
    assert cells[:4] == ["市监局", "部门", "是", "是"]
    assert "区市场监督管理局" in cells[-1]


def test_an_item_has_its_rule_in_words(office: Workplace) -> None:
    plan = office.plan()
    scheme = scheme_sheet(plan)
    assert plan.scheme is not None
    node = plan.scheme.item("B1.1.1")
    assert node is not None and node.rule is not None
    assert row(scheme, "B1.1.1")[3] == node.sentence
    assert [row(scheme, code)[5] for code in ("A1", "B1.1.1", "B")] == ["评定", "季报数据计算", ""]


def test_a_place_opens_its_own_list(page: ReadingsPage) -> None:
    page.show_place("B1.1.1")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "考核细则"
    page.show_place("market")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "单位"
    page.show_place("supervision")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "口径说明"


def test_the_search_reaches_every_list(page: ReadingsPage) -> None:
    page.on_search("科技局")
    assert all(table.search.matches for table in page.tables[1:])
    page.on_search("")
    assert not any(table.isRowHidden(0) for table in page.tables)


def test_the_facts_name_document_and_limits(page: ReadingsPage) -> None:
    text = page.facts.toPlainText()
    assert "高新（滨）小微组办〔2020〕1号" in text
    assert "季度结束后 10 天" in text
