"""Scoring rules in a plan document: a table whose `kind` says which parameters follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiaowei_desktop.domain.indicator import Comparator
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
)
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.planfiles.containers import Many, Record, as_table
from xiaowei_desktop.planfiles.findings import Codes, Spot, near
from xiaowei_desktop.planfiles.shapes import Choice, Flag, Name, Names, Number, Text

_GRADE = Record(Grade, {"name": Name(), "low": Number(), "high": Number()})
_EVENT_KIND = Record(EventKind, {"name": Name(), "low": Number(), "high": Number(), "deducts": Flag()})
_CONDITION = Record(
    Condition,
    {
        "indicator": Names(Codes.INDICATOR),
        "name": Name(),
        "comparator": Choice(Comparator),
        "bound": Number(),
    },
)

RULES: Mapping[str, Record[Any]] = {
    ProportionalRule.kind: Record(
        ProportionalRule,
        {"indicator": Names(Codes.INDICATOR), "cap": Number(), "gate": Number(), "office_judges": Flag()},
    ),
    ConditionRule.kind: Record(ConditionRule, {"conditions": Many(_CONDITION, at_least=1), "join": Choice(Join)}),
    GradedRule.kind: Record(GradedRule, {"grades": Many(_GRADE, at_least=1)}),
    JudgedRule.kind: Record(JudgedRule, {"low": Number(), "high": Number(), "step": Number()}),
    EventsRule.kind: Record(EventsRule, {"kinds": Many(_EVENT_KIND, at_least=1), "start": Number(), "floor": Number()}),
    RankRule.kind: Record(RankRule, {"table": Many(Number(), at_least=1), "otherwise": Number()}),
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
