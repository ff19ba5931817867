"""A return as it is being typed: lines into cells, cells into lines, and one of 本季、累计 filled from the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from xiaowei_desktop.application.returns import OpenReturn, complete_lines
from xiaowei_desktop.domain.indicator import IndicatorKind
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import ReturnLine, RowKey, TaskStatus
from xiaowei_desktop.ui.grids.entry_content import CellChange, EntryValue
from xiaowei_desktop.ui.pages.returns.cells import (
    NUMBER_FIELDS,
    TEXT_FIELDS,
    Filled,
    figure,
    is_typed,
    read_in_row,
)

CellKey = tuple[str, str]
ValueAt = Callable[[str, str], EntryValue]

_PAIR = ("quarter_value", "cumulative")
_SEPARATOR = "|"


def row_text(key: RowKey) -> str:
    """A row's key as the grid knows it."""
    return f"{key.indicator}{_SEPARATOR}{key.subject}"


def row_key(text: str) -> RowKey:
    """The reverse of `row_text`."""
    return RowKey(*text.split(_SEPARATOR, 1))


@dataclass(frozen=True)
class TypedForm:
    """One unit's form for one quarter.

    A figure is either typed or filled in by the program; only what was typed is kept in the draft, so that a
    correction of it goes on correcting the other. Where both stand and agree, as in a version that was sent back,
    nobody can tell which was typed: both count as filled in until one of them is changed, and then it leads.
    """

    opened: OpenReturn
    unit: str
    quarter: Quarter

    @cached_property
    def rows(self) -> tuple[str, ...]:
        return tuple(row_text(line.key) for line in self.opened.lines)

    @cached_property
    def agreeing(self) -> Mapping[str, tuple[Filled, Filled]]:
        """本季完成 and 累计完成 of the rows in which both were given and agree."""
        found = {}
        for line in self.opened.lines:
            bare = replace(line, quarter_value=None)
            if None not in (line.quarter_value, line.cumulative) and self._completed(bare) == line:
                found[row_text(line.key)] = (Filled(line.quarter_value or 0), Filled(line.cumulative or 0))
        return found

    def values(self) -> dict[CellKey, EntryValue]:
        """What the cells hold when the form is opened."""
        values: dict[CellKey, EntryValue] = {}
        for line in self.opened.lines:
            row = row_text(line.key)
            values |= {(row, field): getattr(line, field) for field in NUMBER_FIELDS}
            values |= {(row, field): getattr(line, field) or None for field in TEXT_FIELDS}
            values[row, "status"] = line.status.value if line.status else None
            values |= self._given_back(line)

        def now(row: str, field: str) -> EntryValue:
            return values.get((row, field))

        for row in self.rows:
            values.update(self._filled(row, now, ()))
        return values

    def after(self, changes: Iterable[CellChange], value_at: ValueAt) -> dict[CellKey, EntryValue]:
        """What the cells are to hold besides, after `changes`: text read in the row's unit, neighbours filled in."""
        changes = tuple(changes)
        found: dict[CellKey, EntryValue] = {}
        for change in changes:
            if change.column_key in NUMBER_FIELDS and isinstance(change.new, str):
                indicator = self.opened.plan.indicator(row_key(change.row_key).indicator)
                cell = change.row_key, change.column_key
                found[cell] = read_in_row(change.new, indicator, change.column_key)

        def now(row: str, field: str) -> EntryValue:
            return found[row, field] if (row, field) in found else value_at(row, field)

        for row in dict.fromkeys(change.row_key for change in changes):
            found |= self._filled(row, now, tuple(c for c in changes if c.row_key == row))
        return found

    def typed_lines(self, value_at: ValueAt) -> tuple[ReturnLine, ...]:
        """What is to be kept: the typed cells, without what the program can work out again."""
        return tuple(self._line(row, value_at) for row in self.rows)

    def complete(self, lines: tuple[ReturnLine, ...]) -> tuple[ReturnLine, ...]:
        """The lines as they would be submitted."""
        return complete_lines(self.opened.plan, self.quarter, lines, self.opened.previous)

    def _given_back(self, line: ReturnLine) -> dict[CellKey, EntryValue]:
        """What of the line the program could have worked out, as such."""
        row = row_text(line.key)
        if row in self.agreeing:
            return dict(zip(((row, field) for field in _PAIR), self.agreeing[row], strict=True))
        bare = replace(line, cumulative=None)
        if self._is_ratio(row) and line.cumulative is not None and self._completed(bare) == line:
            return {(row, "cumulative"): Filled(line.cumulative)}
        return {}

    def _filled(self, row: str, value_at: ValueAt, changes: tuple[CellChange, ...]) -> dict[CellKey, EntryValue]:
        fields = ("cumulative",) if self._is_ratio(row) else _PAIR
        if not self._is_ratio(row) and not any(is_typed(value_at(row, field)) for field in _PAIR):
            return self._untyped(row, changes)
        full = self._completed(self._line(row, value_at))
        return {
            (row, field): None if (value := getattr(full, field)) is None else Filled(value)
            for field in fields
            if not is_typed(value_at(row, field))
        }

    def _untyped(self, row: str, changes: tuple[CellChange, ...]) -> dict[CellKey, EntryValue]:
        """Neither figure was typed: the two that came with the form stand, unless one has just been cleared."""
        is_cleared = any(change.new is None for change in changes if change.column_key in _PAIR)
        pair: tuple[EntryValue, EntryValue] = (None, None)
        if row in self.agreeing and not is_cleared:
            pair = self.agreeing[row]
        return {(row, field): value for field, value in zip(_PAIR, pair, strict=True)}

    def _line(self, row: str, value_at: ValueAt) -> ReturnLine:
        cells = {field: value_at(row, field) for field in NUMBER_FIELDS}
        both_came = all(isinstance(cells[field], Filled) for field in _PAIR)

        def number(field: str) -> Decimal | None:
            return figure(cells[field]) if is_typed(cells[field]) or both_came else None

        status = value_at(row, "status")
        return ReturnLine(
            row_key(row),
            quarter_value=number("quarter_value"),
            cumulative=number("cumulative"),
            benchmark=number("benchmark"),
            numerator=number("numerator"),
            denominator=number("denominator"),
            status=TaskStatus(status) if isinstance(status, str) else None,
            progress=_words(value_at(row, "progress")),
            explanation=_words(value_at(row, "explanation")),
            remark=_words(value_at(row, "remark")),
        )

    def _completed(self, line: ReturnLine) -> ReturnLine:
        return self.complete((line,))[0]

    def _is_ratio(self, row: str) -> bool:
        return self.opened.plan.indicator(row_key(row).indicator).kind is IndicatorKind.RATIO


def _words(value: EntryValue) -> str:
    return value.strip() if isinstance(value, str) else ""
