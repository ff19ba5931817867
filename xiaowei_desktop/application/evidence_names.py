"""Names of files and folders that Windows, Linux and a USB stick all take, the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from xiaowei_desktop.files import safe_name

_STEM, _SUFFIX, _TITLE = 60, 12, 30
"""Characters: Windows wants a whole path within 260, Linux a name within 255 bytes, three to a Chinese character."""

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that mean a device on Windows, with any ending."""

_CONTROLS = dict.fromkeys((*range(32), 127), "_")


def file_name(name: str) -> str:
    """The name as a file can bear it anywhere; its ending stays."""
    plain = _plain(name)
    suffix = PurePath(plain).suffix if len(PurePath(plain).suffix) <= _SUFFIX else ""
    stem = plain.removesuffix(suffix)[:_STEM].rstrip(" .") or "_"
    return f"_{stem}{suffix}" if _DEVICES.fullmatch(stem) else f"{stem}{suffix}"


def folder_name(number: str, code: str, title: str) -> str:
    """01 A1 深化商事领域改革."""
    return _plain(f"{number} {code} {_plain(title)[:_TITLE]}")


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order, those that Windows would not tell from an earlier one numbered: 证明 (2).pdf."""
    taken: set[str] = set()
    found = []
    for name in names:
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            path = PurePath(name)
            free = f"{path.stem} ({number}){path.suffix}"
        taken.add(free.casefold())
        found.append(free)
    return tuple(found)


def _plain(name: str) -> str:
    """Without what Windows refuses inside a name, and without the spaces and points that it drops at the end."""
    return safe_name(name).translate(_CONTROLS).strip().rstrip(" .") or "_"
