"""Whole documents of several sheets: on a printer, as a PDF file, as pictures of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter, QPdfWriter

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import replace_file
from xiaowei_desktop.printing.painter import SheetPainter
from xiaowei_desktop.printing.paper import page_layout

_MM_PER_INCH = 25.4
_PDF_DPI = 1200


def paint_document(painters: Sequence[SheetPainter], device: QPagedPaintDevice) -> None:
    """Paint all pages, or those that the device's page ranges name, on a printer or a PDF writer.

    Each sheet counts its own pages and lies as it wants; page ranges count through the whole document.
    """
    ranges = device.pageRanges()
    pages = [
        (sheet, page)
        for number, (sheet, page) in enumerate(_pages(painters), start=1)
        if ranges.isEmpty() or ranges.contains(number)
    ]
    if not pages:
        raise UserError("没有可打印的页：所选的页码范围内没有内容。", "请检查打印的页码范围。")
    device.setPageLayout(page_layout(pages[0][0].sheet.orientation))
    painter = QPainter()
    if not painter.begin(device):
        raise UserError("打印机没有接受打印任务。", "请检查打印机是否开机、连线、有纸，然后重新打印。")
    try:
        for index, (sheet, page) in enumerate(pages):
            if index:
                device.setPageLayout(page_layout(sheet.sheet.orientation))
                device.newPage()
            painter.resetTransform()
            painter.scale(device.logicalDpiX() / _MM_PER_INCH, device.logicalDpiY() / _MM_PER_INCH)
            sheet.paint_page(painter, page)
    finally:
        painter.end()


def write_pdf(painters: Sequence[SheetPainter], title: str, path: Path) -> None:
    """One PDF with all sheets, fonts embedded; it replaces `path` whole or not at all (`UserError`)."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(title)
    paint_document(painters, writer)
    with replace_file(path) as draft:
        draft.write_bytes(bytes(buffer.data().data()))


def page_images(painters: Sequence[SheetPainter], dpi: int) -> list[QImage]:
    """A picture of each page, as the printer would show it."""
    return [_page_image(sheet, page, dpi) for sheet, page in _pages(painters)]


def _pages(painters: Sequence[SheetPainter]) -> list[tuple[SheetPainter, int]]:
    return [(sheet, page) for sheet in painters for page in range(sheet.page_count)]


def _page_image(sheet: SheetPainter, page: int, dpi: int) -> QImage:
    paper, scale = sheet.layout.paper, dpi / _MM_PER_INCH
    image = QImage(round(paper.width * scale), round(paper.height * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    sheet.paint_page(painter, page)
    painter.end()
    return image
