"""新建方案: empty, after a shipped plan, and carried on from last year's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.application.new_plan import empty_plan, free_id, from_last_year, from_shipped
from xiaowei_desktop.domain.indicator import Target
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope, Span
from xiaowei_desktop.domain.plan import Plan, Task
from xiaowei_desktop.planfiles.text import PlanTextCodec

BINJIANG, HUZHOU = shipped("binjiang-2020"), shipped("huzhou-2018-2020")
NEXT = Span(2021, 2023)


def test_an_id_that_nobody_has() -> None:
    assert free_id(Span(2021, 2021), ()) == "plan-2021"
    assert free_id(NEXT, {"plan-2021-2023", "plan-2021-2023-2"}) == "plan-2021-2023-3"


def test_an_empty_plan_has_its_area_and_can_be_stored() -> None:
    plan = empty_plan("plan-2024", "2024年方案", Span(2024, 2024), "全区")
    assert (plan.organisation(plan.subject).name, plan.indicators, plan.scheme) == ("全区", (), None)
    assert PlanTextCodec().load(PlanTextCodec().dump(plan)) == plan


def test_a_shipped_plan_in_its_own_years_stays_as_it_is() -> None:
    made = from_shipped(BINJIANG, "mine", "我区方案", Span(2020, 2020))
    assert made == replace(BINJIANG, id="mine", title="我区方案", short_title="我区方案")


def test_a_shipped_plan_in_other_years_moves_its_targets() -> None:
    leap = Task("D", "", "限期", deadline=date(2020, 2, 29))
    begin = replace(BINJIANG, tasks=(leap, replace(leap, code="E", deadline=date(2020, 6, 30)), BINJIANG.tasks[0]))
    made = from_shipped(begin, "mine", "我区方案", Span(2021, 2021))
    assert {target.scope for target in made.targets} == {Scope(2021)}
    assert [task.deadline for task in made.tasks] == [date(2021, 2, 28), date(2021, 6, 30), None]
    assert made.document == ""


def test_a_shorter_span_has_no_targets_of_years_that_it_lacks() -> None:
    year = replace(HUZHOU.targets[0], scope=Scope(2020))
    made = from_shipped(replace(HUZHOU, targets=(year, *HUZHOU.targets)), "mine", "我市方案", Span(2021, 2021))
    assert {target.scope.year for target in made.targets} <= {2021, None}


def three_years(*targets: Target) -> Plan:
    return replace(HUZHOU, targets=targets, readings=())


def yearly(year: int, value: str) -> Target:
    return Target(HUZHOU.indicators[0].code, HUZHOU.subject, Scope(year), value=Decimal(value))


def carried(plan: Plan, span: Span = NEXT) -> list[tuple[int | None, Decimal | None]]:
    return [(target.scope.year, target.value) for target in from_last_year(plan, "next", "下一轮", span).targets]


def test_what_is_demanded_every_year_is_demanded_again() -> None:
    targets = (yearly(2018, "10"), yearly(2019, "11"), yearly(2020, "12"))
    assert carried(three_years(*targets)) == [(year, Decimal(12)) for year in (2021, 2022, 2023)]


def test_a_target_of_one_year_stays_behind_unless_the_year_goes_on() -> None:
    assert carried(three_years(yearly(2019, "11"))) == []
    assert carried(three_years(yearly(2020, "11")), Span(2020, 2022)) == [(2020, Decimal(11))]


def test_a_target_of_the_whole_plan_goes_on_without_its_value() -> None:
    whole = replace(yearly(2018, "10"), scope=WHOLE_PLAN, baseline=Decimal(3))
    assert carried(three_years(whole)) == [(None, None)]
    assert from_last_year(three_years(whole), "next", "下一轮", NEXT).targets[0].baseline is None


def test_tasks_past_their_deadline_stay_behind() -> None:
    tasks = (
        Task("A", "1", "过期", deadline=date(2020, 12, 31)),
        Task("B", "2", "未到", deadline=date(2021, 1, 1)),
        Task("C", "3", "长期"),
    )
    made = from_last_year(replace(BINJIANG, tasks=tasks), "next", "2021年方案", Span(2021, 2021))
    assert [task.code for task in made.tasks] == ["B", "C"]


@pytest.fixture
def without_labour() -> Plan:
    """The plan of 2020 carried on, after 人社局 and the office have been merged away."""
    ended = tuple(
        replace(found, valid_until=date(2020, 12, 31)) if found.code in ("labour", "office", "binjiang") else found
        for found in BINJIANG.organisations
    )
    return from_last_year(replace(BINJIANG, organisations=ended), "next", "2021年方案", Span(2021, 2021))


def test_an_organisation_that_is_gone_is_named_nowhere(without_labour: Plan) -> None:
    plan = without_labour
    assert plan.scheme is not None
    assert "labour" not in plan.scheme.assessed and plan.scheme.item("B5") is None
    assert plan.indicator("training").responsible == ()
    assert (plan.office, plan.subject) == ("", "binjiang")
    assert PlanTextCodec().load(PlanTextCodec().dump(plan)) == plan


def test_readings_speak_only_of_what_is_left(without_labour: Plan) -> None:
    reading = next(found for found in without_labour.readings if found.code == "labour_points")
    assert (reading.effects, reading.acts_on) == ((), ())


def test_a_reading_is_a_switch_where_all_that_it_changes_is_left() -> None:
    """Figures that the new document has to set, and years that are over, are not set by an old reading."""
    later = from_shipped(HUZHOU, "next", "2021—2023年方案", Span(2021, 2023))
    switches = {reading.code for reading in later.readings if reading.effects}
    assert {reading.code for reading in HUZHOU.readings if reading.effects} - switches == {"ranking_column"}
    hangzhou = from_last_year(shipped("hangzhou-2021-2023"), "next", "2024年方案", Span(2024, 2024))
    assert next(found for found in hangzhou.readings if found.code == "ten_thousands").effects == ()
    assert next(found for found in hangzhou.readings if found.code == "two_pools").effects


def test_a_scheme_for_nobody_is_none() -> None:
    ended = tuple(replace(found, valid_until=date(2020, 12, 31)) for found in BINJIANG.organisations)
    made = from_last_year(replace(BINJIANG, organisations=ended), "next", "2021年方案", Span(2021, 2021))
    assert made.scheme is None
    assert from_last_year(replace(BINJIANG, scheme=None), "next", "2021", Span(2021, 2021)).scheme is None


def test_sections_that_lose_all_their_items_go_too() -> None:
    assert BINJIANG.scheme is not None
    section = BINJIANG.scheme.item("B5")
    assert section is not None
    bare = replace(section, applies_to=(), children=tuple(replace(c, applies_to=("labour",)) for c in section.children))
    root = replace(BINJIANG.scheme.root, children=(*BINJIANG.scheme.root.children[:1], bare))
    ended = tuple(
        replace(found, valid_until=date(2020, 12, 31)) if found.code == "labour" else found
        for found in BINJIANG.organisations
    )
    plan = replace(BINJIANG, organisations=ended, scheme=replace(BINJIANG.scheme, root=root))
    made = from_last_year(plan, "next", "2021年方案", Span(2021, 2021))
    assert made.scheme is not None and made.scheme.item("B5") is None
