"""Score workbooks compute the program's points: what LibreOffice recalculates is what the program printed."""

from __future__ import annotations

import shutil
from itertools import islice
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.integration.command_line import done
from tests.integration.recalculation import (
    Printed,
    all_written,
    calculation_of,
    differences,
    printed,
    random_sheets,
    recalculated,
    unsaid,
    written,
)
from tests.unit.domain.cases import all_cases
from tests.unit.reporting.formula_cases import is_scored, put_points
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.sample_year import SampleYear
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.reporting.score_formulas.calculation import UNSAID, Calculation, Draft, Part
from xiaowei_desktop.reporting.score_formulas.calculation_sheet import CHECK, COLUMNS, DIFFERENT, SAME, VALUE
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.sheet import Cell, Column, Row, Sheet

SAMPLE = 50
"""Random sheets that fit the suite's time; `python -m tests.integration.recalculation 1000` takes minutes."""


@pytest.fixture(scope="module")
def sample_sheets(sample_year: SampleYear, tools: Toolbox) -> list[Printed]:
    """The sample year's sheets; it ends reopened, so they are provisional."""
    store = tools.stores.open(sample_year.database)
    try:
        return printed(score_year(Desk(store, "binjiang-2020", Author("张三", tools.clock)), 2020))
    finally:
        store.close()


@pytest.fixture(scope="module")
def sheets(sample_sheets: list[Printed]) -> list[Printed]:
    return [*sample_sheets, *islice(random_sheets(), SAMPLE)]


def test_libreoffice_recalculates_every_point_of_every_sheet(
    soffice: Path, sheets: list[Printed], tmp_path: Path
) -> None:
    books = recalculated(soffice, all_written(sheets, tmp_path), tmp_path)
    assert list(differences(sheets, books)) == []


def test_what_a_formula_could_say_is_one(sheets: list[Printed]) -> None:
    """The value stands in its place where the office changed the points, or voided a total that has no points yet."""
    said = unsaid(sheets)
    assert [note for note in said if UNSAID in note and not note.startswith(("异议经复核改分", "一票否决"))] == []
    assert said["formula"] > 3 * (said.total() - said["formula"])


def test_libreoffice_recalculates_every_case_of_every_rule(soffice: Path, tmp_path: Path) -> None:
    draft = Draft()
    cases = [param.values[0] for param in all_cases("rules*") if is_scored(param.values[0])]
    for case in cases:
        put_points(case, draft)
    calculation = Calculation("各规则的用例", draft.finished())
    sheet = Sheet(
        "用例", "用例", (Column("name", "用例", 40),), (Row((Cell("用例"),)),), calculation=lambda: calculation
    )
    (book,) = recalculated(soffice, [written(sheet, tmp_path / "用例.xlsx")], tmp_path)
    rows = CalamineWorkbook.from_path(book).get_sheet_by_index(1).to_python(skip_empty_area=False)
    first = next(number for number, row in enumerate(rows) if row[0] == COLUMNS[0].title) + 1
    lines = list(zip(calculation.lines, rows[first:], strict=False))
    found = [(line.given, row[VALUE], row[CHECK]) for line, row in lines if line.part is Part.POINTS]
    assert len(found) == len(cases)
    assert [one for one in found if float(one[0] or 0) != one[1] or one[2] != SAME] == []


def test_a_unit_may_try_other_figures(soffice: Path, sample_sheets: list[Printed], tmp_path: Path) -> None:
    """市监局新增小微企业填 5900 家（目标 5900 家）：9.49 分变成 10 分，总分随之多 0.51 分。"""
    sheet = next(sheet for scores, sheet in sample_sheets if scores.unit == "market")
    path = written(sheet, tmp_path / "试算.xlsx")
    book = load_workbook(path)
    page = book["计算"]
    cell = next(row[VALUE] for row in page.iter_rows() if row[1].value == "新增小微企业：完成")
    assert cell.protection.locked is False
    cell.value = 5900
    book.save(path)
    (tried,) = recalculated(soffice, [path], tmp_path)
    opened = CalamineWorkbook.from_path(tried)
    computed = {row[0]: row for row in opened.get_sheet_by_name("计算").to_python() if row[CHECK] in (SAME, DIFFERENT)}
    assert (computed["B1.1.1"][VALUE], computed["B1.1.1"][CHECK]) == (10, DIFFERENT)
    assert computed["B1.2"][CHECK] == SAME
    total = next(row for row in opened.get_sheet_by_index(0).to_python() if row[0] == "总分")
    assert total[8] == 109.30


def test_the_workbook_shows_its_points_without_computing_them(
    sample_year: SampleYear, sample_sheets: list[Printed], tmp_path: Path
) -> None:
    """Excel's protected view and the previews of chat programs compute nothing."""
    done("score", sample_year.database, "--year", "2020", "--out", tmp_path)
    path = next(tmp_path.glob("评分明细表_2020_市监局.xlsx"))
    shown, formulas = load_workbook(path, data_only=True), load_workbook(path)
    assert shown.sheetnames == ["市监局", "计算"]
    scores, sheet = next(one for one in sample_sheets if one[0].unit == "market")
    assert list(differences([(scores, sheet)], [path])) == []
    for worksheet in formulas.worksheets:
        for row in worksheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert shown[worksheet.title][cell.coordinate].value is not None
    assert formulas.calculation.fullCalcOnLoad is True


def test_inputs_are_open_and_everything_else_is_locked_without_a_password(
    sample_sheets: list[Printed], tmp_path: Path
) -> None:
    _, sheet = sample_sheets[0]
    lines = calculation_of(sheet).lines
    page = load_workbook(written(sheet, tmp_path / "表.xlsx"))["计算"]
    assert isinstance(page, Worksheet)
    assert page.protection.sheet is True
    assert page.protection.password is None
    first = next(row[0].row for row in page.iter_rows() if row[0].value == COLUMNS[0].title) + 1
    inputs = {first + at for at, line in enumerate(lines) if line.part is Part.INPUT}
    formulas = {first + at for at, line in enumerate(lines) if isinstance(line.content, Expression)}
    unlocked = {cell.row for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == inputs
    assert {row[VALUE].row for row in page.iter_rows() if row[VALUE].data_type == "f"} == formulas
    assert page.print_title_rows == f"${first - 1}:${first - 1}"


def test_a_final_has_its_frozen_values(sample_year: SampleYear, tmp_path: Path) -> None:
    copy = shutil.copy(sample_year.database, tmp_path / "样例.db")
    done("score", copy, "--year", "2020", "--final", "--out", tmp_path)
    book = load_workbook(next(tmp_path.glob("评分明细表_2020_市监局.xlsx")))
    assert book.sheetnames == ["市监局"]
    assert not [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]
