"""What units say of their scores on paper: 自评 beside the points, objections with answers, both for the whole year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import NOW, PLAN
from tests.unit.reporting.test_sheets import printed, scored
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.objection import Answer, Objection, ObjectionCase, ObjectionVersion
from xiaowei_desktop.domain.quarterly_return import Filler, Source
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion
from xiaowei_desktop.domain.units_voice import UnitVoice
from xiaowei_desktop.reporting.objections_sheet import objections_sheet
from xiaowei_desktop.reporting.score_sheet import COLUMNS, Standing, score_sheet
from xiaowei_desktop.reporting.self_assessment_sheet import self_assessment_sheet
from xiaowei_desktop.reporting.sheet import Orientation, Sheet

HOW = HandedIn(2, Filler("张三"), Source("自评表.xlsx"), date(2021, 1, 8), NOW, "李四")
ASSESSED = AssessmentVersion(
    HOW,
    (
        AssessedItem("A1", Decimal(25), "全年发放", ("清单", "审计报告")),
        AssessedItem("B1", Decimal(5)),
        AssessedItem("B2", None, "见总结"),
    ),
)
ANSWER = Answer("B1", 1, Decimal(8), "已补交文件", "李四", NOW)
CHANGED = ObjectionCase("science", 1, Objection("B1", "应为突出", Decimal(10), Decimal("7.5")), ANSWER, is_open=False)
OPEN = ObjectionCase("science", 1, Objection("C1", "没有迟报"), None, is_open=True)
LOST = ObjectionCase("science", 1, Objection("Z9", "旧项"), replace(ANSWER, item="Z9", points=None), is_open=True)
REPLY = ObjectionVersion(HOW, (CHANGED.objection, OPEN.objection))
VOICE = UnitVoice(ASSESSED, (CHANGED, OPEN), REPLY)
PAPER_WIDTH = 270
"""Millimetres between the margins of A4 landscape."""


def detail(voice: UnitVoice) -> Sheet:
    return score_sheet(PLAN, scored(), Standing(1, 2), final=False, voice=voice)


def test_without_a_word_of_the_unit_the_score_sheet_has_its_own_columns() -> None:
    sheet = detail(UnitVoice(AssessmentVersion(HOW, (AssessedItem("B2", None, "见总结"),))))
    assert sheet.columns == COLUMNS
    assert not any("差额" in note or "异议" in note for note in sheet.notes)


def test_the_units_points_and_the_difference_stand_beside_the_points() -> None:
    sheet = detail(VOICE)
    assert [column.title for column in sheet.columns][8:12] == ["得分", "自评", "差额", "得分依据"]
    assert sheet.width <= PAPER_WIDTH
    rows = {row[1]: row for row in printed(sheet)}
    office = Decimal(rows["发放科技创新券"][8])
    assert rows["发放科技创新券"][9:11] == ["25.00", f"{Decimal(25) - office:.2f}"]
    assert rows["工作创新"][9:11] == ["", ""]
    totals = [row[9:11] for row in printed(sheet) if row[0].endswith("小计") or row[0] == "总分"]
    assert set(map(tuple, totals)) == {("", "")}


def test_objections_and_answers_stand_below_the_table() -> None:
    notes = [note for note in detail(VOICE).notes if note.startswith("异议")]
    assert notes == [
        "异议1：B1 改革成效（原得7.50分，认为应得10.00分）：应为突出。"
        "答复：改为8分，理由：已补交文件（李四，2020-07-08）。",
        "异议2：C1 督办：没有迟报。答复：尚未答复。",
    ]


def test_the_comparison_of_the_year_adds_what_both_have() -> None:
    sheets = (scored("market"), scored("science"))
    sheet = self_assessment_sheet(PLAN, 2020, sheets, {"science": VOICE}, "试算")
    assert (sheet.name, sheet.title, sheet.stamp) == ("自评对照表", "2020年度小区2020年计划自评对照表", "试算")
    assert (sheet.head[0][1], sheet.orientation) == ("共2个单位，已报自评1个", Orientation.LANDSCAPE)
    assert sheet.width <= PAPER_WIDTH
    rows = printed(sheet)
    assert [row[0] for row in rows[:2]] == ["市监局：没有报自评表", "科技局：第2版，2021-01-08收到，填报人张三"]
    by_code = {row[0]: row for row in rows}
    points = {leaf.node.code: leaf.points for leaf in sheets[1].root.leaves()}
    assert points["A1"] is not None
    assert points["B1"] is not None
    assert by_code["A1"][3:] == [
        "25.00", f"{points['A1']:.2f}", f"{25 - points['A1']:.2f}", "全年发放", "清单\n审计报告",
    ]  # fmt: skip
    assert (by_code["B2"][3], by_code["B2"][5:7]) == ("", ["", "见总结"])
    both = points["A1"] + points["B1"]
    assert rows[-1] == ["合计（2项）", "", "", "30.00", f"{both:.2f}", f"{30 - both:.2f}", "", ""]


def test_one_units_comparison_is_called_after_it() -> None:
    sheet = self_assessment_sheet(PLAN, 2020, (scored(),), {"science": replace(VOICE, assessment=ASSESSED)})
    assert (sheet.name, sheet.subject) == ("自评对照表-科技局", "科技局")
    nameless = replace(ASSESSED, handed_in=replace(HOW, filler=Filler()))
    sheet = self_assessment_sheet(PLAN, 2020, (scored(),), {"science": UnitVoice(nameless)})
    assert printed(sheet)[0][0] == "科技局：第2版，2021-01-08收到"


def test_the_objections_of_the_year() -> None:
    sheets = (scored("market"), scored("science"))
    voices = {"science": replace(VOICE, cases=(CHANGED, OPEN, LOST))}
    sheet = objections_sheet(PLAN, 2020, sheets, voices)
    assert sheet.width <= PAPER_WIDTH
    assert sheet.head[0][1] == "共3条异议，2条尚未答复"
    assert [row[:9] for row in printed(sheet)] == [
        ["1", "科技局", "B1 改革成效", "10", "7.50", "应为突出", "10.00", "改为8分", "已补交文件（李四，2020-07-08）"],
        ["2", "科技局", "C1 督办", "5", "", "没有迟报", "", "尚未答复", ""],
        [
            "3", "科技局", "Z9 （细则中已没有这一项）", "", "", "旧项", "", "维持原分（须重新答复）",
            "已补交文件（李四，2020-07-08）",
        ],
    ]  # fmt: skip
    assert [cell.source for row in sheet.rows for cell in row.cells[:1] if cell] == [
        "science|B1", "science|C1", "science|Z9",
    ]  # fmt: skip
    assert sheet.notes == ("没有报回异议表的单位：市监局。",)


@pytest.mark.parametrize(
    ("voices", "notes"),
    [
        ({"science": UnitVoice(reply=ObjectionVersion(HOW, ()))}, ("回复没有异议的单位：科技局。",)),
        ({}, ("没有报回异议表的单位：科技局。",)),
    ],
)
def test_who_has_replied_stands_below_the_objections(voices: dict[str, UnitVoice], notes: tuple[str, ...]) -> None:
    sheet = objections_sheet(PLAN, 2020, (scored(),), voices)
    assert (sheet.name, sheet.rows, sheet.notes) == ("异议处理表-科技局", (), notes)
