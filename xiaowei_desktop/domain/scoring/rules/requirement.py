"""One thing that an item demands: a rate or figure that reaches a bound, or a yes from the office."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.evidence import Basis, Evidence, Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.rules.amounts import amount
from xiaowei_desktop.domain.scoring.rules.seen import Look, why_missing

YES, NO = "是", "否"
"""The office's answers to a question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a condition holds, `None` while that cannot be said and then `lacking` says why."""

    holds: bool | None
    lacking: str = ""
    measured: Measurement | None = None
    entered: RecordedMark | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """The completion rate of `indicator`, or its figure (`look`), compared with `bound`, included or not.

    For a rate 1 is 100%. `basis` says which target the rate is held against (当年, 累计). Instead of an indicator,
    `asked` is a question that the office answers with yes or no.
    """

    indicator: str = ""
    name: str = ""
    comparator: Comparator = Comparator.AT_LEAST
    bound: Decimal = Decimal(1)
    basis: Basis = Basis.HELD
    look: Look = Look.RATE
    asked: str = ""

    def answer(self, item: str, evidence: Evidence) -> Answer:
        if not self.indicator:
            recorded = evidence.mark(item)
            if recorded is None or recorded.mark.grade not in (YES, NO):
                return Answer(None, f"尚未认定“{self.asked}”")
            return Answer(recorded.mark.grade == YES, entered=recorded)
        measured = evidence.measurement(self.indicator, self.basis)
        holds = self.holds(measured)
        why = "" if holds is not None else "；".join(why_missing((measured,), self.look))
        return Answer(holds, why, measured)

    def holds(self, measured: Measurement) -> bool | None:
        """`None` while the number is missing. A target that is missed without a rate is not reached in full."""
        if self.look is Look.VALUE:
            return None if measured.actual is None else self.comparator.holds(measured.actual, self.bound)
        rate, met = measured.completion.rate, measured.completion.met
        if rate is None:
            asks_in_full = not self.comparator.is_upper_bound and self.bound >= 1
            return False if met is False and asks_in_full else None
        return self.comparator.holds(rate.compared_to(self.bound), ZERO)

    @property
    def text(self) -> str:
        if not self.indicator:
            return f"经认定“{self.asked}”"
        when = {Basis.HELD: "", Basis.YEAR: "当年", Basis.SPAN: "累计"}[self.basis]
        demand = f"{self.comparator.word}{amount(self.bound, self.look, '')}"
        return f"“{self.name or self.indicator}”{when}{self.look.word}{demand}"
