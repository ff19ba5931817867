"""The A4 page, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize

from xiaowei_desktop.reporting.sheet import Orientation

MARGIN = 15.0
"""Left, right, above and below what is printed; the page number stands inside the lower margin."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page as it lies on the desk."""

    width: float
    height: float

    @property
    def inner_width(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def inner_height(self) -> float:
        """The height between the margins."""
        return self.height - 2 * MARGIN


def paper(orientation: Orientation) -> Paper:
    """A4, lying as the sheet wants it."""
    return Paper(210.0, 297.0) if orientation is Orientation.PORTRAIT else Paper(297.0, 210.0)


def page_layout(orientation: Orientation) -> QPageLayout:
    """The same page for a printer or a PDF, without margins of its own: the painter keeps them."""
    lies = {
        Orientation.PORTRAIT: QPageLayout.Orientation.Portrait,
        Orientation.LANDSCAPE: QPageLayout.Orientation.Landscape,
    }[orientation]
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), lies, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
