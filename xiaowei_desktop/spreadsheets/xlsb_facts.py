"""The facts of the sheets of an .xlsb workbook, from its binary records."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator, Mapping

from openpyxl.styles.numbers import BUILTIN_FORMATS

from xiaowei_desktop.spreadsheets.cell_facts import SheetFacts, error_name, parse_xml

_ROW, _BLANK, _ERROR, _FORMULA_ERROR = 0, 1, 3, 11
_FIGURES = frozenset({2, 5, 9})  # a short number, a number, a formula that gives one
_SHEET, _FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 156, 44, 47, 617, 618


def scan_xlsb(parts: Mapping[str, bytes]) -> dict[str, SheetFacts]:
    """Facts of every sheet by its name. Raises `struct.error` or `IndexError` for a broken file."""
    targets: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    parse_xml(parts["xl/_rels/workbook.bin.rels"], relation)
    percents = _percent_styles(parts.get("xl/styles.bin", b""))
    found: dict[str, SheetFacts] = {}
    for kind, body in _records(parts["xl/workbook.bin"]):
        if kind == _SHEET:
            key, after = _text(body, 8)
            name, _ = _text(body, after)
            path = posixpath.normpath(posixpath.join("/xl", targets[key])).lstrip("/")
            found[name] = _scan_sheet(parts[path], percents)
    return found


def _scan_sheet(content: bytes, percents: frozenset[int]) -> SheetFacts:
    facts = SheetFacts()
    row = 0
    for kind, body in _records(content):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
        elif _BLANK < kind <= _FORMULA_ERROR:
            column = struct.unpack_from("<I", body)[0]
            facts.reach(row, column)
            if kind in (_ERROR, _FORMULA_ERROR):
                facts.errors[row, column] = error_name(body[8])
            elif kind in _FIGURES and int.from_bytes(body[4:7], "little") in percents:
                facts.percents.add((row, column))
    return facts


def _percent_styles(content: bytes) -> frozenset[int]:
    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    numbers: list[int] = []
    within = False
    for kind, body in _records(content):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            within = kind == _STYLES_BEGIN
        elif kind == _STYLE and within:
            numbers.append(struct.unpack_from("<H", body, 2)[0])
    return frozenset(index for index, number in enumerate(numbers) if "%" in codes.get(number, ""))


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record; both kind and length take as many bytes as their top bits say."""
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        for _ in range(4):
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, content[at : at + length]
        at += length


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text and where it ends."""
    end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
