"""自评表 out to the units and back in: versions beside each other, and refusals at their cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.application.office import Cells, Office
from tests.unit.application.papers import YEAR, adopt, drop_sheet, found, self_assessment, set_cells
from tests.unit.domain.small_office import NOW, PLAN, Q4, line
from xiaowei_desktop.application.imports.outcome import FileKind, Result
from xiaowei_desktop.application.imports.paper_head import stated_year
from xiaowei_desktop.application.ports.workbooks import CellText, PaperKind, ReadTable, UnitPaper
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.self_assessments import write_self_assessment_forms
from xiaowei_desktop.application.voice_form_items import form_items
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.domain.self_assessment import AssessedItem, SelfAssessment
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.reader import CalamineReader

SCIENCE = ("A1", "A2", "A3", "B1", "B2", "C1", "C2")
FULL: Cells = {code: {"自评得分": 0} for code in SCIENCE} | {
    "A1": {"自评得分": 24.5, "自评说明": "全年发放676.48万元", "支撑材料": "发放清单\n\n 审计报告 ", "备注": "@附件3"},
    "B1": {"自评得分": "9分"},
}


def stored(office: Office, unit: str = "science") -> SelfAssessment:
    with office.desk.work() as work:
        return work.self_assessments.get(PLAN.id, unit, YEAR)


def test_each_assessed_unit_gets_its_workbook(office: Office) -> None:
    written = write_self_assessment_forms(office.desk, OpenpyxlForms(), YEAR, office.folder)
    assert [path.name for path in written] == ["2020_市监局_自评表.xlsx", "2020_科技局_自评表.xlsx"]


def test_what_is_in_already_stands_in_the_form(office: Office) -> None:
    office.accept("science", Q4, line("voucher", "676.48"), line("research", "12.5", numerator="1", denominator="8"))
    rows = {row.item.code: row for row in form_items(score_year(office.desk, YEAR), "science")}
    assert tuple(rows) == SCIENCE
    assert rows["A1"].figures == "目标 700万元\n完成 676.48万元\n完成率 96.64%"
    assert (rows["A1"].section, rows["A1"].points) == ("指标完成", Decimal("24.16"))
    assert rows["B1"].figures == ""


def test_a_filled_form_is_shown_and_then_stored(office: Office) -> None:
    path = self_assessment(office, FULL)
    (shown,) = office.preview(path)
    assert (shown.kind, shown.unit, shown.year, shown.quarter) == (FileKind.SELF_ASSESSMENT, "科技局", YEAR, None)
    assert (shown.result, shown.issues, stored(office).versions) == (Result.IMPORTED, (), ())
    assert ("科技局 A1 发放科技创新券", "支撑材料", "", "发放清单；审计报告") in [
        (change.row, change.field, change.old, change.new) for change in shown.changes
    ]
    (taken,) = office.take(path)
    assert taken.result is Result.IMPORTED
    current = stored(office).current
    assert current is not None
    assert current.items[0] == AssessedItem(
        "A1", Decimal("24.5"), "全年发放676.48万元", ("发放清单", "审计报告"), "@附件3"
    )
    assert current.points_of("B1") == Decimal(9)
    how = current.handed_in
    assert (how.number, how.filler.name, how.source.file) == (1, "张三", "2020_科技局_自评表.xlsx")
    assert (how.received_on, how.recorded_at, how.recorded_by) == (NOW.date(), NOW, "李四")
    assert [(c.subject, c.field, c.old, c.new, c.reason) for c in office.history()] == [
        ("2020年自评 科技局", "自评", "", "第1版，7项，各项自评合计33.5分", "2020_科技局_自评表.xlsx")
    ]


def test_a_resubmission_stands_beside_the_old_one_and_an_old_file_stays_old(office: Office) -> None:
    first = self_assessment(office, FULL, name="第一次.xlsx")
    office.take(first)
    second = self_assessment(office, {"B2": {"自评得分": 4}, "A1": {"备注": None}}, name="第二次.xlsx")
    (outcome,) = office.take(second)
    assert [(c.row, c.field, c.old, c.new) for c in outcome.changes] == [
        ("科技局 A1 发放科技创新券", "备注", "@附件3", ""),
        ("科技局 B2 工作创新", "自评得分", "0", "4"),
    ]
    assert [version.points_of("B2") for version in stored(office).versions] == [Decimal(0), Decimal(4)]
    (again, older) = office.take(second, first)
    assert {again.result, older.result} == {Result.UNCHANGED}
    assert found(again if again.file == first else older, Severity.NOTE) == [("older-version", "")]
    assert len(stored(office).versions) == len(office.history()) == 2
    assert office.history()[1].old == "第1版"


def test_the_same_content_in_another_file_is_unchanged(office: Office) -> None:
    office.take(self_assessment(office, FULL, name="第一次.xlsx"))
    (outcome,) = office.take(self_assessment(office, {}, name="另存.xlsx"))
    assert (outcome.result, outcome.changes) == (Result.UNCHANGED, ())


def test_two_files_of_one_unit_in_a_batch_are_told(office: Office) -> None:
    one = self_assessment(office, FULL, name="1.xlsx")
    two = self_assessment(office, {"B1": {"自评得分": 8}}, name="2.xlsx")
    _, outcome = office.take(one, two)
    assert outcome.issues[-1].code == "twice-in-batch"
    assert "另存一次" in outcome.issues[-1].message
    assert "也是科技局 2020 的自评表" in outcome.issues[-1].message


def test_items_without_points_are_asked_about(office: Office) -> None:
    (outcome,) = office.take(self_assessment(office, {"B1": {"自评得分": 8}, "B2": {"自评说明": "见总结"}}))
    assert outcome.result is Result.IMPORTED
    assert [code for code, _ in found(outcome, Severity.WARNING)] == ["points-missing"] * 6
    current = stored(office).current
    assert current is not None
    assert [assessed.item for assessed in current.items] == ["B1", "B2"]


def test_an_empty_form_is_refused(office: Office) -> None:
    (outcome,) = office.take(self_assessment(office, {}))
    assert (outcome.result, found(outcome)) == (Result.REJECTED, [("empty-assessment", "")])


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"B1": {"自评得分": 10.5}}, "points-range", "自评得分"),
        ({"B1": {"自评得分": -1}}, "points-range", "自评得分"),
        ({"B1": {"自评得分": "8.555"}}, "points-places", "自评得分"),
        ({"B1": {"自评得分": "八分"}}, "not-a-number", "自评得分"),
        ({"B1": {"自评得分": "9" * 61}}, "not-a-number", "自评得分"),
        ({"B1": {"自评说明": "长" * 2001}}, "text-too-long", "自评说明"),
        ({"B1": {"支撑材料": "长" * 2001}}, "text-too-long", "支撑材料"),
    ],
)
def test_one_wrong_cell_keeps_the_whole_form_out(office: Office, cells: Cells, code: str, column: str) -> None:
    path = self_assessment(office, {**FULL, **cells})
    (outcome,) = office.take(path)
    assert [(issue.code, issue.place.row, issue.place.field) for issue in outcome.errors] == [(code, "B1", column)]
    assert outcome.errors[0].place.cell[1:] == row_of(path, "B1")
    assert (outcome.result, stored(office).versions, office.history()) == (Result.REJECTED, (), ())


def row_of(path: Path, code: str) -> str:
    sheet = load_workbook(path)["自评"]
    return next(str(row) for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == code)


def test_an_excel_error_is_no_text(office: Office) -> None:
    path = self_assessment(office, FULL)
    set_cells(path, "自评", {f"G{row_of(path, 'B1')}": "#REF!"})
    (outcome,) = office.take(path)
    assert [code for code, _ in found(outcome)] == ["formula-error"]


def swap(path: Path, *codes: str) -> None:
    """Exchanges two whole rows, as a clerk does by cutting and pasting."""
    book = load_workbook(path)
    sheet = book["自评"]
    first, second = (int(row_of(path, code)) for code in codes)
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(first, column), sheet.cell(second, column)
        one.value, other.value = other.value, one.value
    book.save(path)


def test_moved_rows_are_refused(office: Office) -> None:
    path = self_assessment(office, FULL)
    swap(path, "B1", "B2")
    (outcome,) = office.take(path)
    assert [code for code, _ in found(outcome)] == ["row-moved"]


@pytest.mark.parametrize(
    ("column", "value", "codes"),
    [
        ("A", "Z9", ["unknown-item", "row-missing"]),
        ("A", "B2", ["row-moved", "unknown-item", "row-missing"]),
        ("A", None, ["code-missing", "row-missing"]),
        ("B", "别的工作", ["row-moved"]),
        ("B", None, []),
    ],
)
def test_rows_that_do_not_fit_their_items(office: Office, column: str, value: str | None, codes: list[str]) -> None:
    path = self_assessment(office, FULL)
    set_cells(path, "自评", {f"{column}{row_of(path, 'B1')}": value})
    (outcome,) = office.take(path)
    assert [code for code, _ in found(outcome)] == codes


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code"),
    [
        ("自评", "考核对象", "市监局", "unit-mismatch"),
        ("自评", "考核对象", "没有这个局", "unknown-unit"),
        ("自评", "考核年度", "2019年度", "wrong-year"),
        ("自评", "考核年度", "去年", "wrong-year"),
        ("自评", "考核年度", "2021年", "year-mismatch"),
        ("_xiaowei", "plan", "binjiang-2020", "wrong-plan"),
        ("_xiaowei", "unit", "market", "unit-mismatch"),
        ("_xiaowei", "unit", "没有这个局", "unit-mismatch"),
        ("_xiaowei", "year", "2021", "year-mismatch"),
    ],
)
def test_another_units_years_or_plans_form(office: Office, sheet: str, cell: str, value: str, code: str) -> None:
    path = self_assessment(office, FULL)
    set_beside(path, sheet, cell, value)
    (outcome,) = office.take(path)
    assert (outcome.result, [found_code for found_code, _ in found(outcome)]) == (Result.REJECTED, [code])


def set_beside(path: Path, sheet: str, label: str, value: str) -> None:
    """Writes into the cell to the right of a label."""
    book = load_workbook(path)
    place = next(cell for row in book[sheet].iter_rows(1, 8) for cell in row if cell.value == label)
    book[sheet].cell(place.row, place.column + 1).value = value
    book.save(path)


def test_without_the_hidden_sheet_the_head_says_whose_it_is(office: Office) -> None:
    path = self_assessment(office, FULL)
    drop_sheet(path, "_xiaowei")
    (outcome,) = office.take(path)
    assert (outcome.result, outcome.unit, outcome.year) == (Result.IMPORTED, "科技局", YEAR)


def paper(head: dict[str, str], **identity: str) -> UnitPaper:
    cells = {label: CellText(text, "B3") for label, text in head.items()}
    return UnitPaper(PaperKind.SELF_ASSESSMENT, cells, identity, ReadTable("自评", ()))


def test_the_year_on_the_form() -> None:
    assert [stated_year(paper({"考核年度": text})) for text in ("２０２０年度", "2020", "二〇二〇")] == [
        2020,
        2020,
        None,
    ]
    assert stated_year(paper({}, year="2021")) == 2021


@pytest.mark.parametrize(("unit", "code"), [("", "unit-missing"), ("北区", "unit-not-assessed")])
def test_a_form_of_nobody_who_is_assessed(office: Office, unit: str, code: str) -> None:
    path = self_assessment(office, FULL)
    drop_sheet(path, "_xiaowei")
    set_beside(path, "自评", "考核对象", unit)
    (outcome,) = office.take(path)
    assert [found_code for found_code, _ in found(outcome)] == [code]


def test_a_unit_without_items_of_its_own_gets_no_form(office: Office) -> None:
    assert PLAN.scheme is not None
    (section, *_) = (child for child in PLAN.scheme.root.children if child.code == "A")
    own = tuple(leaf for leaf in section.leaves() if leaf.code == "A3")
    adopt(office, replace(PLAN.scheme.root, children=(replace(section, children=own),)))
    written = write_self_assessment_forms(office.desk, OpenpyxlForms(), YEAR, office.folder)
    assert [path.name for path in written] == ["2020_科技局_自评表.xlsx"]


def test_forms_for_a_unit_that_is_not_assessed(office: Office) -> None:
    with pytest.raises(UserError, match="“北区”不是考核对象"):
        write_self_assessment_forms(office.desk, OpenpyxlForms(), YEAR, office.folder, "北区")


def test_a_self_assessment_is_read_after_everything_else(office: Office) -> None:
    paths = (self_assessment(office, FULL, name="0.xlsx"), office.mark_form({"科技局 C2": {"名次": 1}}))
    assert [outcome.kind for outcome in office.take(*paths)] == [FileKind.MARKS, FileKind.SELF_ASSESSMENT]


def test_the_reader_knows_it_by_its_columns(office: Office) -> None:
    path = self_assessment(office, FULL)
    drop_sheet(path, "_xiaowei")
    content = CalamineReader().read(path).content
    assert isinstance(content, UnitPaper)
    assert (content.kind, content.head["填报人"].text, content.identity) == (PaperKind.SELF_ASSESSMENT, "张三", {})
