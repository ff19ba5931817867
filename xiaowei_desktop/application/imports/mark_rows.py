"""The rows of a mark workbook (评定、加扣分), read into marks with every finding at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xiaowei_desktop.application.imports.mark_figures import read_figure, without_sign
from xiaowei_desktop.application.imports.row_cells import MAX_TEXT, shortened
from xiaowei_desktop.application.ports.workbooks import CellText, MarkWorkbook, TableRow
from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.domain.organisation import UnknownOrganisationError, normal_name
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, is_missing, plain_text
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, MarkField, MarkKey
from xiaowei_desktop.domain.scoring.rules import AnyRule, EventsRule, GradedRule
from xiaowei_desktop.domain.scoring.scheme import Node

NONE_WORD = "无"
SOME_WORD = "有"
_EMPTY = CellText("", "")
_COLUMNS = {"得分": MarkField.POINTS, "完成率": MarkField.RATE, "名次": MarkField.PLACE}


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
    rules: Mapping[MarkKey, AnyRule] = field(init=False)
    places: dict[MarkKey, Place] = field(default_factory=dict)
    faulty: set[MarkKey] = field(default_factory=set)

    def __post_init__(self) -> None:
        scheme = self.plan.scheme
        judged = ((unit, node) for unit in scheme.assessed for node in scheme.judged_items(unit)) if scheme else ()
        self.items = {(unit, node.code): node for unit, node in judged}
        self.rules = {key: node.rule for key, node in self.items.items() if node.rule is not None}

    def take_mark(self, row: TableRow, sheet: str) -> None:
        filled = [row[c] for c in ("等次", "得分", "完成率", "名次") if _says_something(row.get(c, _EMPTY))]
        if not filled:
            return
        key = self._item_key(row, sheet)
        if key is None:
            return
        if key in self.places:
            message = f"“{self._name(key)}”评定了两次。请只保留一行。"
            self._error("mark-twice", message, Place(sheet, row["评分项编码"].cell, key[1]), key)
            return
        self.places[key] = Place(sheet, filled[0].cell, key[1])
        self.read.marks[key] = self._mark(row, sheet, key)

    def take_event(self, row: TableRow, sheet: str) -> None:
        if not any(_says_something(row.get(c, _EMPTY)) for c in ("事项", "次数", "分值")):
            return
        key = self._item_key(row, sheet)
        if key is None:
            return
        what = row.get("事项", _EMPTY)
        place = Place(sheet, what.cell or row["评分项编码"].cell, key[1])
        self.places.setdefault(key, place)
        rule = self.rules[key]
        if not isinstance(rule, EventsRule):
            self._error("mark-not-events", f"“{self._name(key)}”不按事项加扣分。请填在“评定”表中。", place, key)
            return
        found_before = len(self.read.issues)
        count = self._whole(row.get("次数", _EMPTY), "次数", sheet, key)
        points = self._number(row.get("分值", _EMPTY), "分值", sheet, key)
        basis = self._basis(row.get("依据", _EMPTY), "依据", sheet, key)
        event = without_sign(MarkEvent(what.text.strip(), 1 if count is None else count, points, basis), rule)
        known = self.read.marks.get(key, Mark(*key))
        if event in known.events:
            message = (
                f"“{self._name(key)}”的事项“{event.kind}”登记了两行，完全相同。"
                "请删去一行；确有两次的，请合并为一行，次数填合计。"
            )
            self._error("event-twice", message, place, key)
            return
        self.read.marks[key] = replace(known, events=(*known.events, event))
        if len(self.read.issues) == found_before:
            for issue in rule.check_event(event, self.items[key].points):
                self._error(issue.code, f"“{self._name(key)}”：{issue.message}", place, key)

    def finish(self) -> None:
        """Checks every mark against its rule, unless a cell of it is wrong already; one with an error is left out."""
        for key, mark in self.read.marks.items():
            if key not in self.faulty:
                for issue in self.rules[key].check_mark(mark, self.items[key].points):
                    self._error(issue.code, f"“{self._name(key)}”：{issue.message}", self.places[key], key)
        for key in self.faulty:
            self.read.marks.pop(key, None)

    def _mark(self, row: TableRow, sheet: str, key: MarkKey) -> Mark:
        asks = self.rules[key].asks()
        numbers: dict[MarkField, Decimal | None] = {}
        none, place = False, None
        for column, asked in _COLUMNS.items():
            cell = row.get(column, _EMPTY)
            if not _says_something(cell):
                continue
            if asked not in asks:
                message = f"“{self._name(key)}”不填{column}（{cell.cell}）。请清空这一格。"
                self._error("mark-not-asked", message, Place(sheet, cell.cell, key[1], field=column), key)
            elif cell.text.strip() == NONE_WORD:
                none = True
            elif asked is MarkField.PLACE:
                place = self._whole(cell, column, sheet, key)
            else:
                numbers[asked] = self._number(cell, column, sheet, key)
        grade, none_by_grade = self._grade(row.get("等次", _EMPTY), sheet, key)
        mark = Mark(
            *key,
            grade=grade,
            points=numbers.get(MarkField.POINTS),
            rate=numbers.get(MarkField.RATE),
            place=place,
            none=none or none_by_grade,
            basis=self._basis(row.get("评定依据", _EMPTY), "评定依据", sheet, key),
        )
        rule = self.rules[key]
        return rule.completed(mark) if isinstance(rule, GradedRule) else mark

    def _grade(self, cell: CellText, sheet: str, key: MarkKey) -> tuple[str, bool]:
        text = cell.text.strip() if _says_something(cell) else ""
        asks = self.rules[key].asks()
        if not text or MarkField.GRADE in asks:
            return text, False
        if MarkField.EVENTS in asks and text in (NONE_WORD, SOME_WORD):
            return "", text == NONE_WORD
        expected = "请填“无”或“有”" if MarkField.EVENTS in asks else "请清空这一格"
        message = f"“{self._name(key)}”的等次“{shortened(text)}”（{cell.cell}）不适用。{expected}。"
        self._error("mark-not-asked", message, Place(sheet, cell.cell, key[1], field="等次"), key)
        return "", False

    def _basis(self, cell: CellText, column: str, sheet: str, key: MarkKey) -> str:
        text = cell.text.strip()
        if len(text) > MAX_TEXT:
            message = f"“{self._name(key)}”的{column}（{cell.cell}）有 {len(text)} 字，超过 {MAX_TEXT} 字。请缩短。"
            self._error("text-too-long", message, Place(sheet, cell.cell, key[1], field=column), key)
        return text

    def _whole(self, cell: CellText, column: str, sheet: str, key: MarkKey) -> int | None:
        number = self._number(cell, column, sheet, key)
        if number is None or number == number.to_integral_value():
            return None if number is None else int(number)
        message = f"“{self._name(key)}”的{column} {plain_text(number)}（{cell.cell}）应为整数。"
        code = "mark-place-range" if column == "名次" else "mark-event-count"
        self._error(code, message, Place(sheet, cell.cell, key[1], field=column), key)
        return None

    def _number(self, cell: CellText, column: str, sheet: str, key: MarkKey) -> Decimal | None:
        try:
            return read_figure(cell, column)
        except QuantityError as wrong:
            message = f"“{self._name(key)}”的{column}（{cell.cell}）：{wrong}。请填数字。"
            self._error("not-a-number", message, Place(sheet, cell.cell, key[1], field=column), key)
            return None

    def _item_key(self, row: TableRow, sheet: str) -> MarkKey | None:
        named, code = row.get("考核对象", _EMPTY), row.get("评分项编码", _EMPTY)
        try:
            unit = self.plan.directory.find(named.text.strip()).code
        except UnknownOrganisationError as unknown:
            message = f"考核对象“{shortened(named.text)}”（{named.cell}）不在方案中。{unknown.question}请改正。"
            self._error("unknown-unit", message, Place(sheet, named.cell or code.cell, field="考核对象"))
            return None
        key = (unit, code.text.strip())
        if key not in self.items:
            message = f"评分项“{shortened(code.text)}”（{code.cell}）不是“{named.text}”的评定项。请用导出的评定表填写。"
            self._error("unknown-item", message, Place(sheet, code.cell or named.cell, field="评分项编码"))
            return None
        self._check_title(row.get("考核内容", _EMPTY), sheet, key)
        return key

    def _check_title(self, title: CellText, sheet: str, key: MarkKey) -> None:
        """An item's title beside another item's code means that cells were moved between rows."""
        if title.text and normal_name(title.text) != normal_name(self.items[key].title):
            message = (
                f"考核内容“{shortened(title.text)}”（{title.cell}）与评分项编码“{key[1]}”不符"
                f"（应为“{self.items[key].title}”），可能移动过行或单元格。请用导出的评定表重新填写。"
            )
            self._error("row-moved", message, Place(sheet, title.cell, key[1], field="考核内容"), key)

    def _name(self, key: MarkKey) -> str:
        return f"{self.plan.organisation(key[0]).name} {key[1]} {self.items[key].title}"

    def _error(self, code: str, message: str, place: Place, key: MarkKey | None = None) -> None:
        self.read.issues.append(error(code, message, place))
        if key is not None:
            self.faulty.add(key)


def _says_something(cell: CellText) -> bool:
    """A dash leaves the row as empty as nothing does; 无 is an answer."""
    return cell.text.strip() == NONE_WORD or not is_missing(cell.text)
