"""Score sheets and rankings of schemes with everything around the leaves: depth, weights, absences, groups, vetoes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.random_years.year import random_year
from tests.unit.domain.cases import Case
from tests.unit.domain.tree_cases import plan_with, scheme_of, scored
from tests.unit.reporting.test_sheets import printed
from xiaowei_desktop.domain.scoring.ranking import Ranked, rank
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme
from xiaowei_desktop.reporting.numbers import POINTS
from xiaowei_desktop.reporting.ranking_sheet import ranking_sheet
from xiaowei_desktop.reporting.score_sheet import Standing, score_sheet
from xiaowei_desktop.reporting.sheet import Orientation, Sheet

DEEP: Case = {
    "groups": {"一类": ["甲", "乙"], "二类": ["丙"]},
    "bands": [{"name": "优秀", "low": "10"}, {"name": "合格", "high": "10"}],
    "tie_break": ["A1"],
    "nodes": [
        {"code": "R", "points": "20"},
        {"code": "A", "parent": "R", "points": "10"},
        {"code": "A1", "parent": "A", "points": "4"},
        {"code": "A2", "parent": "A", "points": "6"},
        {"code": "A21", "parent": "A2", "points": "10", "weight": "0.5"},
        {"code": "A22", "parent": "A2", "points": "10", "weight": "0.5"},
        {"code": "B", "parent": "R", "points": "10"},
        {"code": "B1", "parent": "B", "points": "5"},
        {"code": "B2", "parent": "B", "points": "5"},
        {"code": "V", "parent": "R", "points": "0", "veto": [["弄虚作假", "void", ""]]},
    ],
    "marks": {
        "甲": {"A1": "3", "A21": "8", "A22": "6", "B1": "无此任务", "B2": "4", "V": "无"},
        "乙": {"A1": "4", "A21": "8", "A22": "6", "B1": "5", "B2": "4", "V": "弄虚作假"},
        "丙": {"A1": "1", "A21": "1", "A22": "1", "B1": "1", "B2": "1", "V": "无"},
    },
}  # fmt: skip


def sheet(unit: str, case: Case = DEEP) -> Sheet:
    ranked = scored(case).ranked[unit]
    standing = Standing(ranked.place, 2, ranked.group, ranked.grade)
    return score_sheet(plan_with(scheme_of(case)), ranked.sheet, standing, final=False)


def test_inner_sections_have_their_sums_to_any_depth() -> None:
    """8÷10×50%×6 + 6÷10×50%×6 = 4.20; with B1 left out 4.00 × 10 ÷ 5 = 8.00."""
    rows = {row[0] or row[1] or row[2]: row for row in printed(sheet("甲"))}
    inner = next(row for row in printed(sheet("甲")) if row[2] == "小计" and row[3] == "6")
    assert inner[4].startswith("各项得分率按权重（A2150%、A2250%）折算成6分。")
    assert inner[8] == "4.20"
    assert rows["B小计"][4] == "（4.00）× 10 ÷ 5 = 8.00"
    assert rows["总分"][8:] == ["15.20", "一类第1名（共2个单位），优秀"]
    left_out = next(row for row in printed(sheet("甲")) if "B1" in row)
    assert left_out[8] == "无此任务"


def test_a_void_score_says_so() -> None:
    found = sheet("乙")
    assert printed(found)[-1][4] == "一票否决，总分按0分计"
    assert printed(found)[-1][8] == "0.00"
    assert "否决事项：V 弄虚作假的一票否决，总分按0分计。" in found.notes


def test_a_veto_has_no_points_to_print() -> None:
    """Its line says what came about; a sum of 0.00 beside it, or a column of them, would look like a lost item."""
    labels = [cell for row in printed(sheet("甲")) for cell in row[:3]]
    assert ("B小计" in labels, "V小计" in labels) == (True, False)
    titles = [column.title for column in ranking(DEEP).columns]
    assert titles[3:5] == ["A\n（10分）", "B\n（10分）"]
    assert len(titles) == 8


def test_a_plan_without_a_document_has_no_empty_basis() -> None:
    scheme = scheme_of(DEEP)
    plan, ranked = plan_with(scheme), tuple(scored(DEEP).ranked.values())
    for document, printed_as in (("高新小微〔2021〕1号", "依据：高新小微〔2021〕1号"), ("", "")):
        found = ranking_sheet(replace(plan, document=document), scheme, 2021, ranked, final=False)
        assert found.head[0][2] == printed_as


def test_four_levels_keep_every_subtotal() -> None:
    nodes = [*DEEP["nodes"], {"code": "A221", "parent": "A22", "points": "10"}]
    marks = {"甲": {"A1": "3", "A21": "8", "A221": "6", "B1": "5", "B2": "4", "V": "无"}}
    labels = [row[2] for row in printed(sheet("甲", {"nodes": nodes, "marks": marks, "bands": [], "groups": {}}))]
    assert labels[:5] == ["", "A21", "A221", "A22小计", "小计"]


def ranking(case: Case) -> Sheet:
    scheme = scheme_of(case)
    return ranking_sheet(plan_with(scheme), scheme, 2021, tuple(scored(case).ranked.values()), final=False)


def test_the_ranking_has_groups_and_grades() -> None:
    found = ranking(DEEP)
    assert [column.title for column in found.columns][:3] == ["分组", "名次", "考核对象"]
    assert [column.title for column in found.columns][-2:] == ["等次", "备注"]
    assert [[row[0], row[1], row[2], row[-2]] for row in printed(found)] == [
        ["一类", "1", "甲", "优秀"],
        ["一类", "2", "乙", "合格"],
        ["二类", "1", "丙", "合格"],
    ]
    assert found.notes[0].startswith("各组内按总分由高到低排列；总分相同的依次比较“A1”的得分")
    assert "乙：弄虚作假的一票否决，总分按0分计。" in found.notes


def test_many_columns_lie_on_their_side() -> None:
    nodes = [{"code": "R", "points": "4"}, *({"code": f"A{n}", "parent": "R", "points": "1"} for n in range(4))]
    case: Case = {"nodes": nodes, "marks": {"甲": {f"A{n}": "1" for n in range(4)}}}
    assert ranking(case).orientation is Orientation.PORTRAIT
    assert ranking({**case, "groups": {"一类": ["甲"]}, "bands": DEEP["bands"]}).orientation is Orientation.LANDSCAPE


def test_an_assessment_year_that_begins_in_december() -> None:
    scheme: ScoringScheme = replace(scheme_of(DEEP), first_month=12)
    ranked = scored(DEEP).ranked["甲"]
    found = score_sheet(plan_with(scheme), ranked.sheet, Standing(None, 2), final=False)
    assert found.head[0][1] == "考核年度：2020年（2019年12月—2020年11月）"
    assert printed(found)[-1][9] == ""


@pytest.mark.parametrize("seed", range(25))
def test_every_random_year_makes_whole_sheets(seed: int) -> None:
    year = random_year(seed)
    ranked: tuple[Ranked, ...] = rank(year.scheme, year.sheets())
    for one in ranked:
        found = score_sheet(year.plan, one.sheet, Standing(one.place, len(ranked)), final=False)
        assert all(len(row.cells) == len(found.columns) for row in found.rows)
        points = [row[8] for row in printed(found)]
        total = Decimal(0) if one.sheet.is_void else one.sheet.root.points
        assert points[-1] == f"{total:.2f}"


@pytest.mark.parametrize(
    ("value", "text"), [("3.536", "3.536"), ("3.5", "3.50"), ("3", "3.00"), ("1234.5678", "1,234.5678")]
)
def test_points_keep_the_places_that_the_scheme_gives_them(value: str, text: str) -> None:
    assert POINTS.text(Decimal(value)) == text
    assert POINTS.excel_code == "#,##0.00####"
    assert POINTS.excel_code_for(Decimal(value)) == "#,##0.00####"


def test_columns_add_up_where_a_scheme_rounds_to_three_places() -> None:
    year = random_year(7)
    scheme = replace(year.scheme, places=3)
    other = replace(year, plan=replace(year.plan, scheme=scheme))
    for one in rank(scheme, other.sheets()):
        found = score_sheet(other.plan, one.sheet, Standing(one.place, 1), final=False)
        points = {row[8] for row in printed(found)}
        for leaf in one.sheet.root.leaves():
            assert leaf.points is None or POINTS.text(leaf.points) in points
