"""One sheet, every rendering: page pictures, PDF and workbook say the same and lose nothing."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject
from PySide6.QtGui import QImage, QPageRanges, QPdfWriter

from tests.unit.printing.demo_sheet import FONTS, demo_sheet
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.printing.preview import SheetPrinter
from xiaowei_desktop.reporting.cells import cell_text
from xiaowei_desktop.reporting.numbers import COUNT, PERCENT, PLAIN, NumberFormat
from xiaowei_desktop.reporting.sheet import Cell, Column, Orientation, Row, Sheet, Value
from xiaowei_desktop.spreadsheets.sheet_workbook import write_sheets

DPI = 100
HEADINGS = ("类别", "考核内容", "目标值", "完成率", "得分", "计分规则与依据")


@pytest.fixture
def printer(qapp: object) -> SheetPrinter:
    assert qapp is not None
    return SheetPrinter(FONTS, footer="2020-12-31 打印")


@pytest.fixture
def pdf(printer: SheetPrinter, tmp_path: Path) -> PdfReader:
    path = tmp_path / "明细表.pdf"
    printer.write_pdf([demo_sheet("试算"), demo_sheet(orientation=Orientation.LANDSCAPE)], path)
    return PdfReader(path)


def compact(text: str) -> str:
    """The text without what line breaking put in."""
    return "".join(text.split())


def text_of(page: PageObject) -> str:
    return compact(page.extract_text())


def cell_texts(sheet: Sheet) -> set[str]:
    return {compact(cell_text(cell, sheet.columns[column])) for _, column, cell in sheet.placed_cells()}


# Page pictures


def pixel(millimetres: float) -> int:
    return round(millimetres * DPI / 25.4)


def is_dark(image: QImage, x: int, y: int) -> bool:
    """Whether there is a line within a pixel of this place."""
    around = [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return any(image.pixelColor(*place).lightness() < 60 for place in around)


@pytest.mark.parametrize("orientation", Orientation)
def test_the_border_is_closed_on_every_page(printer: SheetPrinter, orientation: Orientation) -> None:
    sheet = demo_sheet(orientation=orientation)
    (painter,) = printer.painters([sheet])
    images = printer.page_images([sheet], DPI)
    assert len(images) == painter.page_count > 2
    for index, image in enumerate(images):
        box = painter.layout.table_box(index)
        left, right, top, bottom = map(pixel, (box.left(), box.right(), box.top(), box.bottom()))
        assert all(is_dark(image, x, y) for y in (top, bottom) for x in range(left, right))
        assert all(is_dark(image, x, y) for x in (left, right) for y in range(top, bottom))


def test_a_merged_cell_is_closed_at_the_break_and_goes_on(printer: SheetPrinter) -> None:
    (painter,) = printer.painters([demo_sheet()])
    for first, second in pairwise(range(painter.page_count)):
        ends = [cell for cell in painter.layout.cells(first) if cell.box.left() == 15][-1]
        goes_on = next(iter(painter.layout.cells(second)))
        assert ends.box.bottom() == pytest.approx(painter.layout.table_box(first).bottom())
        if not goes_on.begins_row:
            assert goes_on.block.text == f"{ends.cell.value}（续）"
    parts = [cell for page in range(painter.page_count) for cell in painter.layout.cells(page)]
    assert any(not cell.begins_row for cell in parts)


def test_no_text_leaves_its_cell(printer: SheetPrinter) -> None:
    (painter,) = printer.painters([demo_sheet()])
    for page in range(painter.page_count):
        for cell in painter.layout.cells(page):
            assert cell.block.height <= cell.box.height() - 2
            assert cell.block.natural_width <= cell.box.width() - 2


def test_the_same_sheet_gives_the_same_pictures(printer: SheetPrinter) -> None:
    once, again = (printer.page_images([demo_sheet("试算")], 60) for _ in range(2))
    assert once == again


# PDF


def test_pages_lie_as_their_sheets_want(pdf: PdfReader) -> None:
    lies = [page.mediabox.width > page.mediabox.height for page in pdf.pages]
    assert lies == sorted(lies)
    assert {True, False} == set(lies)
    short, long = sorted((pdf.pages[0].mediabox.width, pdf.pages[0].mediabox.height))
    assert (float(short), float(long)) == pytest.approx((595, 842), abs=1)


def test_all_fonts_are_embedded(pdf: PdfReader) -> None:
    descriptors = [font for page in pdf.pages for font in font_descriptors(page)]
    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)
    assert {str(font["/FontName"]).partition("+")[2] for font in descriptors} == {
        "XiaoweiSansSC-Regular",
        "XiaoweiSansSC-Bold",
    }


def font_descriptors(page: PageObject) -> list[DictionaryObject]:
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    descriptors = []
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        descriptors.append(descendant["/FontDescriptor"].get_object())
    return descriptors


def test_the_pdf_is_a_subset_not_a_whole_font(printer: SheetPrinter, tmp_path: Path) -> None:
    printer.write_pdf([demo_sheet()], tmp_path / "表.pdf")
    assert (tmp_path / "表.pdf").stat().st_size < 300_000


def test_every_cell_can_be_found_in_the_pdf(pdf: PdfReader) -> None:
    text = "".join(text_of(page) for page in pdf.pages)
    sheet = demo_sheet()
    missing = [wanted for wanted in cell_texts(sheet) if wanted not in text]
    assert missing == []
    for wanted in (sheet.title, *sheet.notes, *sheet.signatures, *(t for line in sheet.head for t in line)):
        assert compact(wanted) in text


def test_heading_stamp_and_page_number_stand_on_every_page(pdf: PdfReader) -> None:
    portrait = [page for page in pdf.pages if page.mediabox.width < page.mediabox.height]
    for number, page in enumerate(portrait, start=1):
        text = text_of(page)
        assert all(heading in text for heading in HEADINGS)
        assert "试算" in text
        assert f"第{number}页共{len(portrait)}页" in text
        assert "2020-12-31打印" in text
    landscape = pdf.pages[len(portrait)]
    assert f"第1页共{len(pdf.pages) - len(portrait)}页" in text_of(landscape)


def test_the_signature_stands_with_the_total(pdf: PdfReader) -> None:
    last = text_of(pdf.pages[-1])
    assert "合计" in last
    assert "复核人：" in last


def test_the_pdf_has_a_title(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == demo_sheet().title


def test_a_page_range_prints_those_pages_only(printer: SheetPrinter, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "表.pdf"))
    writer.setPageRanges(QPageRanges.fromString("2-3"))
    printer.print_to([demo_sheet()], writer)
    texts = [text_of(page) for page in PdfReader(tmp_path / "表.pdf").pages]
    assert [text[text.index("第2页") :][:3] for text in texts[:1]] == ["第2页"]
    assert len(texts) == 2


def test_a_page_range_without_pages_is_said(printer: SheetPrinter, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "表.pdf"))
    writer.setPageRanges(QPageRanges.fromString("98-99"))
    with pytest.raises(UserError, match="没有可打印的页"):
        printer.print_to([demo_sheet()], writer)


# Workbook


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
    pages = [text_of(page) for page in PdfReader(tmp_path / "表.pdf").pages]
    assert all(heading in page for heading in HEADINGS for page in pages)
    assert [f"第{number}页" in page for number, page in enumerate(pages, start=1)] == [True] * len(pages)
    text = "".join(pages)
    assert [wanted for wanted in cell_texts(demo_sheet()) if wanted not in text] == []
