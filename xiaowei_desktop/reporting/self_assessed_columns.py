"""自评 and 差额 on a score sheet: two further columns beside the points, where the unit has given itself any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.domain.units_voice import UnitVoice, difference
from xiaowei_desktop.reporting.numbers import POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row

_ADDED = (
    Column("assessed", "自评", 14, Align.RIGHT, POINTS),
    Column("difference", "差额", 14, Align.RIGHT, POINTS),
)
_NARROWER = {"item": 26.0, "part": 20.0, "rule": 48.0, "basis": 39.0}
"""Millimetres of the columns that make room."""
NOTE = "差额 = 自评 − 得分：大于 0 的，自评高于核定的得分。"


def with_assessed_columns(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns as narrow as they must be, with 自评 and 差额 behind 得分."""
    place = _place(columns)
    kept = tuple(replace(column, width=_NARROWER.get(column.key, column.width)) for column in columns)
    return (*kept[:place], *_ADDED, *kept[place:])


def with_assessed_cells(
    rows: Iterable[Row], columns: tuple[Column, ...], scored: ScoreSheet, voice: UnitVoice
) -> Iterator[Row]:
    """The rows with the unit's points and the difference; an item's row is known by the source of its last cell."""
    place = _place(columns)
    office = {leaf.node.code: leaf.points for leaf in scored.root.leaves()}
    for row in rows:
        yield replace(row, cells=(*row.cells[:place], *_cells(row, office, voice), *row.cells[place:]))


def _place(columns: tuple[Column, ...]) -> int:
    return [column.key for column in columns].index("points") + 1


def _cells(row: Row, office: Mapping[str, Decimal | None], voice: UnitVoice) -> tuple[Cell, Cell]:
    last = row.cells[-1]
    code = last.source if last is not None else None
    assessed = voice.assessed(code) if code else None
    return Cell(assessed), Cell(difference(assessed, office.get(code) if code else None))
