"""口径说明 that put targets into another year: where the targets are found, and where they can't go."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.application.plan_fields import with_field
from xiaowei_desktop.application.readings import adopt, holds_in
from xiaowei_desktop.domain.indicator import Comparator, Target
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope
from xiaowei_desktop.domain.plan import Adopted, Plan, Reading, ReadingEffect
from xiaowei_desktop.errors import UserError

HUZHOU = shipped("huzhou-2018-2020")


def one_reading(*effects: ReadingEffect) -> Plan:
    return replace(HUZHOU, readings=(Reading("r", "附件", "不清楚", "默认", "另一种", effects=effects),))


def test_a_moved_target_is_found_by_the_other_readings() -> None:
    moved = adopt(HUZHOU, "ranking_column", Adopted.ALTERNATIVE)
    changed = adopt(moved, "park_number", Adopted.ALTERNATIVE)
    target = changed.target_in("parks", "huzhou", Scope(2020))
    assert target is not None and target.comparator is Comparator.AT_LEAST
    assert changed.target_in("parks", "huzhou", WHOLE_PLAN) is None


def test_a_target_is_moved_for_one_subject_alone() -> None:
    effect = ReadingEffect("targets", "parks/anji/plan", "scope", '"plan"', '"2020"')
    changed = adopt(one_reading(effect), "r", Adopted.ALTERNATIVE)
    moved = [
        target.subject for target in changed.targets if target.scope == Scope(2020) and target.indicator == "parks"
    ]
    assert moved == ["anji"]


@pytest.mark.parametrize("value", ['"2017"', '"later"', "null"])
def test_a_target_moves_only_into_a_year_of_the_plan(value: str) -> None:
    effect = ReadingEffect("targets", "parks/*/plan", "scope", '"plan"', value)
    with pytest.raises(UserError, match="parks"):
        adopt(one_reading(effect), "r", Adopted.ALTERNATIVE)


def test_a_target_moves_to_no_place_that_is_taken() -> None:
    own = Target("parks", "huzhou", Scope(2020), value=Decimal(60))
    with pytest.raises(UserError, match="parks"):
        adopt(replace(HUZHOU, targets=(*HUZHOU.targets, own)), "ranking_column", Adopted.ALTERNATIVE)


def test_a_target_has_three_names() -> None:
    effect = ReadingEffect("targets", "parks", "comparator", '">"', '">="')
    with pytest.raises(UserError, match="parks"):
        adopt(one_reading(effect), "r", Adopted.ALTERNATIVE)


def test_a_reading_holds_where_the_plan_says_what_it_says() -> None:
    reading = next(found for found in HUZHOU.readings if found.code == "park_number")
    assert holds_in(HUZHOU, reading)
    targets = tuple(replace(target, comparator=Comparator.AT_MOST) for target in HUZHOU.targets)
    edited = replace(HUZHOU, targets=targets)
    assert not holds_in(edited, reading)
    assert holds_in(edited, replace(reading, adopted=Adopted.OWN, decision="由小微办另定"))
    assert not holds_in(replace(HUZHOU, targets=()), reading)


def test_a_scope_is_a_year_or_the_whole_plan() -> None:
    target = HUZHOU.targets[0]
    assert with_field(target, "scope", '"2019"').scope == Scope(2019)
    assert with_field(target, "scope", '"plan"').scope == WHOLE_PLAN
