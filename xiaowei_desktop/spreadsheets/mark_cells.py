"""The cells in which the office judges one item: what its rule asks for, what may be typed, what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.rules import AnyRule, EventsRule, ExternalRule, GradedRule, JudgedRule, VetoRule
from xiaowei_desktop.domain.scoring.rules.measured import MAX_ENTERED_RATE
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.spreadsheets.form_names import ABSENT, NOTHING, SOMETHING
from xiaowei_desktop.spreadsheets.mark_lists import ListSheet

_COLUMN_OF = {
    MarkField.GRADE: "等次", MarkField.POINTS: "得分", MarkField.RATE: "完成率", MarkField.PLACE: "名次",
    MarkField.EVENTS: "等次", MarkField.RATINGS: "得分",
}  # fmt: skip
NUMBER_FORMATS = {"得分": "General", "完成率": "0.00%", "名次": "General"}
KnownValues = Mapping[str, str | Decimal | int | None]
"""What the office entered before, by column."""


def asked_columns(rule: AnyRule) -> frozenset[str]:
    """The columns of 评定 that the rule asks for. Events are on their own sheet; here stands 无 or 有."""
    return frozenset(_COLUMN_OF[field] for field in rule.asks())


def known_rows(mark: Mark | None, rule: AnyRule) -> tuple[KnownValues, ...]:
    """The rows of an item: one, or one for each of its raters."""
    if not isinstance(rule, JudgedRule) or not rule.raters:
        return (_known(mark, rule),)
    return tuple(_rated(mark, rater.name, at == 0) for at, rater in enumerate(rule.raters))


def _known(mark: Mark | None, rule: AnyRule) -> KnownValues:
    if mark is None:
        return {}
    if mark.not_applicable:
        return {"等次": ABSENT, "评定依据": mark.basis or None}
    grade = mark.grade
    if isinstance(rule, EventsRule):
        grade = NOTHING if mark.none else (SOMETHING if mark.events else "")
    if isinstance(rule, VetoRule) and mark.none:
        grade = NOTHING
    points = Decimal(0) if isinstance(rule, JudgedRule) and mark.none else mark.points
    place = NOTHING if mark.none and mark.place is None else mark.place
    return {"等次": grade or None, "得分": points, "完成率": mark.rate, "名次": place, "评定依据": mark.basis or None}


def _rated(mark: Mark | None, rater: str, is_first: bool) -> KnownValues:
    """The row of one rater. What is said of the item as a whole stands in the first."""
    if mark is None:
        return {"评分人": rater}
    if mark.not_applicable:
        return {"评分人": rater, "等次": ABSENT if is_first else None, "评定依据": mark.basis or None}
    given = next((rating for rating in mark.ratings if rating.rater == rater), None)
    points = Decimal(0) if mark.none else (given.points if given else None)
    return {"评分人": rater, "得分": points, "评定依据": (given.basis if given else "") or None}


@dataclass(frozen=True, slots=True)
class MarkRules:
    """Makes the validation of a cell from the item's rule."""

    lists: ListSheet

    def validation(self, item: Node, rule: AnyRule, column: str, cell: Cell) -> DataValidation:
        made = {
            "等次": self._grade, "得分": self._points, "完成率": self._rate, "名次": self._place,
        }[column](item, rule, cell)  # fmt: skip
        return _titled(made, column, cell.coordinate)

    def column(self, choices: tuple[str, ...], prompt: str, column: str, cells: str) -> DataValidation:
        """For a column of cells with one list."""
        return _titled(self._list(choices, prompt), column, cells)

    def absence(self, cell: Cell) -> DataValidation:
        """For an item without grades: 无此任务, or nothing."""
        prompt = f"没有这项任务的选“{ABSENT}”；其他情况空着。"
        return _titled(self._list((ABSENT,), prompt), "等次", cell.coordinate)

    def _list(self, choices: tuple[str, ...], prompt: str) -> DataValidation:
        error = f"请从下拉列表中选择：{'、'.join(choices)}。"
        return DataValidation("list", self.lists.choices(choices), allow_blank=True, prompt=prompt, error=error)

    def _grade(self, item: Node, rule: AnyRule, cell: Cell) -> DataValidation:  # noqa: ARG002 - one contract
        if isinstance(rule, EventsRule):
            prompt = "全年没有加扣分事项的选“无”；有的选“有”，并在“加扣分”表中逐项登记。"
            return self._list((NOTHING, SOMETHING, ABSENT), prompt)
        if isinstance(rule, GradedRule):
            ranges = "、".join(f"{grade.name}（{grade.range_text}）" for grade in rule.grades)
            prompt = f"请选等次：{ranges}。得分填在右边一栏。"
        else:
            prompt = f"请选：{'、'.join(rule.choices())}。{item.sentence}"
        return self._list((*rule.choices(), ABSENT), prompt)

    def _points(self, item: Node, rule: AnyRule, cell: Cell) -> DataValidation:  # noqa: ARG002 - one contract
        low, high = (Decimal(0), rule.scale) if isinstance(rule, ExternalRule) else rule.range(item.points)
        ends = f"{plain_text(low)}—{plain_text(high)}"
        return DataValidation(
            "decimal", plain_text(low), plain_text(high), allow_blank=True, operator="between", prompt=item.sentence,
            error=f"得分请填 {ends} 之间的数字。",
        )  # fmt: skip

    def _rate(self, item: Node, rule: AnyRule, cell: Cell) -> DataValidation:  # noqa: ARG002 - one contract
        return DataValidation(
            "decimal", "0", str(MAX_ENTERED_RATE), allow_blank=True, operator="between",
            prompt="请填完成率，例如 95%。" + item.sentence,
            error="完成率请填百分数，例如 95%，不大于 1000%。",
        )  # fmt: skip

    def _place(self, item: Node, rule: AnyRule, cell: Cell) -> DataValidation:  # noqa: ARG002 - one contract
        at = cell.coordinate
        formula = f'IF(ISNUMBER({at}),AND({at}>=1,{at}=INT({at})),{at}="{NOTHING}")'
        prompt = f"请填名次（1、2、3……）；没有名次的填“{NOTHING}”。" + item.sentence
        error = f"名次请填 1 或更大的整数；没有名次的填“{NOTHING}”。"
        return DataValidation("custom", formula, allow_blank=True, prompt=prompt, error=error)


def _titled(made: DataValidation, column: str, cells: str) -> DataValidation:
    made.promptTitle, made.errorTitle = column, f"{column}有误"
    made.showInputMessage = made.showErrorMessage = True
    made.prompt = (made.prompt or "")[:255]
    made.error = (made.error or "")[:255]
    made.add(cells)
    return made
