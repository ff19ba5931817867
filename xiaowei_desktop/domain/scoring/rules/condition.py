"""达标得分: all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Evidence, Measurement
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail, measured_inputs


class Join(StrEnum):
    """Whether all conditions must hold, or any one of them."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Condition:
    """The completion rate of `indicator` compared with `bound` (1 is 100%), the bound included or not."""

    indicator: str
    name: str
    comparator: Comparator = Comparator.AT_LEAST
    bound: Decimal = Decimal(1)

    def holds(self, measured: Measurement) -> bool | None:
        """`None` while the rate is missing. A target that is missed without a rate is not reached in full."""
        rate, met = measured.completion.rate, measured.completion.met
        if rate is None:
            asks_in_full = not self.comparator.is_upper_bound and self.bound >= 1
            return False if met is False and asks_in_full else None
        return self.comparator.holds(rate.compared_to(self.bound), ZERO)

    @property
    def text(self) -> str:
        return f"“{self.name}”完成率{self.comparator.word}{plain_text(self.bound * 100)}%"


@dataclass(frozen=True, slots=True)
class ConditionRule:
    """覆盖率达 100% 得满分，否则不得分; several conditions joined by all or any."""

    kind: ClassVar[str] = "condition"

    conditions: tuple[Condition, ...]
    join: Join = Join.ALL

    def __post_init__(self) -> None:
        if not self.conditions:
            raise ValueError("a condition rule has at least one condition")

    def sentence(self, points: Decimal) -> str:
        word = "且" if self.join is Join.ALL else "或"
        clauses = f"，{word}".join(condition.text for condition in self.conditions)
        return f"{clauses}的得{plain_text(points)}分，否则不得分。"

    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(condition.indicator for condition in self.conditions))

    def choices(self) -> tuple[str, ...]:
        return ()

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        return ZERO, points

    def faults(self, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        return ()

    def asks(self) -> frozenset[MarkField]:
        return frozenset()

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        return ()

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:  # noqa: ARG002 - one contract
        measured = [evidence.measurement(condition.indicator) for condition in self.conditions]
        answers = [c.holds(m) for c, m in zip(self.conditions, measured, strict=True)]
        reasons = tuple(dict.fromkeys(m.open_reason for m in measured if m.open_reason))
        verdict = self._verdict(answers)
        first = measured[0] if len(measured) == 1 else None
        if verdict is None:
            unknown = tuple(
                m.open_reason or m.completion.reason
                for m, answer in zip(measured, answers, strict=True)
                if answer is None
            )
            reasons = tuple(dict.fromkeys((*reasons, *unknown)))
        value = None if verdict is None else points if verdict else ZERO
        return Outcome(value, lambda: self._trail(measured, answers, value), reasons, first)

    def _trail(self, measured: list[Measurement], answers: list[bool | None], value: Decimal | None) -> Trail:
        inputs = tuple(line for m in measured for line in measured_inputs(m))
        if value is None:
            return Trail(inputs)
        words = "，".join(
            f"{c.text}：{'是' if answer else '否'}"
            for c, answer in zip(self.conditions, answers, strict=True)
            if answer is not None
        )
        return Trail(inputs, f"{words}；得{plain_text(value)}分")

    def _verdict(self, answers: list[bool | None]) -> bool | None:
        """A single known answer may decide: one that fails under 且, one that holds under 或."""
        decisive = self.join is Join.ANY
        if decisive in answers:
            return decisive
        return None if None in answers else not decisive
