"""一票否决、一票否优、取消资格: no points, but a limit on what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Evidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail, marked_input, missing
from xiaowei_desktop.domain.scoring.rules.marked import MarkedRule

NOTHING = "无"
"""The choice that says that none of the veto's cases has come about."""


class Effect(StrEnum):
    """What a veto does."""

    VOID = "void"
    """一票否决: the total counts 0."""
    GRADE = "grade"
    """一票否优: the grade is `limit` at best."""
    UNRANKED = "unranked"
    """取消资格: not placed; those behind move up."""


@dataclass(frozen=True, slots=True)
class VetoCase:
    """One case (发生重大安全事故) and what it does; `limit` names the best grade for `Effect.GRADE`."""

    name: str
    effect: Effect
    limit: str = ""

    @property
    def text(self) -> str:
        if self.effect is Effect.VOID:
            return f"{self.name}的一票否决，总分按0分计"
        if self.effect is Effect.GRADE:
            return f"{self.name}的等次不高于{self.limit}"
        return f"{self.name}的取消评比资格，不排名次"


@dataclass(frozen=True, slots=True)
class Limit:
    """A veto that has come about: the item, and the case with its effect."""

    item: str
    case: VetoCase
    source: str

    @property
    def voids(self) -> bool:
        return self.case.effect is Effect.VOID


@dataclass(frozen=True, slots=True)
class VetoRule(MarkedRule):
    """The office says which of the cases came about in the year, or 无."""

    kind: ClassVar[str] = "veto"

    cases: tuple[VetoCase, ...]

    def sentence(self, points: Decimal) -> str:  # noqa: ARG002 - one contract
        return f"{'；'.join(case.text for case in self.cases)}。不计分，由小微办认定。"

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.GRADE})

    def choices(self) -> tuple[str, ...]:
        return (NOTHING, *(case.name for case in self.cases))

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:  # noqa: ARG002 - one contract
        return ZERO, ZERO

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        found = []
        if points:
            found.append(error("rule-veto-points", "否决项不计分，分值应为 0。"))
        for case in self.cases:
            if case.effect is Effect.GRADE and not case.limit:
                found.append(error("rule-veto-limit", f"“{case.name}”限制等次，没有写明最高到哪一等。"))
        names = [case.name for case in self.cases]
        if NOTHING in names:
            found.append(error("rule-veto-name", f"情形不能叫“{NOTHING}”：它表示没有否决情形。请改名。"))
        if len(set(names)) < len(names):
            found.append(error("rule-veto-twice", "有的情形写了两次。请只保留一个，或者改名。"))
        return tuple(found)

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        choices = "、".join(self.choices())
        if mark.none and mark.grade not in ("", NOTHING):
            message = f"已填“{NOTHING}”，又认定了“{mark.grade}”。请保留一种。"
            return (error("mark-grade-contradict", message),)
        if not mark.grade and not mark.none:
            return (error("mark-grade-missing", f"请认定有无否决情形。可选：{choices}。"),)
        if not mark.grade or mark.grade in self.choices():
            return ()
        return (error("mark-grade-unknown", f"“{mark.grade}”不是本项的情形。可选：{choices}。"),)

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:  # noqa: ARG002 - one contract
        recorded = evidence.mark(item)
        if recorded is None or not (recorded.mark.grade or recorded.mark.none):
            return missing(("尚未认定有无否决情形",))
        judged = recorded.mark.grade or NOTHING
        case = self._case(judged)
        if case is None and judged != NOTHING:  # Judged under a scheme that has changed since: no veto vanishes unseen.
            return missing((f"认定的情形“{judged}”不在细则中，请重新认定",))
        text = "没有否决情形" if case is None else case.text
        return Outcome(ZERO, lambda: Trail((marked_input("认定", judged, recorded),), text, judged))

    def limit(self, item: str, evidence: Evidence) -> Limit | None:
        """What has come about, `None` for nothing."""
        recorded = evidence.mark(item)
        case = self._case(recorded.mark.grade) if recorded else None
        return Limit(item, case, recorded.source) if case and recorded else None

    def _case(self, name: str) -> VetoCase | None:
        return next((case for case in self.cases if case.name == name), None)
