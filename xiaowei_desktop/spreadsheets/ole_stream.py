"""The Workbook stream of an old .xls file (an OLE compound file)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

_FREE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_ENTRY = 128
_NAMES = ("Workbook", "Book")


class OleError(ValueError):
    """A compound file whose chains lead nowhere."""


def workbook_stream(data: bytes) -> bytes:
    """The bytes of the stream that holds the workbook. Raises `OleError`."""
    try:
        return _Compound(data).stream(_NAMES)
    except (struct.error, IndexError) as error:
        raise OleError(str(error)) from error


class _Compound:
    """Sectors of a compound file, followed from one to the next by its allocation table (FAT)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << _shift(data, 30)
        self._mini_size = 1 << _shift(data, 32)
        self._fat = self._table(self._fat_sectors())
        directory = self._chain(_number(data, 48), self._fat, self._sector)
        self._entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]

    def stream(self, names: Sequence[str]) -> bytes:
        for entry in self._entries:
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[: max(0, length - 2)].decode("utf-16-le", "replace") in names:
                return self._content(_number(entry, 116), _number(entry, 120))
        raise OleError("no workbook stream")

    def _content(self, start: int, size: int) -> bytes:
        if size >= _number(self._data, 56):
            return self._chain(start, self._fat, self._sector)[:size]
        minis = self._chain(_number(self._entries[0], 116), self._fat, self._sector)
        mini_fat = _numbers(self._chain(_number(self._data, 60), self._fat, self._sector))
        step = self._mini_size
        return self._chain(start, mini_fat, lambda n: minis[n * step : (n + 1) * step])[:size]

    def _fat_sectors(self) -> list[int]:
        listed = list(struct.unpack_from("<109I", self._data, 76))
        following = _number(self._data, 68)
        while following < _FREE and len(listed) * self._size <= len(self._data):
            more = _numbers(self._sector(following))
            listed += more[:-1]
            following = more[-1]
        return [sector for sector in listed if sector < _FREE]

    def _table(self, sectors: Sequence[int]) -> list[int]:
        return [number for sector in sectors for number in _numbers(self._sector(sector))]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, start: int, table: Sequence[int], sector: Callable[[int], bytes]) -> bytes:
        found: list[bytes] = []
        while start < _FREE:
            if len(found) > len(table):
                raise OleError("chain runs in a circle")
            found.append(sector(start))
            start = table[start]
        return b"".join(found)


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _numbers(data: bytes) -> list[int]:
    whole = len(data) - len(data) % 4
    return [number for (number,) in struct.iter_unpack("<I", data[:whole])]


def _shift(data: bytes, at: int) -> int:
    shift = int(struct.unpack_from("<H", data, at)[0])
    if not 4 <= shift <= 16:
        raise OleError("sector size out of range")
    return shift
