"""The scoring scheme in a plan document: a list of rows, each naming the section it belongs to.

A tree four levels deep is hard to read and to write in a file; the list is the document's own table.
The first row is the whole; every other row stands after its section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Band, Group, GroupPoints, Node, Period, ScoringScheme
from xiaowei_desktop.planfiles.containers import Many, Record, Usual
from xiaowei_desktop.planfiles.findings import Codes, Spot, UnreadableError
from xiaowei_desktop.planfiles.rule_format import RuleShape
from xiaowei_desktop.planfiles.shapes import Choice, Defines, Name, Names, Number, Percentage, Text, Whole

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_T = TypeVar("_T", bound="DataclassInstance")


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
    weight: Decimal | None = None
    points_by_group: tuple[GroupPoints, ...] = ()
    absent: Absent | None = None
    absent_share: Decimal | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Rows:
    """A scheme with its tree as rows."""

    title: str
    assessed: tuple[str, ...]
    nodes: tuple[_Row, ...]
    places: int = 2
    document: str = ""
    note: str = ""
    groups: tuple[Group, ...] = ()
    bands: tuple[Band, ...] = ()
    tie_break: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    first_month: int = 1


class _Assessed(Names):
    """An organisation that is assessed; items are for none but these."""

    def __init__(self) -> None:
        super().__init__(Codes.ORGANISATION)

    def read(self, raw: object, at: Spot) -> str:
        code = super().read(raw, at)
        at.define(Codes.ASSESSED, code)
        return code


_GROUP_POINTS = Record(GroupPoints, {"group": Name(), "points": Number()})
_GROUP = Record(Group, {"name": Name(), "members": Many(Names(Codes.ASSESSED), at_least=1)})
_BAND = Record(Band, {"name": Name(), "low": Number(), "high": Number()})


@dataclass(frozen=True)
class _OneOf(Whole):
    """A whole number from 1 to `last`: a month, a quarter."""

    last: int
    word: str

    def read(self, raw: object, at: Spot) -> int:
        number = super().read(raw, at)
        if not 1 <= number <= self.last:
            raise at.fault("plan-number", f"{self.word}应为 1 到 {self.last}，现在是 {number}。")
        return number


_PERIOD = Record(Period, {"quarter": _OneOf(4, "季度"), "weight": Percentage()})
NODE = Record(
    _Row,
    {
        "code": Defines(Codes.ITEM),
        "parent": Names(Codes.ITEM),
        "number": Text(),
        "title": Name(),
        "points": Number(),
        "points_by_group": Many(_GROUP_POINTS),
        "weight": Percentage(),
        "applies_to": Many(Names(Codes.ASSESSED)),
        "cap": Number(),
        "floor": Number(),
        "absent": Choice(Absent),
        "absent_share": Percentage(),
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
        "groups": Many(_GROUP),
        "bands": Many(_BAND),
        "tie_break": Many(Names(Codes.ITEM)),
        "periods": Many(_PERIOD),
        "first_month": Usual(_OneOf(12, "月份")),
        "note": Text(),
        "nodes": Many(NODE, at_least=1),
    },
)


class SchemeShape:
    """考核细则 as rows."""

    def read(self, raw: object, at: Spot) -> ScoringScheme:
        rows = SCHEME.read(raw, at)
        _check_rows(rows.nodes, at.key("nodes"))
        return _made(rows, ScoringScheme, root=_tree(rows.nodes[0], rows.nodes))

    def write(self, value: ScoringScheme) -> object:
        return SCHEME.write(_made(value, _Rows, nodes=tuple(_rows_of(value.root, ""))))


def _rows_of(node: Node, parent: str) -> Iterator[_Row]:
    yield _made(node, _Row, parent=parent)
    for child in node.children:
        yield from _rows_of(child, node.code)


def _tree(row: _Row, rows: tuple[_Row, ...]) -> Node:
    children = tuple(_tree(other, rows) for other in rows if other.parent == row.code)
    return _made(row, Node, children=children)


def _made(from_: DataclassInstance, made: type[_T], **further: object) -> _T:
    """The other form of a row or scheme: what both have keeps its name, what only the other has is `further`."""
    known = {field.name: getattr(from_, field.name) for field in fields(from_)}
    wanted = {field.name for field in fields(made)}
    return made(**{name: value for name, value in (known | further).items() if name in wanted})


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
