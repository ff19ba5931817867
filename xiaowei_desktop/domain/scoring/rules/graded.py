"""分等评定: grades, each with its range of points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import ClassVar

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.evidence import Evidence, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome, Trail, marked_input, missing
from xiaowei_desktop.domain.scoring.rules.marked import MarkedRule


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and its points, both ends included."""

    name: str
    low: Decimal
    high: Decimal

    @property
    def range_text(self) -> str:
        ends = dict.fromkeys((plain_text(self.low), plain_text(self.high)))
        return "—".join(ends) + "分"


@dataclass(frozen=True, slots=True)
class GradedRule(MarkedRule):
    """成效一般得 2—4 分、较好得 5—8 分、突出得 10 分. Points between two grades belong to none and are refused."""

    kind: ClassVar[str] = "graded"

    grades: tuple[Grade, ...]

    def sentence(self, points: Decimal) -> str:  # noqa: ARG002 - one contract
        return "，".join(f"{grade.name}的得{grade.range_text}" for grade in self.grades) + "；由小微办评定。"

    def choices(self) -> tuple[str, ...]:
        return tuple(grade.name for grade in self.grades)

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:  # noqa: ARG002 - one contract
        return min(grade.low for grade in self.grades), max(grade.high for grade in self.grades)

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.GRADE, MarkField.POINTS})

    def grade_of(self, points: Decimal) -> Grade | None:
        return next((grade for grade in self.grades if grade.low <= points <= grade.high), None)

    def completed(self, mark: Mark) -> Mark:
        """The mark with what follows from the other half: a grade of one value has its points, points their grade."""
        if mark.points is not None and not mark.grade:
            found = self.grade_of(mark.points)
            return _with(mark, grade=found.name if found else "", points=mark.points)
        named = self._named(mark.grade)
        if mark.points is None and named is not None and named.low == named.high:
            return _with(mark, grade=named.name, points=named.low)
        return mark

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        full = self.completed(mark)
        choices = "、".join(f"{grade.name}（{grade.range_text}）" for grade in self.grades)
        if full.grade and self._named(full.grade) is None:
            return (error("mark-grade-unknown", f"等次“{full.grade}”不在细则中。可选：{choices}。"),)
        if full.points is None:
            return (error("mark-points-missing", f"请填写得分。可选：{choices}。"),)
        fitting = self.grade_of(full.points)
        if fitting is None or (full.grade and fitting.name != full.grade):
            stated = f"等次“{full.grade}”的" if full.grade else ""
            message = f"得分 {plain_text(full.points)} 不在{stated}分值范围内。可选：{choices}。请改等次或得分。"
            return (error("mark-points-range", message),)
        return ()

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:  # noqa: ARG002 - one contract
        recorded = evidence.mark(item)
        if recorded is None:
            return missing(("尚未评定等次和得分",))
        mark = self.completed(recorded.mark)
        value = mark.points
        if value is None:
            return missing(("尚未评定得分",))
        return Outcome(value, partial(_trail, mark.grade, value, recorded))

    def _named(self, name: str) -> Grade | None:
        return next((grade for grade in self.grades if grade.name == name), None)


def _trail(grade: str, value: Decimal, recorded: RecordedMark) -> Trail:
    judgement = f"{grade} {plain_text(value)}分"
    return Trail((marked_input("评定", judgement, recorded),), f"评定得{plain_text(value)}分", judgement)


def _with(mark: Mark, *, grade: str, points: Decimal) -> Mark:
    return Mark(mark.unit, mark.item, grade=grade, points=points, basis=mark.basis)
