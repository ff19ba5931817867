"""The facts of the sheets of an .ods workbook, from its content.xml."""

from __future__ import annotations

from xiaowei_desktop.spreadsheets.cell_facts import NO_RESULT, SheetFacts, parse_xml

_CELLS = ("table-cell", "covered-table-cell")


class _ContentScan:
    """Walks through all tables. Repeated cells count as often as they say, unless they are empty."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self._facts = SheetFacts()
        self._row = self._column = 0
        self._row_repeats = self._column_repeats = 1
        self._kind = self._error = ""
        self._has_text = self._formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "table":
            self._facts = self.sheets.setdefault(plain.get("name", ""), SheetFacts())
            self._row = 0
        elif name == "table-row":
            self._row_repeats = int(plain.get("number-rows-repeated", "1"))
            self._column = 0
        elif name in _CELLS:
            self._begin_cell(attributes, plain)

    def _begin_cell(self, attributes: dict[str, str], plain: dict[str, str]) -> None:
        self._column_repeats = int(plain.get("number-columns-repeated", "1"))
        self._kind = attributes.get("office:value-type", "")
        self._error = attributes.get("calcext:value-type", "")
        self._formula = "formula" in plain
        self._has_text = False
        if self._kind or self._formula:
            last_row, last_column = self._row + self._row_repeats, self._column + self._column_repeats
            self._facts.reach(last_row - 1, last_column - 1)

    def text(self, text: str) -> None:
        self._has_text = self._has_text or bool(text.strip())
        if self._error == "error":
            self._facts.errors[self._row, self._column] = text.strip()

    def end(self, name: str) -> None:
        if name == "table-row":
            self._row += self._row_repeats
        elif name in _CELLS:
            place = (self._row, self._column)
            if self._kind == "percentage":
                self._facts.percents.update((self._row, self._column + n) for n in range(min(self._column_repeats, 64)))
            if self._error == "error":
                self._facts.errors.setdefault(place, "错误值")
            elif self._formula and not self._kind:
                self._facts.errors[place] = NO_RESULT
            self._column += self._column_repeats


def scan_content(content: bytes) -> dict[str, SheetFacts]:
    """Facts of every sheet by its name."""
    scan = _ContentScan()
    parse_xml(content, scan.start, scan.end, scan.text)
    return scan.sheets
