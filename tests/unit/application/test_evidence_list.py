"""The lists of a year, beside the points and the judgements that are to be proved."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.application.office import Office
from tests.unit.application.test_attachments import paper
from tests.unit.domain.small_office import NOW, PLAN, Q2, Q4, key, line
from xiaowei_desktop.application.attachments import attach
from xiaowei_desktop.application.evidence_list import evidence_of_unit, evidence_of_year
from xiaowei_desktop.application.marks import enter_mark
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.domain.attachment import MarkPlace, ReturnPlace
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.quarterly_return import Filler, Source
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion
from xiaowei_desktop.errors import UserError


@pytest.fixture
def judged(office: Office) -> Office:
    """Science has points for its vouchers, a judgement with points, and two of nothing."""
    office.accept("science", Q4, line("voucher", "700"))
    for mark in (
        Mark("science", "B1", grade="成效较好", points=Decimal(6)),
        Mark("science", "C1", none=True),
        Mark("science", "C2", none=True),
    ):
        enter_mark(office.desk, 2020, mark)
    return office


def test_judgements_and_points_want_files_and_nothing_wants_none(judged: Office) -> None:
    (science,) = evidence_of_year(judged.desk, 2020, "科技局").units
    assert [item.node.code for item in science.missing] == ["A1", "B1", "C1"]
    attach(judged.desk, MarkPlace("science", 2020, "B1"), paper(judged, "甲.pdf"))
    (science,) = evidence_of_year(judged.desk, 2020, "科技局").units
    assert [item.node.code for item in science.missing] == ["A1", "C1"]


def test_evidence_that_the_unit_names_is_wanted(office: Office) -> None:
    items = (AssessedItem("B1", Decimal(8), evidence=("改革总结",)), AssessedItem("B2", Decimal(3)))
    handed_in = HandedIn(1, Filler("张三"), Source("自评表.xlsx", "0" * 64), NOW.date(), NOW, "李四")
    with office.desk.work() as work:
        work.self_assessments.add(PLAN.id, "science", 2020, AssessmentVersion(handed_in, items))
        work.commit()
    (science,) = evidence_of_year(office.desk, 2020, "科技局").units
    assert [item.node.code for item in science.missing] == ["B1"]


def test_the_same_list_beside_scores_that_are_there(judged: Office) -> None:
    scores = score_year(judged.desk, 2020)
    assert evidence_of_unit(judged.desk, scores, "science") == evidence_of_year(judged.desk, 2020, "science").units[0]


def test_assessed_come_first_and_others_where_they_have_files(office: Office) -> None:
    assert [unit.unit for unit in evidence_of_year(office.desk, 2020).units] == ["market", "science"]
    attach(office.desk, ReturnPlace("bank", Q2, key("loans")), paper(office, "贷款.pdf"))
    attach(office.desk, ReturnPlace("science", Q2, key("voucher")), paper(office, "券.pdf"))
    found = evidence_of_year(office.desk, 2020)
    assert [unit.unit for unit in found.units] == ["market", "science", "bank"]
    assert [file.name for file in found.units[2].others] == ["贷款.pdf"]


def test_a_plan_without_a_scheme_has_a_list_too(office: Office) -> None:
    with office.desk.work() as work:
        work.plans.save(replace(PLAN, scheme=None), "李四", office.desk.author.now, 2020)
        work.commit()
    attach(office.desk, ReturnPlace("science", Q2, key("voucher")), paper(office, "券.pdf"))
    assert [(unit.unit, unit.count) for unit in evidence_of_year(office.desk, 2020).units] == [("science", 1)]


def test_a_year_or_a_unit_that_the_plan_does_not_have(office: Office) -> None:
    with pytest.raises(UserError, match="2030 年不在方案"):
        evidence_of_year(office.desk, 2030)
    with pytest.raises(UserError, match="没有单位"):
        evidence_of_year(office.desk, 2020, "教育局")
