"""What the cells of a sheet are besides their values: errors, formulas without a result, percentages, extent.

The reading library gives an Excel error, and a formula that was never calculated, as an empty cell. Empty
means "not reported", so these have to be told apart; and 12.5% is stored as 0.125.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

Place = tuple[int, int]
"""Row and column of a cell, both from 0."""

NO_RESULT = "公式没有计算结果"
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def error_name(code: int) -> str:
    """How Excel shows the error that the binary formats keep as a number."""
    return _ERRORS.get(code, "错误值")


@dataclass(slots=True)
class SheetFacts:
    """Facts of one sheet. `rows` × `columns` reach from A1 to the last cell that holds anything."""

    errors: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


class XmlError(ValueError):
    """A part that is no sound XML, or that declares a document type."""


def parse_xml(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read XML element by element, names without their prefix; entities are never resolved."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise XmlError(str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise XmlError("document type declared")
