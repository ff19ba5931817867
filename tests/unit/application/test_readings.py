"""口径说明: taking the other way of an unclear place changes the plan, and the points with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.application.plan_fields import with_field
from xiaowei_desktop.application.readings import adopt
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import IndicatorKind
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Adopted, Plan, Reading, ReadingEffect
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnState,
    ReturnVersion,
    RowKey,
    Source,
)
from xiaowei_desktop.domain.scoring.evaluate import score_organisation
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.errors import UserError

PLAN = shipped("binjiang-2020")
WITH_EFFECTS = [reading for reading in PLAN.readings if reading.effects]
NOW = datetime(2021, 1, 5, 9, 0)
LATE = "报表等统计数据上报不及时"


def points(plan: Plan, unit: str, item: str, mark: Mark | None = None, figure: str | None = None) -> Decimal | None:
    """What an item gives a unit at the year's end."""
    assert plan.scheme is not None
    node = plan.scheme.item(item)
    assert node is not None and node.rule is not None
    lines = tuple(
        ReturnLine(RowKey(indicator, plan.subject), cumulative=Decimal(figure))
        for indicator in node.rule.indicators()
        if figure is not None
    )
    last = Quarter(2020, 4)
    version = ReturnVersion(1, lines, Filler(), Source(), NOW.date(), NOW, "李四")
    report = QuarterlyReturn(unit, last, ReturnState.APPROVED, (version,))
    marks = {(unit, item): RecordedMark(mark, "评定")} if mark else {}
    sheet = score_organisation(plan.scheme, unit, YearEvidence(plan, FigureBook(plan, (report,)), marks, 2020))
    return next(found.points for found in sheet.root.walk() if found.node.code == item)


def other_way(code: str) -> Plan:
    return adopt(PLAN, code, Adopted.ALTERNATIVE, "区领导小组会议明确")


def test_supervision_without_a_base_takes_points_away() -> None:
    late = Mark("science", "C4", events=(MarkEvent(LATE, 2, Decimal("0.3"), "通报"),))
    assert points(PLAN, "science", "C4", late) == Decimal("4.40")
    assert points(other_way("supervision"), "science", "C4", late) == Decimal("-0.60")


def test_labour_has_twenty_points() -> None:
    assert points(PLAN, "labour", "B5.1", figure="1320") == Decimal("25.00")
    assert points(other_way("labour_points"), "labour", "B5.1", figure="1320") == Decimal("10.00")


def test_tax_is_met_or_not() -> None:
    assert points(PLAN, "tax", "B6.1", figure="99") == Decimal("49.50")
    assert points(other_way("tax_rate"), "tax", "B6.1", figure="99") == Decimal("0.00")


def test_grades_without_gaps() -> None:
    between = Mark("tax", "A1", points=Decimal("4.5"))
    changed = other_way("grades")
    assert points(changed, "tax", "A1", between) == Decimal("4.50")
    assert PLAN.scheme is not None
    item = PLAN.scheme.item("A1")
    assert item is not None and item.rule is not None and item.rule.check_mark(between, item.points)


def test_the_pool_is_counted_up() -> None:
    changed = other_way("pool_stock")
    assert changed.indicator("incubator_pool").kind is IndicatorKind.FLOW


def test_relending_is_for_everybody() -> None:
    changed = other_way("relending")
    assert changed.scheme is not None
    assert "C2.2" in [node.code for node in changed.scheme.judged_items("tax")]


@pytest.mark.parametrize("reading", WITH_EFFECTS, ids=lambda reading: str(reading.code))
def test_the_default_is_what_stands_in_the_plan_and_comes_back(reading: Reading) -> None:
    changed = other_way(reading.code)
    assert changed != PLAN
    assert adopt(PLAN, reading.code, Adopted.DEFAULT) == PLAN
    assert adopt(changed, reading.code, Adopted.DEFAULT) == PLAN
    taken = next(found for found in changed.readings if found.code == reading.code)
    assert (taken.in_force, taken.decision) == (reading.alternative, "区领导小组会议明确")


def test_a_way_of_its_own_leaves_the_figures() -> None:
    changed = adopt(PLAN, "supervision", Adopted.OWN, " 基础分3分 ")
    assert changed.scheme == PLAN.scheme
    assert next(found for found in changed.readings if found.code == "supervision").in_force == "基础分3分"


def one_reading(*effects: ReadingEffect, alternative: str = "另一种") -> Plan:
    return replace(PLAN, readings=(Reading("r", "第1条", "不清楚", "默认", alternative, effects=effects),))


def test_a_target_changes() -> None:
    effect = ReadingEffect("targets", "new_enterprises/binjiang/2020", "value", "5900", '"5900.5"')
    changed = adopt(one_reading(effect), "r", Adopted.ALTERNATIVE)
    found = changed.target("new_enterprises", "binjiang", 2020)
    assert found is not None and found.value == Decimal("5900.5")


@pytest.mark.parametrize(
    ("plan", "way"),
    [
        (one_reading(alternative=""), Adopted.ALTERNATIVE),
        (one_reading(), Adopted.OWN),
        (one_reading(ReadingEffect("indicators", "nothing", "name", '"a"', '"b"')), Adopted.ALTERNATIVE),
        (one_reading(ReadingEffect("tasks", "T1", "name", '"a"', '"b"')), Adopted.ALTERNATIVE),
        (one_reading(ReadingEffect("nodes", "A1", "rule.start", "1", "2")), Adopted.ALTERNATIVE),
        (one_reading(ReadingEffect("nodes", "C4", "rule.start", "1", '"x"')), Adopted.ALTERNATIVE),
        (one_reading(ReadingEffect("nodes", "C4", "rule", "1", '{"kind": "none"}')), Adopted.ALTERNATIVE),
        (one_reading(ReadingEffect("indicators", "parks", "name", "1", "2")), Adopted.ALTERNATIVE),
        (replace(one_reading(ReadingEffect("nodes", "C4", "points", "1", "2")), scheme=None), Adopted.ALTERNATIVE),
    ],
)
def test_what_finds_no_place_is_refused(plan: Plan, way: Adopted) -> None:
    with pytest.raises(UserError):
        adopt(plan, "r", way)


def test_a_field_takes_nothing_as_nothing() -> None:
    target = PLAN.targets[0]
    assert with_field(target, "value", "null").value is None
    assert with_field(target, "stretch", "true").stretch
