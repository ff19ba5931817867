"""The six list tables: an entry of the plan document a row, a key a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xiaowei_desktop.application.ports.plan_tables import PlanColumn, PlanRow, PlanTable
from xiaowei_desktop.domain.issues import Place
from xiaowei_desktop.domain.quantity import is_missing
from xiaowei_desktop.planfiles.rule_format import RULES
from xiaowei_desktop.planfiles.shapes import Flag, Text
from xiaowei_desktop.planfiles.tables.cells import Cell, EntriesCell, FigureCell, FlagCell, WordCell
from xiaowei_desktop.planfiles.tables.columns import (
    INFORMATION,
    RULE_KIND,
    RULE_PARAMETERS,
    ColumnText,
    ListTable,
)
from xiaowei_desktop.planfiles.tables.fields import LinesCell, field_cell, rule_fields
from xiaowei_desktop.planfiles.tables.organisations import OrganisationNames
from xiaowei_desktop.planfiles.tables.places import UNREAD, CellSpot, Faults
from xiaowei_desktop.planfiles.tables.words import NO, RULE_KINDS, YES

_KIND_CELL = WordCell({kind: RULE_KINDS.get(kind, kind) for kind in RULES})


@dataclass(frozen=True)
class Entries:
    """One list table, both ways. `choices` are the words to choose from in columns that name other entries."""

    table: ListTable
    names: OrganisationNames
    choices: Mapping[str, tuple[str, ...]]

    def show(self, raw: Sequence[Mapping[str, Any]], information: Sequence[PlanRow]) -> PlanTable:
        """The table of these entries; `information` are the cells that are only shown, row by row."""
        rows = (self._row(entry) | dict(known) for entry, known in zip(raw, information, strict=True))
        return PlanTable(self.table.sheet, tuple(map(self._column, self.table.columns)), tuple(rows))

    def read(self, rows: Iterable[PlanRow], faults: Faults, units: Sequence[str]) -> list[dict[str, object]]:
        """The entries; empty rows are passed over. `units`: what figures are counted in, row by row."""
        found: list[dict[str, object]] = []
        self._place_table(faults)
        for number, row in enumerate(rows, start=1):
            if any(text.strip() for key, text in row.items() if key not in INFORMATION):
                path = f"{self.table.path}[{len(found) + 1}]"
                place = Place(self.table.sheet, row=str(number), field=self.table.whole_row)
                faults.place_path(path, place)
                unit = units[number - 1] if number <= len(units) else ""
                found.append(self._entry(row, _RowSpot(faults, path, self.table.sheet, str(number), unit)))
        return found

    def _place_table(self, faults: Faults) -> None:
        faults.place_path(self.table.path, Place(self.table.sheet))

    def _column(self, text: ColumnText) -> PlanColumn:
        cell = self._cells().get(text.key)
        choices = self.choices.get(text.key, ())
        if isinstance(cell, WordCell):
            choices = tuple(cell.words.values())
        elif isinstance(cell, FlagCell):
            choices = (YES, NO)
        figure, many = isinstance(cell, FigureCell), isinstance(cell, EntriesCell)
        return PlanColumn(text.key, text.heading, text.explanation, choices, figure, many, text.width, text.cases)

    def _cells(self) -> dict[str, Cell]:
        """The cells that hold one key each; a rule stands in two."""
        known: dict[str, Cell] = {}
        for key, shape in self.table.record.fields.items():
            if key == "rule":
                known[RULE_KIND] = _KIND_CELL
            else:
                known[key] = field_cell(shape, self.names)
        return known

    def _row(self, raw: Mapping[str, Any]) -> dict[str, str]:
        cells = self._cells()
        row = {key: cells[key].show(value) for key, value in raw.items() if key != "rule"}
        for key in (key for key, value in raw.items() if value is False and key != "in_table"):
            del row[key]  # an empty cell says 否
        if "rule" in raw:
            parameters = {key: value for key, value in raw["rule"].items() if key != "kind"}
            row[RULE_KIND] = _KIND_CELL.show(raw["rule"]["kind"])
            row[RULE_PARAMETERS] = rule_fields(RULES[raw["rule"]["kind"]], self.names).parameters(parameters)
        return row

    def _entry(self, row: PlanRow, at: _RowSpot) -> dict[str, object]:
        entry: dict[str, object] = {}
        for key, cell in self._cells().items():
            if key == RULE_KIND:
                self._read_rule(entry, row, at)
                continue
            spot, text = at.cell(key), row.get(key, "")
            if isinstance(cell, LinesCell):
                spot.faults.place_path(spot.path, spot.place, cell.fields.where)
            shape = self.table.record.fields[key]
            if text.strip() and not (isinstance(cell, FigureCell) and is_missing(text)):
                entry[key] = cell.read(text, spot)
            elif type(shape) is Text and self.table.record.needs(key):
                entry[key] = ""
            elif isinstance(shape, Flag) and key != "in_table":
                entry[key] = False
        return entry

    def _read_rule(self, entry: dict[str, object], row: PlanRow, at: _RowSpot) -> None:
        word, text = row.get(RULE_KIND, ""), row.get(RULE_PARAMETERS, "")
        spot = at.cell("rule", RULE_KIND)
        if not word.strip():
            at.faults.place_path(spot.path, spot.place)
            if text.strip():
                entry["rule"] = spot.fault("plan-missing-key", "写了计分参数，没有写计分方式。请选择计分方式。")
            return
        kind = _KIND_CELL.read(word, spot)
        if not isinstance(kind, str):
            entry["rule"] = UNREAD
            return
        fields = rule_fields(RULES[kind], self.names)
        inside = at.cell("rule", RULE_PARAMETERS)
        at.faults.place_path(inside.path, inside.place, fields.where)
        entry["rule"] = {**fields.read_parameters(text, inside), "kind": kind}


@dataclass(frozen=True, slots=True)
class _RowSpot:
    """A row that is being read."""

    faults: Faults
    path: str
    sheet: str
    number: str
    unit: str

    def cell(self, key: str, column: str = "") -> CellSpot:
        place = Place(self.sheet, row=self.number, field=column or key)
        self.faults.place_path(f"{self.path}.{key}", place)
        return CellSpot(self.faults, f"{self.path}.{key}", place, unit=self.unit)
