"""Sheets on paper: page pictures, PDF and printer say the same and lose nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject
from PySide6.QtGui import QImage, QPageRanges, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from tests.unit.printing.demo_sheet import FONTS, demo_sheet
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.printing.preview import SheetPrinter
from xiaowei_desktop.reporting.cells import cell_text
from xiaowei_desktop.reporting.sheet import Orientation, Sheet

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


def test_a_sheet_with_a_foot_of_its_own_does_not_say_which_program_printed_it(
    printer: SheetPrinter, tmp_path: Path
) -> None:
    foot = "第1次定稿　2021年1月25日　许国良　软件版本 1.0　指纹 3F2A 91BC 0D7E 55A1 C9E0"
    printer.write_pdf([replace(demo_sheet("定稿"), foot=foot)], tmp_path / "定稿.pdf")
    pages = PdfReader(tmp_path / "定稿.pdf").pages
    for number, page in enumerate(pages, start=1):
        text = text_of(page)
        assert compact(foot) in text
        assert f"第{number}页共{len(pages)}页" in text
        assert "2020-12-31打印" not in text


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


def test_a_printer_gets_the_same_pages(printer: SheetPrinter, tmp_path: Path) -> None:
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "打印.pdf"))
    sheets = [demo_sheet("试算"), demo_sheet(orientation=Orientation.LANDSCAPE)]
    printer.print_to(sheets, device)
    printer.write_pdf(sheets, tmp_path / "文件.pdf")
    printed, written = (PdfReader(tmp_path / name).pages for name in ("打印.pdf", "文件.pdf"))
    assert [text_of(page) for page in printed] == [text_of(page) for page in written]
    assert [page.mediabox for page in printed] == [page.mediabox for page in written]
