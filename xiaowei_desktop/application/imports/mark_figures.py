"""The figures of a mark workbook, as the office types them."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.application.imports.row_cells import MAX_FIGURE_TEXT
from xiaowei_desktop.application.ports.workbooks import CellText
from xiaowei_desktop.domain.quantity import QuantityError, check_size, parse_quantity
from xiaowei_desktop.domain.scoring.mark import MarkEvent
from xiaowei_desktop.domain.scoring.rules import EventsRule

PLAIN_RATE_AT_MOST = Decimal(2)
"""A rate written without a per cent sign and above this looks like a percentage."""

_UNITS = {"完成率": "%", "得分": "分", "分值": "分", "名次": "名", "次数": "次"}


def read_figure(cell: CellText, column: str) -> Decimal | None:
    """The figure in a cell of the column; `None` for an empty one. Raises `QuantityError` where it is none."""
    if cell.is_error:
        raise QuantityError(f"公式错误“{cell.text}”")
    if len(cell.text) > MAX_FIGURE_TEXT:
        raise QuantityError(f"有 {len(cell.text)} 个字，不是数字")
    parsed = parse_quantity(cell.text, _UNITS[column])
    if parsed is None:
        return None
    return _rate(parsed.value, cell.text) if column == "完成率" else parsed.value


def _rate(value: Decimal, text: str) -> Decimal:
    """95% and 0.95 are one rate. Raises `QuantityError` for 95 and for 5, of which nobody knows which they are."""
    if text.strip().endswith(("%", "％")):
        return check_size(value / 100, text)
    if value > PLAIN_RATE_AT_MOST:
        raise QuantityError(f"“{text}”看不出是百分数还是小数，百分之九十五请填 95% 或 0.95")
    return value


def without_sign(event: MarkEvent, rule: EventsRule) -> MarkEvent:
    """A deduction may be written with its minus: −0.2 for 扣0.2分. What adds points has none to lose."""
    kind = rule.event_kind(event.kind)
    if event.points is None or kind is None or not kind.deducts:
        return event
    return MarkEvent(event.kind, event.count, abs(event.points), event.basis)
