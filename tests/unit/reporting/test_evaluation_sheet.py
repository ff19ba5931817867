"""评价排序表: made-up figures of Huzhou's counties, with points and places worked out by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.unit.domain.small_office import NOW, line, reported
from tests.unit.planfiles.seeds import shipped
from tests.unit.reporting.test_sheets import printed
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.reporting.evaluation_sheet import evaluation_sheets
from xiaowei_desktop.reporting.ranking_sheet import ranking_sheet
from xiaowei_desktop.reporting.score_sheet import Standing, score_sheet
from xiaowei_desktop.reporting.sheet import Orientation, RowKind, Sheet

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "huzhou_evaluation.toml").read_text("utf-8")
)
ROWS = {row: case for case in CASES["cases"] for row in case["rows"]}
YEAR_END = Quarter(2018, 4)


def huzhou() -> Plan:
    """The shipped plan with the cases' target for every county."""
    plan = shipped("huzhou-2018-2020")
    targets = (
        target if target.subject == plan.subject else replace(target, value=Decimal(_case(plan, target.indicator)))
        for target in plan.targets
    )
    return replace(plan, targets=tuple(targets))


def _case(plan: Plan, indicator: str) -> str:
    return str(ROWS[plan.indicator(indicator).row]["target"])


def returns(plan: Plan, counties: tuple[str, ...]) -> Iterator[QuarterlyReturn]:
    for place, county in enumerate(counties):
        figures = (
            line(indicator.code, ROWS[indicator.row]["figures"][place] or None, county)
            for indicator, _ in plan.rows_of(county)
        )
        yield reported(county, YEAR_END, *figures).approve("李四", NOW)


def scored(plan: Plan, *reports: QuarterlyReturn) -> tuple[ScoreSheet, ...]:
    assert plan.scheme is not None
    return score_scheme(plan.scheme, YearEvidence(plan, FigureBook(plan, reports), {}, 2018))


def sheets_of(plan: Plan, found: tuple[ScoreSheet, ...]) -> tuple[Sheet, ...]:
    assert plan.scheme is not None
    return evaluation_sheets(plan, plan.scheme, 2018, found, final=False)


PLAN = huzhou()
COUNTIES = PLAN.scheme.assessed if PLAN.scheme else ()
SCORED = scored(PLAN, *returns(PLAN, COUNTIES))
(SHEET,) = sheets_of(PLAN, SCORED)


def test_every_row_of_the_documents_table_is_in_the_cases() -> None:
    assert sorted(ROWS, key=int) == [str(row) for row in range(1, 20)]


@pytest.mark.parametrize("row", ROWS)
def test_points_and_places_of_a_row(row: str) -> None:
    (cells,) = (cells for cells in printed(SHEET) if cells[0] == row)
    indicator = next(found for found in PLAN.indicators if found.row == row)
    assert cells[1:3] == [indicator.name, indicator.measure_unit]
    assert cells[3::3] == ROWS[row]["points"]
    assert cells[5::3] == ["" if place == 0 else str(place) for place in ROWS[row]["places"]]


def test_the_completion_is_shown_as_it_is_and_capped_only_for_points() -> None:
    (parks,) = (cells for cells in printed(SHEET) if cells[0] == "1")
    assert parks[4::3] == ["100.00%", "106.25%", "50.00%", "25.00%", "75.00%"]


def test_totals_and_overall_places_stand_last_and_no_heading_is_a_sum() -> None:
    *above, total, place = printed(SHEET)
    assert total[3::3] == CASES["totals"]
    assert place[3::3] == [str(number) for number in CASES["places"]]
    headings = [cells for cells, row in zip(above, SHEET.rows, strict=False) if row.kind is RowKind.GROUP]
    assert [cells[0][:3] for cells in headings] == ["“8”", "“6”", "“3”", "“1”"]
    assert all(not any(cells[1:]) for cells in headings)
    assert len(above) == 19 + len(headings)


def test_the_overall_places_are_those_of_the_ranking() -> None:
    assert PLAN.scheme is not None
    places = {ranked.sheet.unit: ranked.place for ranked in rank(PLAN.scheme, SCORED)}
    assert [places[county] for county in COUNTIES] == CASES["places"]


def test_an_unfinished_year_is_marked_and_says_for_whom() -> None:
    assert SHEET.stamp == "试算"
    assert "德清县：尚有1处未齐，名次为试算。" in SHEET.notes
    assert not any("吴兴区" in note for note in SHEET.notes)


def test_each_sheet_of_the_scheme_says_whose_proposal_it_is() -> None:
    assert PLAN.scheme is not None
    ranking = ranking_sheet(PLAN, PLAN.scheme, 2018, rank(PLAN.scheme, SCORED), final=False)
    for sheet in (SHEET, ranking, score_sheet(PLAN, SCORED[0], Standing(2, 5), final=False)):
        assert f"评分办法：{PLAN.scheme.note}" in sheet.notes


def test_thirteen_counties_are_ranked_together_on_three_sheets() -> None:
    plan = shipped("hangzhou-2021-2023")
    assert plan.scheme is not None
    sheets = sheets_of(plan, scored(plan))
    shown = [[column.title.split("\n")[0] for column in sheet.columns[3::3]] for sheet in sheets]
    assert [len(names) for names in shown] == [5, 4, 4]
    assert [name for names in shown for name in names] == [plan.organisation(c).name for c in plan.scheme.assessed]
    assert [sheet.name for sheet in sheets] == ["评价排序表1", "评价排序表2", "评价排序表3"]
    assert sheets[1].head[0][1] == "共13个单位，第2张（共3张）"


def test_a_ranking_with_many_sections_lies_on_its_side() -> None:
    plan = shipped("shaoxing-2021-2023")
    assert plan.scheme is not None
    sheet = ranking_sheet(plan, plan.scheme, 2021, rank(plan.scheme, scored(plan)), final=False)
    assert sheet.orientation is Orientation.LANDSCAPE
    assert sheet.width == pytest.approx(270)
