"""Tables within a cell: a rule's parameters, one a line, and lists of small records, one a line.

    封顶：100%
    等次：名称=成效一般；最低=2；最高=4

Everything follows from the record's fields; a rule kind that is added needs only its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.planfiles.containers import Many, Record
from xiaowei_desktop.planfiles.findings import near
from xiaowei_desktop.planfiles.shapes import Flag, Shape, Threshold
from xiaowei_desktop.planfiles.tables.cells import Cell, EntriesCell, PercentageCell, TextCell, cell_of
from xiaowei_desktop.planfiles.tables.organisations import OrganisationNames
from xiaowei_desktop.planfiles.tables.places import CellSpot
from xiaowei_desktop.planfiles.tables.quoting import (
    FIELD_MARKS,
    LABEL_MARKS,
    VALUE_MARKS,
    divided,
    pieces,
    quoted,
    unquoted,
)
from xiaowei_desktop.planfiles.tables.words import FORMER_LABELS, entry_label, rule_label

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True)
class Fields:
    """The fields of one record by their Chinese labels."""

    record: Record[Any]
    label: Callable[[str], str]
    names: OrganisationNames

    def parameters(self, raw: Mapping[str, Any]) -> str:
        """One field a line; a list of records has a line for each entry."""
        lines: list[str] = []
        look = raw.get("look", Look.RATE)
        for name, shape in self.record.fields.items():
            if name not in raw or self._goes_without_saying(shape, raw[name]):
                continue
            inner = self._inner(shape)
            shown = [inner.entry(entry, look) for entry in raw[name]] if inner else [self._show(name, raw[name], look)]
            lines.extend(f"{self.label(name)}：{text}" for text in shown)
        return "\n".join(lines)

    def entry(self, raw: Mapping[str, Any], look: str = Look.RATE) -> str:
        """The record in one line; `look` is that of the table around it."""
        own = raw.get("look", look)
        shown = (
            f"{self.label(name)}={self._show(name, raw[name], own)}"
            for name, shape in self.record.fields.items()
            if name in raw and not self._goes_without_saying(shape, raw[name])
        )
        return "；".join(shown)

    def read_parameters(self, text: str, at: CellSpot) -> dict[str, object]:
        values: dict[str, Any] = {}
        for line in filter(str.strip, pieces(text, "\n")):
            pair = divided(line, LABEL_MARKS)
            name = self._name(pair, line, "：", at)
            if pair is None or name is None:
                continue
            inner = self._inner(self.record.fields[name])
            if inner:
                found = values.setdefault(name, [])
                step = f".{name}[{len(found) + 1}]"
                found.append(inner.read_entry(pair[1], at.part(step, f"“{pair[0]}”第{len(found) + 1}项：")))
            elif name in values:
                at.part(f".{name}").fault("plan-duplicate", f"“{pair[0]}”写了两次，请只保留一个。")
            else:
                values[name] = self._read(name, pair[1], at.part(f".{name}", f"“{pair[0]}”："))
        return values

    def read_entry(self, text: str, at: CellSpot) -> dict[str, object]:
        values: dict[str, object] = {}
        for piece in filter(str.strip, pieces(text, FIELD_MARKS)):
            pair = divided(piece, VALUE_MARKS)
            name = self._name(pair, piece, "=", at)
            if pair is None or name is None:
                continue
            if name in values:
                at.part(f".{name}").fault("plan-duplicate", f"“{pair[0]}”写了两次，请只保留一个。")
            values[name] = self._read(name, pair[1], at.part(f".{name}", f"“{pair[0]}”："))
        return values

    def where(self, rest: str) -> str:
        """In words what a path within the cell is about: “等次”第2项：“最低”：."""
        steps = (f"“{self.label(name)}”" if name else f"第{number}项：" for name, number in _STEP.findall(rest))
        words = "".join(steps)
        return f"{words}：" if words and not words.endswith("：") else words

    def _name(self, pair: tuple[str, str] | None, written: str, mark: str, at: CellSpot) -> str | None:
        """The field that is meant, or `None` after its fault."""
        if pair is None:
            at.part(f".{written.strip()}").fault("plan-parameter", f"“{written.strip()}”应写成“名称{mark}内容”。")
            return None
        known = {self.label(name): name for name in self.record.fields}
        former = FORMER_LABELS.get(pair[0], pair[0])
        name = known.get(pair[0], former if former in self.record.fields else None)
        if name is None:
            message = f"这里没有“{pair[0]}”这一项。可用：{'、'.join(known)}。{near(pair[0], known)}"
            at.part(f".{pair[0]}").fault("plan-unknown-key", message)
        return name

    def _show(self, name: str, raw: Any, look: str) -> str:
        is_rate = isinstance(self.record.fields[name], Threshold) and look == Look.RATE
        cell = PercentageCell() if is_rate else self._cell(name)
        return cell.show(raw) if isinstance(cell, EntriesCell) else quoted(cell.show(raw))

    def _read(self, name: str, written: str, at: CellSpot) -> object:
        cell = self._cell(name)
        return cell.read(written if isinstance(cell, EntriesCell) else unquoted(written), at)

    def _cell(self, name: str) -> Cell:
        return field_cell(self.record.fields[name], self.names)

    def _inner(self, shape: Shape[Any]) -> Fields | None:
        """The fields of the entries where the shape is a list of records."""
        if isinstance(shape, Many) and isinstance(shape.item, Record):
            return Fields(shape.item, self.label, self.names)
        return None

    @staticmethod
    def _goes_without_saying(shape: Shape[Any], raw: Any) -> bool:
        """否 is what nobody writes."""
        return isinstance(shape, Flag) and raw is False


@dataclass(frozen=True)
class LinesCell(TextCell):
    """A list of records, one a line."""

    fields: Fields

    def show(self, raw: Any) -> str:
        return "\n".join(self.fields.entry(entry) for entry in raw)

    def read(self, text: str, at: CellSpot) -> object:
        lines = filter(str.strip, pieces(text, "\n"))
        return [
            self.fields.read_entry(line, at.part(f"[{number}]", f"第{number}行："))
            for number, line in enumerate(lines, start=1)
        ]


def rule_fields(record: Record[Any], names: OrganisationNames) -> Fields:
    return Fields(record, rule_label, names)


def field_cell(shape: Shape[Any], names: OrganisationNames) -> Cell:
    """The cell of a field: a list of records has one a line."""
    if isinstance(shape, Many) and isinstance(shape.item, Record):
        return LinesCell(Fields(shape.item, entry_label, names))
    return cell_of(shape, names)
