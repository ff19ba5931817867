"""Which files prove which item, and where something is to be proved and nothing is there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import NOW, PLAN, Q2, SCHEME, key
from xiaowei_desktop.domain.attachment import (
    Attachment,
    Content,
    MarkPlace,
    Place,
    ReturnPlace,
    Role,
    SelfAssessmentPlace,
)
from xiaowei_desktop.domain.unit_evidence import UnitEvidence, unit_evidence


def file(number: int, place: Place) -> Attachment:
    return Attachment(place, f"材料{number}.pdf", Content(f"{number:064x}", 10), "", "李四", NOW, number)


def line(unit: str, indicator: str, subject: str = "district") -> ReturnPlace:
    return ReturnPlace(unit, Q2, key(indicator, subject))


def science(*files: Attachment, to_prove: frozenset[str] = frozenset(), **points: str) -> UnitEvidence:
    return unit_evidence(PLAN, "science", 2020, {item: Decimal(of) for item, of in points.items()}, to_prove, files)


def numbers(evidence: UnitEvidence) -> dict[str, list[int]]:
    return {item.node.code: [file.number for file in item.files] for item in evidence.items if item.files}


def test_items_stand_in_the_order_of_the_units_own_scheme() -> None:
    assert [(item.place, item.node.code) for item in science().items] == [
        (1, "A1"), (2, "A2"), (3, "A3"), (4, "B1"), (5, "B2"), (6, "C1"), (7, "C2"),
    ]  # fmt: skip


def test_a_mark_and_a_self_assessment_prove_their_item_of_their_unit() -> None:
    found = science(
        file(1, MarkPlace("science", 2020, "B1")),
        file(2, SelfAssessmentPlace("science", 2020, "B1")),
        file(3, MarkPlace("market", 2020, "B1")),
    )
    assert numbers(found) == {"B1": [1, 2]}
    assert found.others == ()
    assert found.count == 2


def test_a_line_of_a_return_proves_the_items_that_read_its_indicator_whoever_handed_it_in() -> None:
    found = science(
        file(1, line("science", "voucher")), file(2, line("bank", "loans")), file(3, line("science", "new"))
    )
    assert numbers(found) == {"A1": [1], "A2": [2]}
    assert [other.number for other in found.others] == [3]


def test_a_county_is_proved_by_lines_about_itself_only() -> None:
    node = replace(SCHEME.root.children[0].children[0], code="N", rule=SCHEME.root.children[0].children[0].rule)
    root = replace(SCHEME.root, children=(node,))
    plan = replace(PLAN, scheme=replace(SCHEME, root=root, assessed=("north",)))
    files = (file(1, line("science", "voucher")), file(2, line("north", "voucher", "north")))
    assert numbers(unit_evidence(plan, "north", 2020, {}, (), files)) == {"N": [2]}


@pytest.mark.parametrize(
    ("points", "to_prove", "missing"),
    [
        ({}, set(), []),
        ({"A1": "24.16"}, set(), ["A1"]),
        ({"A1": "0"}, set(), []),
        ({"B1": "0"}, {"B1"}, ["B1"]),
        ({"C1": "-0.2"}, set(), ["C1"]),
        ({"B2": "3"}, {"B2"}, []),
    ],
)
def test_what_has_points_or_is_claimed_wants_a_file(
    points: dict[str, str], to_prove: set[str], missing: list[str]
) -> None:
    found = science(file(1, MarkPlace("science", 2020, "B2")), to_prove=frozenset(to_prove), **points)
    assert [item.node.code for item in found.missing] == missing


def test_a_unit_that_nobody_assesses_has_its_lines_only() -> None:
    found = unit_evidence(PLAN, "bank", 2020, {}, (), (file(1, line("bank", "loans")),))
    assert found.items == ()
    assert [other.number for other in found.others] == [1]


def test_a_plan_without_a_scheme_lists_what_there_is() -> None:
    found = unit_evidence(replace(PLAN, scheme=None), "science", 2020, {}, (), (file(1, line("science", "voucher")),))
    assert (found.items, found.count) == ((), 1)


def test_a_place_knows_its_year_and_what_it_is() -> None:
    assert (line("bank", "loans").year, line("bank", "loans").role) == (2020, Role.RETURN_LINE)
    assert MarkPlace("science", 2020, "B1").role is Role.MARK
    assert SelfAssessmentPlace("science", 2020, "B1").role is Role.SELF_ASSESSMENT
