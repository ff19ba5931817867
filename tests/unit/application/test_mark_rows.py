"""The rows of a mark workbook: one finding for one fault, at its cell; blank rows are judgements not yet made."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import PLAN
from xiaowei_desktop.application.imports.mark_rows import ReadMarks, read_marks
from xiaowei_desktop.application.ports.workbooks import CellText, MarkWorkbook, ReadTable
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.rules import EventKind, EventsRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

Row = dict[str, str]
MARK_COLUMNS = ("考核对象", "评分项编码", "等次", "得分", "完成率", "名次", "评定依据", "考核内容")
EVENT_COLUMNS = ("考核对象", "评分项编码", "事项", "次数", "分值", "依据")


def table(sheet: str, columns: tuple[str, ...], rows: list[Row]) -> ReadTable:
    made = (
        {
            c: CellText(row[c], f"{chr(65 + columns.index(c))}{number}", row[c].startswith("#"))
            for c in columns
            if c in row
        }
        for number, row in enumerate(rows, start=6)
    )
    return ReadTable(sheet, tuple(made))


def read(marks: list[Row], events: list[Row] | None = None) -> ReadMarks:
    book = MarkWorkbook({}, table("评定", MARK_COLUMNS, marks), table("加扣分", EVENT_COLUMNS, events or []))
    return read_marks(book, PLAN)


def row(item: str, **cells: str) -> Row:
    return {"考核对象": "科技局", "评分项编码": item, **cells}


def found(marks: ReadMarks) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.place.sheet, issue.place.cell) for issue in marks.issues]


def test_every_kind_of_judgement() -> None:
    marks = read(
        [
            row("A2", 完成率="95%"),
            row("B1", 等次="成效较好", 得分="7.5分", 评定依据=" 会议纪要 "),
            row("B2", 得分="无"),
            row("C1", 等次="有"),
            row("C2", 名次="无"),
            {"考核对象": "市场监管局", "评分项编码": "B1", "等次": "成效突出"},
            {"考核对象": "市监局", "评分项编码": "C2", "名次": "2名"},
            {"考核对象": "市监局", "评分项编码": "C1", "等次": "无"},
        ],
        [row("C1", 事项="季报迟报", 次数="2次"), row("C1", 事项="反馈不力", 分值="-0.5", 依据="6月通报")],
    )
    assert marks.issues == []
    assert list(marks.marks.values()) == [
        Mark("science", "A2", rate=Decimal("0.95")),
        Mark("science", "B1", grade="成效较好", points=Decimal("7.5"), basis="会议纪要"),
        Mark("science", "B2", none=True),
        Mark("science", "C1", events=(MarkEvent("季报迟报", 2), MarkEvent("反馈不力", 1, Decimal("0.5"), "6月通报"))),
        Mark("science", "C2", none=True),
        Mark("market", "B1", grade="成效突出", points=Decimal(10)),
        Mark("market", "C2", place=2),
        Mark("market", "C1", none=True),
    ]


def test_events_alone_are_a_judgement() -> None:
    marks = read([row("C1")], [row("C1", 事项="季报迟报")])
    assert marks.marks == {("science", "C1"): Mark("science", "C1", events=(MarkEvent("季报迟报", 1),))}


@pytest.mark.parametrize("blank", ["", "-", "——", "/"])
def test_a_row_left_empty_is_not_yet_judged(blank: str) -> None:
    marks = read([row("B2", 得分=blank, 评定依据="待定")], [row("C1", 事项=blank)])
    assert (marks.marks, marks.issues) == ({}, [])


def test_a_dash_beside_an_answer_is_no_answer() -> None:
    assert read([row("B2", 等次="—", 得分="3")]).marks == {("science", "B2"): Mark("science", "B2", points=Decimal(3))}


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("95%", "0.95"),
        ("９５％", "0.95"),
        ("0.95", "0.95"),
        ("1", "1"),
        ("2", "2"),
        ("250%", "2.5"),
        ("94.9152%", "0.949152"),
    ],
)
def test_rates_with_and_without_a_per_cent_sign(written: str, rate: str) -> None:
    assert read([row("A2", 完成率=written)]).marks[("science", "A2")].rate == Decimal(rate)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("95", "“95”看不出是百分数还是小数，百分之九十五请填 95% 或 0.95"),
        ("2.01", "看不出是百分数还是小数"),
        ("9500%", "完成率 9500% 不在 0% 至 1000% 之间"),
        ("94.91525%", "小数超过 6 位"),
        ("-5%", "完成率 -5% 不在"),
        ("好", "“好”不是数字。请填数字。"),
        ("无", "请填写完成率"),
    ],
)
def test_rates_that_cannot_be_taken(written: str, says: str) -> None:
    marks = read([row("A2", 完成率=written)])
    (issue,) = marks.issues
    assert says in issue.message
    assert issue.message.startswith("“科技局 A2 贷款增速”")
    assert (issue.place.sheet, issue.place.cell, marks.marks) == ("评定", "E6", {})


@pytest.mark.parametrize(
    ("wrong", "code", "cell"),
    [
        (row("B2", 得分="六分"), "not-a-number", "D6"),
        (row("B2", 得分="#REF!"), "not-a-number", "D6"),
        (row("B2", 得分="6"), "mark-points-range", "D6"),
        (row("B2", 得分="3", 完成率="95%"), "mark-not-asked", "E6"),
        (row("B2", 等次="好", 得分="3"), "mark-not-asked", "C6"),
        (row("B1", 等次="成效较好"), "mark-points-missing", "C6"),
        (row("B1", 等次="优"), "mark-grade-unknown", "C6"),
        (row("B1", 等次="成效较好", 得分="9"), "mark-points-range", "C6"),
        (row("C1", 等次="很好"), "mark-not-asked", "C6"),
        (row("C1", 等次="有"), "mark-events-missing", "C6"),
        (row("C2", 名次="1.5"), "mark-place-range", "F6"),
        (row("C2", 名次="0"), "mark-place-range", "F6"),
        (row("C2", 名次="前列"), "not-a-number", "F6"),
        (row("C2", 名次="9" * 5000), "not-a-number", "F6"),
        (row("B2", 得分="3", 考核内容="贷款增速"), "row-moved", "H6"),
        (row("B2", 得分="3", 评定依据="长" * 2001), "text-too-long", "G6"),
        (row("Z9", 得分="3"), "unknown-item", "B6"),
        (row("A4", 完成率="95%"), "unknown-item", "B6"),
        (row("A1", 得分="3"), "unknown-item", "B6"),
        ({"考核对象": "科学局", "评分项编码": "B2", "得分": "3"}, "unknown-unit", "A6"),
        ({"考核对象": "？", "评分项编码": "B2", "得分": "3"}, "unknown-unit", "A6"),
        ({"评分项编码": "B2", "得分": "3"}, "unknown-unit", "B6"),
    ],
)
def test_one_finding_for_one_fault_at_its_cell(wrong: Row, code: str, cell: str) -> None:
    marks = read([wrong])
    assert found(marks) == [(code, "评定", cell)]
    assert marks.marks == {}


def test_a_judgement_made_twice() -> None:
    marks = read([row("B2", 得分="3"), row("B2", 得分="4")])
    assert (found(marks), marks.marks) == ([("mark-twice", "评定", "B7")], {})


@pytest.mark.parametrize(
    ("event", "code", "cell"),
    [
        (row("C1", 事项="季报迟报", 次数="0"), "mark-event-count", "C6"),
        (row("C1", 事项="季报迟报", 次数="1.5"), "mark-event-count", "D6"),
        (row("C1", 事项="季报迟报", 次数="两次"), "not-a-number", "D6"),
        (row("C1", 事项="季报迟报", 分值="0.3"), "mark-event-range", "C6"),
        (row("C1", 事项="反馈不力"), "mark-event-points", "C6"),
        (row("C1", 事项="反馈不力", 分值="少许"), "not-a-number", "E6"),
        (row("C1", 事项="约谈"), "mark-event-unknown", "C6"),
        (row("C1", 次数="2"), "mark-event-unknown", "B6"),
        (row("C1", 事项="季报迟报", 依据="长" * 2001), "text-too-long", "F6"),
        (row("B1", 事项="季报迟报"), "mark-not-events", "C6"),
        (row("Z9", 事项="季报迟报"), "unknown-item", "B6"),
    ],
)
def test_events_that_cannot_be_taken(event: Row, code: str, cell: str) -> None:
    marks = read([], [event])
    assert (found(marks), marks.marks) == ([(code, "加扣分", cell)], {})


def test_what_adds_points_does_not_add_them_with_a_minus() -> None:
    rule = EventsRule((EventKind("获奖", Decimal(1), Decimal(2)),))
    scheme = ScoringScheme(
        "加分", Node("R", "总分", Decimal(5), (Node("C3", "获奖", Decimal(5), rule=rule),)), ("science",)
    )
    events = table("加扣分", EVENT_COLUMNS, [row("C3", 事项="获奖", 次数="1", 分值="-2")])
    marks = read_marks(MarkWorkbook({}, table("评定", MARK_COLUMNS, []), events), replace(PLAN, scheme=scheme))
    assert (found(marks), marks.marks) == ([("mark-event-range", "加扣分", "C6")], {})


def test_an_event_entered_twice_does_not_count_twice() -> None:
    marks = read([], [row("C1", 事项="季报迟报", 依据="6月通报"), row("C1", 事项="季报迟报", 依据="6月通报")])
    assert (found(marks), marks.marks) == ([("event-twice", "加扣分", "C7")], {})


def test_two_events_of_a_kind_differ_in_their_basis() -> None:
    marks = read([], [row("C1", 事项="季报迟报", 依据="6月通报"), row("C1", 事项="季报迟报", 依据="9月通报")])
    assert [event.basis for event in marks.marks["science", "C1"].events] == ["6月通报", "9月通报"]


def test_messages_repeat_a_long_text_in_part() -> None:
    wrong = {"考核对象": "局" * 30000, "评分项编码": "B2", "得分": "3"}
    assert [len(issue.message) < 200 for issue in read([wrong, row("B2", 得分="三" * 30000)]).issues] == [True, True]


def test_each_faulty_event_is_told() -> None:
    marks = read([], [row("C1", 事项="约谈"), row("C1", 事项="季报迟报"), row("C1", 事项="季报迟报", 次数="0")])
    assert [cell for _, _, cell in found(marks)] == ["C6", "C8"]
    assert marks.marks == {}


def test_nothing_and_events_contradict_each_other() -> None:
    marks = read([row("C1", 等次="无")], [row("C1", 事项="季报迟报")])
    assert found(marks) == [("mark-events-contradict", "评定", "C6")]


def test_a_plan_without_a_scheme_judges_nothing() -> None:
    book = MarkWorkbook({}, table("评定", MARK_COLUMNS, [row("B2", 得分="3")]), table("加扣分", EVENT_COLUMNS, []))
    assert [issue.code for issue in read_marks(book, replace(PLAN, scheme=None)).issues] == ["unknown-item"]
