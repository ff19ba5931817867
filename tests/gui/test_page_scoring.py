"""考核评分 on the sample year: the worked figures, their trails, what is open, and the final sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTreeWidgetItem, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from tests.gui.sample_window import PlacePage, open_window
from xiaowei_desktop.application.marks import remove_mark
from xiaowei_desktop.ui.dialogs.preview import PreviewDialog
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.pages.marks import MarksPage
from xiaowei_desktop.ui.pages.scoring import ScoringPage
from xiaowei_desktop.ui.pages.scoring.links import Link
from xiaowei_desktop.ui.pages.scoring.score_tree import POINTS, STATE, TITLE
from xiaowei_desktop.ui.workplace import Workplace

pytest_plugins = ["tests.gui.sample_fixtures"]
CTRL = Qt.KeyboardModifier.ControlModifier


class Rig:
    """The page on the screen."""

    def __init__(self, workplace: Workplace, qtbot: QtBot) -> None:
        self.workplace = workplace
        self.qtbot = qtbot
        self.window: MainWindow = open_window(workplace, qtbot, "scoring")
        page = self.window.current_page
        assert isinstance(page, ScoringPage)
        self.page = page

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.workplace.runner.is_busy)

    def line(self, unit: str, code: str) -> QTreeWidgetItem:
        """The line of the tree, brought into view as a clerk would."""
        assert self.page.panes.ranking.choose(unit)
        assert self.page.panes.tree.select(code)
        return self.page.panes.tree.currentItem()

    @property
    def trail(self) -> str:
        return self.page.panes.trail.browser.toPlainText()

    def preview(self) -> PreviewDialog:
        return next(w for w in self.page.findChildren(PreviewDialog) if w.isVisible())


@pytest.fixture
def rig(complete_year: Workplace, qtbot: QtBot) -> Rig:
    return Rig(complete_year, qtbot)


@pytest.fixture
def open_rig(open_year: Workplace, qtbot: QtBot) -> Rig:
    return Rig(open_year, qtbot)


def lines(rig: Rig) -> Iterator[QTreeWidgetItem]:
    place = QTreeWidgetItemIterator(rig.page.panes.tree)
    while (item := place.value()) is not None:
        yield item
        place += 1


@pytest.mark.parametrize(
    ("unit", "code", "points"),
    [
        ("market", "B1.1", "19.49"),
        ("market", "B1.3", "4.30"),
        ("market", "A2", "7.50"),
        ("market", "C3.1", "5.00"),
        ("development", "B3.1", "23.88"),
        ("science", "B2.2", "24.16"),
        ("commerce", "C4", "4.10"),
    ],
)
def test_the_worked_figures_stand_in_the_tree(rig: Rig, unit: str, code: str, points: str) -> None:
    line = rig.line(unit, code)
    assert line.text(POINTS) == points
    assert line.text(STATE) == "● 齐全"


def test_a_complete_year_says_so(rig: Rig) -> None:
    assert rig.page.header.state == "2020年度：6 个单位资料齐全，可以定稿。"
    assert rig.page.panes.ranking.topLevelItem(0).text(1) == "市监局"  # type: ignore[union-attr]
    assert [item.text(STATE) for item in lines(rig)].count("● 齐全") == len(list(lines(rig)))


def test_sections_are_bold_and_items_are_not(rig: Rig) -> None:
    assert rig.line("science", "B2").font(TITLE).bold()
    assert not rig.line("science", "B2.2").font(TITLE).bold()


def test_the_trail_names_file_acceptance_rule_and_arithmetic(rig: Rig) -> None:
    rig.line("science", "B2.2")
    for words in (
        "得分 24.16 分，分值 25 分",
        "676.48 ÷ 700 = 96.64%",
        "25 × 0.9664 = 24.16",
        "2020Q4_科技局_季报.xlsx",
        "报送数680，许国良核定为676.48",
        "完成目标任务得25分",
        "不少于700万元",
    ):
        assert words in rig.trail


def test_a_reading_stands_with_the_lines_it_acts_on(rig: Rig) -> None:
    rig.line("market", "B1.1.1")
    assert "口径说明" in rig.trail
    assert "没有写明如何分配" in rig.trail
    rig.line("market", "B1.4")
    assert "口径说明" not in rig.trail


def test_the_trail_is_copied_as_text(rig: Rig) -> None:
    rig.line("science", "B2.2")
    rig.page.panes.tree.setFocus()
    QTest.keyClick(rig.page.panes.tree, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("科技局 B2.2 发放科技创新券\n得分 24.16 分，分值 25 分")
    assert "2020Q4_科技局_季报.xlsx" in copied


def test_enter_on_a_computed_line_leads_to_its_return(rig: Rig) -> None:
    rig.line("science", "B2.2")
    QTest.keyClick(rig.page.panes.tree, Qt.Key.Key_Return)
    page = rig.window.current_page
    assert isinstance(page, PlacePage)
    assert page.places == ["science"]


def test_a_link_leads_to_the_provider_and_not_to_the_assessed(rig: Rig) -> None:
    rig.line("development", "B3.1.1")
    QTest.keyClick(rig.page.panes.tree, Qt.Key.Key_Return)
    page = rig.window.current_page
    assert isinstance(page, PlacePage)
    assert page.places == ["pboc"]


def test_enter_on_a_judged_line_leads_to_its_mark(rig: Rig) -> None:
    rig.line("market", "A2")
    QTest.keyClick(rig.page.panes.tree, Qt.Key.Key_Return)
    page = rig.window.current_page
    assert isinstance(page, MarksPage)
    assert page.boards.grid is not None
    assert page.boards.grid.current_row == "market|A2"


def test_a_section_leads_down_to_its_items(rig: Rig) -> None:
    rig.line("market", "B1.1")
    assert "9.49 + 10.00 = 19.49" in rig.trail
    rig.page.panes.trail.browser.anchorClicked.emit(QUrl(Link("item", "B1.1.2").address))
    assert rig.page.panes.tree.current_code == "B1.1.2"


def test_open_items_are_marked_and_counted(open_rig: Rig) -> None:
    assert open_rig.page.header.state == "2020年度：试算，6 个单位，未齐 4 处。"
    assert open_rig.line("science", "A2").text(STATE) == "■ 未齐"
    assert open_rig.line("science", "A2").text(POINTS) == ""
    assert open_rig.line("science", "A").text(STATE) == "■ 未齐 1"
    assert "尚未评定等次和得分" in open_rig.trail or open_rig.page.panes.tree.select("A2")


def test_final_sheets_are_refused_with_the_list_of_what_is_missing(open_rig: Rig) -> None:
    button = next(b for b in open_rig.page.header.findChildren(QPushButton) if b.text() == "定稿…")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    open_rig.rest()
    assert "还有 4 处未齐，不能定稿" in open_rig.page.banner.text
    gaps = open_rig.page.panes.open_list
    assert gaps.isVisible()
    rows = [gaps.topLevelItem(row) for row in range(gaps.topLevelItemCount())]
    assert [(row.text(0), row.text(1)) for row in rows if row is not None] == [
        ("科技局", "A2 打造小微企业梯次培育库"),
        ("科技局", "C1 任务完成情况"),
        ("科技局", "C3.1 领导批示肯定"),
        ("商务局", "A5 提升小微企业数字化服务能力"),
    ]
    assert not open_rig.page.findChildren(PreviewDialog)


def test_a_gap_leads_to_where_it_is_mended(open_rig: Rig) -> None:
    page = open_rig.page
    page.panes.show_tab_of(page.panes.open_list)
    index: QModelIndex = page.panes.open_list.model().index(3, 0)
    place = page.panes.open_list.visualRect(index).center()
    viewport = page.panes.open_list.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    marks = open_rig.window.current_page
    assert isinstance(marks, MarksPage)
    assert marks.boards.grid is not None
    assert marks.boards.grid.current_row == "commerce|A5"


def test_a_mark_that_is_entered_counts_when_the_page_is_shown_again(open_rig: Rig) -> None:
    open_rig.page.page_wanted.emit("marks", "science|A2")
    marks = open_rig.window.current_page
    assert isinstance(marks, MarksPage)
    grid = marks.boards.grid
    assert grid is not None
    assert grid.select_cell("science|A2", "points")
    for letter in "8":
        QTest.keyClicks(QApplication.focusWidget() or grid, letter)
    QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Return)
    open_rig.window.show_page("scoring", "science|A2")
    open_rig.rest()
    assert open_rig.page.header.state == "2020年度：试算，6 个单位，未齐 3 处。"
    assert open_rig.page.panes.tree.currentItem().text(POINTS) == "8.00"


@pytest.mark.parametrize(
    ("tab", "title"),
    [(0, "2020年度科技局评分明细表"), (2, "考核排名表")],
)
def test_ctrl_p_prints_what_is_in_view(rig: Rig, tab: int, title: str) -> None:
    rig.line("science", "B2.2")
    rig.page.panes.tabs.setCurrentIndex(tab)
    QTest.keyClick(rig.window, Qt.Key.Key_P, CTRL)
    dialog = rig.preview()
    assert title in dialog.windowTitle()
    rig.rest()
    dialog.reject()


def test_files_are_written_into_a_folder(rig: Rig, tmp_path: Path) -> None:
    rig.page.papers.write_files(tmp_path / "评分表")
    rig.rest()
    names = sorted(path.name for path in (tmp_path / "评分表").iterdir())
    assert len(names) == 14
    assert "评分明细表_2020_科技局.pdf" in names
    assert "排名表_2020.xlsx" in names
    assert rig.page.banner.text.startswith("已导出 14 个文件")


@pytest.mark.parametrize(
    ("text", "unit", "code"), [("创新券", "science", "B2.2"), ("再贷款", "development", "C2.2"), ("督办工作", "", "C")]
)
def test_search_finds_items_of_any_organisation(rig: Rig, text: str, unit: str, code: str) -> None:
    rig.line("market", "0")
    rig.page.on_search(text)
    assert rig.page.panes.ranking.current_unit == (unit or "market")
    assert rig.page.panes.tree.current_code.startswith(code)


def test_a_cell_of_the_printed_sheet_leads_back_to_its_line(rig: Rig) -> None:
    rig.line("science", "0")
    rig.page.panes.tabs.setCurrentIndex(1)
    assert rig.page.panes.sheet.select_source("B2.2")
    rig.page.panes.sheet.activated.emit(rig.page.panes.sheet.currentIndex())
    assert rig.page.panes.tree.isVisible()
    assert rig.page.panes.tree.current_code == "B2.2"


@pytest.mark.parametrize("place", ["science|B2.2", "B2.2"])
def test_other_pages_lead_to_a_line(rig: Rig, place: str) -> None:
    rig.window.show_page("scoring", place)
    assert rig.page.panes.ranking.current_unit == "science"
    assert rig.page.panes.tree.current_code == "B2.2"


def test_points_removed_elsewhere_leave_the_place_where_it_was(rig: Rig) -> None:
    rig.line("science", "A2")
    remove_mark(rig.workplace.desk, 2020, "science", "A2", "评错了")
    rig.page.mark_stale()
    rig.rest()
    assert rig.page.panes.tree.current_code == "A2"
    assert rig.page.panes.tree.currentItem().text(STATE) == "■ 未齐"


def test_items_that_differ_are_not_ranked_one_by_one(rig: Rig) -> None:
    rig.rest()
    rig.page.papers.print_evaluation()
    assert "不能逐项排名" in rig.page.banner.text
    assert not [dialog for dialog in rig.page.findChildren(PreviewDialog) if dialog.isVisible()]
