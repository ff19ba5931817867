"""The sizes of a sheet's comment boxes, which the workbook library forgets when it reads a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.spreadsheets.container import read_parts

# Every program has prefixes of its own, and Excel's drawings are not always sound XML.
_SHAPE = re.compile(r"<(\w*:?)shape\b(?P<head>[^>]*)>(?P<body>.*?)</\1shape>", re.DOTALL)
_ROW = re.compile(r"<\w*:?Row>\s*(\d+)\s*</")
_COLUMN = re.compile(r"<\w*:?Column>\s*(\d+)\s*</")
_WIDTH = re.compile(r"(?<![-\w])width:\s*([\d.]+)(pt|px)")
_HEIGHT = re.compile(r"(?<![-\w])height:\s*([\d.]+)(pt|px)")
_PIXELS = {"px": 1.0, "pt": 4 / 3}

_Found = tuple[int, int, float, float]
"""Row and column counted from 1, width and height in pixels."""


def keep_comment_sizes(page: Worksheet, name: str, data: bytes) -> None:
    """Gives the page's comments the sizes that the file's drawings say; `data` is the file that it was read from."""
    for part, content in read_parts(name, data).items():
        if part.lower().endswith(".vml"):
            for row, column, width, height in _boxes(content.decode("utf-8", "replace")):
                comment = page.cell(row, column).comment
                if comment is not None:
                    comment.width, comment.height = round(width), round(height)


def _boxes(drawing: str) -> Iterator[_Found]:
    for shape in _SHAPE.finditer(drawing):
        row, column = _ROW.search(shape["body"]), _COLUMN.search(shape["body"])
        width, height = _WIDTH.search(shape["head"]), _HEIGHT.search(shape["head"])
        if row and column and width and height:
            yield int(row[1]) + 1, int(column[1]) + 1, _pixels(width), _pixels(height)


def _pixels(found: re.Match[str]) -> float:
    return float(found[1]) * _PIXELS[found[2]]
