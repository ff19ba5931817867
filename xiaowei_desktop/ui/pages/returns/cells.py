"""What a cell of a return holds: a figure as typed, one the program worked out, or one it has converted."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.application.imports.row_cells import MAX_TEXT
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.quantity import ParsedQuantity, QuantityError, parse_quantity
from xiaowei_desktop.domain.return_form import COLUMN_OF_FIELD
from xiaowei_desktop.reporting.numbers import PLAIN, RATIO
from xiaowei_desktop.ui.grids.entry_content import EntryValue, Unread, show_plain

_MOST_PLACES = 4

NUMBER_FIELDS = ("quarter_value", "cumulative", "benchmark", "numerator", "denominator")
TEXT_FIELDS = ("progress", "explanation", "remark")


class Filled(Decimal):
    """A figure the program worked out from its neighbours. What was typed is a plain `Decimal`.

    The grid keeps it through undo and redo like any other value, so that it is known again when it comes back.
    """


class Converted(Decimal):
    """A figure that was typed in another unit; `conversion` says how it was read: 700万元 = 0.07亿元."""

    conversion = ""

    @classmethod
    def of(cls, parsed: ParsedQuantity) -> Converted:
        found = cls(parsed.value)
        found.conversion = parsed.conversion
        return found


def read_bare_figure(text: str) -> EntryValue:
    """A figure without a unit. Anything else stays text until its row reads it: the unit is the row's."""
    try:
        parsed = parse_quantity(text, "")
    except QuantityError:
        return text
    if parsed is None:
        return None
    return text if parsed.conversion else parsed.value


def read_in_row(text: str, indicator: Indicator, field: str) -> EntryValue:
    """The figure in the row's unit; `Unread`, with what to do, where the text is none."""
    unit = figure_unit(indicator, field)
    try:
        parsed = parse_quantity(text, unit)
    except QuantityError as wrong:
        asked = f"，单位按“{unit}”" if unit else ""
        return Unread(text, f"“{indicator.name}”的{COLUMN_OF_FIELD[field]}：{wrong}。请填数字{asked}。")
    if parsed is None:
        return None
    return Converted.of(parsed) if parsed.conversion else parsed.value


def read_words(text: str) -> EntryValue:
    """A text cell. Raises `ValueError` for a document pasted into it."""
    if len(text) > MAX_TEXT:
        raise ValueError(f"这一格有 {len(text)} 字，超过 {MAX_TEXT} 字。请缩短。")
    return text


def figure_unit(indicator: Indicator, field: str) -> str:
    """The unit in which a figure is asked for; numerator and denominator are plain counts."""
    if field in ("numerator", "denominator"):
        return ""
    return "%" if field == "benchmark" else indicator.measure_unit


def show_figure(value: EntryValue) -> str:
    """With thousands separators; of a quotient, which may go on for ever, two places."""
    if not isinstance(value, Decimal):
        return show_plain(value)
    return RATIO.text(value) if is_shortened(value) else PLAIN.text(value)


def is_shortened(value: EntryValue) -> bool:
    """Whether the cell shows fewer places than the figure has; what is below 1 keeps them all."""
    return isinstance(value, Decimal) and abs(value) >= 1 and value != round(value, _MOST_PLACES)


def figure(value: EntryValue) -> Decimal | None:
    """The plain figure of a cell; `None` where it is empty or can't be read."""
    return Decimal(value) if isinstance(value, Decimal) else None


def is_typed(value: EntryValue) -> bool:
    """Whether a person put it there, readable or not."""
    return value is not None and not isinstance(value, Filled)
