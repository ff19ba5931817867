"""What units say of their scores is stored whole, version beside version, and never altered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.integration.persistence.records import NOW, PLAN
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.objection import Answer, Objection, ObjectionVersion, UnitObjections
from xiaowei_desktop.domain.quarterly_return import Filler, Source
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion, SelfAssessment
from xiaowei_desktop.persistence.stores import SqliteStore

ITEMS = (
    AssessedItem("A1", Decimal("9.55"), "完成“个转企”\n第二批", ("清单.pdf", "〔2020〕1号"), "=1+1"),
    AssessedItem("C1", Decimal("-0.5")),
    AssessedItem("C2", None, "材料另附"),
)
OBJECTIONS = (Objection("A1", "应为\n突出", Decimal(10), Decimal("7.5")), Objection("C1", "没有迟报"))


def handed_in(number: int) -> HandedIn:
    return HandedIn(
        number,
        Filler("张三", "0571-87000000", "李四", date(2021, 1, 5)),
        Source(f"自评表 {number}.xlsx", f"{number:064x}"),
        date(2021, 1, 6),
        NOW + timedelta(days=number),
        "王五",
    )


def add_assessments(store: SqliteStore, *versions: AssessmentVersion, unit: str = "kjj", year: int = 2020) -> None:
    with store.work() as work:
        for version in versions:
            work.self_assessments.add(PLAN.id, unit, year, version)
        work.commit()


def test_every_field_of_a_self_assessment_comes_back(store: SqliteStore) -> None:
    first = AssessmentVersion(handed_in(1), ITEMS)
    second = AssessmentVersion(replace(handed_in(2), filler=Filler()), ())
    add_assessments(store, first, second)
    add_assessments(store, first, unit="sjj")
    add_assessments(store, second, year=2021)
    with store.work() as work:
        assert work.self_assessments.get(PLAN.id, "kjj", 2020) == SelfAssessment("kjj", 2020, (first, second))
        assert work.self_assessments.get(PLAN.id, "sjj", 2021) == SelfAssessment("sjj", 2021)
        assert [found.unit for found in work.self_assessments.of_year(PLAN.id, 2020)] == ["kjj", "sjj"]
        assert work.self_assessments.of_year("other", 2020) == ()


def test_every_field_of_an_objection_and_its_answers_comes_back(store: SqliteStore) -> None:
    version = ObjectionVersion(handed_in(1), OBJECTIONS)
    kept = Answer("A1", 1, None, "维持", "王五", NOW)
    changed = replace(kept, points=Decimal("8.25"), reason="复核", answered_at=NOW + timedelta(days=1))
    with store.work() as work:
        work.objections.add(PLAN.id, "kjj", 2020, version)
        work.objections.add(PLAN.id, "sjj", 2020, ObjectionVersion(handed_in(1), ()))
        for answer in (kept, changed):
            work.objections.answer(PLAN.id, "kjj", 2020, answer)
        work.commit()
    with store.work() as work:
        assert work.objections.get(PLAN.id, "kjj", 2020) == UnitObjections("kjj", 2020, (version,), (kept, changed))
        assert [(one.unit, len(one.cases())) for one in work.objections.of_year(PLAN.id, 2020)] == [
            ("kjj", 2), ("sjj", 0),
        ]  # fmt: skip
        assert work.objections.get(PLAN.id, "kjj", 2021) == UnitObjections("kjj", 2021)


def test_what_is_not_committed_is_not_there(store: SqliteStore) -> None:
    with store.work() as work:
        work.self_assessments.add(PLAN.id, "kjj", 2020, AssessmentVersion(handed_in(1), ITEMS))
        work.objections.add(PLAN.id, "kjj", 2020, ObjectionVersion(handed_in(1), OBJECTIONS))
    with store.work() as work:
        assert (work.self_assessments.of_year(PLAN.id, 2020), work.objections.of_year(PLAN.id, 2020)) == ((), ())


def test_a_version_is_stored_once(store: SqliteStore) -> None:
    add_assessments(store, AssessmentVersion(handed_in(1), ITEMS))
    with pytest.raises(IntegrityError, match="UNIQUE"):
        add_assessments(store, AssessmentVersion(handed_in(1), ()))


@pytest.mark.parametrize(
    "table", ["self_assessment", "self_assessed_item", "objection_reply", "objection", "objection_answer"]
)
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET {column} = {column}"])
def test_nothing_of_it_is_ever_altered(store: SqliteStore, table: str, statement: str) -> None:
    with store.work() as work:
        work.self_assessments.add(PLAN.id, "kjj", 2020, AssessmentVersion(handed_in(1), ITEMS))
        work.objections.add(PLAN.id, "kjj", 2020, ObjectionVersion(handed_in(1), OBJECTIONS))
        work.objections.answer(PLAN.id, "kjj", 2020, Answer("A1", 1, None, "维持", "王五", NOW))
        work.commit()
    column = "item" if table in ("self_assessed_item", "objection", "objection_answer") else "unit"
    with store._engine.connect() as connection, pytest.raises(IntegrityError, match="never altered"):
        connection.execute(text(statement.format(table=table, column=column)))
