"""The pages of a preview: how many, how large, and their pictures, drawn on the worker when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.workplace import Workplace

_COUNTING_DPI = 24
"""The resolution at which pages are first drawn, only to learn their number and size."""

MM_PER_INCH = 25.4

_KEPT_SHEETS = 6


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One page: the sheet it belongs to, its number within that sheet from 0, and its paper in millimetres."""

    sheet: int
    number: int
    width: int
    height: int

    def pixels(self, dpi: int) -> QSize:
        """How large the page's picture is."""
        return QSize(round(self.width * dpi / MM_PER_INCH), round(self.height * dpi / MM_PER_INCH))


class PreviewPages(QObject):
    """`loaded` when the pages are known, `drawn` when pictures have come, `failed` where a sheet cannot be drawn.

    Pictures are kept for the sheets looked at last, so that a hundred pages take no more room than a few.
    """

    loaded = Signal()
    drawn = Signal()
    failed = Signal(UserError)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._sheets: tuple[Sheet, ...] = ()
        self._images: OrderedDict[int, tuple[int, list[QImage]]] = OrderedDict()
        self._asked: set[tuple[int, int]] = set()
        self._round = 0
        self.pages: tuple[PreviewPage, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return self._sheets

    def set_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Other sheets; their pages are known when `loaded` comes."""
        self._round += 1
        self._sheets = tuple(sheets)
        self._images.clear()
        self._asked.clear()
        self.pages = ()
        printer, taken = self._workplace.printer, self._sheets
        self._workplace.runner.run(
            "正在排版",
            lambda _progress: [
                [image.size() for image in printer.page_images([sheet], _COUNTING_DPI)] for sheet in taken
            ],
            partial(self._take_sizes, self._round),
            partial(self._fail, self._round),
        )

    def picture(self, page: PreviewPage, dpi: int) -> QImage | None:
        """The page's picture, in `dpi` if it is there already, else in another; asks for what is missing."""
        held = self._images.get(page.sheet)
        if held is None or held[0] != dpi:
            self._draw(page.sheet, dpi)
        if held is None:
            return None
        self._images.move_to_end(page.sheet)
        return held[1][page.number]

    def stop(self) -> None:
        """Nothing that is still on its way is wanted any more."""
        self._round += 1

    def _draw(self, sheet: int, dpi: int) -> None:
        if (sheet, dpi) in self._asked:
            return
        self._asked.add((sheet, dpi))
        printer, taken = self._workplace.printer, self._sheets[sheet]
        self._workplace.runner.run(
            "正在生成预览",
            lambda _progress: printer.page_images([taken], dpi),
            partial(self._take_images, self._round, sheet, dpi),
            partial(self._fail, self._round),
        )

    def _take_sizes(self, begun_in: int, sizes: list[list[QSize]]) -> None:
        if begun_in != self._round:
            return
        self.pages = tuple(
            PreviewPage(sheet, number, _millimetres(size.width()), _millimetres(size.height()))
            for sheet, own in enumerate(sizes)
            for number, size in enumerate(own)
        )
        self.loaded.emit()

    def _take_images(self, begun_in: int, sheet: int, dpi: int, images: list[QImage]) -> None:
        if begun_in != self._round:
            return
        self._asked.discard((sheet, dpi))
        self._images[sheet] = (dpi, images)
        self._images.move_to_end(sheet)
        while len(self._images) > _KEPT_SHEETS:
            self._images.popitem(last=False)
        self.drawn.emit()

    def _fail(self, begun_in: int, error: UserError) -> None:
        if begun_in == self._round:
            self.failed.emit(error)


def _millimetres(pixels: int) -> int:
    return round(pixels * MM_PER_INCH / _COUNTING_DPI)
