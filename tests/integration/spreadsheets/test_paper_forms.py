"""自评表 and 异议表 as workbooks: what may be typed where, how they print, how other offices send them back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.spreadsheets.office_forms import Resave, column_letters, open_sheet
from xiaowei_desktop.application.ports.voice_forms import FormItem, ObjectionForm, SelfAssessmentForm
from xiaowei_desktop.application.ports.workbooks import PaperKind, TableRow, UnitPaper
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.item_points import points_range
from xiaowei_desktop.domain.objection import Objection, ObjectionVersion, UnitObjections
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import Filler, Source
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion, SelfAssessment
from xiaowei_desktop.spreadsheets.form_names import OBJECTION_COLUMNS, SELF_ASSESSMENT_COLUMNS
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.reader import CalamineReader

HEADING_ROW = 5
YEAR = 2020
UNIT = "science"
HOW = HandedIn(
    1, Filler("张三", "0571-87000000", "李四", date(2021, 1, 5)), Source("旧.xlsx"), date(2021, 1, 6),
    datetime(2021, 1, 6), "王五",
)  # fmt: skip
Write = Callable[[Plan, Path], None]


def form_items(plan: Plan) -> tuple[FormItem, ...]:
    assert plan.scheme is not None
    tree = plan.scheme.for_organisation(UNIT)
    assert tree is not None
    return tuple(
        FormItem(leaf, section.title, "目标 700万元\n完成 676.48万元", Decimal("4.3"), "5 × 0.86 = 4.3")
        for section in tree.children
        for leaf in section.leaves()
    )


def write_assessment(plan: Plan, path: Path, *items: AssessedItem) -> None:
    versions = (AssessmentVersion(HOW, items),) if items else ()
    form = SelfAssessmentForm(plan, UNIT, YEAR, form_items(plan), SelfAssessment(UNIT, YEAR, versions))
    OpenpyxlForms().write_self_assessment(form, path)


def write_objections(plan: Plan, path: Path, *objections: Objection) -> None:
    versions = (ObjectionVersion(HOW, objections),) if objections else ()
    form = ObjectionForm(plan, UNIT, YEAR, form_items(plan), UnitObjections(UNIT, YEAR, versions))
    OpenpyxlForms().write_objections(form, path)


PAPERS = pytest.mark.parametrize(
    ("write", "sheet", "columns", "open_columns", "kind"),
    [
        (
            write_assessment, "自评", SELF_ASSESSMENT_COLUMNS, {"自评得分", "自评说明", "支撑材料", "备注"},
            "self_assessment",
        ),
        (write_objections, "异议", OBJECTION_COLUMNS, {"异议意见", "认为应得分"}, "objections"),
    ],
)  # fmt: skip


def read(path: Path) -> UnitPaper:
    content = CalamineReader().read(path).content
    assert isinstance(content, UnitPaper)
    return content


def row_for(paper: UnitPaper, code: str) -> TableRow:
    return next(row for row in paper.table.rows if row["评分项编码"].text == code)


def unlocked(sheet: Worksheet, row: int) -> set[str]:
    letters = column_letters(sheet, HEADING_ROW)
    return {name for name, letter in letters.items() if not sheet[f"{letter}{row}"].protection.locked}


@PAPERS
def test_only_the_units_cells_can_be_typed_in(
    plan: Plan, tmp_path: Path, write: Write, sheet: str, columns: tuple[str, ...], open_columns: set[str], kind: str
) -> None:
    path = tmp_path / "表.xlsx"
    write(plan, path)
    _, shown = open_sheet(path, sheet)
    assert tuple(cell.value for cell in shown[HEADING_ROW]) == columns
    codes = {item.item.code for item in form_items(plan)}
    rows = [row for row in range(HEADING_ROW + 1, shown.max_row + 1) if shown.cell(row, 1).value in codes]
    assert len(rows) == len(codes)
    assert {frozenset(unlocked(shown, row)) for row in rows} == {frozenset(open_columns)}
    assert (shown.protection.sheet, shown.protection.password) == (True, None)


@PAPERS
def test_it_prints_on_a4_landscape_with_its_heading(
    plan: Plan, tmp_path: Path, write: Write, sheet: str, columns: tuple[str, ...], open_columns: set[str], kind: str
) -> None:
    path = tmp_path / "表.xlsx"
    write(plan, path)
    book, shown = open_sheet(path, sheet)
    assert (shown.page_setup.orientation, shown.page_setup.paperSize) == ("landscape", 9)
    assert (shown.page_setup.fitToWidth, shown.print_title_rows) == (1, "$5:$5")
    assert book["_xiaowei"].sheet_state == "hidden"
    assert read(path).identity == {
        "kind": kind, "plan": plan.id, "unit": UNIT, "year": "2020", "submitted": "0", "version": "1",
    }  # fmt: skip


@PAPERS
def test_points_are_checked_against_each_items_own_range(
    plan: Plan, tmp_path: Path, write: Write, sheet: str, columns: tuple[str, ...], open_columns: set[str], kind: str
) -> None:
    path = tmp_path / "表.xlsx"
    write(plan, path)
    _, shown = open_sheet(path, sheet)
    rules = {str(rule.sqref): rule for rule in shown.data_validations.dataValidation if rule.type == "decimal"}
    ranges = {item.item.code: points_range(item.item) for item in form_items(plan)}
    assert len(rules) == len(ranges)
    for place, rule in rules.items():
        code = str(shown[f"A{place[1:]}"].value)
        assert (Decimal(str(rule.formula1)), Decimal(str(rule.formula2))) == ranges[code]
        assert len(rule.prompt or "") <= 255


def test_a_self_assessment_goes_out_with_what_came_in(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "自评表.xlsx"
    item = AssessedItem("B2.2", Decimal("24.5"), "=SUM(A1)", ("清单", "@报告"), "-5")
    write_assessment(plan, path, item)
    paper = read(path)
    row = row_for(paper, "B2.2")
    assert [row[name].text for name in ("自评得分", "自评说明", "支撑材料", "备注")] == [
        "24.5", "=SUM(A1)", "清单\n@报告", "-5",
    ]  # fmt: skip
    assert row["完成情况"].text == "目标 700万元\n完成 676.48万元"
    assert {label: cell.text for label, cell in paper.head.items()} == {
        "考核对象": "科技局", "考核年度": "2020年度", "填报人": "张三", "联系电话": "0571-87000000",
        "单位负责人": "李四", "填报日期": "2021-01-05",
    }  # fmt: skip


def test_objections_go_out_with_points_and_arithmetic(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "异议表.xlsx"
    write_objections(plan, path, Objection("B2.2", "+应加分", Decimal("24.5")))
    row = row_for(read(path), "B2.2")
    assert [row[name].text for name in ("得分", "计算过程", "异议意见", "认为应得分")] == [
        "4.3", "5 × 0.86 = 4.3", "+应加分", "24.5",
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_saved_again_by_another_office(plan: Plan, tmp_path: Path, resave: Resave, suffix: str) -> None:
    path = tmp_path / "自评表.xlsx"
    write_assessment(plan, path, AssessedItem("A1", Decimal("8.25"), "第一行\n第二行", ("清单", "报告")))
    paper = read(resave(path, suffix))
    row = row_for(paper, "A1")
    assert (row["自评得分"].text, row["支撑材料"].text) == ("8.25", "清单\n报告")
    assert (paper.kind, len(paper.table.rows)) == (PaperKind.SELF_ASSESSMENT, len(form_items(plan)))


def test_renamed_and_reordered_it_is_still_known(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "异议表.xlsx"
    write_objections(plan, path, Objection("A1", "应加分", Decimal(9)))
    book, sheet = open_sheet(path, "异议")
    sheet.title = "Sheet1"
    sheet.unmerge_cells("B6:G6")
    for row in range(HEADING_ROW, sheet.max_row + 1):
        first, last = sheet.cell(row, 6), sheet.cell(row, 7)
        if isinstance(first, Cell) and isinstance(last, Cell):
            first.value, last.value = last.value, first.value
    del book["_xiaowei"]
    book.save(path)
    paper = read(path)
    assert paper.kind is PaperKind.OBJECTIONS
    assert (row_for(paper, "A1")["异议意见"].text, row_for(paper, "A1")["异议意见"].cell) == ("应加分", "G7")
