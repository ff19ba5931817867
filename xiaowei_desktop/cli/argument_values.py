"""What may stand behind an argument: a quarter, a day, a path, a name, a text."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from xiaowei_desktop.application.imports.row_cells import shortened
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity
from xiaowei_desktop.files import readable

_LONGEST_NAME = 255  # bytes on Linux, characters on Windows
_DIGITS_OF_A_YEAR = 4
_DIGITS_OF_A_NUMBER = 9
"""More than any list has, and within what the database can be asked for."""


def a_quarter(text: str) -> Quarter:
    try:
        return Quarter.parse(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"“{text}”不是季度，请写成 2020Q2") from wrong


def a_year(text: str) -> int:
    """A year as it stands on a document; others are slips that nothing is looked for under."""
    if not (text.isascii() and text.isdigit() and len(text) == _DIGITS_OF_A_YEAR):
        raise argparse.ArgumentTypeError(f"“{shortened(text)}”不是年度，请写成 2020")
    return int(text)


def a_number(text: str) -> int:
    """A number from a list: of a file, of a final."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= _DIGITS_OF_A_NUMBER):
        raise argparse.ArgumentTypeError(f"“{shortened(text)}”不是编号，请写清单中的数字")
    return int(text)


def a_scope(text: str) -> Scope:
    try:
        return Scope.parse(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"“{text}”不是年度，请写成 2021，整个规划期写 plan") from wrong


def a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2020-07-08") from wrong


def a_path(text: str) -> str:
    """A file or folder by name. An empty one is a script's unset variable, and would mean the current folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("是空的，请写明文件或文件夹")
    if any(_length(part) > _LONGEST_NAME for part in Path(text).parts):
        raise argparse.ArgumentTypeError("文件名太长，请换一个短些的文件名")
    return text


def _length(name: str) -> int:
    return len(name) if os.name == "nt" else len(os.fsencode(name))


def a_name(text: str) -> str:
    """A unit or a plan. An empty one would mean all of them."""
    if not text.strip():
        raise argparse.ArgumentTypeError("是空的，请写明名称；要全部的，请不写这个选项")
    return readable(text)


def a_text(text: str) -> str:
    """A reason or a name, to be stored."""
    return readable(text)


def figures_by_name(text: str) -> Mapping[str, Decimal]:
    """越城区=3,柯桥区=2, also with full-width signs and figures. A name that stands twice is one too many."""
    found: dict[str, Decimal] = {}
    for entry in filter(None, (one.strip() for one in text.replace("，", ",").split(","))):
        written, _, figure = entry.replace("＝", "=").partition("=")
        name = a_name(written.strip())
        if name in found:
            raise argparse.ArgumentTypeError(f"“{name}”写了两次，请只写一次")
        found[name] = _figure(entry, figure)
    return found


def _figure(entry: str, text: str) -> Decimal:
    try:
        found = parse_quantity(text, "")
    except QuantityError as wrong:
        raise argparse.ArgumentTypeError(f"“{entry}”中{wrong}，请写成 越城区=3,柯桥区=2") from wrong
    if found is None:
        raise argparse.ArgumentTypeError(f"“{entry}”没有写数，请写成 越城区=3,柯桥区=2；数中不要加逗号")
    return found.value


def a_setting(text: str) -> tuple[str, str]:
    """What is to be supposed: 指标编码=数, 评分项编码=得分, also with a full-width sign."""
    name, sign, value = text.replace("＝", "=").partition("=")
    if not sign or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(f"“{text}”看不懂，请写成 指标编码=数 或 评分项编码=得分")
    return readable(name.strip()), readable(value.strip())


def some_points(text: str) -> Decimal:
    """Points as a clerk writes them: 8, 8.5, 8.5分."""
    try:
        parsed = parse_quantity(text, "分")
    except QuantityError as wrong:
        raise argparse.ArgumentTypeError(f"{wrong}，请填分数，例如 8.5") from wrong
    if parsed is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是分数，请填分数，例如 8.5；维持原分的写 --keep")
    return parsed.value
