"""Scoring rules in a plan document: a table whose `kind` says which parameters follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Condition,
    ConditionRule,
    EventKind,
    EventsRule,
    Grade,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.seen import Combine, Look, Part
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase
from xiaowei_desktop.planfiles.containers import Many, Record, Usual, as_table
from xiaowei_desktop.planfiles.findings import Codes, Spot, near
from xiaowei_desktop.planfiles.shapes import Choice, Flag, Name, Names, Number, Percentage, Shape, Text, Threshold

_GRADE = Record(Grade, {"name": Name(), "low": Number(), "high": Number()})
_EVENT_KIND = Record(EventKind, {"name": Name(), "low": Number(), "high": Number(), "deducts": Flag()})
_CONDITION = Record(
    Condition,
    {
        "indicator": Names(Codes.INDICATOR),
        "name": Name(),
        "comparator": Choice(Comparator),
        "bound": Threshold(),
    },
)
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


RULES: Mapping[str, Record[Any]] = {
    ProportionalRule.kind: Record(
        ProportionalRule, _measured(cap=Percentage(), gate=Percentage(), full_at=Percentage())
    ),
    ConditionRule.kind: Record(ConditionRule, {"conditions": Many(_CONDITION, at_least=1), "join": Choice(Join)}),
    GradedRule.kind: Record(GradedRule, {"grades": Many(_GRADE, at_least=1)}),
    JudgedRule.kind: Record(JudgedRule, {"low": Number(), "high": Number(), "step": Number()}),
    EventsRule.kind: Record(EventsRule, {"kinds": Many(_EVENT_KIND, at_least=1), "start": Number(), "floor": Number()}),
    RankRule.kind: Record(RankRule, {"table": Many(Number(), at_least=1), "otherwise": Number()}),
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
