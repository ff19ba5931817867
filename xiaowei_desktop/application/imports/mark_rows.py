"""The rows of a mark workbook (评定、加扣分), read into marks with every finding at its cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from xiaowei_desktop.application.imports.mark_cells import EMPTY, NONE_WORD, MarkCells, is_absent, says_something
from xiaowei_desktop.application.imports.mark_figures import without_sign
from xiaowei_desktop.application.ports.workbooks import MarkWorkbook, TableRow
from xiaowei_desktop.domain.issues import Issue, Place
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, MarkField, MarkKey, Rating
from xiaowei_desktop.domain.scoring.mark_check import check_mark
from xiaowei_desktop.domain.scoring.rules import EventsRule, GradedRule

_COLUMNS = {"得分": MarkField.POINTS, "完成率": MarkField.RATE, "名次": MarkField.PLACE}
_JUDGING = ("等次", *_COLUMNS)


@dataclass(slots=True)
class ReadMarks:
    """The marks that the workbook holds; a row left empty is a judgement not yet made and gives no mark."""

    marks: dict[MarkKey, Mark] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def read_marks(book: MarkWorkbook, plan: Plan) -> ReadMarks:
    """Every filled row as a mark, checked against its item's rule."""
    read = ReadMarks()
    reader = _MarkReader(read, MarkCells(plan, read.issues))
    for row in book.marks.rows:
        reader.take_mark(row, book.marks.sheet)
    for row in book.events.rows:
        reader.take_event(row, book.events.sheet)
    reader.finish()
    return reader.read


@dataclass(slots=True)
class _MarkReader:
    read: ReadMarks
    cells: MarkCells
    places: dict[MarkKey, Place] = field(default_factory=dict)

    def take_mark(self, row: TableRow, sheet: str) -> None:
        filled = [row[column] for column in _JUDGING if says_something(row.get(column, EMPTY))]
        if not filled:
            return
        key = self.cells.item_key(row, sheet)
        if key is None:
            return
        mark = self._mark(row, sheet, key)
        known = self.read.marks.get(key)
        if known is not None and known.ratings and mark.ratings:
            self.read.marks[key] = replace(known, ratings=(*known.ratings, *mark.ratings))
            return
        if known is not None and known.not_applicable and mark.not_applicable:  # said at each rater's row
            self.read.marks[key] = replace(known, basis=known.basis or mark.basis)
            return
        if key in self.places:
            message = f"“{self.cells.name(key)}”评定了两次。请只保留一行。"
            self.cells.fault("mark-twice", message, Place(sheet, row["评分项编码"].cell, key[1]), key)
            return
        self.places[key] = Place(sheet, filled[0].cell, key[1])
        self.read.marks[key] = mark

    def take_event(self, row: TableRow, sheet: str) -> None:
        if not any(says_something(row.get(column, EMPTY)) for column in ("事项", "次数", "分值")):
            return
        cells = self.cells
        key = cells.item_key(row, sheet)
        if key is None:
            return
        what = row.get("事项", EMPTY)
        place = Place(sheet, what.cell or row["评分项编码"].cell, key[1])
        self.places.setdefault(key, place)
        rule = cells.rule(key)
        if not isinstance(rule, EventsRule):
            message = f"“{cells.name(key)}”不按事项加扣分。请填在“评定”表中。"
            cells.fault("mark-not-events", message, place, key)
            return
        found_before = len(self.read.issues)
        count = cells.whole(row.get("次数", EMPTY), "次数", sheet, key)
        points = cells.number(row.get("分值", EMPTY), "分值", sheet, key)
        basis = cells.text(row.get("依据", EMPTY), "依据", sheet, key)
        event = without_sign(MarkEvent(what.text.strip(), 1 if count is None else count, points, basis), rule)
        known = self.read.marks.get(key, Mark(*key))
        if event in known.events:
            message = (
                f"“{cells.name(key)}”的事项“{event.kind}”登记了两行，完全相同。"
                "请删去一行；确有两次的，请合并为一行，次数填合计。"
            )
            cells.fault("event-twice", message, place, key)
            return
        self.read.marks[key] = replace(known, events=(*known.events, event))
        if len(self.read.issues) == found_before:
            for issue in rule.check_event(event, cells.items[key].points):
                cells.fault(issue.code, f"“{cells.name(key)}”：{issue.message}", place, key)

    def finish(self) -> None:
        """Checks every mark against its rule, unless a cell of it is wrong already; one with an error is left out."""
        cells = self.cells
        for key, mark in self.read.marks.items():
            if key not in cells.faulty:
                for issue in check_mark(cells.items[key], mark):
                    cells.fault(issue.code, f"“{cells.name(key)}”：{issue.message}", self.places[key], key)
        for key in cells.faulty:
            self.read.marks.pop(key, None)

    def _mark(self, row: TableRow, sheet: str, key: MarkKey) -> Mark:
        rule, cells = self.cells.rule(key), self.cells
        numbers: dict[MarkField, Decimal | None] = {}
        none, place = False, None
        for column, asked in _COLUMNS.items():
            cell = row.get(column, EMPTY)
            if not says_something(cell):
                continue
            if not self._is_asked(asked, key):
                message = f"“{cells.name(key)}”不填{column}（{cell.cell}）。请清空这一格。"
                cells.fault("mark-not-asked", message, Place(sheet, cell.cell, key[1], field=column), key)
            elif cell.text.strip() == NONE_WORD:
                none = True
            elif asked is MarkField.PLACE:
                place = cells.whole(cell, column, sheet, key)
            else:
                numbers[asked] = cells.number(cell, column, sheet, key)
        absent = is_absent(row)
        grade, none_by_grade = ("", False) if absent else cells.grade(row.get("等次", EMPTY), sheet, key)
        mark = Mark(
            *key,
            grade=grade,
            points=numbers.get(MarkField.POINTS),
            rate=numbers.get(MarkField.RATE),
            place=place,
            none=none or none_by_grade,
            basis=cells.text(row.get("评定依据", EMPTY), "评定依据", sheet, key),
            not_applicable=absent,
        )
        if MarkField.RATINGS in rule.asks():
            return self._rated(mark, row, sheet)
        return rule.completed(mark) if isinstance(rule, GradedRule) else mark

    def _is_asked(self, asked: MarkField, key: MarkKey) -> bool:
        """Raters give points in the same column as the office does."""
        asks = self.cells.rule(key).asks()
        return asked in asks or (asked is MarkField.POINTS and MarkField.RATINGS in asks)

    def _rated(self, mark: Mark, row: TableRow, sheet: str) -> Mark:
        """The row's points as those of its rater, with the basis that the rater gave."""
        if mark.points is None:
            return mark
        cell, key = row.get("评分人", EMPTY), mark.key
        rater = self.cells.text(cell, "评分人", sheet, key)
        if not rater:
            message = f"“{self.cells.name(key)}”由几个评分人打分，没有写明是谁打的（{cell.cell}）。请填评分人。"
            place = Place(sheet, cell.cell or row["得分"].cell, key[1], field="评分人")
            self.cells.fault("mark-rater-missing", message, place, key)
        return replace(mark, points=None, basis="", ratings=(Rating(rater, mark.points, mark.basis),))
