"""Organisations held against each other in a scored year: within their group, without those that have no such task."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.domain.tree_cases import plan_with
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import RelativeRule
from xiaowei_desktop.domain.scoring.scheme import Group, Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet

ITEM = Node("A", "服务企业", Decimal(6), rule=RelativeRule())
GROUPS = (Group("一类", ("甲", "乙", "戊")), Group("二类", ("丙", "丁")))


def sheets(marks: dict[str, Mark], groups: tuple[Group, ...] = ()) -> dict[str, ScoreSheet]:
    scheme = ScoringScheme(
        "细则", Node("R", "总分", Decimal(6), (ITEM,)), ("甲", "乙", "丙", "丁", "戊"), groups=groups
    )
    recorded = {(unit, "A"): RecordedMark(mark, "评定表") for unit, mark in marks.items()}
    plan = plan_with(scheme)
    found = score_scheme(scheme, YearEvidence(plan, FigureBook(plan, ()), recorded, 2020))
    return {sheet.unit: sheet for sheet in found}


def rate(unit: str, text: str) -> Mark:
    return Mark(unit, "A", rate=Decimal(text))


RATES = {unit: rate(unit, text) for unit, text in (("甲", "1"), ("乙", "0.5"), ("丙", "0.4"), ("丁", "0.1"))}
ABSENT = {"戊": Mark("戊", "A", not_applicable=True)}


def test_each_group_has_its_best() -> None:
    found = sheets(RATES | ABSENT, GROUPS)
    assert {unit: sheet.total for unit, sheet in found.items()} == {
        "甲": Decimal(6),
        "乙": Decimal(3),
        "丙": Decimal(6),
        "丁": Decimal("1.5"),
        "戊": None,
    }
    assert found["戊"].maximum == 0


def test_without_groups_there_is_one_best() -> None:
    found = sheets(RATES | ABSENT)
    assert [sheet.total for sheet in found.values()][:4] == [Decimal(n) for n in ("6", "3", "2.4", "0.6")]


def test_one_that_is_missing_keeps_its_group_open_and_is_named() -> None:
    found = sheets(RATES, GROUPS)
    assert [missing.reason for missing in found["甲"].missing] == ["戊：尚未评定完成率"]
    assert [missing.reason for missing in found["戊"].missing] == ["尚未评定完成率"]
    assert found["丙"].is_complete
