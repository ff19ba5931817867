"""The columns of the mark tables, and how what is typed there is read and shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.domain.quantity import QuantityError, check_size, parse_quantity, plain_text
from xiaowei_desktop.domain.scoring.mark import MarkField
from xiaowei_desktop.domain.scoring.rules import EventsRule, ExternalRule, GradedRule, JudgedRule, Rater, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.numbers import PLAIN, POINTS
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryKind, EntryValue, show_plain

NONE_WORD = "无"
SOME_WORD = "有"
ABSENT_WORD = "无此任务"
_RATER = "rater:"
_LONGEST_CHOICE = 12


class MarkColumn(StrEnum):
    """The keys of the columns; those of raters are made from their names."""

    CODE = "code"
    TITLE = "title"
    UNIT = "unit"
    MAXIMUM = "maximum"
    RULE = "rule"
    GRADE = "grade"
    POINTS = "points"
    RATE = "rate"
    PLACE = "place"
    BASIS = "basis"
    RESULT = "result"
    ENTERED = "entered"


_COLUMN_OF = {
    MarkField.GRADE: MarkColumn.GRADE,
    MarkField.EVENTS: MarkColumn.GRADE,
    MarkField.POINTS: MarkColumn.POINTS,
    MarkField.RATE: MarkColumn.RATE,
    MarkField.PLACE: MarkColumn.PLACE,
}
"""Where each field of a mark is typed. Of events the table says only whether there are any: 有, 无."""

_NUMBERS = (MarkColumn.POINTS, MarkColumn.RATE, MarkColumn.PLACE)


def rater_column(name: str) -> str:
    """The key of a rater's own column (评分人)."""
    return f"{_RATER}{name}"


def is_judged(column: str) -> bool:
    """Whether a judgement is typed there, and not what it is based on."""
    return column == MarkColumn.GRADE or column in _NUMBERS or column.startswith(_RATER)


def raters_of(node: Node) -> tuple[Rater, ...]:
    """Who gives points for the item; nobody where the office itself does."""
    return node.rule.raters if isinstance(node.rule, JudgedRule) else ()


def judged_columns(node: Node) -> tuple[str, ...]:
    """Where the item's rule wants something typed, from left to right; empty for an item that is computed."""
    asks = node.rule.asks() if node.rule else frozenset()
    wanted = {_COLUMN_OF[field] for field in asks if field in _COLUMN_OF}
    office = [column for column in (MarkColumn.GRADE, *_NUMBERS) if column in wanted]
    return (*office, *(rater_column(rater.name) for rater in raters_of(node)))


def asked_columns(node: Node) -> tuple[str, ...]:
    """Where something may be typed: beside what the rule wants 无此任务 among the grades, and the basis."""
    return tuple(dict.fromkeys((MarkColumn.GRADE, *judged_columns(node), MarkColumn.BASIS)))


def first_column(node: Node) -> str:
    """Where judging the item begins."""
    return next(iter(judged_columns(node)), MarkColumn.GRADE)


def has_events(node: Node) -> bool:
    """Whether events are registered for the item (加扣分)."""
    return isinstance(node.rule, EventsRule)


def grade_choices(node: Node) -> tuple[str, ...]:
    """What may be chosen as 等次 of one item. A veto is for everybody, whatever their tasks are."""
    own = (NONE_WORD, SOME_WORD) if has_events(node) else node.rule.choices() if node.rule else ()
    return own if isinstance(node.rule, VetoRule) else (*own, ABSENT_WORD)


def grade_labels(node: Node) -> Mapping[str, str]:
    """How the choices stand in their list: a grade with its range of points."""
    if not isinstance(node.rule, GradedRule):
        return {}
    return {grade.name: f"{grade.name}（{grade.range_text}）" for grade in node.rule.grades}


def columns_by_unit(nodes: Iterable[Node]) -> tuple[EntryColumn, ...]:
    """The table of one organisation: its items, without the columns that none of them asks for."""
    return (_CODE, _TITLE, _MAXIMUM, _RULE, *_to_type(tuple(nodes)), _BASIS, _RESULT, _ENTERED)


def columns_by_item(node: Node) -> tuple[EntryColumn, ...]:
    """The table of one item: all organisations beneath each other, under the item's own words."""
    titles = _own_titles(node)
    asked = (replace(column, title=titles.get(column.key, column.title)) for column in _to_type((node,)))
    return (_UNIT, *asked, _BASIS, _RESULT, _ENTERED)


def parse_points(text: str) -> EntryValue:
    """Points as a number; 无 where there is nothing to judge."""
    return text if text == NONE_WORD else _number(text, "分", "请填数字，例如 7.5。")


def parse_rate(text: str) -> EntryValue:
    """A completion rate: 95% and 0.95 are the same."""
    value = _number(text.replace("％", "%"), "%", "请填完成率，例如 95% 或 0.95。")
    if not isinstance(value, Decimal) or not text.replace("％", "%").endswith("%"):
        return value
    try:
        return check_size(value / 100, text)
    except QuantityError as wrong:
        raise ValueError(f"{wrong}。请填完成率，例如 95% 或 0.95。") from wrong


def parse_place(text: str) -> EntryValue:
    """A place as a whole number, also 第2名; 无 without one."""
    digits = text.removeprefix("第").removesuffix("名").strip()
    if digits == NONE_WORD:
        return NONE_WORD
    if not digits.isdecimal():
        raise ValueError(f"“{text}”不是名次。请填整数，例如 2；没有名次的填“无”。")
    return int(digits)


def show_rate(value: EntryValue) -> str:
    """A rate as per cent, with every digit that was typed."""
    return f"{plain_text(value * 100)}%" if isinstance(value, Decimal) else show_plain(value)


def _number(text: str, unit: str, advice: str) -> EntryValue:
    try:
        read = parse_quantity(text, unit)
    except QuantityError as wrong:
        raise ValueError(f"{wrong}。{advice}") from wrong
    if read is None:
        raise ValueError(f"“{text}”不是数字。{advice}")
    return read.value


def _shown_points(value: EntryValue) -> str:
    return PLAIN.text(value) if isinstance(value, Decimal) else show_plain(value)


def _shown_result(value: EntryValue) -> str:
    return POINTS.text(value) if isinstance(value, Decimal) else show_plain(value)


def _to_type(nodes: Sequence[Node]) -> tuple[EntryColumn, ...]:
    wanted = {column for node in nodes for column in asked_columns(node)}
    raters = dict.fromkeys(rater.name for node in nodes for rater in raters_of(node))
    office = (_TO_TYPE[column] for column in _NUMBERS if column in wanted)
    return (_grade(nodes), *office, *(_rater(name) for name in raters))


def _grade(nodes: Sequence[Node]) -> EntryColumn:
    """As wide as its choices: one that grew with what is chosen would move the others under the mouse."""
    longest = max(len(choice) for node in nodes for choice in grade_choices(node))
    return replace(_GRADE, characters=min(longest, _LONGEST_CHOICE))


def _rater(name: str) -> EntryColumn:
    return replace(_TO_TYPE[MarkColumn.POINTS], key=rater_column(name), title=f"{name}打分")


def _own_titles(node: Node) -> Mapping[str, str]:
    """What an item calls its columns, where that is plainer than what fits every item."""
    grade = "等次" if isinstance(node.rule, GradedRule) else "事项" if has_events(node) else "认定"
    titles = {MarkColumn.GRADE.value: grade}
    if isinstance(node.rule, ExternalRule):
        titles[MarkColumn.POINTS.value] = f"原始得分 满分{plain_text(node.rule.scale)}"
    for rater in raters_of(node):
        titles[rater_column(rater.name)] = f"{rater.name}打分 占{plain_text(rater.weight * 100)}%"
    return titles


_CODE = EntryColumn(MarkColumn.CODE, "编码", editable=False, align=Align.CENTER)
_TITLE = EntryColumn(MarkColumn.TITLE, "考核内容", editable=False, wrap=True)
_UNIT = EntryColumn(MarkColumn.UNIT, "考核对象", editable=False)
_MAXIMUM = EntryColumn(
    MarkColumn.MAXIMUM, "分值", EntryKind.NUMBER, editable=False, show=_shown_points, align=Align.CENTER
)
_RULE = EntryColumn(MarkColumn.RULE, "评分标准", editable=False, wrap=True)
_BASIS = EntryColumn(MarkColumn.BASIS, "评定依据", wrap=True)
_RESULT = EntryColumn(MarkColumn.RESULT, "计入得分", EntryKind.NUMBER, editable=False, show=_shown_result)
_ENTERED = EntryColumn(MarkColumn.ENTERED, "录入", editable=False, wrap=True)
# what may be chosen in a cell is its own item's matter: the row has it
_GRADE = EntryColumn(MarkColumn.GRADE, "等次认定", EntryKind.CHOICE)
_TO_TYPE = {
    MarkColumn.POINTS: EntryColumn(
        MarkColumn.POINTS, "得分", EntryKind.NUMBER, parse=parse_points, show=_shown_points, edit_text=_shown_points
    ),
    MarkColumn.RATE: EntryColumn(
        MarkColumn.RATE, "完成率", EntryKind.NUMBER, parse=parse_rate, show=show_rate, edit_text=show_rate
    ),
    MarkColumn.PLACE: EntryColumn(MarkColumn.PLACE, "名次", EntryKind.NUMBER, parse=parse_place, align=Align.CENTER),
}
