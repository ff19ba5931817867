"""达标得分: all or nothing, or so many points for what has been reached of several things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice, product
from typing import ClassVar

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Evidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail, marked_input, measured_inputs
from xiaowei_desktop.domain.scoring.rules.amounts import above_fault, rate_faults
from xiaowei_desktop.domain.scoring.rules.requirement import NO, YES, Answer, Condition
from xiaowei_desktop.domain.scoring.rules.seen import Look

_FEW = 3
"""So many of the combinations that nothing is said of are named."""


class Join(StrEnum):
    """Whether all conditions must hold, or any one of them."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Combination:
    """The points where just these conditions hold, by their places in the rule from 1 on, and the others do not."""

    points: Decimal
    holds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionRule:
    """覆盖率达 100% 得满分，否则不得分; several conditions joined by all or any, or a table of `combinations`:
    当年完成且累计完成60分、仅累计55分、仅当年40分、都未0分. What is known may decide already; the item stays open all
    the same until everything that it looks at is in and accepted.
    """

    kind: ClassVar[str] = "condition"

    conditions: tuple[Condition, ...]
    join: Join = Join.ALL
    combinations: tuple[Combination, ...] = ()

    def __post_init__(self) -> None:
        if not self.conditions:
            raise ValueError("a condition rule has at least one condition")

    def sentence(self, points: Decimal) -> str:
        judged = "；由小微办认定" if self.asks() else ""
        if self.combinations:
            named = "，".join(f"{_sign(n)}{condition.text}" for n, condition in enumerate(self.conditions, start=1))
            worths = "，".join(f"{self._which(c.holds)}的得{plain_text(c.points)}分" for c in self.combinations)
            return f"{named}：{worths}{judged}。"
        word = "且" if self.join is Join.ALL else "或"
        clauses = f"，{word}".join(condition.text for condition in self.conditions)
        return f"{clauses}的得{plain_text(points)}分，否则不得分{judged}。"

    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.indicator for c in self.conditions if c.indicator))

    def needs_target(self, indicator: str) -> bool:
        return any(c.indicator == indicator and c.look is Look.RATE for c in self.conditions)

    def better(self, indicator: str) -> Direction | None:
        """What the bounds of the indicator's figure say, as far as they agree."""
        bounds = {
            Direction.LOWER if c.comparator.is_upper_bound else Direction.HIGHER
            for c in self.conditions
            if c.indicator == indicator and c.look is Look.VALUE
        }
        return bounds.pop() if len(bounds) == 1 else None

    def choices(self) -> tuple[str, ...]:
        return (YES, NO) if self.asks() else ()

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        found = [combination.points for combination in self.combinations] or [ZERO, points]
        return min(found), max(found)

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        return (
            *_input_faults(self.conditions),
            *(fault for c in self.conditions for fault in rate_faults(c.look, iter((c.bound,)))),
            *(self._combination_faults() if self.combinations else ()),
            *above_fault(self.range(points)[1], points),
        )

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.GRADE}) if any(not c.indicator for c in self.conditions) else frozenset()

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        if not self.asks() or mark.grade in self.choices():
            return ()
        if not mark.grade:
            return (error("mark-grade-missing", f"请选择“{YES}”或“{NO}”。"),)
        return (error("mark-grade-unknown", f"“{mark.grade}”应为“{YES}”或“{NO}”。"),)

    def scorer(self, item: str, points: Decimal) -> Callable[[Evidence], Outcome]:
        return lambda evidence: self.score(item, points, evidence)

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        answers = [condition.answer(item, evidence) for condition in self.conditions]
        measured = [answer.measured for answer in answers if answer.measured is not None]
        unaccepted = [found.open_reason for found in measured if found.open_reason]
        value, unsaid = self._worth([answer.holds for answer in answers], points)
        unknown = [answer.lacking for answer in answers if value is None and not unsaid and answer.lacking]
        reasons = tuple(dict.fromkeys((*unaccepted, *unknown, *filter(None, (unsaid,)))))
        first = measured[0] if len(measured) == len(answers) == 1 else None
        return Outcome(value, lambda: self._trail(answers, value), reasons, first)

    def _worth(self, answers: Sequence[bool | None], points: Decimal) -> tuple[Decimal | None, str]:
        """The points, `None` while they hang on what is unknown; or why the document has none for it."""
        if not self.combinations:
            verdict = self._verdict(answers)
            return (None if verdict is None else points if verdict else ZERO), ""
        table = self._table()
        possible = [_places(full) for full in _completed(answers)]
        worths = {table.get(places) for places in possible}
        if len(worths) > 1:
            return None, ""
        value = worths.pop()
        return value, "" if value is not None else f"细则没有写明{self._which(possible[0])}的得多少分"

    def _verdict(self, answers: Sequence[bool | None]) -> bool | None:
        """A single known answer may decide: one that fails under 且, one that holds under 或."""
        decisive = self.join is Join.ANY
        if decisive in answers:
            return decisive
        return None if None in answers else not decisive

    def _table(self) -> Mapping[tuple[int, ...], Decimal]:
        """The first entry counts where two are for one combination."""
        return {tuple(sorted(set(c.holds))): c.points for c in reversed(self.combinations)}

    def _trail(self, answers: Sequence[Answer], value: Decimal | None) -> Trail:
        pairs = tuple(zip(self.conditions, answers, strict=True))
        measured = (line for answer in answers if answer.measured for line in measured_inputs(answer.measured))
        entered = tuple(
            marked_input(condition.asked, answer.entered.mark.grade, answer.entered)
            for condition, answer in pairs
            if answer.entered
        )
        judgement = "、".join(line.value for line in entered)
        inputs = tuple(dict.fromkeys((*measured, *entered)))
        if value is None:
            return Trail(inputs, judgement=judgement)
        known = ((condition.text, answer.holds) for condition, answer in pairs if answer.holds is not None)
        words = "，".join(f"{text}：{YES if holds else NO}" for text, holds in known)
        return Trail(inputs, f"{words}；得{plain_text(value)}分", judgement)

    def _which(self, holds: tuple[int, ...]) -> str:
        """①②都成立, 仅①成立, 都不成立."""
        signs = "".join(map(_sign, sorted(set(holds))))
        if not signs:
            return "都不成立" if len(self.conditions) > 1 else "不成立"
        if len(signs) == len(self.conditions):
            return "都成立" if len(signs) > 1 else "成立"
        return f"仅{signs}成立"

    def _combination_faults(self) -> Iterator[Issue]:
        count, table = len(self.conditions), self._table()
        if self.join is Join.ANY:
            yield error("rule-combinations-join", "写了得分组合，不用再写条件关系“任一满足”。")
        for number in sorted({n for c in self.combinations for n in c.holds if not 1 <= n <= count}):
            yield error("rule-combinations-unknown", f"得分组合中的第{number}个条件不存在，本项共 {count} 个条件。")
        if len(table) < len(self.combinations):
            yield error("rule-combinations-twice", "同一种得分组合写了两次，请只保留一个。")
        every = (_places(full) for full in _completed([None] * count))
        unsaid = list(islice((places for places in every if places not in table), _FEW))
        if unsaid:
            named = "、".join(map(self._which, unsaid))
            yield error("rule-combinations-missing", f"没有写明{named}的得多少分，请补上（不得分的写 0）。")


def _sign(number: int) -> str:
    """① for the first; 〔21〕 where Unicode has no more of them."""
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else f"〔{number}〕"


def _places(answers: Sequence[bool]) -> tuple[int, ...]:
    return tuple(number for number, holds in enumerate(answers, start=1) if holds)


def _completed(answers: Sequence[bool | None]) -> Iterator[tuple[bool, ...]]:
    """Everything that the answers may still come to."""
    return product(*((True, False) if answer is None else (answer,) for answer in answers))


def _input_faults(conditions: Sequence[Condition]) -> Iterator[Issue]:
    for number, condition in enumerate(conditions, start=1):
        if condition.indicator and condition.asked:
            yield error("rule-two-inputs", f"第{number}个条件既写了指标，又写了评定内容。请只保留一种。")
        if not condition.indicator and not condition.asked:
            yield error("rule-no-input", f"第{number}个条件没有写明指标或评定内容。")
    if sum(1 for condition in conditions if not condition.indicator) > 1:
        yield error("rule-two-questions", "一个评分项只能评定一个问题，请把几个问题分成几个评分项。")
