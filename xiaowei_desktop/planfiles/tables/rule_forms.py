"""Rules field by field, for forms: the same records, cells and words as the plan's tables have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from xiaowei_desktop.application.ports.rule_forms import (
    FieldKind,
    FieldValue,
    FieldValues,
    OpenedRule,
    ReadRule,
    RuleCells,
    RuleField,
    RuleForm,
)
from xiaowei_desktop.domain.issues import Place
from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.planfiles.containers import Many, Record, Usual
from xiaowei_desktop.planfiles.findings import Codes, Findings, Spot, UnreadableError
from xiaowei_desktop.planfiles.rule_format import RULES
from xiaowei_desktop.planfiles.shapes import Choice, Flag, Names, Number, Percentage, Shape, Threshold, Whole
from xiaowei_desktop.planfiles.tables.cells import PercentageCell, WordCell, cell_of
from xiaowei_desktop.planfiles.tables.fields import rule_fields
from xiaowei_desktop.planfiles.tables.organisations import OrganisationNames
from xiaowei_desktop.planfiles.tables.places import UNREAD, CellSpot, Faults
from xiaowei_desktop.planfiles.tables.rule_texts import KIND_TEXTS, parameter_text
from xiaowei_desktop.planfiles.tables.words import NO, RULE_KINDS, YES, rule_label

_NOBODY = OrganisationNames(())
_KINDS = WordCell({kind: RULE_KINDS.get(kind, kind) for kind in RULES})
_ROOT = "rule"


class RuleFormsInWords:
    """The application's `RuleForms`."""

    def forms(self) -> tuple[RuleForm, ...]:
        return tuple(_form(kind, record) for kind, record in RULES.items())

    def opened(self, cells: RuleCells) -> OpenedRule:
        faults = Faults()
        kind = _KINDS.read(cells.kind, CellSpot(faults, "", Place())) if cells.kind.strip() else ""
        if not isinstance(kind, str) or not kind:
            return OpenedRule("", {}, tuple(issue.message for issue in faults.issues))
        raw = rule_fields(RULES[kind], _NOBODY).read_parameters(cells.parameters, CellSpot(faults, _ROOT, Place()))
        return OpenedRule(kind, _shown(RULES[kind], raw), tuple(issue.message for issue in faults.issues))

    def read(self, kind: str, values: FieldValues, indicators: Mapping[str, str]) -> ReadRule:
        faults, findings = Faults(), Findings()
        raw = _Reader(faults, indicators).table(RULES[kind], values)
        for code in indicators:
            findings.define(Codes.INDICATOR, code, code)
        rule: AnyRule | None = None
        with suppress(UnreadableError):
            rule = RULES[kind].read(raw, Spot(findings, _ROOT))
        findings.settle()
        for issue in findings.issues:
            faults.take_over(issue)
        return ReadRule(None if faults.issues else rule, tuple(faults.issues))

    def written(self, rule: AnyRule) -> RuleCells:
        record = RULES[rule.kind]
        return RuleCells(_KINDS.show(rule.kind), rule_fields(record, _NOBODY).parameters(record.write(rule)))


def _form(kind: str, record: Record[Any]) -> RuleForm:
    text = KIND_TEXTS[kind]
    return RuleForm(
        kind, RULE_KINDS[kind], text.explanation, text.clauses, text.example, tuple(_fields(kind, record, ""))
    )


def _fields(kind: str, record: Record[Any], above: str) -> Iterator[RuleField]:
    for key, shape in record.fields.items():
        plain = shape.shape if isinstance(shape, Usual) else shape
        inner = _inner(plain)
        entry = tuple(_fields(kind, inner, f"{key}.")) if inner else ()
        explanation = parameter_text(kind, f"{above}{key}")
        usual, choices = _usual(record, key, plain), _choices(plain)
        required = record.needs(key)
        yield RuleField(key, rule_label(key), _field_kind(plain), explanation, usual, choices, entry, required)


def _inner(shape: Shape[Any]) -> Record[Any] | None:
    """The record of the entries where the shape is a list of records."""
    return shape.item if isinstance(shape, Many) and isinstance(shape.item, Record) else None


def _field_kind(shape: Shape[Any]) -> FieldKind:
    if isinstance(shape, Many):
        return FieldKind.ENTRIES if _inner(shape) else FieldKind.NUMBERS
    known: dict[type, FieldKind] = {
        Percentage: FieldKind.PERCENTAGE, Threshold: FieldKind.THRESHOLD, Number: FieldKind.NUMBER,
        Whole: FieldKind.NUMBER, Choice: FieldKind.CHOICE, Flag: FieldKind.FLAG, Names: FieldKind.INDICATOR,
    }  # fmt: skip
    return next((kind for made, kind in known.items() if isinstance(shape, made)), FieldKind.TEXT)


def _choices(shape: Shape[Any]) -> tuple[str, ...]:
    cell = None if isinstance(shape, Many) else cell_of(shape, _NOBODY)
    if isinstance(cell, WordCell):
        return tuple(cell.words.values())
    return (YES, NO) if isinstance(shape, Flag) else ()


def _usual(record: Record[Any], key: str, shape: Shape[Any]) -> str:
    """What holds while nothing is written, as it would be written."""
    usual = record.usual(key)
    if usual in (None, "", ()):
        return ""
    return cell_of(shape, _NOBODY).show(shape.write(usual))


def _shown(record: Record[Any], raw: Mapping[str, Any]) -> FieldValues:
    """What was read of a cell as texts; what could not be read is among the faults."""
    look = raw.get("look", Look.RATE)
    shown: dict[str, FieldValue] = {}
    for name, shape in record.fields.items():
        inner = _inner(shape)
        if name in raw and inner:
            shown[name] = tuple(_entry(inner, entry, look) for entry in raw[name])
        elif name in raw:
            shown[name] = _text(shape, raw[name], look)
    return shown


def _entry(record: Record[Any], raw: Mapping[str, Any], look: str) -> dict[str, str]:
    own = raw.get("look", look)
    return {name: _text(shape, raw[name], own) for name, shape in record.fields.items() if name in raw}


def _text(shape: Shape[Any], raw: Any, look: str) -> str:
    if raw is UNREAD or (isinstance(raw, list) and UNREAD in raw):
        return ""
    is_rate = isinstance(shape, Threshold) and look == Look.RATE
    return PercentageCell().show(raw) if is_rate else cell_of(shape, _NOBODY).show(raw)


@dataclass(frozen=True)
class _Reader:
    """Turns the texts of a form into the table of a rule; faults have the fields as their places."""

    faults: Faults
    indicators: Mapping[str, str]

    def table(self, record: Record[Any], values: FieldValues) -> dict[str, object]:
        raw: dict[str, object] = {}
        for key, shape in record.fields.items():
            value = values.get(key, "")
            place = Place(field=key)
            self.faults.place_path(f"{_ROOT}.{key}", place)
            if inner := _inner(shape):
                rows = value if isinstance(value, tuple) else ()
                if entries := self._entries(key, inner, rows):
                    raw[key] = entries
                elif record.needs(key):
                    raw[key] = []
            elif isinstance(value, str) and value.strip():
                raw[key] = cell_of(shape, _NOBODY).read(value, CellSpot(self.faults, f"{_ROOT}.{key}", place))
        return raw

    def _entries(self, key: str, record: Record[Any], rows: tuple[Mapping[str, str], ...]) -> list[dict[str, object]]:
        """The rows in which something stands."""
        found: list[dict[str, object]] = []
        for number, row in enumerate(rows, start=1):
            if any(text.strip() for text in row.values()):
                path = f"{_ROOT}.{key}[{len(found) + 1}]"
                self.faults.place_path(path, Place(row=str(number), field=key))
                found.append(self._entry(record, self._named(record, row), path, f"{key}.", str(number)))
        return found

    def _entry(
        self, record: Record[Any], row: Mapping[str, str], path: str, above: str, number: str
    ) -> dict[str, object]:
        entry: dict[str, object] = {}
        for key, shape in record.fields.items():
            place = Place(row=number, field=f"{above}{key}")
            self.faults.place_path(f"{path}.{key}", place)
            if (text := row.get(key, "")).strip():
                entry[key] = cell_of(shape, _NOBODY).read(text, CellSpot(self.faults, f"{path}.{key}", place))
        return entry

    def _named(self, record: Record[Any], row: Mapping[str, str]) -> Mapping[str, str]:
        """An indicator that is given no name of its own is called by its usual one."""
        code = row.get("indicator", "").strip()
        if {"indicator", "name"} <= set(record.fields) and not row.get("name", "").strip() and code in self.indicators:
            return {**row, "name": self.indicators[code]}
        return row
