"""The facts of an .xlsx sheet, from its XML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from openpyxl.styles.numbers import BUILTIN_FORMATS

from xiaowei_desktop.spreadsheets.cell_facts import NO_RESULT, SheetFacts, parse_xml

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


def scan_xlsx(parts: Mapping[str, bytes]) -> dict[str, SheetFacts]:
    """Facts of every sheet by its name. Raises `XmlError`, or `LookupError` where a part is missing."""
    percents = _percent_styles(parts)
    return {name: _scan_sheet(content, percents) for name, content in _sheet_parts(parts).items()}


def _sheet_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each sheet's XML by the sheet's name, as the workbook's relations say."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            found = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            sheets[attributes.get("name", "")] = found

    parse_xml(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), relation)
    parse_xml(parts["xl/workbook.xml"], sheet)
    found: dict[str, bytes] = {}
    for name, key in sheets.items():
        path = posixpath.normpath(posixpath.join("/xl", targets.get(key, ""))).lstrip("/")
        if path in parts:
            found[name] = parts[path]
    return found


def _percent_styles(parts: Mapping[str, bytes]) -> frozenset[int]:
    """Indexes of the cell styles that show a number as a percentage."""
    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.append(name)
        if name == "numFmt":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "xf" and "cellXfs" in inside:
            styles.append(int(attributes.get("numFmtId", "0")))

    def end(_: str) -> None:
        inside.pop()

    parse_xml(parts.get("xl/styles.xml", b"<none/>"), start, end)
    return frozenset(index for index, number in enumerate(styles) if "%" in codes.get(number, ""))


class _SheetScan:
    """Walks through a sheet's cells and notes what the reading library does not tell."""

    def __init__(self, percents: frozenset[int]) -> None:
        self.facts = SheetFacts()
        self._percents = percents
        self._place = (-1, -1)
        self._type = ""
        self._formula = self._valued = self._in_value = False
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._place = (int(attributes.get("r", self._place[0] + 2)) - 1, -1)
        elif name == "c":
            self._place = self._cell_place(attributes.get("r"))
            self._type = attributes.get("t", "n")
            self._formula, self._valued, self._text = False, False, ""
            if self._type == "n" and int(attributes.get("s", "0")) in self._percents:
                self.facts.percents.add(self._place)
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._valued = True
        self._in_value = name == "v"

    def text(self, text: str) -> None:
        if self._in_value:
            self._valued = True
            self._text += text

    def end(self, name: str) -> None:
        self._in_value = False
        if name != "c":
            return
        if self._valued or self._formula:
            self.facts.reach(*self._place)
        if self._type == "e":
            self.facts.errors[self._place] = self._text or "错误值"
        elif self._formula and not self._valued and self._type != "str":
            self.facts.errors[self._place] = NO_RESULT

    def _cell_place(self, reference: str | None) -> tuple[int, int]:
        found = _REFERENCE.fullmatch(reference or "")
        if found is None:
            return self._place[0], self._place[1] + 1
        column = 0
        for letter in found[1].upper():
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(found[2]) - 1, column - 1


def _scan_sheet(content: bytes, percents: frozenset[int]) -> SheetFacts:
    scan = _SheetScan(percents)
    parse_xml(content, scan.start, scan.end, scan.text)
    return scan.facts
