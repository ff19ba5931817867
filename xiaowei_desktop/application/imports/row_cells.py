"""The cells of one row of a return workbook: figures, texts and the status, with every finding at its cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.application.ports.workbooks import CellText
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.issues import Issue, Place, error, note
from xiaowei_desktop.domain.quantity import QuantityError, is_missing, parse_quantity
from xiaowei_desktop.domain.quarterly_return import TaskStatus
from xiaowei_desktop.domain.return_form import COLUMN_OF_FIELD, applies

MAX_TEXT = 2000
"""Characters of a text cell; more is a document pasted into a form."""
MAX_FIGURE_TEXT = 60
"""Characters of a figure with its unit; more is no figure, and a message that repeats it is of no use."""
_SHOWN = 40


def shortened(text: str) -> str:
    """A cell's text as a message repeats it."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads cells of `indicator`'s row and adds what it finds to `issues`."""

    sheet: str
    indicator: Indicator
    issues: list[Issue]

    def number(self, cell: CellText, name: str) -> Decimal | None:
        """The figure in the indicator's unit; `None` for an empty cell, and for one with an error."""
        if cell.is_error:
            self._error("formula-error", cell, name, f"是公式错误“{cell.text}”。请直接填写数字。")
            return None
        if not applies(self.indicator, name):
            self._note_not_asked(cell, name)
            return None
        if len(cell.text) > MAX_FIGURE_TEXT:
            self._error("not-a-number", cell, name, f"有 {len(cell.text)} 个字，不是数字。请填数字。")
            return None
        unit = self._unit(name)
        try:
            parsed = parse_quantity(cell.text, unit)
        except QuantityError as wrong:
            asked = f"，单位按“{unit}”" if unit else ""
            self._error("not-a-number", cell, name, f"：{wrong}。请填数字{asked}。")
            return None
        if parsed is None:
            return None
        if parsed.conversion:
            self._note("converted", cell, name, f"按 {parsed.conversion} 换算。")
        return parsed.value

    def text(self, cell: CellText, name: str) -> str:
        if cell.is_error:
            self._error("formula-error", cell, name, f"是公式错误“{cell.text}”。请直接填写文字。")
            return ""
        if len(cell.text) > MAX_TEXT:
            self._error("text-too-long", cell, name, f"有 {len(cell.text)} 字，超过 {MAX_TEXT} 字。请缩短。")
            return ""
        return cell.text.strip()

    def status(self, cell: CellText) -> TaskStatus | None:
        if not applies(self.indicator, "status"):
            self._note_not_asked(cell, "status")
            return None
        if is_missing(cell.text):
            return None
        try:
            return TaskStatus(cell.text.strip())
        except ValueError:
            choices = "、".join(TaskStatus)
            self._error("unknown-status", cell, "status", f"“{shortened(cell.text)}”不在可选范围内。请选：{choices}。")
            return None

    def is_level_in_quarter_column(self, quarter_value: CellText, cumulative: CellText) -> bool:
        """A level or rate has one figure; the unit wrote it under 本季完成 and left 累计完成 empty."""
        is_level = self.indicator.has_figure and not applies(self.indicator, "quarter_value")
        found = is_level and not is_missing(quarter_value.text) and is_missing(cumulative.text)
        if found:
            self._note("level-in-quarter", quarter_value, "quarter_value", "按累计完成（季末数）采用。")
        return found

    def _note_not_asked(self, cell: CellText, name: str) -> None:
        if not is_missing(cell.text):
            self._note("not-asked", cell, name, "不需要填，未采用。")

    def _unit(self, name: str) -> str:
        if name in ("numerator", "denominator"):
            return ""
        return "%" if name == "benchmark" else self.indicator.measure_unit

    def _error(self, code: str, cell: CellText, name: str, text: str) -> None:
        self.issues.append(error(code, self._message(cell, name, text), self._place(cell, name)))

    def _note(self, code: str, cell: CellText, name: str, text: str) -> None:
        self.issues.append(note(code, self._message(cell, name, text), self._place(cell, name)))

    def _message(self, cell: CellText, name: str, text: str) -> str:
        return f"“{self.indicator.name}”的{COLUMN_OF_FIELD[name]}（{cell.cell}）{text}"

    def _place(self, cell: CellText, name: str) -> Place:
        return Place(self.sheet, cell.cell, self.indicator.code, field=COLUMN_OF_FIELD[name])
