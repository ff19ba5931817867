"""The mark workbook for raters, converted scores and vetoes, and how 无此任务 is said of any item."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.spreadsheets.office_forms import column_letters, open_sheet
from xiaowei_desktop.application.imports.mark_rows import ReadMarks
from xiaowei_desktop.application.imports.mark_rows import read_marks as marks_of
from xiaowei_desktop.application.ports.workbooks import MarkForm, MarkWorkbook
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, MarkKey, Rating
from xiaowei_desktop.domain.scoring.rules import (
    EventKind,
    EventsRule,
    ExternalRule,
    JudgedRule,
    ProportionalRule,
    Rater,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.spreadsheets.form_names import MARK_COLUMNS
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.reader import CalamineReader

HEADING_ROW = 3
ONE, FIVE = Decimal(1), Decimal(5)
RATERS = (Rater("园区", Decimal("0.7")), Rater("乡镇", Decimal("0.3")))
ITEMS = (
    Node("J", "工作创新", FIVE, rule=JudgedRule(ONE, FIVE, raters=RATERS)),
    Node("X", "营商环境考核", Decimal(10), rule=ExternalRule(Decimal(120), "营商环境考核")),
    Node("V", "否决情形", Decimal(0), rule=VetoRule((VetoCase("重大事故", Effect.VOID),))),
    Node("E", "加分", FIVE, rule=EventsRule((EventKind("批示", ONE, ONE),))),
)
COMPUTED = Node("P", "新增小微企业", Decimal(10), rule=ProportionalRule("new_enterprises"))


@pytest.fixture
def kinds(plan: Plan) -> Plan:
    root = Node("R", "总分", Decimal(30), (COMPUTED, *ITEMS))
    return replace(plan, scheme=ScoringScheme("考核细则", root, ("market", "science")))


def form_of(plan: Plan, marks: dict[MarkKey, Mark] | None = None) -> MarkForm:
    assert plan.scheme is not None
    items = tuple((unit, plan.scheme.judged_items(unit)) for unit in plan.scheme.assessed)
    return MarkForm(plan, 2020, items, marks or {})


def written(form: MarkForm, folder: Path) -> Path:
    path = folder / "评定表.xlsx"
    OpenpyxlForms().write_marks(form, path)
    return path


def read(path: Path, plan: Plan) -> ReadMarks:
    content = CalamineReader().read(path).content
    assert isinstance(content, MarkWorkbook)
    return marks_of(content, plan)


def rows_of(sheet: Worksheet, unit: str, code: str) -> list[int]:
    rows = range(HEADING_ROW + 1, sheet.max_row + 1)
    return [row for row in rows if (sheet.cell(row, 1).value, sheet.cell(row, 2).value) == (unit, code)]


def test_a_blank_workbook_has_a_row_for_each_rater_and_no_marks(kinds: Plan, tmp_path: Path) -> None:
    path = written(form_of(kinds), tmp_path)
    _, sheet = open_sheet(path, "评定")
    at = MARK_COLUMNS.index("评分人") + 1
    assert [sheet.cell(row, at).value for row in rows_of(sheet, "市监局", "J")] == ["园区", "乡镇"]
    assert [sheet.cell(row, at).value for row in rows_of(sheet, "市监局", "X")] == [None]
    found = read(path, kinds)
    assert (found.marks, found.issues) == ({}, [])


def test_all_that_was_entered_comes_back(kinds: Plan, tmp_path: Path) -> None:
    ratings = (Rating("园区", Decimal("4.5"), "现场"), Rating("乡镇", FIVE))
    marks = [
        Mark("market", "J", ratings=ratings),
        Mark("market", "X", points=Decimal("92.5"), basis="通报"),
        Mark("market", "V", grade="重大事故"),
        Mark("market", "E", events=(MarkEvent("批示", 2),)),
        Mark("market", "P", not_applicable=True, basis="无小微园区"),
        Mark("science", "J", not_applicable=True),
        Mark("science", "X", not_applicable=True, basis="未参加"),
        Mark("science", "V", grade="无"),
        Mark("science", "E", not_applicable=True),
        Mark("science", "P", not_applicable=True),
    ]
    found = read(written(form_of(kinds, {mark.key: mark for mark in marks}), tmp_path), kinds)
    assert found.issues == []
    assert found.marks == {mark.key: mark for mark in marks}


def test_nothing_to_judge_comes_back_as_it_counts(kinds: Plan, tmp_path: Path) -> None:
    marks = [Mark("market", "J", none=True), Mark("market", "V", none=True), Mark("market", "E", none=True)]
    partly = Mark("science", "J", ratings=(Rating("乡镇", FIVE),))
    found = read(written(form_of(kinds, {mark.key: mark for mark in [*marks, partly]}), tmp_path), kinds)
    zero = tuple(Rating(rater.name, Decimal(0)) for rater in RATERS)
    assert list(found.marks.values()) == [
        Mark("market", "J", ratings=zero),
        Mark("market", "V", grade="无"),
        marks[2],
        partly,
    ]


def test_what_may_be_chosen(kinds: Plan, tmp_path: Path) -> None:
    path = written(form_of(kinds), tmp_path)
    book, sheet = open_sheet(path, "评定")
    letters = column_letters(sheet, HEADING_ROW)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    def choices(cells: str) -> list[object]:
        listed, _, at = str(rules[cells].formula1).partition("!")
        found = book[listed][at]
        return [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]

    grade, points = letters["等次"], letters["得分"]
    (veto,), (given,), (events,) = (rows_of(sheet, "市监局", code) for code in ("V", "X", "E"))
    assert choices(f"{grade}{veto}") == ["无", "重大事故", "无此任务"]
    assert choices(f"{grade}{events}") == ["无", "有", "无此任务"]
    assert choices(f"{grade}{given}") == ["无此任务"]
    assert (rules[f"{points}{given}"].formula1, rules[f"{points}{given}"].formula2) == ("0", "120")
    first = max(rows_of(sheet, "科技局", "E")) + 1
    assert choices(f"{letters['评分项编码']}{first}:{letters['评分项编码']}{first + 9}") == ["P"]
    assert choices(f"{letters['考核对象']}{first}:{letters['考核对象']}{first + 9}") == ["市监局", "科技局"]


def test_an_older_workbook_without_the_column_of_raters(kinds: Plan, tmp_path: Path) -> None:
    path = written(form_of(kinds), tmp_path)
    book, sheet = open_sheet(path, "评定")
    letters = column_letters(sheet, HEADING_ROW)
    sheet[f"{letters['得分']}{rows_of(sheet, '市监局', 'X')[0]}"].value = 60
    sheet.delete_cols(MARK_COLUMNS.index("评分人") + 1)
    book.save(path)
    assert read(path, kinds).marks == {("market", "X"): Mark("market", "X", points=Decimal(60))}


def test_the_guide_says_how(kinds: Plan, tmp_path: Path) -> None:
    sheet = load_workbook(written(form_of(kinds), tmp_path))["填写说明"]
    how = {sheet.cell(row, 1).value: str(sheet.cell(row, 5).value) for row in range(4, 8)}
    assert "每个评分人一行" in how["J"]
    assert how["V"] == "在等次栏认定情形；没有的选“无”。"
    assert "等次选“无此任务”" in how["X"]
