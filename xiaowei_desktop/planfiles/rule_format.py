"""Scoring rules in a plan document: a table whose `kind` says which parameters follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Bracket,
    Combination,
    Condition,
    ConditionRule,
    EventKind,
    EventsRule,
    ExternalRule,
    Grade,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
    Rater,
    RelativeRule,
    SlopeRule,
    Step,
    StepRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.brackets import Units
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Combine, Look, Part
from xiaowei_desktop.domain.scoring.rules.step import Between
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase
from xiaowei_desktop.planfiles.containers import Many, Record, Usual, as_table
from xiaowei_desktop.planfiles.findings import Codes, Spot, near
from xiaowei_desktop.planfiles.shapes import (
    Choice,
    Flag,
    Name,
    Names,
    Number,
    Percentage,
    Shape,
    Text,
    Threshold,
    Whole,
)

_GRADE = Record(Grade, {"name": Name(), "low": Number(), "high": Number()})
_EVENT_KIND = Record(
    EventKind,
    {
        "name": Name(),
        "low": Number(),
        "high": Number(),
        "deducts": Flag(),
        "percent_of_base": Usual(Flag()),
        "most": Number(),
        "zero_from": Whole(),
        "at_most_once": Usual(Flag()),
    },
)
_RATER = Record(Rater, {"name": Name(), "weight": Percentage()})
_CONDITION = Record(
    Condition,
    {
        "indicator": Names(Codes.INDICATOR),
        "name": Name(),
        "comparator": Choice(Comparator),
        "bound": Threshold(),
        "basis": Usual(Choice(Basis)),
        "look": Usual(Choice(Look)),
        "asked": Text(),
    },
)
_COMBINATION = Record(Combination, {"holds": Many(Whole()), "points": Number()})
_STEP = Record(Step, {"at": Threshold(), "points": Number(), "included": Usual(Flag())})
_BRACKET = Record(Bracket, {"step": Threshold(), "points": Number(), "up_to": Threshold()})
_PART = Record(Part, {"indicator": Names(Codes.INDICATOR), "name": Text(), "share": Percentage()})
_VETO_CASE = Record(VetoCase, {"name": Name(), "effect": Choice(Effect), "limit": Text()})


def _measured(**own: Shape[Any]) -> dict[str, Shape[Any]]:
    """The parameters that all kinds share that look at indicators, and the kind's own."""
    return {
        "indicator": Names(Codes.INDICATOR),
        "parts": Many(_PART),
        "combine": Usual(Choice(Combine)),
        "look": Usual(Choice(Look)),
        "basis": Usual(Choice(Basis)),
        **own,
        "office_judges": Flag(),
    }


def _compared(**own: Shape[Any]) -> dict[str, Shape[Any]]:
    """The same for kinds that hold organisations against each other."""
    return {**_measured(**own), "best": Usual(Choice(Best)), "office_judges": Usual(Flag())}


RULES: Mapping[str, Record[Any]] = {
    ProportionalRule.kind: Record(
        ProportionalRule, _measured(cap=Percentage(), gate=Percentage(), full_at=Percentage())
    ),
    ConditionRule.kind: Record(
        ConditionRule,
        {"conditions": Many(_CONDITION, at_least=1), "join": Choice(Join), "combinations": Many(_COMBINATION)},
    ),
    StepRule.kind: Record(
        StepRule,
        _measured(
            steps=Many(_STEP, at_least=1),
            between=Choice(Between),
            otherwise=Number(),
            best=Usual(Choice(Best)),
            unit=Text(),
        ),
    ),
    SlopeRule.kind: Record(
        SlopeRule,
        _measured(
            base=Number(),
            reference=Choice(Reference),
            at=Threshold(),
            above=Many(_BRACKET),
            below=Many(_BRACKET),
            short=Number(),
            units=Choice(Units),
            floor=Number(),
            cap=Number(),
            best=Usual(Choice(Best)),
            unit=Text(),
        ),
    ),
    GradedRule.kind: Record(GradedRule, {"grades": Many(_GRADE, at_least=1)}),
    JudgedRule.kind: Record(JudgedRule, {"low": Number(), "high": Number(), "step": Number(), "raters": Many(_RATER)}),
    EventsRule.kind: Record(
        EventsRule,
        {
            "kinds": Many(_EVENT_KIND, at_least=1),
            "start": Number(),
            "floor": Number(),
            "counting": Usual(Choice(Counting)),
        },
    ),
    ExternalRule.kind: Record(ExternalRule, {"scale": Number(), "source": Text()}),
    RankRule.kind: Record(
        RankRule,
        _compared(
            table=Many(Number()),
            otherwise=Number(),
            first=Number(),
            drop=Number(),
            drop_of=Usual(Choice(DropOf)),
            floor=Number(),
            counted_from=Usual(Choice(End)),
        ),
    ),
    RelativeRule.kind: Record(RelativeRule, _compared(low=Number(), high=Number())),
    VetoRule.kind: Record(VetoRule, {"cases": Many(_VETO_CASE, at_least=1)}),
}
"""Every rule kind with the shape of its parameters."""


class RuleShape:
    """A rule of any kind."""

    def read(self, raw: object, at: Spot) -> AnyRule:
        table = as_table(raw, at)
        if "kind" not in table:
            raise at.key("kind").fault("plan-missing-key", "缺少计分方式，请补上。")
        kind = Text().read(table["kind"], at.key("kind"))
        if kind not in RULES:
            choices = "、".join(RULES)
            message = f"没有“{kind}”这种计分方式。可用：{choices}。{near(kind, RULES)}"
            raise at.key("kind").fault("plan-unknown-rule", message)
        rule: AnyRule = RULES[kind].read({key: value for key, value in table.items() if key != "kind"}, at)
        return rule

    def write(self, value: AnyRule) -> object:
        return {"kind": value.kind, **RULES[value.kind].write(value)}
