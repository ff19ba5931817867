"""The closed set of rule kinds. A clause of a document is one of these with its parameters."""

from __future__ import annotations

from xiaowei_desktop.domain.scoring.rules.condition import Condition, ConditionRule
from xiaowei_desktop.domain.scoring.rules.events import EventKind, EventsRule
from xiaowei_desktop.domain.scoring.rules.graded import Grade, GradedRule
from xiaowei_desktop.domain.scoring.rules.judged import JudgedRule
from xiaowei_desktop.domain.scoring.rules.proportional import ProportionalRule
from xiaowei_desktop.domain.scoring.rules.rank import RankRule
from xiaowei_desktop.domain.scoring.rules.veto import VetoRule

AnyRule = ProportionalRule | ConditionRule | GradedRule | JudgedRule | EventsRule | RankRule | VetoRule
"""Every rule kind there is; a further kind is one module here and one name in this union."""

__all__ = [
    "AnyRule",
    "Condition",
    "ConditionRule",
    "EventKind",
    "EventsRule",
    "Grade",
    "GradedRule",
    "JudgedRule",
    "ProportionalRule",
    "RankRule",
    "VetoRule",
]
