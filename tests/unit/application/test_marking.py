"""What marks come to while they are typed, and which are owed: the same as the score sheets say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.random_years.every_kind import BING, JIA, YI, every_kind, reported
from tests.random_years.plan import YEAR
from tests.random_years.year import random_year
from tests.unit.application.office import Office
from tests.unit.application.test_scoring import play_year
from xiaowei_desktop.application.marking import Marking, Standing, owed_marks
from xiaowei_desktop.application.marks import remove_mark
from xiaowei_desktop.application.ports.finals import YearInputs
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, Rating
from xiaowei_desktop.domain.scoring.scheme import Period
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode

PLAN = every_kind()


def marking(*missing: tuple[str, str], adjustments: tuple[Adjustment, ...] = ()) -> Marking:
    return Marking(YearInputs(YEAR, {YEAR: PLAN}, reported(*missing), (), adjustments))


def standing(year: Marking, unit: str, item: str, *marks: Mark) -> Standing:
    field = year.field({mark.key: RecordedMark(mark, "") for mark in marks})
    return year.standings(item, field)[unit]


def says(scored: ScoredNode) -> tuple[object, ...]:
    assert scored.outcome is not None
    return scored.maximum, scored.points, scored.outcome.points, scored.outcome.open_reasons, scored.arithmetic


@pytest.mark.parametrize("seed", range(40))
def test_an_item_alone_comes_to_what_it_comes_to_on_the_sheets(seed: int) -> None:
    year = random_year(seed)
    found = Marking(YearInputs(year.evidence().year, {year.evidence().year: year.plan}, year.returns, ()))
    field = found.field(year.evidence().marks)
    for sheet in year.sheets():
        for leaf in sheet.root.leaves():
            alone = found.standings(leaf.node.code, field)[sheet.unit]
            assert says(alone.scored) == says(leaf)
            assert not alone.is_owed or leaf.outcome is None or leaf.outcome.open_reasons


@pytest.mark.parametrize("item", ["J1", "J2", "J3", "J4", "J5", "J6", "J7", "J8"])
def test_what_no_figure_says_is_always_wanted(item: str) -> None:
    found = standing(marking(), JIA, item)
    assert (found.is_wanted, found.is_owed) == (True, True)


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("M1", {JIA}),  # 90% lies between two thresholds, 110% and 50% do not
        ("M2", {JIA, BING}),  # 乙县 misses the figure, whatever the answer
        ("M3", {YI}),  # missed against a benchmark below 0: no rate
        ("M4", {YI}),
        ("C1", set()),
    ],
)
def test_what_figures_say_is_wanted_only_where_they_leave_it_open(item: str, wanted: set[str]) -> None:
    year = marking()
    standings = year.standings(item, year.field({}))
    assert {unit for unit, found in standings.items() if found.is_wanted} == wanted
    assert {unit for unit, found in standings.items() if found.is_owed} == wanted


def test_without_the_figure_a_mark_between_thresholds_waits() -> None:
    assert not standing(marking((JIA, "new")), JIA, "M1").is_wanted


def test_without_the_figure_a_question_can_be_answered() -> None:
    year = marking((JIA, "pool"))
    assert standing(year, JIA, "M2").is_owed
    answered = standing(year, JIA, "M2", Mark(JIA, "M2", grade="是"))
    assert (answered.is_wanted, answered.is_owed, answered.scored.points) == (True, False, None)


@pytest.mark.parametrize(
    ("mark", "owed", "points"),
    [
        (Mark(JIA, "M1", points=Decimal(8)), False, "8.00"),
        (Mark(JIA, "M1", points=Decimal(2)), True, None),
        (Mark(JIA, "M2", grade="否"), False, "0.00"),
        (Mark(YI, "M3", rate=Decimal("0.8")), False, "8.00"),
        (Mark(JIA, "J3", ratings=(Rating("园区", Decimal(4)),)), True, None),
        (Mark(JIA, "J5", points=Decimal(85)), False, "8.50"),
        (Mark(JIA, "J6", grade="重大安全事故"), False, "0.00"),
        (Mark(JIA, "C1", not_applicable=True), False, None),
        (Mark(JIA, "J2", not_applicable=True), False, None),
    ],
)
def test_a_mark_settles_what_it_can(mark: Mark, owed: bool, points: str | None) -> None:
    found = standing(marking(), mark.unit, mark.item, mark)
    assert (found.is_owed, found.scored.points) == (owed, None if points is None else Decimal(points))


def test_the_mark_of_one_changes_the_place_of_another() -> None:
    year = marking()
    assert standing(year, JIA, "M4").scored.points is None
    judged = standing(year, JIA, "M4", Mark(YI, "M4", rate=Decimal(1)))
    better = standing(year, JIA, "M4", Mark(YI, "M4", rate=Decimal(2)))
    assert (judged.scored.points, better.scored.points) == (Decimal("10.00"), Decimal("6.00"))


def test_a_mark_of_ones_own_is_not_owed_because_another_lacks() -> None:
    assert not standing(marking(), JIA, "M4").is_owed


def test_a_mark_is_owed_before_anybody_has_a_figure() -> None:
    year = marking((JIA, "loans"), (BING, "loans"))
    standings = year.standings("M4", year.field({}))
    assert {unit for unit, found in standings.items() if found.is_owed} == {YI}, "丙县 waits for its figure"


@pytest.mark.parametrize("item", ["J2", "M2"])
def test_what_an_objection_settled_is_not_owed(item: str) -> None:
    changed = Adjustment(JIA, item, Decimal(3), "复核", "异议表")
    found = standing(marking(adjustments=(changed,)), JIA, item)
    assert (found.is_owed, found.scored.points) == (False, Decimal(3))


def test_everything_owed_of_a_year() -> None:
    owed = marking().owed()
    assert len(owed) == 3 * 8 + 1 + 2 + 1 + 1
    assert (YI, "M2") not in owed


def test_the_office_owes_what_it_takes_back(office: Office) -> None:
    play_year(office)
    before = owed_marks(office.desk, 2020)
    remove_mark(office.desk, 2020, "science", "B1", "评错了")
    assert owed_marks(office.desk, 2020) - before == {("science", "B1")}


def test_in_quarters_a_mark_is_owed_for_the_rate_that_cannot_be_computed_and_for_no_missing_figure() -> None:
    """Nobody has handed in the second quarter; 乙县 misses the last one's benchmark below 0."""
    assert PLAN.scheme is not None
    halves = (Period(2, Decimal("0.5")), Period(4, Decimal("0.5")))
    plan = replace(PLAN, scheme=replace(PLAN.scheme, periods=halves))
    year = Marking(YearInputs(YEAR, {YEAR: plan}, reported(), ()))
    standings = year.standings("M3", year.field({}))
    assert {unit for unit, found in standings.items() if found.is_owed} == {YI}
    assert all(found.scored.points is None for found in standings.values())
