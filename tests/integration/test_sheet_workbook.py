"""Sheets as workbooks: the printed form's content and look, with real figures."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from tests.unit.printing.demo_sheet import demo_sheet
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.cells import cell_text
from xiaowei_desktop.reporting.numbers import COUNT, PERCENT, PLAIN, NumberFormat
from xiaowei_desktop.reporting.sheet import Cell, Column, Orientation, Row, Sheet, Value
from xiaowei_desktop.spreadsheets.sheet_workbook import write_sheets

HEADINGS = tuple(column.title for column in demo_sheet().columns)


def workbook_of(sheets: list[Sheet], folder: Path) -> list[Worksheet]:
    write_sheets(sheets, folder / "表.xlsx")
    return list(load_workbook(folder / "表.xlsx").worksheets)


def small_sheet(*values: Value, number_format: NumberFormat | None = None, title: str = "小表") -> Sheet:
    column = Column("value", "数值", 40, number_format=number_format)
    return Sheet("small", title, (column,), tuple(Row((Cell(value),)) for value in values))


def test_the_workbook_has_every_text_and_figure(tmp_path: Path) -> None:
    sheet = demo_sheet("试算")
    (worksheet,) = workbook_of([sheet], tmp_path)
    first = next(row for row in range(1, 20) if worksheet.cell(row, 1).value == "类别") + 1
    for row, column, cell in sheet.placed_cells():
        written = worksheet.cell(first + row, column + 1).value
        if isinstance(cell.value, Decimal | int):
            assert isinstance(written, int | float)
            assert Decimal(str(written)) == cell.value
        else:
            assert (written or "") == (cell.value or "")
    texts = [value for row in worksheet.iter_rows(values_only=True) for value in row if value]
    for wanted in ("试算", sheet.title, *sheet.notes, *sheet.signatures):
        assert wanted in texts
    assert len(worksheet.merged_cells.ranges) >= sum(
        cell.rows * cell.columns > 1 for _, _, cell in sheet.placed_cells()
    )


def test_the_workbook_prints_as_an_official_form(tmp_path: Path) -> None:
    portrait, landscape = workbook_of([demo_sheet(), demo_sheet(orientation=Orientation.LANDSCAPE)], tmp_path)
    assert (portrait.page_setup.orientation, landscape.page_setup.orientation) == ("portrait", "landscape")
    for worksheet in (portrait, landscape):
        setup = worksheet.page_setup
        assert (setup.paperSize, setup.fitToWidth, setup.fitToHeight) == (9, 1, 0)
        assert worksheet.sheet_properties.pageSetUpPr is not None
        assert worksheet.sheet_properties.pageSetUpPr.fitToPage
        assert worksheet.print_title_rows == "$4:$4"
        assert worksheet.print_options.horizontalCentered


def test_every_place_of_the_table_has_its_border(tmp_path: Path) -> None:
    sheet = demo_sheet()
    (worksheet,) = workbook_of([sheet], tmp_path)
    last_row, last_column = 4 + len(sheet.rows), len(sheet.columns)
    assert {worksheet.cell(last_row, c).border.bottom.style for c in range(1, last_column + 1)} == {"medium"}
    assert {worksheet.cell(r, last_column).border.right.style for r in range(4, last_row + 1)} == {"medium"}
    assert {worksheet.cell(r, 1).border.left.style for r in range(4, last_row + 1)} == {"medium"}


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@SUM(A1)", "\t=1", "=HYPERLINK(1)", "#N/A"])
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    (worksheet,) = workbook_of([small_sheet(text)], tmp_path)
    cell = worksheet["A3"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is not (text == "#N/A")


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "code"),
    [
        (Decimal("24.16"), PLAIN, 24.16, "#,##0.00_ "),
        (Decimal("1234567"), PLAIN, 1234567, "#,##0_ "),
        (Decimal("0.9664"), PERCENT, 0.9664, "#,##0.00%_ "),
        (Decimal("123456789012.345"), PLAIN, 123456789012.345, "#,##0.000_ "),
        (Decimal("1234567890123456.78"), PLAIN, "1,234,567,890,123,456.78", "General"),
        (Decimal(2) / Decimal(3), PERCENT, 0.6667, "#,##0.00%_ "),
        (12345678901234567, COUNT, "12,345,678,901,234,567", "General"),
    ],
)
def test_figures_are_numbers_as_long_as_nothing_is_lost(
    tmp_path: Path, value: Decimal | int, number_format: NumberFormat, expected: object, code: str
) -> None:
    (worksheet,) = workbook_of([small_sheet(value, number_format=number_format)], tmp_path)
    assert (worksheet["A3"].value, worksheet["A3"].number_format) == (expected, code)


def test_a_missing_figure_is_an_empty_cell(tmp_path: Path) -> None:
    (worksheet,) = workbook_of([small_sheet(None, 1)], tmp_path)
    assert worksheet["A3"].value is None


def test_worksheets_have_names_that_excel_accepts(tmp_path: Path) -> None:
    title = "2020年度[滨江]考核/评分:明细表?*" + "甲" * 40
    sheets = [small_sheet(1, title=title), small_sheet(1, title=title), small_sheet(1, title="ABC")]
    sheets += [replace(small_sheet(1), subject="abc"), replace(small_sheet(1), subject="区科技局")]
    names = [worksheet.title for worksheet in workbook_of(sheets, tmp_path)]
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert names[-1] == "区科技局"


def test_nothing_to_export_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有可以导出的表"):
        write_sheets([], tmp_path / "表.xlsx")


def test_libreoffice_shows_every_text_of_the_workbook_on_pages_one_sheet_wide(soffice: Path, tmp_path: Path) -> None:
    write_sheets([demo_sheet("试算")], tmp_path / "表.xlsx")
    profile = (tmp_path / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), str(tmp_path / "表.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    pages = [compact(page.extract_text()) for page in PdfReader(tmp_path / "表.pdf").pages]
    assert all(heading in page for heading in HEADINGS for page in pages)
    assert [f"第{number}页" in page for number, page in enumerate(pages, start=1)] == [True] * len(pages)
    text, sheet = "".join(pages), demo_sheet()
    for _, column, cell in sheet.placed_cells():
        assert compact(cell_text(cell, sheet.columns[column])) in text


def compact(text: str) -> str:
    """The text without what line breaking put in."""
    return "".join(text.split())


def footer_texts(footer: HeaderFooterItem | None) -> tuple[str | None, ...]:
    assert footer is not None
    return tuple(part.text for part in (footer.left, footer.center, footer.right))


def test_the_foot_of_a_final_stands_beside_the_page_number(tmp_path: Path) -> None:
    (final,) = workbook_of([replace(demo_sheet("定稿"), foot="第1次定稿　A&B　指纹 3F2A")], tmp_path)
    for footer in (final.oddFooter, final.firstFooter):
        assert footer_texts(footer) == ("第1次定稿　A&&B　指纹 3F2A", None, "第 &P 页")
    (other,) = workbook_of([demo_sheet("试算")], tmp_path)
    assert footer_texts(other.oddFooter) == (None, "第 &P 页", None)
