"""What all rules share that look at indicators: which ones, how they combine, what is missing, the trail.

A kind says in `award` what a number is worth, and in `clause` how the document puts it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import ClassVar

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO, Rate, decimal_of, exact_text
from xiaowei_desktop.domain.scoring.evidence import Basis, Evidence, Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import (
    Input,
    Outcome,
    Trail,
    exact_outcome,
    marked_input,
    measured_inputs,
)
from xiaowei_desktop.domain.scoring.rules.seen import Combine, Look, Part, View, why_missing, why_open

MAX_ENTERED_RATE = Decimal(10)
"""An entered rate above 1000% is a percentage typed as a number."""


# The next three are made anew for every item of every organisation and thrown away: frozen ones take twice as long.


WHOLE = Fraction(1)
"""The share of a view that decides about all of the item's points."""


@dataclass(slots=True)
class Situation:
    """One organisation, one item of `whole` points, and how what is seen of it can be seen of its peers."""

    item: str
    whole: Decimal
    evidence: Evidence
    view: View
    measured: tuple[Measurement, ...] = ()


@dataclass(slots=True)
class Seen:
    """The number that a view shows of one organisation, or why there is none; `entered` where the office judged it."""

    number: Rate | None
    measured: tuple[Measurement, ...] = ()
    entered: RecordedMark | None = None
    lacking: tuple[str, ...] = ()


@dataclass(slots=True)
class Award:
    """Points for a number, before rounding, and their arithmetic for whoever asks; `None` while something lacks."""

    points: Fraction | None
    arithmetic: Callable[[], str]
    reasons: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredRule:
    """The number is the completion rate, or the figure (`look`), of `indicator`, of several `parts`, or entered.

    Without any indicator the office enters a rate; with `office_judges` it may do so where the indicator's own cannot
    be computed (对照值不大于 0), and then for all that are seen together; a missing figure it does not replace. `basis`
    says which target the rate is held against.
    """

    entered_clause: ClassVar[str] = "完成率由小微办综合评定"
    """What the sentence says where there is no indicator."""

    indicator: str = ""
    parts: tuple[Part, ...] = field(default=(), kw_only=True)
    combine: Combine = field(default=Combine.SHARES, kw_only=True)
    look: Look = field(default=Look.RATE, kw_only=True)
    basis: Basis = field(default=Basis.HELD, kw_only=True)
    office_judges: bool = field(default=False, kw_only=True)

    def award(self, number: Rate, situation: Situation) -> Award:
        """What the number is worth: of the item's `whole` points, the share that the situation's view decides about."""
        raise NotImplementedError

    def clause(self, points: Decimal) -> str:
        """The kind's own sentence, without its full stop."""
        raise NotImplementedError

    def sentence(self, points: Decimal) -> str:
        text = _parts_text(self) + self.clause(points)
        if not self.indicators():
            text += f"；{self.entered_clause}"
        elif self.office_judges:
            text += "；完成率无法计算的由小微办评定"
        return f"{text}{_basis_text(self.basis)}。"

    def indicators(self) -> tuple[str, ...]:
        if self.parts:
            return tuple(dict.fromkeys(part.indicator for part in self.parts))
        return (self.indicator,) if self.indicator else ()

    def needs_target(self, indicator: str) -> bool:  # noqa: ARG002 - one contract
        return self.look is Look.RATE

    def better(self, indicator: str) -> Direction | None:  # noqa: ARG002 - one contract
        return None

    def asks(self) -> frozenset[MarkField]:
        return frozenset({MarkField.RATE}) if self.office_judges or not self.indicators() else frozenset()

    def choices(self) -> tuple[str, ...]:
        return ()

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        """The least and the most points for an item of `points`."""
        raise NotImplementedError

    def faults(self, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        return tuple(_input_faults(self))

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:  # noqa: ARG002 - one contract
        if mark.rate is None:
            return (error("mark-rate-missing", "请填写完成率（如 95%）。"),)
        if not ZERO <= mark.rate <= MAX_ENTERED_RATE:
            message = f"完成率 {percent(mark.rate)} 不在 0% 至 1000% 之间。请核对；百分之九十五请填 95% 或 0.95。"
            return (error("mark-rate-range", message),)
        return ()

    def views(self) -> tuple[View, ...]:
        """What is scored: the parts one by one where each has its share of the points, everything else at once."""
        if not self.parts:
            return (self._view((Part(self.indicator),)),)
        if self.combine is not Combine.SHARES:
            return (self._view(self.parts),)
        return tuple(self._view((part,)) for part in self.parts)

    def share(self, view: View) -> Fraction:
        """How much of the item's points the view decides about, exactly: points in a table are the whole item's."""
        if not self.parts or self.combine is not Combine.SHARES:
            return WHOLE
        (part,) = view.parts
        return Fraction(1, len(self.parts)) if part.share is None else Fraction(part.share)

    def seen(self, item: str, evidence: Evidence, view: View) -> Seen:
        """What the view shows of this or another organisation."""
        if not (self.indicator or self.parts):
            return _entered(evidence.mark(item), ())
        measured = view.measured(evidence)
        number = view.number(measured)
        if number is None and self.office_judges and view.is_for_the_office(measured):
            return _entered(evidence.mark(item), measured)
        return Seen(number, measured, lacking=why_missing(measured, view.look) if number is None else ())

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        return self.scorer(item, points)(evidence)

    def scorer(self, item: str, points: Decimal) -> Callable[[Evidence], Outcome]:
        views = self.views()
        if len(views) == 1:
            return lambda evidence: self._of_view(item, points, views[0], evidence)
        return lambda evidence: _joined([self._of_view(item, points, view, evidence) for view in views])

    def _view(self, parts: tuple[Part, ...]) -> View:
        return View(parts, self.combine, self.look, self.basis)

    def _of_view(self, item: str, whole: Decimal, view: View, evidence: Evidence) -> Outcome:
        """The points. What they came from is not kept: whoever reads the trail has it seen and awarded once more."""
        seen = self.seen(item, evidence, view)
        measured, number = seen.measured, seen.number
        first = measured[0] if len(measured) == 1 else None
        trail = partial(self._trail, item, whole, view, evidence)
        if number is None:
            return Outcome(None, trail, seen.lacking, first)
        award = self.award(number, Situation(item, whole, evidence, view, measured))
        reasons = why_open(measured) + award.reasons
        points = None if award.points is None else decimal_of(award.points)
        return Outcome(points, trail, reasons, first, award.points)

    def _trail(self, item: str, whole: Decimal, view: View, evidence: Evidence) -> Trail:
        seen = self.seen(item, evidence, view)
        if seen.number is None:
            return Trail(_measured_lines(seen))
        award = self.award(seen.number, Situation(item, whole, evidence, view, seen.measured))
        return _told(award, seen.number, seen, view)


def of_share(points: Fraction, share: Fraction) -> Fraction:
    """The part of the points that a view decides about; nearly always all of them."""
    return points if share is WHOLE else points * share


def percent(rate: Decimal) -> str:
    return f"{plain_text(rate * 100)}%"


def _entered(entered: RecordedMark | None, measured: tuple[Measurement, ...]) -> Seen:
    if entered is None or entered.mark.rate is None:
        return Seen(None, measured, lacking=("尚未评定完成率",))
    return Seen(Rate(entered.mark.rate), measured, entered)


def _measured_lines(seen: Seen) -> tuple[Input, ...]:
    return tuple(line for measured in seen.measured for line in measured_inputs(measured))


def _told(award: Award, number: Rate, seen: Seen, view: View) -> Trail:
    inputs = list(_measured_lines(seen))
    came, judgement = view.text(seen.measured, number) if seen.entered is None else "", award.judgement
    if seen.entered is not None:
        inputs.append(marked_input("评定完成率", number.percent_text, seen.entered))
        judgement = "；".join(filter(None, (f"完成率{number.percent_text}", award.judgement)))
    inputs.extend(award.inputs)
    if award.points is None:
        return Trail(tuple(inputs))
    return Trail(tuple(inputs), "；".join(filter(None, (came, award.arithmetic()))), judgement)


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    """The parts' points together; open while any part is."""
    reasons = tuple(dict.fromkeys(reason for outcome in outcomes for reason in outcome.open_reasons))
    known = [points for outcome in outcomes if (points := outcome.fraction) is not None]
    complete = len(known) == len(outcomes)
    whole = sum(known, Fraction(0)) if complete else None

    def trail() -> Trail:
        trails = [outcome.trail() for outcome in outcomes]
        inputs = tuple(line for told in trails for line in told.inputs)
        if whole is None:
            return Trail(inputs)
        total = f"合计 {exact_text(whole)}"
        return Trail(inputs, "；".join((*(told.arithmetic for told in trails), total)))

    return exact_outcome(whole, trail, reasons)


def _parts_text(rule: MeasuredRule) -> str:
    if not rule.parts:
        return ""
    shares = [f"{p.title}{f'占{percent(p.share)}' if p.share is not None else ''}" for p in rule.parts]
    named = "、".join(shares)
    if rule.combine is Combine.SHARES:
        equal = "" if any(part.share is not None for part in rule.parts) else "各占相同份额，"
        return f"{named}，{equal}分别计分后相加："
    if rule.combine is Combine.MEAN:
        return f"按{named}的平均{rule.look.word}："
    return f"按{named}中最低的{rule.look.word}："


def _basis_text(basis: Basis) -> str:
    return {Basis.HELD: "", Basis.YEAR: "（按当年目标）", Basis.SPAN: "（按规划期累计目标）"}[basis]


def _input_faults(rule: MeasuredRule) -> Sequence[Issue]:
    found: list[Issue] = []
    if rule.parts and rule.indicator:
        found.append(error("rule-two-inputs", "既写了一个指标，又写了几个指标。请只保留一种。"))
    shares = [part.share for part in rule.parts if part.share is not None]
    if shares and len(shares) < len(rule.parts):
        found.append(error("rule-shares-missing", "有的指标没有写份额。请都写上，或都不写（各占相同份额）。"))
    elif shares and sum(shares) != 1:
        found.append(error("rule-shares-sum", f"各指标份额合计 {percent(sum(shares, ZERO))}，不是 100%。"))
    if not rule.indicators() and rule.look is Look.VALUE:
        found.append(error("rule-no-input", "按完成数计分，没有写明指标。"))
    return found
