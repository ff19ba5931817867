"""What differs between two plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import PLAN, SCHEME
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_change import plan_changes
from xiaowei_desktop.domain.scoring.scheme import Node

A, B, C = SCHEME.root.children
FIRST_OF_B = replace(B, children=B.children[:1])


def with_sections(*sections: Node) -> Plan:
    return replace(PLAN, scheme=replace(SCHEME, root=replace(SCHEME.root, children=sections)))


def with_target(number: int, **fields: object) -> Plan:
    targets = list(PLAN.targets)
    targets[number] = replace(targets[number], **fields)  # type: ignore[arg-type]
    return replace(PLAN, targets=tuple(targets))


FIRST = PLAN.indicators[0]
CASES: tuple[tuple[str, Callable[[], Plan], list[str]], ...] = (
    ("nothing", lambda: replace(PLAN), []),
    ("head", lambda: replace(PLAN, due_days=15), ["changed head  due_days 10 → 15"]),
    ("gone", lambda: replace(PLAN, tasks=PLAN.tasks[1:]), ["removed task T1"]),
    (
        "come",
        lambda: replace(PLAN, readings=(*PLAN.readings, replace(PLAN.readings[0], code="K2"))),
        ["added reading K2"],
    ),
    (
        "field",
        lambda: replace(PLAN, indicators=(replace(FIRST, measure_unit="户"), *PLAN.indicators[1:])),
        ["changed indicator new measure_unit 家 → 户"],
    ),
    (
        "order",
        lambda: replace(PLAN, tasks=PLAN.tasks[::-1]),
        ["changed task  order ('T1', 'T2', 'T3') → ('T3', 'T2', 'T1')"],
    ),
    (
        "target",
        lambda: with_target(5, value=Decimal(800)),
        ["changed target voucher/district/2020 value 700 → 800"],
    ),
    (
        "stretch",
        lambda: with_target(9, value=Decimal(950)),
        ["changed target voucher/district/2020/stretch value 900 → 950"],
    ),
    ("item gone", lambda: with_sections(A, FIRST_OF_B, C), ["removed node B2"]),
    ("points", lambda: with_sections(replace(A, points=Decimal(46)), B, C), ["changed node A points 45 → 46"]),
    (
        "moved",
        lambda: with_sections(A, FIRST_OF_B, replace(C, children=(B.children[1], *C.children))),
        [
            "changed node  order ('R', 'A', 'A1', 'A2', 'A3', 'A4', 'B', 'B1', 'B2', 'C', 'C1', 'C2') → "
            "('R', 'A', 'A1', 'A2', 'A3', 'A4', 'B', 'B1', 'C', 'B2', 'C1', 'C2')",
            "changed node B2 parent B → C",
        ],
    ),
    ("scheme", lambda: replace(PLAN, scheme=replace(SCHEME, places=1)), ["changed scheme  places 2 → 1"]),
)  # fmt: skip


@pytest.mark.parametrize(("changed", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_difference_is_told_once(changed: Callable[[], Plan], expected: list[str]) -> None:
    found = [
        f"{one.kind} {one.part} {one.code}" + (f" {one.field} {one.old} → {one.new}" if one.field else "")
        for one in plan_changes(PLAN, changed())
    ]
    assert found == expected


def test_a_scheme_that_comes_brings_its_items() -> None:
    changes = plan_changes(replace(PLAN, scheme=None), PLAN)
    assert {str(change.kind) for change in changes} == {"added"}
    assert [change.code for change in changes] == ["", *(node.code for node in SCHEME.root.walk())]
