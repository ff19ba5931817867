"""A sheet (任务分解表, 季报表, 评分明细表 …) as plain data.

A sheet is a title, head lines, columns, rows with merged cells, notes and signatures. It knows nothing of
Qt or Excel: the screen, the printer, the PDF and the workbook all render this one object, so that a
figure cannot differ between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.reporting.numbers import NumberFormat
from xiaowei_desktop.reporting.score_formulas.calculation import Calculation


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Orientation(StrEnum):
    """How the A4 page lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class RowKind(StrEnum):
    """What a row is for; renderers give each kind its weight and rule."""

    BODY = "body"
    GROUP = "group"  # a heading inside the table, such as 一级指标
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Tone(StrEnum):
    """The state a cell's word stands for. The word carries the meaning, the colour only helps."""

    GOOD = "good"
    SLOW = "slow"
    BAD = "bad"
    MUTED = "muted"


Value = str | Decimal | int | None
"""What a cell shows. `None` is a missing figure and prints as an empty cell, never as 0."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width on A4 paper in millimetres and how its cells look."""

    key: str
    title: str
    width: float
    align: Align = Align.LEFT
    number_format: NumberFormat | None = None
    wrap: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, reaching over `rows` × `columns` places; what it covers holds `None` in its row.

    `align` and `number_format` replace the column's. `source` names what the cell shows, for a renderer
    that can lead from the figure to its origin: a scoring node's code, an indicator's code.
    """

    value: Value = None
    rows: int = 1
    columns: int = 1
    align: Align | None = None
    number_format: NumberFormat | None = None
    bold: bool = False
    tone: Tone | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many places as the sheet has columns; a place covered by a merged cell is `None`."""

    cells: tuple[Cell | None, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet.

    `head` holds lines of one to three texts, spread left, middle and right above the table. `notes` stand
    below it (口径说明), `signatures` last (考核人：, 复核人：, 日期：). `stamp` is a short word printed
    at the head of every page, such as 试算 on a sheet that is not final. `foot` is a line at the foot of every page:
    which final it is, and its fingerprint. `calculation` says how the figures come about, for a workbook that computes
    them, and is made when it is asked for; a final has none.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    orientation: Orientation = Orientation.PORTRAIT
    stamp: str = ""
    subject: str = field(default="")
    foot: str = ""
    calculation: Callable[[], Calculation] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        _check_grid(self)

    @property
    def width(self) -> float:
        """The table's width in millimetres."""
        return sum(column.width for column in self.columns)

    def placed_cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell that is not covered by another, with its row and column index."""
        for row_index, row in enumerate(self.rows):
            for column_index, cell in enumerate(row.cells):
                if cell is not None:
                    yield row_index, column_index, cell


def _check_grid(sheet: Sheet) -> None:
    """Every place is either a cell or covered by exactly one merged cell, or `ValueError`."""
    covered: set[tuple[int, int]] = set()
    for row_index, row in enumerate(sheet.rows):
        if len(row.cells) != len(sheet.columns):
            raise ValueError(f"{sheet.name}: row {row_index} has {len(row.cells)} of {len(sheet.columns)} places")
        for column_index, cell in enumerate(row.cells):
            place = (row_index, column_index)
            if (cell is None) != (place in covered):
                raise ValueError(f"{sheet.name}: place {place} is covered twice or not at all")
            if cell is not None:
                covered |= _reach(cell, *place) - {place}
    if any(r >= len(sheet.rows) or c >= len(sheet.columns) for r, c in covered):
        raise ValueError(f"{sheet.name}: a merged cell reaches beyond the table")


def _reach(cell: Cell, row: int, column: int) -> set[tuple[int, int]]:
    return {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
