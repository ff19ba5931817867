"""The scoring scheme in a plan document: a list of rows, each naming the section it belongs to.

A tree four levels deep is hard to read and to write in a file; the list is the document's own table.
The first row is the whole; every other row stands after its section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.planfiles.containers import Many, Record
from xiaowei_desktop.planfiles.findings import Codes, Spot, UnreadableError
from xiaowei_desktop.planfiles.rule_format import RuleShape
from xiaowei_desktop.planfiles.shapes import Defines, Name, Names, Number, Text, Whole


@dataclass(frozen=True, slots=True)
class _Row:
    """A node without its children."""

    code: str
    title: str
    points: Decimal
    parent: str = ""
    rule: AnyRule | None = None
    applies_to: tuple[str, ...] = ()
    cap: Decimal | None = None
    floor: Decimal | None = None
    clause: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class _Rows:
    """A scheme with its tree as rows."""

    title: str
    assessed: tuple[str, ...]
    nodes: tuple[_Row, ...]
    places: int = 2
    document: str = ""
    note: str = ""


class _Assessed(Names):
    """An organisation that is assessed; items are for none but these."""

    def __init__(self) -> None:
        super().__init__(Codes.ORGANISATION)

    def read(self, raw: object, at: Spot) -> str:
        code = super().read(raw, at)
        at.define(Codes.ASSESSED, code)
        return code


NODE = Record(
    _Row,
    {
        "code": Defines(Codes.ITEM),
        "parent": Names(Codes.ITEM),
        "title": Name(),
        "points": Number(),
        "applies_to": Many(Names(Codes.ASSESSED)),
        "cap": Number(),
        "floor": Number(),
        "clause": Text(),
        "reference": Text(),
        "rule": RuleShape(),
    },
)
SCHEME = Record(
    _Rows,
    {
        "title": Name(),
        "document": Text(),
        "assessed": Many(_Assessed(), at_least=1),
        "places": Whole(),
        "note": Text(),
        "nodes": Many(NODE, at_least=1),
    },
)


class SchemeShape:
    """考核细则 as rows."""

    def read(self, raw: object, at: Spot) -> ScoringScheme:
        rows = SCHEME.read(raw, at)
        _check_rows(rows.nodes, at.key("nodes"))
        root = _tree(rows.nodes[0], rows.nodes)
        return ScoringScheme(rows.title, root, rows.assessed, rows.places, rows.document, rows.note)

    def write(self, value: ScoringScheme) -> object:
        nodes = tuple(_rows_of(value.root, ""))
        return SCHEME.write(_Rows(value.title, value.assessed, nodes, value.places, value.document, value.note))


def _rows_of(node: Node, parent: str) -> Iterator[_Row]:
    yield _Row(
        node.code, node.title, node.points, parent, node.rule, node.applies_to, node.cap, node.floor,
        node.clause, node.reference,
    )  # fmt: skip
    for child in node.children:
        yield from _rows_of(child, node.code)


def _tree(row: _Row, rows: tuple[_Row, ...]) -> Node:
    children = tuple(_tree(other, rows) for other in rows if other.parent == row.code)
    return Node(
        row.code, row.title, row.points, children, row.rule, row.applies_to, row.cap, row.floor, row.clause,
        row.reference,
    )  # fmt: skip


def _check_rows(rows: tuple[_Row, ...], at: Spot) -> None:
    """Everything that would keep the rows from being one tree whose ends are items."""
    codes = {row.code for row in rows}
    sections = {row.parent for row in rows}
    before: set[str] = set()
    sound = True
    for number, row in enumerate(rows, start=1):
        known = not row.parent or row.parent in codes  # a section that is none is a fault of the named code
        found = tuple(_faults(row, before, sections)) if known else ()
        for key, message in found:
            at.entry(number).key(key).fault("plan-tree", message)
        sound = sound and known and not found
        before.add(row.code)
    if not sound:
        raise UnreadableError(at.path)


def _faults(row: _Row, before: set[str], sections: set[str]) -> Iterator[tuple[str, str]]:
    """Key and message of what is wrong with a row, given the codes of the rows before it."""
    if not before and row.parent:
        yield "parent", "第一行是考核总分，不属于任何部分，请删去 parent。"
    elif before and not row.parent:
        yield "parent", f"评分项“{row.code}”没有写明属于哪个部分，请补上 parent。"
    elif before and row.parent not in before:
        yield "parent", f"评分项“{row.code}”应排在其所属部分“{row.parent}”之后。"
    if row.rule is None and row.code not in sections:
        yield "rule", f"评分项“{row.code}”既没有下级，也没有计分方式。"
    if row.rule is not None and row.code in sections:
        yield "rule", f"“{row.code}”有下级评分项，不能再有计分方式。"
