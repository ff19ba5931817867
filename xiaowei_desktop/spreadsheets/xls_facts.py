"""The facts of the sheets of an old .xls workbook, from its BIFF8 records."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from openpyxl.styles.numbers import BUILTIN_FORMATS

from xiaowei_desktop.spreadsheets.cell_facts import Place, SheetFacts, error_name
from xiaowei_desktop.spreadsheets.ole_stream import workbook_stream

_FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK = 0x0006, 0x0205, 0x0203, 0x027E, 0x00BD
_LABEL, _LABELSST = 0x0204, 0x00FD
_CELLS = frozenset({_FORMULA, _BOOLERR, _NUMBER, _RK, _LABEL, _LABELSST})
_BOUNDSHEET, _FORMAT, _XF, _EOF = 0x0085, 0x041E, 0x00E0, 0x000A


def scan_xls(data: bytes) -> dict[str, SheetFacts]:
    """Facts of every sheet by its name. Raises `OleError` or `struct.error` for a broken file."""
    stream = workbook_stream(data)
    globals_ = tuple(_records(stream, 0))
    percents = _percent_styles(globals_)
    sheets: dict[str, SheetFacts] = {}
    for kind, body in globals_:
        if kind == _BOUNDSHEET:
            start = struct.unpack_from("<I", body, 0)[0]
            sheets[_short_text(body, 6)] = _scan_sheet(stream, start, percents)
    return sheets


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from `at` to the end of that part of the stream."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _percent_styles(records: tuple[tuple[int, bytes], ...]) -> frozenset[int]:
    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    for kind, body in records:
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _long_text(body, 2)
    styles = [struct.unpack_from("<H", body, 2)[0] for kind, body in records if kind == _XF]
    return frozenset(index for index, number in enumerate(styles) if "%" in codes.get(number, ""))


def _scan_sheet(stream: bytes, start: int, percents: frozenset[int]) -> SheetFacts:
    facts = SheetFacts()
    for kind, body in _records(stream, start):
        if kind == _MULRK:
            _take_row_of_numbers(facts, body, percents)
        elif kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            facts.reach(row, column)
            _take_error(facts, (row, column), kind, body)
            if style in percents and kind in (_FORMULA, _NUMBER, _RK):
                facts.percents.add((row, column))
    return facts


def _take_row_of_numbers(facts: SheetFacts, body: bytes, percents: frozenset[int]) -> None:
    row, first = struct.unpack_from("<HH", body)
    for index in range((len(body) - 6) // 6):
        facts.reach(row, first + index)
        if struct.unpack_from("<H", body, 4 + 6 * index)[0] in percents:
            facts.percents.add((row, first + index))


def _take_error(facts: SheetFacts, place: Place, kind: int, body: bytes) -> None:
    if kind == _BOOLERR and body[7]:
        facts.errors[place] = error_name(body[6])
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        facts.errors[place] = error_name(body[8])


def _short_text(body: bytes, at: int) -> str:
    return _characters(body, at + 2, body[at], body[at + 1])


def _long_text(body: bytes, at: int) -> str:
    return _characters(body, at + 3, struct.unpack_from("<H", body, at)[0], body[at + 2])


def _characters(body: bytes, at: int, count: int, flags: int) -> str:
    if flags & 1:
        return body[at : at + 2 * count].decode("utf-16-le", "replace")
    return body[at : at + count].decode("latin-1")
