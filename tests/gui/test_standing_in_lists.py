"""The ranking list and the tree of points: grades, groups, vetoes, what is left out, what was changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.unit.domain.tree_cases import plan_with, scheme_of, scored
from tests.unit.reporting.test_sheets_of_any_scheme import DEEP
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.ui.pages.scoring.ranking_list import RankingList
from xiaowei_desktop.ui.pages.scoring.score_tree import ScoreTree
from xiaowei_desktop.ui.theme.theme import Theme

CHANGED = {**DEEP, "adjustments": [{"unit": "甲", "item": "A1", "points": "4", "reason": "补交材料"}]}


def item(tree: QTreeWidget, row: int) -> QTreeWidgetItem:
    found = tree.topLevelItem(row)
    assert found is not None
    return found


def scores() -> YearScores:
    ranking = tuple(scored(CHANGED).ranked.values())
    plan = plan_with(scheme_of(CHANGED))
    return YearScores(plan, 2020, tuple(ranked.sheet for ranked in ranking), ranking)


def test_grades_groups_and_vetoes_stand_in_the_list(qtbot: QtBot, theme: Theme) -> None:
    found = RankingList(theme)
    qtbot.addWidget(found)
    found.show_scores(scores())
    lines = [[item(found, row).text(column) for column in range(5)] for row in range(3)]
    assert lines == [
        ["1", "甲（一类）", "16.20", "优秀", "● 齐全"],
        ["2", "乙（一类）", "0", "合格", "● 齐全"],
        ["1", "丙（二类）", "3.60", "合格", "● 齐全"],
    ]
    assert item(found, 1).toolTip(1) == "乙（一类）：第2名，0分，合格，弄虚作假的一票否决，总分按0分计"
    assert not found.isColumnHidden(3)
    plain = scores()
    found.show_scores(replace(plain, ranking=tuple(replace(ranked, grade="") for ranked in plain.ranking)))
    assert found.isColumnHidden(3)


def test_the_tree_says_what_is_left_out_changed_or_void(qtbot: QtBot, theme: Theme) -> None:
    tree = ScoreTree(theme)
    qtbot.addWidget(tree)
    tree.show_sheet(scores().sheet("甲"))
    states = {line.text(0).split()[0]: (line.text(2), line.text(3)) for line in tree._items()}
    assert states["B1"] == ("无此任务", "○ 不计")
    assert states["A1"] == ("4.00", "◆ 已改分")
    assert states["R"] == ("16.20", "● 齐全")
    tree.show_sheet(scores().sheet("乙"))
    root = item(tree, 0)
    assert (root.text(2), root.text(3)) == ("0", "■ 一票否决")
