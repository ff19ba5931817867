"""Judgements entered, taken back and taken in from the mark workbook, each with its history."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.application.office import Office
from tests.unit.domain.small_office import NOW, PLAN, Q1
from xiaowei_desktop.application.imports.mark_import import MarkImport
from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result
from xiaowei_desktop.application.marks import enter_mark, mark_form, mark_source, mark_text, remove_mark
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.application.ports.workbooks import IncomingFile, MarkWorkbook, ReadTable
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.errors import UserError

JUDGED = Mark("science", "B1", grade="成效较好", points=Decimal("7.5"), basis="会议纪要")


def test_a_judgement_is_entered_changed_and_taken_back(office: Office) -> None:
    enter_mark(office.desk, 2020, JUDGED)
    enter_mark(office.desk, 2020, Mark("science", "B1", grade="成效突出", points=Decimal(10)))
    assert [stored.mark.grade for stored in office.marks()] == ["成效突出"]
    remove_mark(office.desk, 2020, "science", "B1", " 评错了 ")
    remove_mark(office.desk, 2020, "science", "B1", "评错了")
    assert office.marks() == ()
    assert [(c.subject, c.old, c.new) for c in office.history()] == [
        ("2020年评定 科技局 B1 改革成效", "", "成效较好，7.5分，依据：会议纪要"),
        ("2020年评定 科技局 B1 改革成效", "成效较好，7.5分，依据：会议纪要", "成效突出，10分"),
        ("2020年评定 科技局 B1 改革成效", "成效突出，10分", ""),
    ]
    assert [change.reason for change in office.history()] == ["", "", "评错了"]


def test_a_judgement_is_not_taken_back_without_a_reason(office: Office) -> None:
    enter_mark(office.desk, 2020, JUDGED)
    with pytest.raises(UserError, match="没有写明删除评定的原因"):
        remove_mark(office.desk, 2020, "science", "B1", " ")
    assert [stored.mark for stored in office.marks()] == [JUDGED]


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        (
            Mark("science", "B1", grade="成效较好", points=Decimal(9)),
            "科技局 B1 改革成效：得分 9 不在等次“成效较好”的分值范围内",
        ),
        (Mark("science", "A1", points=Decimal(3)), "“A1”不是“science”需要评定的评分项"),
        (Mark("science", "A4", rate=Decimal(1)), "不是“science”需要评定的评分项"),
        (Mark("bank", "B1", points=Decimal(3)), "不是“bank”需要评定的评分项"),
        (Mark("science", "Z9", points=Decimal(3)), "“Z9”不是"),
    ],
)
def test_a_judgement_that_the_scheme_refuses_is_not_stored(office: Office, mark: Mark, says: str) -> None:
    with pytest.raises(UserError, match=says):
        enter_mark(office.desk, 2020, mark)
    assert (office.marks(), office.history()) == ((), ())


def test_several_faults_of_one_mark(office: Office) -> None:
    events = (MarkEvent("约谈", 1), MarkEvent("季报迟报", 0))
    with pytest.raises(UserError, match="事项“约谈”不在细则中") as refused:
        enter_mark(office.desk, 2020, Mark("science", "C1", events=events))
    assert refused.value.details == ("事项“季报迟报”的次数 0 应为 1 或更大的整数。",)


def test_a_year_outside_the_plan(office: Office) -> None:
    with pytest.raises(UserError, match=r"2022 年不在方案“小区小微企业成长计划”的规划期（2020–2021）内"):
        enter_mark(office.desk, 2022, JUDGED)


def test_the_form_lists_what_is_to_be_judged_with_the_marks_so_far(office: Office) -> None:
    enter_mark(office.desk, 2020, JUDGED)
    form = mark_form(office.desk, 2020)
    assert {unit: [node.code for node in nodes] for unit, nodes in form.items} == {
        "market": ["A2", "A4", "B1", "B2", "C1", "C2"],
        "science": ["A2", "B1", "B2", "C1", "C2"],
    }
    assert form.marks == {("science", "B1"): JUDGED}


def test_a_mark_in_words() -> None:
    events = (MarkEvent("季报迟报", 2), MarkEvent("反馈不力", 1, Decimal("0.5"), "6月通报"))
    everything = Mark("science", "C1", "较好", Decimal(7), Decimal("0.95"), 2, events, True, "纪要")
    assert mark_text(everything) == (
        "较好，7分，完成率95.00%，第2名，无，季报迟报 2次，反馈不力 1次×0.5分（6月通报），依据：纪要"
    )
    assert mark_text(Mark("science", "C1")) == ""


def test_where_a_mark_came_from() -> None:
    typed = StoredMark(Mark("science", "B1"), "李四", NOW)
    assert mark_source(typed) == "李四于2020-07-08录入"
    assert mark_source(StoredMark(JUDGED, "李四", NOW, "评定表.xlsx")).startswith(
        "评定表“评定表.xlsx”，李四于2020-07-08录入"
    )


def codes(outcome: FileOutcome) -> list[str]:
    return [issue.code for issue in outcome.issues]


def test_a_mark_workbook_is_shown_and_stored_together(office: Office) -> None:
    path = office.mark_form(
        {
            "科技局 B1": {"等次": "成效较好", "得分": 7.5},
            "科技局 A2": {"完成率": 0.95},
            "科技局 C2": {"名次": 1},
        },
        [("科技局", "C1", "季报迟报", 2), ("科技局", "C1", "反馈不力", 1, 0.5)],
    )
    (shown,) = office.preview(path)
    assert (shown.kind, shown.result, office.marks()) == (FileKind.MARKS, Result.IMPORTED, ())
    (taken,) = office.take(path)
    assert [(c.row, c.new) for c in taken.changes] == [
        ("科技局 A2 贷款增速", "完成率95.00%"),
        ("科技局 B1 改革成效", "成效较好，7.5分"),
        ("科技局 C2 全市名次", "第1名"),
        ("科技局 C1 督办", "季报迟报 2次，反馈不力 1次×0.5分"),
    ]
    assert {stored.file for stored in office.marks()} == {"评定表.xlsx"}
    assert len(office.history()) == 4
    (again,) = office.take(path)
    assert (again.result, again.changes) == (Result.UNCHANGED, ())
    assert len(office.history()) == 4


def test_a_row_left_blank_leaves_the_mark_that_is_there(office: Office) -> None:
    path = office.mark_form({"科技局 B2": {"得分": 3}}, name="空白.xlsx")
    enter_mark(office.desk, 2020, JUDGED)
    (outcome,) = office.take(path)
    assert [change.row for change in outcome.changes] == ["科技局 B2 工作创新"]
    assert {stored.mark.item: stored.mark.points for stored in office.marks()} == {
        "B1": Decimal("7.5"),
        "B2": Decimal(3),
    }


def test_a_changed_mark_shows_the_old_one(office: Office) -> None:
    enter_mark(office.desk, 2020, JUDGED)
    (outcome,) = office.take(office.mark_form({"科技局 B1": {"等次": "成效突出", "得分": 10, "评定依据": None}}))
    assert [(c.old, c.new) for c in outcome.changes] == [("成效较好，7.5分，依据：会议纪要", "成效突出，10分")]


def test_one_wrong_mark_keeps_the_whole_workbook_out(office: Office) -> None:
    path = office.mark_form({"科技局 B1": {"等次": "成效较好", "得分": 9}, "科技局 C2": {"名次": 1}})
    (outcome,) = office.take(path)
    assert (outcome.result, codes(outcome), office.marks()) == (Result.REJECTED, ["mark-points-range"], ())


def test_a_workbook_in_which_nothing_was_judged(office: Office) -> None:
    (outcome,) = office.take(office.mark_form({}))
    assert (outcome.result, codes(outcome)) == (Result.REJECTED, ["empty-marks"])


@pytest.mark.parametrize(
    ("identity", "code"),
    [
        ({}, "wrong-plan"),
        ({"plan": "huzhou-2018-2020", "year": "2020"}, "wrong-plan"),
        ({"plan": PLAN.id}, "wrong-year"),
        ({"plan": PLAN.id, "year": "2019"}, "wrong-year"),
        ({"plan": PLAN.id, "year": "²"}, "wrong-year"),
    ],
)
def test_another_plans_or_years_workbook(office: Office, identity: dict[str, str], code: str) -> None:
    book = MarkWorkbook(identity, ReadTable("评定", ()), ReadTable("加扣分", ()))
    outcome = MarkImport(office.desk, IncomingFile(Path("评定表.xlsx"), "", book), book).store()
    assert (outcome.result, codes(outcome)) == (Result.REJECTED, [code])


def test_marks_come_after_the_returns(office: Office) -> None:
    marks = office.mark_form({"科技局 C2": {"名次": 1}}, name="0.xlsx")
    returned = office.form("north", Q1, {"stalls@北区": {"累计完成": 3}})
    assert [outcome.kind for outcome in office.take(marks, returned)] == [FileKind.RETURN, FileKind.MARKS]
    assert load_workbook(marks).sheetnames[0] == "评定"
