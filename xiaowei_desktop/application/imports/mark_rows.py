"""The rows of a mark workbook (评定、加扣分), read into marks with every finding at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xiaowei_desktop.application.ports.workbooks import CellText, MarkWorkbook, TableRow
from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.domain.organisation import UnknownOrganisationError
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, MarkField
from xiaowei_desktop.domain.scoring.rules import AnyRule, GradedRule
from xiaowei_desktop.domain.scoring.scheme import Node

NONE_WORD = "无"
SOME_WORD = "有"
_EMPTY = CellText("", "")
_COLUMNS = {"得分": MarkField.POINTS, "完成率": MarkField.RATE, "名次": MarkField.PLACE}

MarkKey = tuple[str, str]


@dataclass(slots=True)
class ReadMarks:
    """The marks that the workbook holds; a row left empty is a judgement not yet made and gives no mark."""

    marks: dict[MarkKey, Mark] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def read_marks(book: MarkWorkbook, plan: Plan) -> ReadMarks:
    """Every filled row as a mark, checked against its item's rule."""
    reader = _MarkReader(plan, ReadMarks())
    for row in book.marks.rows:
        reader.take_mark(row, book.marks.sheet)
    for row in book.events.rows:
        reader.take_event(row, book.events.sheet)
    reader.finish()
    return reader.read


@dataclass(slots=True)
class _MarkReader:
    plan: Plan
    read: ReadMarks
    items: Mapping[MarkKey, Node] = field(init=False)
    places: dict[MarkKey, Place] = field(default_factory=dict)
    said_some: set[MarkKey] = field(default_factory=set)

    def __post_init__(self) -> None:
        scheme = self.plan.scheme
        assessed = scheme.assessed if scheme else ()
        self.items = {
            (unit, node.code): node for unit in assessed for node in (scheme.judged_items(unit) if scheme else ())
        }

    def take_mark(self, row: TableRow, sheet: str) -> None:
        filled = [row[c] for c in ("等次", "得分", "完成率", "名次") if row.get(c, _EMPTY).text]
        if not filled:
            return
        key = self._item_key(row, sheet)
        if key is None:
            return
        if key in self.places:
            message = f"“{self._name(key)}”评定了两次。请只保留一行。"
            self._error("mark-twice", message, Place(sheet, row["评分项编码"].cell, key[1]))
            return
        self.places[key] = Place(sheet, filled[0].cell, key[1])
        self.read.marks[key] = self._mark(row, sheet, key)

    def take_event(self, row: TableRow, sheet: str) -> None:
        if not any(row.get(c, _EMPTY).text for c in ("事项", "次数", "分值")):
            return
        key = self._item_key(row, sheet)
        if key is None:
            return
        what = row.get("事项", _EMPTY)
        count = self._number(row.get("次数", _EMPTY), "次数", sheet, key) or Decimal(1)
        points = self._number(row.get("分值", _EMPTY), "分值", sheet, key)
        if count != count.to_integral_value():
            message = f"“{self._name(key)}”的次数 {count} 应为整数。"
            self._error("mark-event-count", message, Place(sheet, row["次数"].cell, key[1], field="次数"))
            return
        basis = row.get("依据", _EMPTY).text.strip()
        event = MarkEvent(what.text.strip(), int(count), abs(points) if points is not None else None, basis)
        place = Place(sheet, what.cell or row["评分项编码"].cell, key[1])
        if MarkField.EVENTS not in self._rule(key).asks():
            self._error("mark-not-events", f"“{self._name(key)}”不按事项加扣分。请填在“评定”表中。", place)
            return
        known = self.read.marks.get(key, Mark(*key))
        self.read.marks[key] = replace(known, events=(*known.events, event))
        self.places.setdefault(key, place)

    def finish(self) -> None:
        """Checks every mark against its rule; one with an error is left out."""
        for key, mark in list(self.read.marks.items()):
            node = self.items[key]
            found = self._rule(key).check_mark(mark, node.points)
            for issue in found:
                message = f"“{self._name(key)}”：{issue.message}"
                self.read.issues.append(replace(issue, message=message, place=self.places[key]))
            if found:
                del self.read.marks[key]

    def _mark(self, row: TableRow, sheet: str, key: MarkKey) -> Mark:
        asks = self._rule(key).asks()
        numbers: dict[MarkField, Decimal | None] = {}
        none = False
        for column, asked in _COLUMNS.items():
            cell = row.get(column, _EMPTY)
            if not cell.text:
                continue
            if asked not in asks:
                message = f"“{self._name(key)}”不填{column}（{cell.cell}）。请清空这一格。"
                self._error("mark-not-asked", message, Place(sheet, cell.cell, key[1], field=column))
            elif cell.text.strip() == NONE_WORD:
                none = True
            else:
                numbers[asked] = self._number(cell, column, sheet, key)
        grade, none_by_grade = self._grade(row.get("等次", _EMPTY), sheet, key)
        place = numbers.get(MarkField.PLACE)
        mark = Mark(
            *key,
            grade=grade,
            points=numbers.get(MarkField.POINTS),
            rate=numbers.get(MarkField.RATE),
            place=self._whole(place, row, sheet, key),
            none=none or none_by_grade,
            basis=row.get("评定依据", _EMPTY).text.strip(),
        )
        rule = self._rule(key)
        return rule.completed(mark) if isinstance(rule, GradedRule) else mark

    def _grade(self, cell: CellText, sheet: str, key: MarkKey) -> tuple[str, bool]:
        text = cell.text.strip()
        asks = self._rule(key).asks()
        if not text or MarkField.GRADE in asks:
            return text, False
        if MarkField.EVENTS in asks and text in (NONE_WORD, SOME_WORD):
            return "", text == NONE_WORD
        expected = "请填“无”或“有”" if MarkField.EVENTS in asks else "请清空这一格"
        message = f"“{self._name(key)}”的等次“{text}”（{cell.cell}）不适用。{expected}。"
        self._error("mark-not-asked", message, Place(sheet, cell.cell, key[1], field="等次"))
        return "", False

    def _whole(self, place: Decimal | None, row: TableRow, sheet: str, key: MarkKey) -> int | None:
        if place is None:
            return None
        if place != place.to_integral_value():
            cell = row["名次"].cell
            message = f"“{self._name(key)}”的名次 {place}（{cell}）应为整数。"
            self._error("mark-place-range", message, Place(sheet, cell, key[1], field="名次"))
            return None
        return int(place)

    def _number(self, cell: CellText, column: str, sheet: str, key: MarkKey) -> Decimal | None:
        if not cell.text:
            return None
        try:
            parsed = parse_quantity(cell.text, "%" if column == "完成率" else "分")
        except QuantityError as wrong:
            message = f"“{self._name(key)}”的{column}（{cell.cell}）：{wrong}。请填数字。"
            self._error("not-a-number", message, Place(sheet, cell.cell, key[1], field=column))
            return None
        if parsed is None:
            return None
        return parsed.value / 100 if column == "完成率" and "%" in cell.text.replace("％", "%") else parsed.value

    def _item_key(self, row: TableRow, sheet: str) -> MarkKey | None:
        named, code = row.get("考核对象", _EMPTY), row.get("评分项编码", _EMPTY)
        try:
            unit = self.plan.directory.find(named.text.strip()).code
        except UnknownOrganisationError as unknown:
            alike = f"是不是“{'”“'.join(unknown.suggestions)}”？" if unknown.suggestions else ""
            message = f"考核对象“{named.text}”（{named.cell}）不在方案中。{alike}请改正。"
            self._error("unknown-unit", message, Place(sheet, named.cell or code.cell, field="考核对象"))
            return None
        key = (unit, code.text.strip())
        if key not in self.items:
            message = f"评分项“{code.text}”（{code.cell}）不是“{named.text}”的评定项。请用导出的评定表填写。"
            self._error("unknown-item", message, Place(sheet, code.cell or named.cell, field="评分项编码"))
            return None
        return key

    def _rule(self, key: MarkKey) -> AnyRule:
        rule = self.items[key].rule
        assert rule is not None  # judged items are leaves
        return rule

    def _name(self, key: MarkKey) -> str:
        return f"{self.plan.organisation(key[0]).name} {key[1]} {self.items[key].title}"

    def _error(self, code: str, message: str, place: Place) -> None:
        self.read.issues.append(error(code, message, place))
