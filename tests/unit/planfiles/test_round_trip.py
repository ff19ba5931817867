"""What is written is read back as it was, for the shipped plan and for made-up ones."""

from __future__ import annotations

import dataclasses
import json
import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.planfiles.documents import shipped_document
from xiaowei_desktop.domain.indicator import Comparator, Direction, IndicatorKind
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.period import Scope, Span
from xiaowei_desktop.domain.plan import Plan, Task
from xiaowei_desktop.domain.progress import LightLimits
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Bracket,
    Combination,
    Condition,
    ConditionRule,
    EventKind,
    EventsRule,
    ExternalRule,
    Grade,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
    Rater,
    RelativeRule,
    SlopeRule,
    Step,
    StepRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.brackets import Units
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Combine, Look, Part
from xiaowei_desktop.domain.scoring.rules.step import Between
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase
from xiaowei_desktop.domain.scoring.scheme import Absent, Band, Group, GroupPoints, Node, Period, ScoringScheme
from xiaowei_desktop.planfiles.containers import Record
from xiaowei_desktop.planfiles.document import plan_from_document, plan_to_document
from xiaowei_desktop.planfiles.shapes import Number
from xiaowei_desktop.planfiles.text import PlanTextCodec

SHIPPED = plan_from_document(shipped_document(), "test")
CODEC = PlanTextCodec()

numbers = st.decimals(Decimal(-9999), Decimal(9999), places=3)
names = st.text("市监局“”（）abc=+,\\\n\"'", min_size=1).filter(str.strip)
indicators = st.sampled_from([indicator.code for indicator in SHIPPED.indicators])
grades = st.builds(Grade, names, numbers, numbers)
kinds = st.builds(
    EventKind,
    names,
    numbers,
    numbers,
    st.booleans(),
    st.booleans(),
    st.none() | numbers,
    st.none() | st.integers(0, 9),
    st.booleans(),
)
raters = st.builds(Rater, names, numbers)
conditions = st.builds(
    Condition,
    st.just("") | indicators,
    names,
    st.sampled_from(Comparator),
    numbers,
    st.sampled_from(Basis),
    st.sampled_from(Look),
    st.just("") | names,
)
combinations = st.builds(Combination, numbers, st.lists(st.integers(1, 3), max_size=3).map(tuple))
inputs: dict[str, st.SearchStrategy[object]] = {
    "indicator": st.one_of(st.just(""), indicators),
    "parts": st.lists(st.builds(Part, indicators, names, st.none() | numbers), max_size=2).map(tuple),
    "combine": st.sampled_from(Combine),
    "look": st.sampled_from(Look),
    "basis": st.sampled_from(Basis),
    "office_judges": st.booleans(),
}
"""What all kinds have that look at indicators."""
optional = st.none() | numbers
steps = st.builds(Step, numbers, numbers, st.booleans())
brackets = st.lists(st.builds(Bracket, numbers, numbers, optional), max_size=2).map(tuple)
veto_cases = st.builds(VetoCase, names, st.sampled_from(Effect), st.text("优秀", max_size=2))
rules: st.SearchStrategy[AnyRule] = st.one_of(
    st.builds(ProportionalRule, cap=numbers, gate=optional, full_at=optional, **inputs),
    st.builds(VetoRule, st.lists(veto_cases, min_size=1, max_size=3).map(tuple)),
    st.builds(
        ConditionRule,
        st.lists(conditions, min_size=1, max_size=3).map(tuple),
        st.sampled_from(Join),
        st.lists(combinations, max_size=3).map(tuple),
    ),
    st.builds(
        StepRule,
        steps=st.lists(steps, min_size=1, max_size=3).map(tuple),
        between=st.sampled_from(Between),
        otherwise=numbers,
        best=st.sampled_from(Best),
        unit=st.text("家岁%", max_size=2),
        **inputs,
    ),
    st.builds(
        SlopeRule,
        base=optional,
        reference=st.sampled_from(Reference),
        at=optional,
        above=brackets,
        below=brackets,
        short=optional,
        units=st.sampled_from(Units),
        floor=numbers,
        cap=optional,
        best=st.sampled_from(Best),
        unit=st.text("家岁%", max_size=2),
        **inputs,
    ),
    st.builds(GradedRule, st.lists(grades, min_size=1, max_size=3).map(tuple)),
    st.builds(JudgedRule, numbers, numbers, numbers, st.lists(raters, max_size=2).map(tuple)),
    st.builds(
        EventsRule,
        st.lists(kinds, min_size=1, max_size=3).map(tuple),
        numbers,
        optional,
        st.sampled_from(Counting),
    ),
    st.builds(ExternalRule, numbers, st.text("市监局", max_size=2)),
    st.builds(
        RankRule,
        table=st.lists(numbers, max_size=3).map(tuple),
        otherwise=numbers,
        first=optional,
        drop=optional,
        drop_of=st.sampled_from(DropOf),
        floor=optional,
        counted_from=st.sampled_from(End),
        best=st.sampled_from(Best),
        **inputs,
    ),
    st.builds(RelativeRule, low=optional, high=optional, best=st.sampled_from(Best), **inputs),
)


bands = st.builds(Band, names, optional, optional)
periods = st.builds(Period, st.integers(1, 4), numbers)


@st.composite
def trees(draw: st.DrawFn, code: str = "0", depth: int = 3) -> Node:
    """A scoring tree of up to four levels; codes follow the place."""
    assessed = st.lists(st.sampled_from(["market", "science"]), unique=True, max_size=2).map(tuple)
    count = draw(st.integers(0, 3)) if depth else 0
    children = tuple(draw(trees(f"{code}.{number}", depth - 1)) for number in range(count))
    return Node(
        code,
        draw(names),
        draw(numbers),
        children,
        None if children else draw(rules),
        draw(assessed),
        draw(st.none() | numbers),
        draw(st.none() | numbers),
        draw(st.text("市监局", max_size=3)),
        weight=draw(optional),
        points_by_group=draw(st.lists(st.builds(GroupPoints, names, numbers), max_size=2).map(tuple)),
        absent=draw(st.none() | st.sampled_from(Absent)),
        absent_share=draw(optional),
    )


@st.composite
def schemes(draw: st.DrawFn) -> ScoringScheme:
    return ScoringScheme(
        "考核细则",
        draw(trees()),
        ("market", "science"),
        draw(st.integers(0, 6)),
        groups=(Group("一类", ("science",)),),
        bands=tuple(draw(st.lists(bands, max_size=2))),
        tie_break=("0",),
        periods=tuple(draw(st.lists(periods, max_size=2))),
        first_month=draw(st.integers(1, 12)),
    )


def same_again(plan: Plan) -> bool:
    return plan_from_document(plan_to_document(plan), "test") == plan == CODEC.load(CODEC.dump(plan))


def test_the_shipped_plan() -> None:
    assert same_again(SHIPPED)


@settings(deadline=None, max_examples=50)
@given(schemes())
def test_any_scheme(scheme: ScoringScheme) -> None:
    readings = tuple(dataclasses.replace(reading, acts_on=()) for reading in SHIPPED.readings)
    assert same_again(dataclasses.replace(SHIPPED, scheme=scheme, readings=readings))


def a_plan_with_everything() -> Plan:
    """The shipped plan, with what a city's plan of three years has besides."""
    bureau = dataclasses.replace(
        SHIPPED.organisations[2],
        kind=OrganisationKind.EXTERNAL,
        valid_from=date(2018, 6, 15),
        valid_until=date(2020, 12, 31),
    )
    lower = dataclasses.replace(
        SHIPPED.indicators[0], kind=IndicatorKind.GROWTH, direction=Direction.LOWER, supporting=("tax",)
    )
    target = SHIPPED.targets[0]
    targets = (
        dataclasses.replace(target, scope=Scope(None), comparator=Comparator.BELOW, value=Decimal("0.1")),
        dataclasses.replace(target, scope=Scope(2022), stretch=True, baseline=Decimal("16.5")),
    )
    return dataclasses.replace(
        SHIPPED,
        document="",
        span=Span(2020, 2022),
        organisations=(*SHIPPED.organisations[:2], bureau, *SHIPPED.organisations[3:]),
        indicators=(lower, *SHIPPED.indicators[1:]),
        targets=(*targets, *SHIPPED.targets[1:]),
        tasks=(*SHIPPED.tasks, Task("X", "", "按时完成", deadline=date(2021, 6, 30), in_table=False)),
        due_days=0,
        office="",
        notes=(),
        lights=LightLimits(Decimal("7.5")),
    )


def test_a_plan_with_everything() -> None:
    assert same_again(a_plan_with_everything())


def test_a_plan_without_a_scheme() -> None:
    assert same_again(dataclasses.replace(SHIPPED, scheme=None, readings=()))


def test_a_date_of_toml_is_a_date() -> None:
    document = shipped_document()
    document["tasks"][0]["deadline"] = date(2020, 12, 31)
    assert plan_from_document(document, "test").tasks[0].deadline == date(2020, 12, 31)


def test_a_shape_covers_every_field() -> None:
    with pytest.raises(TypeError, match="LightLimits"):
        Record(LightLimits, {"yellow": Number()})


def test_equal_plans_give_the_same_text() -> None:
    document = shipped_document()
    keys = list(document)
    random.Random(7).shuffle(keys)
    shuffled = plan_from_document({key: document[key] for key in keys}, "test")
    assert CODEC.dump(shuffled) == CODEC.dump(SHIPPED)
    assert "市监局" in CODEC.dump(SHIPPED)


def test_numbers_stand_in_the_text_as_they_are_written() -> None:
    nodes = json.loads(CODEC.dump(SHIPPED))["scheme"]["nodes"]
    assert next(node["points"] for node in nodes if node["code"] == "B3.1.1") == "12.5"


def test_the_text_does_not_lean_on_defaults() -> None:
    """Texts stay in databases for years: a default that changes must not change what they say."""
    plan = json.loads(CODEC.dump(SHIPPED))
    assert plan["due_days"] == 10
    assert plan["targets"][0]["comparator"] == ">="
    assert plan["indicators"][0]["direction"] == "higher"
    assert next(node["rule"]["step"] for node in plan["scheme"]["nodes"] if node["code"] == "C2.1") == "0.1"
