"""How a sheet looks in a workbook: the same boxed form as on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from xiaowei_desktop.reporting.cells import cell_align, is_figure, is_strong
from xiaowei_desktop.reporting.look import GROUP_FILL, HEADING_FILL, INK, TONE_INK
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, RowKind

FAMILY: Final = "宋体"
TITLE_POINTS: Final = 16.0
TABLE_POINTS: Final = 10.0
NOTE_POINTS: Final = 9.0
STAMP_POINTS: Final = 12.0

_INNER: Final = Side("thin", color=INK)
_OUTER: Final = Side("medium", color=INK)
_HEADING_FILL: Final = PatternFill("solid", fgColor=HEADING_FILL)
_GROUP_FILL: Final = PatternFill("solid", fgColor=GROUP_FILL)


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a cell gets besides its value."""

    font: Font
    alignment: Alignment
    fill: PatternFill | None = None


def heading_style() -> CellStyle:
    """The columns' titles."""
    return CellStyle(_font(TABLE_POINTS, strong=True), _wrapped(Align.CENTER), _HEADING_FILL)


def cell_style(row: Row, cell: Cell, column: Column, points: float) -> CellStyle:
    """A cell of the table. Figures shrink where their column is narrow, so that Excel shows no ####."""
    side = cell_align(cell, column)
    keeps_one_line = is_figure(cell) or not column.wrap
    alignment = (
        Alignment(horizontal=side.value, vertical="center", shrink_to_fit=True) if keeps_one_line else _wrapped(side)
    )
    ink = TONE_INK[cell.tone] if cell.tone is not None else INK
    font = _font(points, is_strong(row, cell), ink)
    return CellStyle(font, alignment, _GROUP_FILL if row.kind is RowKind.GROUP else None)


def line_style(points: float, side: Align, strong: bool = False) -> CellStyle:
    """A text outside the table: title, head line, note, signature."""
    return CellStyle(_font(points, strong), _wrapped(side))


def table_border(top: int, bottom: int, left: int, right: int, kind: RowKind) -> Border:
    """The border of a place that lies so many places away from each edge of the table."""
    heavy_top = not top or kind is RowKind.TOTAL
    return Border(
        top=_OUTER if heavy_top else _INNER,
        bottom=_INNER if bottom else _OUTER,
        left=_INNER if left else _OUTER,
        right=_INNER if right else _OUTER,
    )


def _font(points: float, strong: bool, ink: str = INK) -> Font:
    return Font(name=FAMILY, size=points, bold=strong, color=ink)


def _wrapped(side: Align) -> Alignment:
    return Alignment(horizontal=side.value, vertical="center", wrap_text=True)
