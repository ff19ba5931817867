"""One value of a plan document as the text of a cell: how it is shown, and how what people write is read.

Which kind of cell a value has follows from its shape in the plan format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from xiaowei_desktop.domain.period import WHOLE_PLAN
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity, plain_text
from xiaowei_desktop.planfiles.containers import Many, Usual
from xiaowei_desktop.planfiles.findings import Codes, near
from xiaowei_desktop.planfiles.shapes import (
    Choice,
    Code,
    Day,
    Flag,
    Names,
    Number,
    Percentage,
    ScopeYear,
    Shape,
    Threshold,
    Whole,
)
from xiaowei_desktop.planfiles.tables.organisations import OrganisationNames
from xiaowei_desktop.planfiles.tables.places import UNREAD, CellSpot
from xiaowei_desktop.planfiles.tables.quoting import entries, joined
from xiaowei_desktop.planfiles.tables.words import NO, YES
from xiaowei_desktop.reporting.enumeration_words import words_of

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YEAR = re.compile(r"(\d{4})年?(?:度)?")


class Cell(Protocol):
    """One kind of cell. `show` is given the document's value; `read` gives it, or `UNREAD` after its fault."""

    def show(self, raw: Any) -> str: ...

    def read(self, text: str, at: CellSpot) -> object: ...


class TextCell:
    """Any text, letter for letter."""

    def show(self, raw: Any) -> str:
        return str(raw)

    def read(self, text: str, at: CellSpot) -> object:  # noqa: ARG002 - one contract
        return text


class CodeCell(TextCell):
    """A code, without the spaces around it."""

    def read(self, text: str, at: CellSpot) -> object:  # noqa: ARG002 - one contract
        return text.strip()


class FigureCell(TextCell):
    """An exact figure, in the unit of its spot."""

    def read(self, text: str, at: CellSpot) -> object:
        try:
            found = parse_quantity(text, at.unit)
        except QuantityError as reason:
            return at.fault("plan-number", f"{reason}。请改为数字。")
        return (
            at.fault("plan-number", f"“{text}”不是数字。请改为数字或留空。")
            if found is None
            else plain_text(found.value)
        )


class WholeCell(FigureCell):
    """A whole figure."""

    def read(self, text: str, at: CellSpot) -> object:
        figure = super().read(text, at)
        if not isinstance(figure, str):
            return figure
        if "." in figure:
            return at.fault("plan-number", f"“{text}”不是整数。请改为整数。")
        return int(figure)


class PercentageCell:
    """A rate in per cent; the document says 1 for 100%."""

    def show(self, raw: Any) -> str:
        return f"{plain_text(Decimal(raw) * 100)}%"

    def read(self, text: str, at: CellSpot) -> object:
        if not unicodedata.normalize("NFKC", text).strip().endswith("%"):
            return at.fault("plan-number", f"“{text}”没有百分号。请写成 70% 的样子。")
        try:
            found = parse_quantity(text, "%")
        except QuantityError as reason:
            return at.fault("plan-number", f"{reason}。请写成 70% 的样子。")
        return at.fault("plan-number", f"“{text}”不是数字。") if found is None else plain_text(found.value / 100)


class ThresholdCell(FigureCell):
    """A figure, or, with its percent sign, a rate."""

    def read(self, text: str, at: CellSpot) -> object:
        if unicodedata.normalize("NFKC", text).strip().endswith("%"):
            return PercentageCell().read(text, at)
        return super().read(text, at)


class FlagCell:
    """是 or 否."""

    def show(self, raw: Any) -> str:
        return YES if raw else NO

    def read(self, text: str, at: CellSpot) -> object:
        answers = {YES: True, NO: False, "√": True, "✓": True}
        word = text.strip()
        return answers[word] if word in answers else at.fault("plan-choice", f"“{text}”应为“是”或“否”。")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


@dataclass(frozen=True)
class WordCell:
    """One of a closed list of words."""

    words: Mapping[str, str]

    def show(self, raw: Any) -> str:
        return self.words.get(raw, str(raw))

    def read(self, text: str, at: CellSpot) -> object:
        word = _plain(text)
        meant = next((value for value, known in self.words.items() if word in (_plain(known), value)), None)
        if meant is not None:
            return meant
        choices = "、".join(self.words.values())
        hint = near(word, self.words.values())
        return at.fault("plan-choice", f"没有“{text}”这种写法。可用：{choices}。{hint}")


class DayCell(TextCell):
    """A date: 2020-06-17, 2020/6/17, 2020年6月17日."""

    def read(self, text: str, at: CellSpot) -> object:
        found = _DATE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
        try:
            return date(*(int(part) for part in found.groups())).isoformat() if found else self._fault(text, at)
        except ValueError:
            return self._fault(text, at)

    def _fault(self, text: str, at: CellSpot) -> object:
        return at.fault("plan-date", f"“{text}”不是日期。请写成 2020-06-17 的样子。")


class ScopeCell:
    """A year, or 规划期 for the whole span."""

    def show(self, raw: Any) -> str:
        return WHOLE_PLAN.in_words if raw == "plan" else str(raw)

    def read(self, text: str, at: CellSpot) -> object:
        word = "".join(unicodedata.normalize("NFKC", text).split())
        if word in (WHOLE_PLAN.in_words, "plan"):
            return "plan"
        found = _YEAR.fullmatch(word)
        return int(found[1]) if found else at.fault("plan-years", f"“{text}”应为年份或“{WHOLE_PLAN.in_words}”。")


@dataclass(frozen=True)
class OrganisationCell:
    """An organisation by its name."""

    names: OrganisationNames

    def show(self, raw: Any) -> str:
        return self.names.show(raw)

    def read(self, text: str, at: CellSpot) -> object:
        code = self.names.code(text.strip())
        if code == "":  # the organisation's own row lacks its code, which is told there
            at.faults.silence(at.path)
            return UNREAD
        if code is None:
            remedy = (
                f"单位改名的，请把“{text.strip()}”填在该单位的“其他名称”里；新的单位请在“单位”表中增加；写错的请更正。"
            )
            return at.fault("plan-unknown-code", f"“单位”表中没有“{text}”。{self.names.question(text)}{remedy}")
        return code


@dataclass(frozen=True)
class EntriesCell:
    """Several values in one cell, divided by 、."""

    item: Cell

    def show(self, raw: Any) -> str:
        return joined(self.item.show(entry) for entry in raw)

    def read(self, text: str, at: CellSpot) -> object:
        return [self.item.read(entry, at.part(f"[{n}]")) for n, entry in enumerate(entries(text), start=1)]


def cell_of(shape: Shape[Any], names: OrganisationNames) -> Cell:
    """The kind of cell in which a value of this shape is written."""
    match shape:
        case Usual():
            return cell_of(shape.shape, names)
        case Many():
            return EntriesCell(cell_of(shape.item, names))
        case Names() if {Codes.ORGANISATION, Codes.ASSESSED} & set(shape.among):
            return OrganisationCell(names)
        case Choice():
            return WordCell(words_of(shape.words))
        case Code():
            return CodeCell()
    plain: dict[type, Cell] = {
        Percentage: PercentageCell(), Threshold: ThresholdCell(),
        Number: FigureCell(), Whole: WholeCell(), Flag: FlagCell(), Day: DayCell(), ScopeYear: ScopeCell(),
    }  # fmt: skip
    return next((cell for kind, cell in plain.items() if isinstance(shape, kind)), TextCell())
