"""口径说明 of the shipped plans: what the other way changes, one by one, and that it can be taken back."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.application.readings import adopt
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.period import Scope
from xiaowei_desktop.domain.plan import Adopted, Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.planfiles.document import plan_from_document, plan_to_document

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[2] / "cases" / "readings.toml").read_text("utf-8"))[
    "readings"
]
BINJIANG = "binjiang-2020"
PLANS = {plan_id: shipped(plan_id) for plan_id in (BINJIANG, *dict.fromkeys(case["plan"] for case in CASES))}
SWITCHED = [(plan, reading.code) for plan in PLANS.values() for reading in plan.readings if reading.effects]


class Field(NamedTuple):
    """A field of the plan that a case names, and what the case says of it."""

    table: str
    code: str
    field: str
    shipped: object
    taken: object


def fields_of(case: dict[str, Any]) -> Iterator[Field]:
    for change in case["changes"]:
        table = "targets" if "targets" in change else "indicators"
        for code in change[table]:
            yield Field(table, code, change["field"], change.get("shipped"), change.get("taken"))


def places(plan: Plan, named: Field) -> list[int]:
    """Where in its table the entries stand; that stays the same whatever becomes of their fields."""
    if named.table == "indicators":
        return [number for number, one in enumerate(plan.indicators) if one.code == named.code]
    indicator, subject, scope = named.code.split("/")
    return [
        number
        for number, one in enumerate(plan.targets)
        if (one.indicator, str(one.scope)) == (indicator, scope) and subject in ("*", one.subject)
    ]


def said(plan: Plan, named: Field, place: int) -> object:
    """What stands in the field, as the cases write it."""
    entries: tuple[Indicator | Target, ...] = plan.indicators if named.table == "indicators" else plan.targets
    match getattr(entries[place], named.field):
        case StrEnum() as word:
            return word.value
        case Decimal() as value:
            return plain_text(value)
        case Scope() as scope:
            return str(scope)
        case tuple() as codes:
            return list(codes)
        case other:
            return other


def passes_its_checks(plan: Plan) -> bool:
    """Whether the plan could be stored and comes back as it was."""
    return plan_from_document(plan_to_document(plan), "test") == plan


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['plan']} {case['code']}")
def test_the_other_way_changes_just_these_fields(case: dict[str, Any]) -> None:
    plan = PLANS[case["plan"]]
    changed = adopt(plan, case["code"], Adopted.ALTERNATIVE, "会议明确")
    for named in fields_of(case):
        found = places(plan, named)
        assert found, named.code
        assert {repr(said(plan, named, place)) for place in found} == {repr(named.shipped)}
        assert {repr(said(changed, named, place)) for place in found} == {repr(named.taken)}
    assert adopt(changed, case["code"], Adopted.DEFAULT) == plan


def test_no_effect_is_without_its_case() -> None:
    listed = [(case["plan"], case["code"], named[:3]) for case in CASES for named in fields_of(case)]
    effects = [
        (plan.id, reading.code, (effect.table, effect.code, effect.field))
        for plan in PLANS.values()
        if plan.id != BINJIANG
        for reading in plan.readings
        for effect in reading.effects
    ]
    assert sorted(listed) == sorted(effects)
    assert all(case["written"] for case in CASES)


@pytest.mark.parametrize(("plan", "code"), SWITCHED, ids=[f"{plan.id} {code}" for plan, code in SWITCHED])
def test_a_plan_with_a_reading_switched_passes_its_checks(plan: Plan, code: str) -> None:
    assert passes_its_checks(adopt(plan, code, Adopted.ALTERNATIVE, "会议明确"))


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_all_readings_switched_at_once_pass_and_go_back_in_any_order(plan: Plan) -> None:
    switched = plan
    for reading in plan.readings:
        switched = adopt(switched, reading.code, Adopted.ALTERNATIVE, "会议明确")
    assert passes_its_checks(switched)
    for order in (plan.readings, plan.readings[::-1]):
        back = switched
        for reading in order:
            back = adopt(back, reading.code, Adopted.DEFAULT)
        assert back == plan


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_no_two_readings_set_the_same_field(plan: Plan) -> None:
    """The one that is taken last would hide what the other one says."""
    named = [
        (effect.table, effect.code.replace("/*/", f"/{plan.subject}/"), effect.field)
        for reading in plan.readings
        for effect in reading.effects
    ]
    assert len(set(named)) == len(named)
