"""假设的评定: what the office enters for an organisation's items, and how what is typed for it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xiaowei_desktop.application.imports.mark_cells import ABSENT_WORD, NONE_WORD
from xiaowei_desktop.application.imports.mark_figures import read_figure
from xiaowei_desktop.application.marks import mark_text
from xiaowei_desktop.application.ports.workbooks import CellText
from xiaowei_desktop.application.what_if import Trial
from xiaowei_desktop.domain.quantity import QuantityError, plain_text
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, MarkField, Rating
from xiaowei_desktop.domain.scoring.rule import Rule
from xiaowei_desktop.domain.scoring.rules import EventsRule, GradedRule, JudgedRule
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.scheme import Node

_TIMES = re.compile(r"(\d{1,4})次?(?:[×xX*](.+))?")
_RATE, _POINTS = "完成率", "得分"
_BOTH = (_RATE, _POINTS)
"""The parts of an item that is judged where its rate lies between two thresholds."""
_NAMES = {
    MarkField.GRADE: "等次",
    MarkField.POINTS: _POINTS,
    MarkField.RATE: _RATE,
    MarkField.PLACE: "名次",
}


@dataclass(frozen=True, slots=True)
class MarkInput:
    """What is entered for one item, or one part of it: a kind of event, a rater's points, rate and points apart.

    `stored` is the mark as it stands, empty where there is none yet.
    """

    unit: str
    item: Node
    part: str
    stored: Mark
    choices: tuple[str, ...]

    @property
    def items(self) -> tuple[Node, ...]:
        return (self.item,)

    @property
    def key(self) -> str:
        """What names the input wherever it is typed: mark|science|C1|季报迟报."""
        return "|".join(("mark", self.unit, self.item.code, self.part))

    @property
    def names(self) -> tuple[str, ...]:
        """What a command may call it: the item's code, with the event or rater behind a stroke."""
        return (f"{self.item.code}/{self.part}" if self.part else self.item.code,)

    @property
    def name(self) -> str:
        asks = self._rule.asks()
        return self.part or "、".join(word for asked, word in _NAMES.items() if asked in asks)

    @property
    def measure_unit(self) -> str:
        asks = self._rule.asks()
        if MarkField.EVENTS in asks:
            return "次"
        if self.part == _RATE:
            return ""
        return "分" if asks & {MarkField.POINTS, MarkField.RATINGS} else ""

    @property
    def hint(self) -> str:
        """What may be typed."""
        rule = self._rule
        if isinstance(rule, EventsRule):
            kind = rule.event_kind(self.part)
            is_fixed = kind is None or kind.fixed(self.item.points) is not None
            return f"{kind.clause if kind else self.part}；填次数" + ("" if is_fixed else "×每次分值，如 1×0.5")
        if isinstance(rule, GradedRule):
            return "，".join(f"{grade.name}{grade.range_text}" for grade in rule.grades)
        if self.choices:
            return "、".join(self.choices)
        if isinstance(rule, JudgedRule):
            return f"{plain_text(rule.low)}—{plain_text(rule.high)}分"
        if MarkField.RATE in rule.asks() and self.part != _POINTS:
            return "如 95%" + ("，仅在对照值不大于0时用" if rule.indicators() else "")
        return "没有名次的填“无”" if MarkField.PLACE in rule.asks() else "填得分"

    @property
    def now(self) -> str:
        """The mark in words without its basis; of a kind of event how often it came, of a rater the points."""
        mark = self.stored
        if self.part == _RATE or (mark.rate is not None and not self.part):
            return "" if mark.rate is None else f"{plain_text(mark.rate * 100)}%"
        if self.part == _POINTS:
            return "" if mark.points is None else f"{plain_text(mark.points)}分"
        if not self.part or mark.not_applicable or mark.none:
            return mark_text(replace(mark, basis=""))
        if isinstance(self._rule, EventsRule):
            return "、".join(_event_text(event) for event in mark.events if event.kind == self.part)
        return next((plain_text(rating.points) for rating in mark.ratings if rating.rater == self.part), "")

    def changed(self, mark: Mark, text: str) -> Mark:
        """`mark` with what is typed here. Raises `ValueError` with a Chinese sentence where it cannot be read."""
        if text == ABSENT_WORD:
            return Mark(*mark.key, not_applicable=True)
        if isinstance(self._rule, EventsRule):
            return self._with_events(mark, text, self._rule.counting)
        if self.part in _BOTH:
            value = _figure(text, self.part)
            left = replace(mark, none=False, not_applicable=False)
            return replace(left, rate=value) if self.part == _RATE else replace(left, points=value)
        if self.part:
            given = Rating(self.part, _figure(text, _POINTS))
            others = tuple(rating for rating in mark.ratings if rating.rater != self.part)
            return replace(mark, ratings=(*others, given), none=False, not_applicable=False)
        read = self._read(Mark(*mark.key), text)
        return self._rule.completed(read) if isinstance(self._rule, GradedRule) else read

    @property
    def _rule(self) -> Rule:
        assert self.item.rule is not None  # items are leaves
        return self.item.rule

    def _read(self, empty: Mark, text: str) -> Mark:
        asks = self._rule.asks()
        grade, _, rest = text.replace(",", "，").partition("，")
        if MarkField.GRADE in asks and grade in self._rule.choices():
            return replace(empty, grade=grade, points=_figure(rest, _POINTS) if rest else None)
        if text == NONE_WORD:
            return replace(empty, none=True)
        if MarkField.PLACE in asks:
            return replace(empty, place=_whole(text.removeprefix("第"), "名次"))
        if MarkField.RATE in asks:
            return replace(empty, rate=_figure(text, _RATE))
        if MarkField.POINTS in asks:
            return replace(empty, points=_figure(text, _POINTS))
        raise ValueError(f"“{text}”不在可选项中。可选：{'、'.join(self._rule.choices())}。")

    def _with_events(self, mark: Mark, text: str, counting: Counting) -> Mark:
        others = tuple(event for event in mark.events if event.kind != self.part)
        times = [] if text == NONE_WORD else [_times(one) for one in text.split("、")]
        events = (*others, *_supposed_events(self.part, times, counting))
        return replace(mark, events=events, none=not events, not_applicable=False)


def mark_inputs(trial: Trial, unit: str) -> Iterator[MarkInput]:
    """Of each item that the office judges, in the scheme's order."""
    for leaf in trial.scores.sheet(unit).root.leaves():
        rule, recorded = leaf.node.rule, trial.evidence.marks.get((unit, leaf.node.code))
        if rule is None or not rule.asks():
            continue
        stored = recorded.mark if recorded else Mark(unit, leaf.node.code)
        # a grade that leaves points open is typed, as its points
        choices = () if MarkField.POINTS in rule.asks() else rule.choices()
        for part in _parts(rule):
            yield MarkInput(unit, leaf.node, part, stored, choices)


def _parts(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, EventsRule):
        return tuple(kind.name for kind in rule.kinds)
    if isinstance(rule, JudgedRule) and rule.raters:
        return tuple(rater.name for rater in rule.raters)
    return _BOTH if rule.asks() >= {MarkField.RATE, MarkField.POINTS} else ("",)


def _supposed_events(kind: str, times: Sequence[tuple[int, Decimal | None]], counting: Counting) -> Iterator[MarkEvent]:
    """Where one matter counts once, each supposed event is a matter of its own."""
    if counting is Counting.MATTER:
        each = [points for count, points in times for _ in range(count)]
        yield from (MarkEvent(kind, 1, points, f"假设：{kind} {number}") for number, points in enumerate(each, start=1))
    else:
        yield from (MarkEvent(kind, count, points) for count, points in times if count)


def _event_text(event: MarkEvent) -> str:
    return f"{event.count}次" + ("" if event.points is None else f"×{plain_text(event.points)}分")


def _times(text: str) -> tuple[int, Decimal | None]:
    """2, 2次, 1×0.5分: how often, and points each where they are given."""
    found = _TIMES.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        raise ValueError(f"“{text}”不是次数。请填次数，如 2；每次分值要定的填 1×0.5；没有的填 0。")
    return int(found[1]), None if found[2] is None else _figure(found[2], "分值")


def _whole(text: str, column: str) -> int:
    value = _figure(text, column)
    if value != value.to_integral_value():
        raise ValueError(f"{column}“{text}”应为整数。")
    return int(value)


def _figure(text: str, column: str) -> Decimal:
    try:
        value = read_figure(CellText(text, ""), column)
    except QuantityError as wrong:
        raise ValueError(f"{wrong}。请填{column}。") from wrong
    if value is None:
        raise ValueError(f"“{text}”不是数字。请填{column}；不改的留空。")
    return value
