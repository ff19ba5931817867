"""The cells of a mark workbook's rows: whose row it is, figures, texts, with every finding at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xiaowei_desktop.application.imports.mark_figures import read_figure
from xiaowei_desktop.application.imports.row_cells import MAX_TEXT, shortened
from xiaowei_desktop.application.ports.workbooks import CellText, TableRow
from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.domain.organisation import UnknownOrganisationError, normal_name
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, is_missing, plain_text
from xiaowei_desktop.domain.scoring.mark import MarkField, MarkKey
from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.domain.scoring.scheme import Node

NONE_WORD = "无"
SOME_WORD = "有"
ABSENT_WORD = "无此任务"
"""In 等次 of any item, also of a computed one: the organisation has no such task."""
EMPTY = CellText("", "")


def says_something(cell: CellText) -> bool:
    """A dash leaves the row as empty as nothing does; 无 is an answer."""
    return cell.text.strip() == NONE_WORD or not is_missing(cell.text)


def is_absent(row: TableRow) -> bool:
    """Whether the row says that the organisation has no such task."""
    return row.get("等次", EMPTY).text.strip() == ABSENT_WORD


@dataclass(slots=True)
class MarkCells:
    """Reads cells of rows about `plan`'s items; `issues` and the `faulty` items grow."""

    plan: Plan
    issues: list[Issue]
    items: Mapping[MarkKey, Node] = field(init=False)
    faulty: set[MarkKey] = field(default_factory=set)

    def __post_init__(self) -> None:
        scheme = self.plan.scheme
        all_items = ((unit, item) for unit in scheme.assessed for item in scheme.items_of(unit)) if scheme else ()
        self.items = {(unit, item.code): item for unit, item in all_items if item.rule is not None}

    def rule(self, key: MarkKey) -> AnyRule:
        """The item's rule. Raises `LookupError` for what is no item."""
        found = self.items[key].rule
        assert found is not None  # items are leaves
        return found

    def item_key(self, row: TableRow, sheet: str) -> MarkKey | None:
        """Whose row for what; `None` after its fault."""
        named, code = row.get("考核对象", EMPTY), row.get("评分项编码", EMPTY)
        try:
            unit = self.plan.directory.find(named.text.strip()).code
        except UnknownOrganisationError as unknown:
            message = f"考核对象“{shortened(named.text)}”（{named.cell}）不在方案中。{unknown.question}请改正。"
            self.fault("unknown-unit", message, Place(sheet, named.cell or code.cell, field="考核对象"))
            return None
        key = (unit, code.text.strip())
        if key not in self.items or not (self.rule(key).asks() or is_absent(row)):
            message = f"评分项“{shortened(code.text)}”（{code.cell}）不是“{named.text}”的评定项。请用导出的评定表填写。"
            self.fault("unknown-item", message, Place(sheet, code.cell or named.cell, field="评分项编码"))
            return None
        self._check_title(row.get("考核内容", EMPTY), sheet, key)
        return key

    def grade(self, cell: CellText, sheet: str, key: MarkKey) -> tuple[str, bool]:
        """The chosen 等次, and whether it says 无 of an item with events."""
        text = cell.text.strip() if says_something(cell) else ""
        asks = self.rule(key).asks()
        if not text or MarkField.GRADE in asks:
            return text, False
        if MarkField.EVENTS in asks and text in (NONE_WORD, SOME_WORD):
            return "", text == NONE_WORD
        expected = "请填“无”或“有”" if MarkField.EVENTS in asks else "请清空这一格"
        message = f"“{self.name(key)}”的等次“{shortened(text)}”（{cell.cell}）不适用。{expected}。"
        self.fault("mark-not-asked", message, Place(sheet, cell.cell, key[1], field="等次"), key)
        return "", False

    def text(self, cell: CellText, column: str, sheet: str, key: MarkKey) -> str:
        text = cell.text.strip()
        if len(text) > MAX_TEXT:
            message = f"“{self.name(key)}”的{column}（{cell.cell}）有 {len(text)} 字，超过 {MAX_TEXT} 字。请缩短。"
            self.fault("text-too-long", message, Place(sheet, cell.cell, key[1], field=column), key)
        return text

    def whole(self, cell: CellText, column: str, sheet: str, key: MarkKey) -> int | None:
        number = self.number(cell, column, sheet, key)
        if number is None or number == number.to_integral_value():
            return None if number is None else int(number)
        message = f"“{self.name(key)}”的{column} {plain_text(number)}（{cell.cell}）应为整数。"
        code = "mark-place-range" if column == "名次" else "mark-event-count"
        self.fault(code, message, Place(sheet, cell.cell, key[1], field=column), key)
        return None

    def number(self, cell: CellText, column: str, sheet: str, key: MarkKey) -> Decimal | None:
        try:
            return read_figure(cell, column)
        except QuantityError as wrong:
            message = f"“{self.name(key)}”的{column}（{cell.cell}）：{wrong}。请填数字。"
            self.fault("not-a-number", message, Place(sheet, cell.cell, key[1], field=column), key)
            return None

    def name(self, key: MarkKey) -> str:
        return f"{self.plan.organisation(key[0]).name} {key[1]} {self.items[key].title}"

    def fault(self, code: str, message: str, place: Place, key: MarkKey | None = None) -> None:
        self.issues.append(error(code, message, place))
        if key is not None:
            self.faulty.add(key)

    def _check_title(self, title: CellText, sheet: str, key: MarkKey) -> None:
        """An item's title beside another item's code means that cells were moved between rows."""
        if title.text and normal_name(title.text) != normal_name(self.items[key].title):
            message = (
                f"考核内容“{shortened(title.text)}”（{title.cell}）与评分项编码“{key[1]}”不符"
                f"（应为“{self.items[key].title}”），可能移动过行或单元格。请用导出的评定表重新填写。"
            )
            self.fault("row-moved", message, Place(sheet, title.cell, key[1], field="考核内容"), key)
