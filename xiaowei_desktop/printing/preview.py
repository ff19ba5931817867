"""What the window and the command line print with: a port that knows sheets, not how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage, QPagedPaintDevice

from xiaowei_desktop.printing import documents
from xiaowei_desktop.printing.application import ensure_gui_application
from xiaowei_desktop.printing.fonts import load_typeface
from xiaowei_desktop.printing.painter import SheetPainter
from xiaowei_desktop.reporting.sheet import Sheet


class SheetPrinter:
    """Prints sheets with the fonts in `fonts_folder`; `footer` stands at the foot of every page."""

    def __init__(self, fonts_folder: Path, footer: str = "") -> None:
        self._application = ensure_gui_application()
        self._typeface = load_typeface(fonts_folder)
        self._footer = footer

    def painters(self, sheets: Sequence[Sheet]) -> list[SheetPainter]:
        """The sheets laid out on their pages, for a view that draws one page at a time."""
        return [SheetPainter(sheet, self._typeface, self._footer) for sheet in sheets]

    def page_images(self, sheets: Sequence[Sheet], dpi: int) -> list[QImage]:
        """A picture of every page, for the preview."""
        return documents.page_images(self.painters(sheets), dpi)

    def print_to(self, sheets: Sequence[Sheet], device: QPagedPaintDevice) -> None:
        """Print on a `QPrinter` that the clerk has chosen, minding its page range."""
        documents.paint_document(self.painters(sheets), device)

    def write_pdf(self, sheets: Sequence[Sheet], path: Path) -> None:
        """One PDF of all sheets, titled after the first."""
        documents.write_pdf(self.painters(sheets), sheets[0].title if sheets else "", path)
