"""Which objections stand, which are open, and what becomes of an answer when the unit speaks again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import NOW
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.objection import Answer, Objection, ObjectionVersion, UnitObjections
from xiaowei_desktop.domain.quarterly_return import Filler, Source
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion, SelfAssessment
from xiaowei_desktop.domain.units_voice import SILENT, UnitVoice, difference

B1 = Objection("B1", "改革成效应为突出", Decimal(10), Decimal("7.5"))
C1 = Objection("C1", "季报没有迟报")


def handed_in(number: int) -> HandedIn:
    return HandedIn(number, Filler("张三"), Source(f"{number}.xlsx", f"{number:064x}"), date(2021, 1, 8), NOW, "李四")


def version(number: int, *objections: Objection) -> ObjectionVersion:
    return ObjectionVersion(handed_in(number), objections)


def answer(item: str, number: int, points: str | None = None) -> Answer:
    return Answer(item, number, None if points is None else Decimal(points), "已核实", "李四", NOW)


def standing(*versions: ObjectionVersion, answers: tuple[Answer, ...] = ()) -> dict[str, tuple[str, bool]]:
    """Each case as its text and whether the office has to answer."""
    cases = UnitObjections("science", 2020, versions, answers).cases()
    return {case.item: (case.objection.text, case.is_open) for case in cases}


def test_an_objection_is_open_until_it_is_answered() -> None:
    assert standing() == {}
    assert standing(version(1, B1, C1), answers=(answer("C1", 1),)) == {
        "B1": ("改革成效应为突出", True),
        "C1": ("季报没有迟报", False),
    }


def test_the_newest_reply_counts_and_what_it_leaves_out_is_taken_back() -> None:
    assert standing(version(1, B1, C1), version(2, C1)) == {"C1": ("季报没有迟报", True)}


def test_an_answered_objection_stays_when_a_later_reply_leaves_it_out() -> None:
    objections = UnitObjections("science", 2020, (version(1, B1), version(2, C1)), (answer("B1", 1, "9"),))
    case = objections.case("B1")
    assert case is not None
    assert (case.number, case.is_open, case.objection) == (1, False, B1)
    assert [one.item for one in objections.cases()] == ["C1", "B1"]
    assert objections.case("A1") is None


def test_another_claim_after_the_answer_opens_the_case_again_and_the_answer_still_counts() -> None:
    wants_less = replace(B1, wanted=Decimal(9))
    objections = UnitObjections("science", 2020, (version(1, B1), version(2, wants_less)), (answer("B1", 1, "8"),))
    (case,) = objections.cases()
    assert (case.number, case.is_open, case.answer) == (2, True, answer("B1", 1, "8"))


def test_the_same_claim_on_a_later_sheet_is_answered_already() -> None:
    later = replace(B1, points=Decimal(8))
    assert standing(version(1, B1), version(2, later), answers=(answer("B1", 1),)) == {"B1": (B1.text, False)}


def test_the_newest_answer_counts() -> None:
    answers = (answer("B1", 1), answer("B1", 1, "9"))
    (case,) = UnitObjections("science", 2020, (version(1, B1),), answers).cases()
    assert case.answer is not None
    assert (case.answer.points, case.answer.is_kept, answers[0].is_kept) == (Decimal(9), False, True)


@pytest.mark.parametrize("stray", [answer("B1", 2), answer("C1", 1)])
def test_an_answer_to_what_nobody_raised_is_a_fault(stray: Answer) -> None:
    with pytest.raises(LookupError, match="no objection to"):
        UnitObjections("science", 2020, (version(1, B1),), (stray,)).cases()


def test_the_newest_self_assessment_counts() -> None:
    first = AssessmentVersion(handed_in(1), (AssessedItem("B1", Decimal(9)),))
    second = AssessmentVersion(handed_in(2), (AssessedItem("B2", Decimal(4)), AssessedItem("C1", None, "没有迟报")))
    assert SelfAssessment("science", 2020).current is None
    current = SelfAssessment("science", 2020, (first, second)).current
    assert current is not None
    assert [current.points_of(item) for item in ("B1", "B2", "C1")] == [None, Decimal(4), None]
    assert [assessed.is_empty for assessed in (AssessedItem("B1"), *second.items)] == [True, False, False]


def test_a_units_points_beside_the_offices() -> None:
    voice = UnitVoice(AssessmentVersion(handed_in(1), (AssessedItem("B1", Decimal(9)),)))
    assert (voice.assessed("B1"), voice.assessed("B2"), voice.has_points) == (Decimal(9), None, True)
    assert (SILENT.assessed("B1"), SILENT.has_points) == (None, False)
    wordy = UnitVoice(AssessmentVersion(handed_in(1), (AssessedItem("B1", None, "材料另附"),)))
    assert not wordy.has_points
    assert difference(Decimal(9), Decimal("7.5")) == Decimal("1.5")
    assert (difference(None, Decimal(1)), difference(Decimal(1), None)) == (None, None)
