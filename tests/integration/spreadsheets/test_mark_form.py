"""The mark workbook: what may be entered where, and how it comes back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.spreadsheets.office_forms import Resave, column_letters, mark_form, open_sheet
from xiaowei_desktop.application.ports.workbooks import MarkWorkbook, TableRow
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.rules import EventsRule
from xiaowei_desktop.spreadsheets.form_names import EVENT_COLUMNS, MARK_COLUMNS
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.reader import CalamineReader

HEADING_ROW = 3


def read_marks(path: Path) -> MarkWorkbook:
    content = CalamineReader().read(path).content
    assert isinstance(content, MarkWorkbook)
    return content


def row_for(book: MarkWorkbook, unit: str, code: str) -> TableRow:
    return next(r for r in book.marks.rows if (r["考核对象"].text, r["评分项编码"].text) == (unit, code))


def unlocked(sheet: Worksheet, row: int) -> set[str]:
    letters = column_letters(sheet, HEADING_ROW)
    return {name for name, letter in letters.items() if not sheet[f"{letter}{row}"].protection.locked}


def sheet_row(sheet: Worksheet, unit: str, code: str) -> int:
    return next(
        row
        for row in range(1, sheet.max_row + 1)
        if (sheet.cell(row, 1).value, sheet.cell(row, 2).value) == (unit, code)
    )


def test_headings_are_the_agreed_ones(blank_marks: Path) -> None:
    for name, columns in (("评定", MARK_COLUMNS), ("加扣分", EVENT_COLUMNS)):
        _, sheet = open_sheet(blank_marks, name)
        assert tuple(cell.value for cell in sheet[HEADING_ROW]) == columns


def test_every_judged_item_of_every_unit_has_a_row(plan: Plan, blank_marks: Path) -> None:
    expected = [(plan.organisation(unit).name, node.code) for unit, nodes in mark_form(plan).items for node in nodes]
    book = read_marks(blank_marks)
    assert [(row["考核对象"].text, row["评分项编码"].text) for row in book.marks.rows] == expected
    assert book.events.rows == ()
    assert book.identity == {"kind": "marks", "plan": "binjiang-2020", "year": "2020", "version": "1"}


@pytest.mark.parametrize(
    ("unit", "code", "asked"),
    [
        ("市监局", "A1", {"等次", "得分"}),
        ("市监局", "C1", {"名次"}),
        ("市监局", "C2.1", {"得分"}),
        ("市监局", "C3.1", {"等次"}),
        ("发改局（金融办）", "B3.2", {"完成率"}),
    ],
)
def test_only_what_the_rule_asks_for_can_be_typed(blank_marks: Path, unit: str, code: str, asked: set[str]) -> None:
    _, sheet = open_sheet(blank_marks, "评定")
    assert unlocked(sheet, sheet_row(sheet, unit, code)) == asked | {"等次", "评定依据"}


def test_prompts_fit_into_excel(blank_marks: Path) -> None:
    for name in ("评定", "加扣分"):
        _, sheet = open_sheet(blank_marks, name)
        assert sheet.data_validations.dataValidation
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 255


def test_events_to_choose_from_are_those_of_the_item(
    plan: Plan, blank_marks: Path, resave: Resave, tmp_path: Path
) -> None:
    """The list's formula, evaluated by a real office program for each of the items."""
    items = {n.code: n.rule for _, nodes in mark_form(plan).items for n in nodes if isinstance(n.rule, EventsRule)}
    book, sheet = open_sheet(blank_marks, "加扣分")
    formula = next(
        str(rule.formula1) for rule in sheet.data_validations.dataValidation if str(rule.sqref).startswith("C")
    )
    probe = book.create_sheet("probe", 0)
    for row, (code, rule) in enumerate(items.items(), start=4):
        sheet[f"B{row}"].value = code
        for column in range(1, len(rule.kinds) + 1):
            at_row = formula.replace("$B4", f"加扣分!$B{row}")
            probe.cell(row, column).value = f"=INDEX({at_row},{column})"
    path = tmp_path / "probe.xlsx"
    book.save(path)
    resaved = load_workbook(resave(path, "xlsx"), data_only=True)["probe"]
    assert isinstance(resaved, Worksheet)
    shown = [[value for value in line if value] for line in resaved.iter_rows(min_row=4, values_only=True)]
    assert shown == [[kind.name for kind in rule.kinds] for rule in items.values()]


def test_marks_and_events_so_far_are_filled_in_and_come_back(plan: Plan, tmp_path: Path) -> None:
    marks = {
        ("market", "A1"): Mark("market", "A1", grade="成效较好", points=Decimal("7.5"), basis="=现场检查"),
        ("market", "C1"): Mark("market", "C1", none=True),
        ("market", "C3.1"): Mark("market", "C3.1", events=(MarkEvent("国家领导人", 2, Decimal(3), "批示〔2020〕1号"),)),
        ("market", "C4"): Mark("market", "C4", none=True),
        ("science", "C1"): Mark("science", "C1", place=2),
        ("development", "B3.2"): Mark("development", "B3.2", rate=Decimal("0.965")),
    }
    path = tmp_path / "marks.xlsx"
    OpenpyxlForms().write_marks(replace(mark_form(plan), marks=marks), path)
    book = read_marks(path)
    graded = row_for(book, "市监局", "A1")
    assert (graded["等次"].text, graded["得分"].text, graded["评定依据"].text) == ("成效较好", "7.5", "=现场检查")
    assert row_for(book, "市监局", "C1")["名次"].text == "无"
    assert row_for(book, "市监局", "C3.1")["等次"].text == "有"
    assert row_for(book, "市监局", "C4")["等次"].text == "无"
    assert row_for(book, "科技局", "C1")["名次"].text == "2"
    assert row_for(book, "发改局（金融办）", "B3.2")["完成率"].text == "96.5%"
    assert [{name: cell.text for name, cell in row.items()} for row in book.events.rows] == [
        {
            "考核对象": "市监局",
            "评分项编码": "C3.1",
            "事项": "国家领导人",
            "次数": "2",
            "分值": "3",
            "依据": "批示〔2020〕1号",
        }
    ]
    assert book.events.rows[0]["事项"].cell == "C4"


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_saved_again_by_another_office(blank_marks: Path, resave: Resave, suffix: str) -> None:
    book, sheet = open_sheet(blank_marks, "评定")
    letters = column_letters(sheet, HEADING_ROW)
    sheet[f"{letters['等次']}{sheet_row(sheet, '市监局', 'A1')}"].value = "成效突出"
    sheet[f"{letters['完成率']}{sheet_row(sheet, '发改局（金融办）', 'B3.2')}"].value = 0.95
    sheet[f"{letters['名次']}{sheet_row(sheet, '科技局', 'C1')}"].value = "无"
    book.save(blank_marks)
    read = read_marks(resave(blank_marks, suffix))
    assert row_for(read, "市监局", "A1")["等次"].text == "成效突出"
    assert row_for(read, "发改局（金融办）", "B3.2")["完成率"].text == "95%"
    assert row_for(read, "科技局", "C1")["名次"].text == "无"
    assert len(read.marks.rows) > 40
